import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../errors.ts';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../lm/cpu/model.ts';
import { logSumExp } from '../lm/softmax.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { TableModel, type TableModelOptions } from '../lm/testing/table-model.ts';
import { byteLevelFiles, sentencePieceFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import type { Participants } from './members.ts';
import { perplexity, scoreDocument, scoreTokens, type TokenScore } from './score.ts';

const tokenizer = await loadTokenizer(byteLevelFiles());
const model = (seed: number, more: Partial<TableModelOptions> = {}) =>
  new TableModel({ vocabularySize: tokenizer.size, seed, contextLength: 24, ...more });
const part = (table: TableModel) => ({ model: table, tokenizer });
const trio = (more: Partial<TableModelOptions> = {}): Participants<TableModel> => ({
  base: part(model(1, more)),
  expert: part(model(2, more)),
  anti: part(model(3, more)),
});

/** The definition, one token at a time: every window from its own begin-of-text token. */
async function bruteForce(text: string, alpha: number, contextLength: number): Promise<number> {
  const ids = tokenizer.encode(text);
  const models = [model(1, { contextLength: 999 }), model(2, { contextLength: 999 }), model(3, { contextLength: 999 })];
  let nll = 0;
  for (const [index, id] of ids.entries()) {
    const start = index - (index % (contextLength - 1));
    const rows = [];
    for (const each of models) {
      await each.truncate(0);
      rows.push((await each.extend([0, ...ids.slice(start, index)])).data);
    }
    const [base, expert, anti] = rows;
    const scores = Array.from(base!, (score, v) => score + alpha * (expert![v]! - anti![v]!));
    const highest = Math.max(...scores);
    nll += highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0)) - scores[id]!;
  }
  return nll;
}

async function collect(scores: AsyncIterable<TokenScore>): Promise<readonly TokenScore[]> {
  const all: TokenScore[] = [];
  for await (const score of scores) all.push(score);
  return all;
}

const TEXT = 'the patient has no pain, chest clear; temperature 38.5 °C. '.repeat(6);

describe('negative log-likelihood', () => {
  it.each([0, 0.7, 1])('is the sum over all tokens of windows that start with bos (α = %d)', async (alpha) => {
    const score = await scoreDocument(TEXT, { method: 'proxy', participants: trio(), alpha });
    expect(score.tokens).toBe(tokenizer.encode(TEXT).length);
    expect(score.nll).toBeCloseTo(await bruteForce(TEXT, alpha, 24), 6);
  });

  it('does not depend on how a window is cut into chunks, nor on what the backend can do', async () => {
    const long = await scoreDocument(TEXT, { method: 'proxy', participants: trio({ contextLength: 400 }) });
    expect(long.tokens).toBeGreaterThan(128);
    expect(long.nll).toBeCloseTo(await bruteForce(TEXT, 1, 400), 6);
    const single = trio({ contextLength: 400, capabilities: { allPositions: false } });
    expect((await scoreDocument(TEXT, { method: 'proxy', participants: single })).nll).toBeCloseTo(long.nll, 9);
  });

  it('is that of one forward pass for a LongRoPE model whose window is longer than its original context', async () => {
    const factors = (from: number) => Array.from({ length: 8 }, (_, index) => from + index);
    const longrope = {
      kind: 'longrope',
      shortFactors: factors(1),
      longFactors: factors(2),
      originalContext: 160,
      attentionFactor: 1.1,
    } as const;
    const rope = { theta: 10000, dims: 16, scaling: longrope };
    const config = { rope, vocabularySize: tokenizer.size, contextLength: 400 };
    const load = async () => loadCpuModel(await openCheckpoint(randomCheckpoint({ config }).source), { cache: 'f32' });
    const score = await scoreDocument(TEXT, {
      method: 'base',
      participants: { base: { model: await load(), tokenizer } },
    });
    const ids = tokenizer.encode(TEXT);
    const { data, vocabularySize } = await (await load()).extend([0, ...ids.slice(0, -1)], { logits: 'all' });
    const nll = ids.reduce((sum, id, row) => {
      const logits = data.subarray(row * vocabularySize, (row + 1) * vocabularySize);
      return sum + logSumExp(logits) - logits[id]!;
    }, 0);
    expect(score.nll / nll).toBeCloseTo(1, 5);
  });

  it('holds its identities: α = 0 and expert = anti are the base, base = anti is the expert', async () => {
    const participants = trio();
    const [base, expert] = [participants.base!, participants.expert!];
    const nll = async (method: 'base' | 'expert' | 'proxy', more: Participants, alpha = 1) =>
      (await scoreDocument(TEXT, { method, participants: more, alpha })).nll;
    const ofBase = await nll('base', participants);
    expect(await nll('proxy', participants, 0)).toBe(ofBase);
    expect(await nll('proxy', { base, expert, anti: expert })).toBe(ofBase);
    expect(await nll('proxy', { base, expert, anti: base })).toBeCloseTo(await nll('expert', participants), 6);
  });

  it('leaves the contexts empty, also when cancelled', async () => {
    const participants = trio();
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const work = scoreDocument(TEXT, { method: 'proxy', participants, signal: stop.signal, onProgress });
    await expect(work).rejects.toBeInstanceOf(Cancelled);
    for (const role of ['base', 'expert', 'anti'] as const) expect(participants[role]?.model.length).toBe(0);
  });

  it('is the same token by token, of a text and of the ids that open it and are it', async () => {
    const options = { method: 'proxy', participants: trio({ contextLength: 400 }), alpha: 0.7 } as const;
    const { nll } = await scoreDocument(TEXT, options);
    const ofText = await collect(scoreTokens({ text: TEXT }, options, 3));
    expect(ofText.reduce((sum, { logProbability }) => sum - logProbability!, 0)).toBeCloseTo(nll, 9);
    for (const { logProbability, top } of ofText) {
      expect(top).toHaveLength(3);
      expect(logProbability).toBeLessThanOrEqual(top[0]!.logProbability);
    }
    // The opening token of these tables is 0.
    const [first, ...rest] = await collect(scoreTokens({ ids: [0, ...tokenizer.encode(TEXT)] }, options, 3));
    expect(first).toEqual({ id: 0, logProbability: null, top: [] });
    expect(rest).toEqual(ofText);
    const short = { ...options, participants: trio({ contextLength: 24 }) };
    const long = collect(scoreTokens({ ids: tokenizer.encode(TEXT) }, short));
    await expect(long).rejects.toMatchObject({ code: 'context-too-long', details: { limit: 24 } });
  });

  it('is 0 for an empty document', async () => {
    expect(await scoreDocument('', { method: 'base', participants: trio() })).toEqual({ tokens: 0, nll: 0 });
  });

  it('refuses a pair with another tokenizer', async () => {
    const foreign = await loadTokenizer(sentencePieceFiles());
    const other = { model: model(2, { vocabularySize: foreign.size }), tokenizer: foreign };
    const participants = { base: part(model(1)), expert: other, anti: other };
    await expect(scoreDocument(TEXT, { method: 'proxy', participants })).rejects.toMatchObject({
      code: 'vocabulary-mismatch',
    });
  });
});

it('perplexity weighs documents by their tokens', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 9 }), (sizes) => {
      // A uniform model over 10 tokens has perplexity 10 whatever the documents.
      expect(perplexity(sizes.map((tokens) => ({ tokens, nll: tokens * Math.log(10) })))).toBeCloseTo(10, 9);
    }),
  );
});
