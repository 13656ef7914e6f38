import { describe, expect, it } from 'vitest';
import type { GenerationEvent } from './decoding/events.ts';
import type { FileSource, StreamOptions } from './lm/checkpoint/source.ts';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { byteLevelFiles, type FixtureOptions, sentencePieceFiles } from './tokenizer/fixtures.ts';
import type { TextFiles } from './tokenizer/tokenizer-files.ts';
import { type LoadProgress, openTrio, type TrioOptions } from './trio.ts';

/** Rows enough for the tokenizers of the fixtures. */
const ROWS = 512;
const PROMPT = { chat: [{ role: 'user', content: 'the pain' }], plain: 'the pain' } as const;

interface Watched extends FileSource {
  /** How often the weights were opened. */
  readonly reads: { count: number };
}

/** A tiny random model with a tokenizer, as a source that counts how often its weights are read. */
function model(seed: number, tokenizer: TextFiles = byteLevelFiles()): Watched {
  const checkpoint = randomCheckpoint({ seed, config: { vocabularySize: ROWS } });
  const reads = { count: 0 };
  return {
    ...checkpoint.source,
    label: `m${seed}`,
    reads,
    text: (path, signal) => (path in checkpoint.files ? checkpoint.source.text(path, signal) : tokenizer.text(path)),
    stream(path, range) {
      if (isWeights(range)) reads.count++;
      return checkpoint.source.stream(path, range);
    },
  };
}

/** The header is read first, from the start of the file. */
const isWeights = (range: StreamOptions | undefined) => (range?.offset ?? 0) > 8;

async function collect(events: AsyncIterable<GenerationEvent>) {
  const tokens: number[] = [];
  for await (const event of events) if (event.type === 'token') tokens.push(event.id);
  return tokens;
}

describe('opening a trio', () => {
  it('loads each model, says where it runs and why, and generates under every method', async () => {
    const trio = await openTrio({ sources: { base: model(1), expert: model(2), anti: model(3) }, backend: 'cpu' });
    expect(trio.backend).toBe('cpu');
    expect(trio.reason).toMatch(/CPU/);
    expect(Object.values(trio.models).map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
    const request = { prompt: PROMPT, maxTokens: 12, alpha: 0 };
    const base = await collect(trio.generate({ ...request, method: 'base' }));
    const expert = await collect(trio.generate({ ...request, method: 'expert' }));
    const proxy = await collect(trio.generate({ ...request, method: 'proxy' }));
    expect(proxy).toEqual(base);
    expect(expert).not.toEqual(base);
    const scores = await trio.score('the patient', { method: 'proxy' });
    expect(scores.tokens).toBeGreaterThan(0);
    await trio.dispose();
    await expect(collect(trio.generate({ ...request, method: 'base' }))).rejects.toMatchObject({ code: 'disposed' });
  });

  it('keeps a text to its constraint under every method, and classifies', async () => {
    const trio = await openTrio({ sources: { base: model(1), expert: model(2), anti: model(3) }, backend: 'cpu' });
    const constraint = { kind: 'regular-expression', source: '(?:pain|no) \\d{2}' } as const;
    for (const method of ['base', 'expert', 'proxy'] as const) {
      const events = trio.generate({ prompt: PROMPT, maxTokens: 20, method, constraint });
      let text = '';
      for await (const event of events) if (event.type === 'finish') text = event.text;
      expect(text).toMatch(/^(?:pain|no) \d{2}$/);
    }
    const items = [{ id: 'a', text: 'the pain' }];
    const labels = ['no', 'pain'];
    for await (const event of trio.classify({ items, labels, prompt: () => PROMPT, method: 'proxy' })) {
      expect(event).toMatchObject({ type: 'item', id: 'a', members: { base: {}, expert: {}, anti: {} } });
    }
    await trio.dispose();
  });

  it('loads a model that plays two roles once', async () => {
    const [base, small] = [model(1), model(2)];
    const trio = await openTrio({ sources: { base, expert: small, anti: small }, backend: 'cpu' });
    expect(trio.participants.expert?.model).toBe(trio.participants.anti?.model);
    expect(small.reads.count).toBe(base.reads.count);
    const request = { prompt: PROMPT, maxTokens: 12, alpha: 1 };
    expect(await collect(trio.generate({ ...request, method: 'proxy' }))).toEqual(
      await collect(trio.generate({ ...request, method: 'base' })),
    );
    await trio.dispose();
  });

  it('adds several pairs up, each model loaded once whatever it plays', async () => {
    const sources = { base: model(1), expert: model(2), anti: model(3) };
    const { base, expert, anti } = sources;
    const written = async (furtherPairs: TrioOptions['furtherPairs']) => {
      const trio = await openTrio({ sources, furtherPairs, backend: 'cpu' });
      const tokens = await collect(trio.generate({ prompt: PROMPT, maxTokens: 12, method: 'proxy' }));
      await trio.dispose();
      return tokens;
    };
    const alone = await written([]);
    const { count } = expert.reads;
    expect(await written([{ expert: base, anti: base, weight: 2 }])).toEqual(alone);
    expect(expert.reads.count).toBe(2 * count);
    // The pair taken away again leaves the base.
    const proxied = await openTrio({ sources: { base }, backend: 'cpu' });
    const own = await collect(proxied.generate({ prompt: PROMPT, maxTokens: 12, method: 'base' }));
    expect(await written([{ expert, anti, weight: -1 }])).toEqual(own);
    expect(await written([{ expert, anti: model(4), weight: 1 }])).not.toEqual(alone);
    await proxied.dispose();
  });

  it('says how large every checkpoint is before the first is read, and ends with all bytes read', async () => {
    const seen: LoadProgress[] = [];
    const sources = { base: model(1), expert: model(2), anti: model(3) };
    const trio = await openTrio({ sources, backend: 'cpu', onProgress: (progress) => seen.push(progress) });
    expect(seen.slice(0, 3).map(({ role, bytesDone }) => [role, bytesDone])).toEqual([
      ['base', 0],
      ['expert', 0],
      ['anti', 0],
    ]);
    for (const role of ['base', 'expert', 'anti']) {
      const own = seen.filter((progress) => progress.role === role);
      expect(own.at(-1)?.bytesDone).toBe(own[0]?.bytesTotal);
      expect(new Set(own.map(({ bytesTotal }) => bytesTotal)).size).toBe(1);
    }
    await trio.dispose();
  });

  it('names the role that a method lacks', async () => {
    const trio = await openTrio({ sources: { base: model(1) }, backend: 'cpu' });
    expect(() => trio.generate({ prompt: PROMPT, maxTokens: 1, method: 'proxy' })).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining('expert') }),
    );
    await trio.dispose();
  });
});

describe('models that do not fit are refused before any weights are read', () => {
  const manyWords: FixtureOptions = { words: Array.from({ length: 300 }, (_, index) => `word${index}`) };

  it('a tokenizer larger than the model', async () => {
    const base = model(1, byteLevelFiles(manyWords));
    await expect(openTrio({ sources: { base }, backend: 'cpu' })).rejects.toMatchObject({ code: 'tokenizer-mismatch' });
    expect(base.reads.count).toBe(0);
  });

  it('a pair with another tokenizer than the base', async () => {
    const base = model(1);
    const sources = { base, expert: model(2, sentencePieceFiles()), anti: model(3, sentencePieceFiles()) };
    await expect(openTrio({ sources, backend: 'cpu' })).rejects.toMatchObject({ code: 'vocabulary-mismatch' });
    expect(base.reads.count).toBe(0);
  });

  it('a missing file', async () => {
    const base: FileSource = { ...model(1), text: byteLevelFiles().text };
    await expect(openTrio({ sources: { base }, backend: 'cpu' })).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
    });
  });

  it('WebGPU where there is none', async () => {
    await expect(openTrio({ sources: { base: model(1) }, backend: 'webgpu', gpu: undefined })).rejects.toMatchObject({
      code: 'no-webgpu',
    });
  });
});

describe('an opening that does not finish', () => {
  it('is cancelled by its signal, also between two models', async () => {
    const controller = new AbortController();
    const anti = model(3);
    const opening = openTrio({
      sources: { base: model(1), expert: model(2), anti },
      backend: 'cpu',
      signal: controller.signal,
      onProgress: ({ role, bytesDone }) => role === 'expert' && bytesDone > 0 && controller.abort(),
    });
    await expect(opening).rejects.toMatchObject({ name: 'Cancelled' });
    expect(anti.reads.count).toBe(0);
  });

  it('tells the failure of a later model', async () => {
    const broken = model(2);
    const expert: FileSource = {
      ...broken,
      stream: async (path, range) => {
        if (!isWeights(range)) return broken.stream(path, range);
        return new ReadableStream({ start: (controller) => controller.close() });
      },
    };
    await expect(openTrio({ sources: { base: model(1), expert }, backend: 'cpu' })).rejects.toMatchObject({
      code: 'checkpoint-truncated',
    });
  });
});
