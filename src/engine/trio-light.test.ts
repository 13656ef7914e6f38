/** Trios over one set of weights: an expert that is its base and an adapter, and what base = anti-expert comes to. */
import { describe, expect, it } from 'vitest';
import type { TokenEvent } from './decoding/events.ts';
import type { FileSource } from './lm/checkpoint/source.ts';
import { adaptedSource } from './lm/lora/adapted-source.ts';
import { memorySource } from './lm/testing/memory-source.ts';
import { randomAdapter } from './lm/testing/random-adapter.ts';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { byteLevelFiles } from './tokenizer/fixtures.ts';
import { loadTokenizer } from './tokenizer/tokenizer.ts';
import { type GenerateRequest, openTrio, type Trio, type TrioOptions } from './trio.ts';

/** As many rows as tokens: where an id is no token, the base decides alone, and that is not what these tests are about. */
const ROWS = (await loadTokenizer(byteLevelFiles())).size;
const WIDTH = 64;
const RANK = 4;
const PROMPT = { chat: [{ role: 'user', content: 'the pain' }], plain: 'the pain' } as const;

/** A tiny random model that counts how often its weights are read. */
function model(): FileSource & { readonly reads: { count: number } } {
  const checkpoint = randomCheckpoint({ seed: 1, config: { vocabularySize: ROWS, hiddenSize: WIDTH } });
  const tokenizer = byteLevelFiles();
  const reads = { count: 0 };
  return {
    ...checkpoint.source,
    label: 'small',
    reads,
    text: (path, signal) => (path in checkpoint.files ? checkpoint.source.text(path, signal) : tokenizer.text(path)),
    stream(path, range) {
      if ((range?.offset ?? 0) > 8) reads.count++;
      return checkpoint.source.stream(path, range);
    },
  };
}

function adapter(): FileSource {
  const modules = { 'mlp.down_proj': [WIDTH, 96], 'self_attn.o_proj': [WIDTH, WIDTH] } as const;
  const config = { base_model_name_or_path: 'small' };
  return memorySource(randomAdapter({ modules, rank: RANK, config }), 'notes');
}

const open = (sources: TrioOptions['sources']): Promise<Trio> => openTrio({ sources, backend: 'cpu' });

async function write(trio: Trio, request: Omit<GenerateRequest, 'prompt' | 'maxTokens'>): Promise<TokenEvent[]> {
  const tokens: TokenEvent[] = [];
  for await (const event of trio.generate({ ...request, prompt: PROMPT, maxTokens: 12 })) {
    if (event.type === 'token') tokens.push(event);
  }
  return tokens;
}
const ids = (tokens: readonly TokenEvent[]): number[] => tokens.map(({ id }) => id);

describe('a light trio', () => {
  it('reads one model’s weights and writes what a merged expert would', async () => {
    const base = model();
    const light = await open({ base, expert: adaptedSource(base, adapter()), anti: base });
    expect(base.reads.count).toBe(1);
    expect(light.models.expert).toMatchObject({ id: 'small+notes' });
    expect(light.models.expert!.bytes).toBeLessThan(0.15 * light.models.base!.bytes);

    const expert = adaptedSource(model(), adapter());
    const whole = await open({ base: model(), expert, anti: model() });
    for (const [method, alpha] of [
      ['proxy', 0.5],
      ['proxy', 2],
      ['expert', 1],
      ['adaptive', 0.5],
      ['speculative', 0.5],
    ] as const) {
      expect(ids(await write(light, { method, alpha }))).toEqual(ids(await write(whole, { method, alpha })));
    }
    expect(ids(await write(light, { method: 'expert' }))).not.toEqual(ids(await write(light, { method: 'base' })));
    await Promise.all([light.dispose(), whole.dispose()]);
  });

  it('advances base and expert in one pass a token, also where beginnings are kept', async () => {
    for (const keepPrefixes of [false, true]) {
      const base = model();
      const sources = { base, expert: adaptedSource(base, adapter()), anti: base };
      const trio = await openTrio({ sources, backend: 'cpu', keepPrefixes });
      const traffic = trio.participants.base!.model.shared!.traffic;
      await write(trio, { method: 'proxy', alpha: 0.5 });
      const before = { ...traffic };
      const tokens = await write(trio, { method: 'proxy', alpha: 0.5 });
      const passes = traffic.passes - before.passes;
      // One a token, and what the prompt takes.
      expect(passes).toBeGreaterThanOrEqual(tokens.length);
      expect(passes).toBeLessThanOrEqual(tokens.length + 3);
      await trio.dispose();
    }
  });

  it('refuses an adapter for another base before any weights are read', async () => {
    const other = randomCheckpoint({ config: { vocabularySize: ROWS, hiddenSize: 32, ffnSize: 64 } });
    const tokenizer = byteLevelFiles();
    const base: FileSource = {
      ...other.source,
      text: (path, signal) => (path in other.files ? other.source.text(path, signal) : tokenizer.text(path)),
    };
    const expert = adaptedSource(base, adapter());
    await expect(open({ base, expert, anti: base })).rejects.toMatchObject({ code: 'adapter-mismatch' });
  });
});

describe('a trio whose base is its anti-expert', () => {
  it('is known as one, and at α = 1 writes as the expert with no forward of the base', async () => {
    const base = model();
    const trio = await open({ base, expert: adaptedSource(base, adapter()), anti: base });
    expect(trio.interpolates).toBe(true);
    expect([trio.writtenBy('proxy', 1), trio.writtenBy('proxy', 0.9), trio.writtenBy('capt', 1)]).toEqual([
      'expert',
      'proxy',
      'capt',
    ]);
    const { model: baseModel } = trio.participants.base!;
    const tokens = await write(trio, { method: 'proxy', alpha: 1 });
    expect(ids(tokens)).toEqual(ids(await write(trio, { method: 'expert' })));
    expect(baseModel.length).toBe(0);
    // What is not computed is not told.
    for (const { pBase, pAnti, pExpert, pCombined, delta } of tokens) {
      expect([pBase, pAnti, delta]).toEqual([null, null, null]);
      expect(pExpert).toBeCloseTo(pCombined, 6);
    }
    // The sum that was left out comes to the same.
    const near = await write(trio, { method: 'proxy', alpha: 1 + 1e-9 });
    expect(ids(near)).toEqual(ids(tokens));
    expect(near[0]!.pBase).not.toBeNull();
    await trio.dispose();
  });

  it('adds at α = 1, too, where α is another at every token', async () => {
    const base = model();
    const trio = await open({ base, expert: adaptedSource(base, adapter()), anti: base });
    const halved = { method: 'adaptive', alpha: 1, adaptive: { scaling: () => 0.5 } } as const;
    expect(ids(await write(trio, halved))).toEqual(ids(await write(trio, { method: 'proxy', alpha: 0.5 })));
    await trio.dispose();
  });

  it('is none where the base is another model, though weights be shared', async () => {
    const [base, other] = [model(), model()];
    const trio = await open({ base: other, expert: adaptedSource(base, adapter()), anti: base });
    expect(trio.interpolates).toBe(false);
    expect(trio.writtenBy('proxy', 1)).toBe('proxy');
    expect(trio.participants.expert!.model.shared).toBe(trio.participants.anti!.model.shared);
    await trio.dispose();
  });
});
