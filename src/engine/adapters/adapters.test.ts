/** A base that another library runs writes, with a pair of ours beside it, what our own ensemble writes. */
import type { LogitProcessor } from '@mlc-ai/web-llm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileSource } from '../lm/checkpoint/source.ts';
import { combineScores } from '../lm/combine.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { byteLevelFiles, sentencePieceFiles } from '../tokenizer/fixtures.ts';
import { openTrio, type Prompt, type Trio } from '../trio.ts';
import { openPair, type Pair } from './pair.ts';
import { transformersProcessor } from './transformers.ts';
import { webLlmProcessor } from './web-llm.ts';

const PROMPT = { chat: [{ role: 'user', content: 'the pain' }], plain: 'the pain' } as const;
const ALPHA = 0.75;
const TOKENS = 12;

function model(seed: number, files = byteLevelFiles()): FileSource {
  const { source, files: own } = randomCheckpoint({ seed, config: { vocabularySize: 512 } });
  return { ...source, label: `m${seed}`, text: (path, signal) => (path in own ? source : files).text(path, signal) };
}

const sources = { base: model(1), expert: model(2), anti: model(3) };
let trio: Trio;
let pair: Pair;
beforeAll(async () => {
  trio = await openTrio({ sources, backend: 'cpu' });
  pair = await openPair(sources);
});

async function ours(method: 'base' | 'proxy', prompt: Prompt): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const event of trio.generate({ prompt, method, alpha: ALPHA, maxTokens: TOKENS })) {
    if (event.type === 'token') ids.push(event.id);
  }
  return ids;
}

/** Greedy decoding as both libraries do it: a forward, the processor, the highest logit. */
async function theirs(
  prompt: readonly number[],
  process: (ids: readonly number[], logits: Float32Array) => Float32Array,
): Promise<readonly number[]> {
  const { model: base } = trio.participants.base!;
  await base.truncate(0);
  const ids = [...prompt];
  for (let read = 0; ids.length < prompt.length + TOKENS; ) {
    const { data } = await base.extend(ids.slice(read));
    read = ids.length;
    const scores = process(ids, data);
    const next = scores.indexOf(Math.max(...scores));
    ids.push(next);
    if (base.info.stopIds.includes(next)) break;
  }
  return ids.slice(prompt.length);
}

describe('a pair beside the base of another library', () => {
  it('writes in transformers.js what the ensemble writes from the same tokens', async () => {
    const ids = trio.participants.base!.tokenizer.encode('the patient has pain');
    const processor = transformersProcessor(pair, { alpha: ALPHA });
    const written = await theirs(ids, (all, data) => {
      const logits = { data, dims: [1, data.length] };
      expect(processor([all.map(BigInt)], logits)).toBe(logits);
      return data;
    });
    expect(written).toEqual(await ours('proxy', { ids }));
    expect(written).not.toEqual(await ours('base', { ids }));
  });

  it('writes in web-llm what the ensemble writes, each model asked in its own format, request after request', async () => {
    const processor = webLlmProcessor(pair, { alpha: ALPHA });
    processor satisfies LogitProcessor;
    const ids = trio.participants.base!.tokenizer.encodePrompt(PROMPT);
    for (const _ of [1, 2]) {
      processor.ask(PROMPT);
      processor.resetState();
      let seen = ids.length;
      const written = await theirs(ids, (all, data) => {
        for (const id of all.slice(seen)) processor.processSampledToken(id);
        seen = all.length;
        return processor.processLogits(data);
      });
      expect(written).toEqual(await ours('proxy', PROMPT));
    }
  });

  it('adds to the logits exactly what the formula says, row by row', async () => {
    const { base, expert, anti } = trio.participants;
    const texts = ['the pain', 'no fever'].map((text) => base!.tokenizer.encode(text));
    const logitsOf = async (part: typeof base, ids: readonly number[]) => {
      await part!.model.truncate(0);
      return (await part!.model.extend(ids)).data;
    };
    const width = base!.model.info.vocabularySize;
    const data = new Float32Array(2 * width);
    const expected = new Float32Array(2 * width);
    for (const [row, ids] of texts.entries()) {
      const own = await logitsOf(base, ids);
      const both = { expert: await logitsOf(expert, ids), anti: await logitsOf(anti, ids) };
      data.set(own, row * width);
      const shared = Uint8Array.from({ length: width }, (_, id) => (base!.tokenizer.spelling(id) === null ? 0 : 1));
      expected.set(combineScores({ base: own, pair: both }, ALPHA, shared, new Float64Array(width)), row * width);
    }
    transformersProcessor(pair, { alpha: ALPHA })(
      texts.map((ids) => ids.map(BigInt)),
      { data, dims: [2, width] },
    );
    expect(data).toEqual(expected);
  });

  it('refuses what it could only get wrong', async () => {
    const other = sentencePieceFiles();
    await expect(openPair({ ...sources, base: other })).rejects.toMatchObject({ code: 'vocabulary-mismatch' });
    expect(() => webLlmProcessor(pair).processLogits(new Float32Array(512))).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
    const half = { data: new Uint16Array(512), dims: [1, 512] };
    expect(() => transformersProcessor(pair)([[1n]], half)).toThrow(TypeError);
  });
});
