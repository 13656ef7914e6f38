/** Context-aware decoding against its formula, computed from two models that know nothing of each other. */
import { describe, expect, it } from 'vitest';
import type { CausalLM } from '../lm/causal-lm.ts';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../lm/cpu/model.ts';
import { createHostEnsemble } from '../lm/host-ensemble.ts';
import { argmax } from '../lm/softmax.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { PLAUSIBILITY } from './by-text/contrastive.ts';
import { generate } from './generate.ts';
import { methodEnsemble } from './method-ensemble.ts';

const TOKENS = 16;
const tokenizer = await loadTokenizer(byteLevelFiles());
const WITH = [0, ...tokenizer.encode('the patient has pain. note:')];
const WITHOUT = [0, ...tokenizer.encode('note:')];
const load = async () =>
  loadCpuModel(
    await openCheckpoint(randomCheckpoint({ config: { vocabularySize: tokenizer.size, contextLength: 128 } }).source),
  );

/** @param plausibility undefined: the default */
async function written(alpha: number, plausibility: number | undefined, without = WITHOUT): Promise<readonly number[]> {
  const model = await load();
  const forks: CausalLM[] = [];
  const options = {
    plain: createHostEnsemble,
    contextAware: { plausibility },
    fork: (own: CausalLM) => {
      const second = own.fork!();
      forks.push(second);
      return second;
    },
  };
  const { ensemble } = methodEnsemble('context-aware', { base: { model, tokenizer } }, options);
  const role = (prompt: readonly number[]) => ({ tokenizer, prompt, contextLength: 128 });
  const roles = { base: role(WITH), expert: role(WITH), anti: role(without) };
  const ids: number[] = [];
  for await (const event of generate({
    ensemble,
    method: 'context-aware',
    roles,
    stopIds: [],
    maxTokens: TOKENS,
    alpha,
  })) {
    if (event.type === 'token') ids.push(event.id);
  }
  // The weights are there once, in two contexts.
  expect(forks).toHaveLength(1);
  return ids;
}

async function byFormula(alpha: number, plausibility: number): Promise<readonly number[]> {
  const [seeing, blind] = await Promise.all([load(), load()]);
  let [own, other] = [await seeing.extend(WITH), await blind.extend(WITHOUT)];
  const ids: number[] = [];
  for (;;) {
    const least = Math.max(...own.data) + Math.log(plausibility);
    const scores = own.data.map((logit, v) =>
      logit < least ? Number.NEGATIVE_INFINITY : (1 + alpha) * logit - alpha * other.data[v]!,
    );
    const id = argmax(scores);
    ids.push(id);
    if (ids.length === TOKENS) return ids;
    [own, other] = [await seeing.extend([id]), await blind.extend([id])];
  }
}

describe('context-aware decoding', () => {
  it.each([0.5, 1, 3])('chooses by (1 + α) · with − α · without: α = %d', async (alpha) => {
    expect(await written(alpha, 0)).toEqual(await byFormula(alpha, 0));
  });

  it('is the base at α = 0, and where there was nothing to leave out', async () => {
    const base = await byFormula(0, 0);
    expect(await written(0, 0)).toEqual(base);
    expect(await written(0, 0.1)).toEqual(base);
    expect(await written(2, 0, WITH)).toEqual(base);
    expect(await written(2, 0.1, WITH)).toEqual(base);
    expect(await written(3, 0)).not.toEqual(base);
  });

  it.each([
    [1, 0.5],
    [3, 0.9],
    [3, 0.99],
  ])('chooses among what is plausible with the source: α = %d, %d of the best', async (alpha, plausibility) => {
    const chosen = await written(alpha, plausibility);
    expect(chosen).toEqual(await byFormula(alpha, plausibility));
    expect(chosen).not.toEqual(await written(alpha, 0));
  });

  it('has the floor of contrastive decoding where none is named', async () => {
    const alpha = 30;
    const chosen = await written(alpha, undefined);
    expect(chosen).toEqual(await byFormula(alpha, PLAUSIBILITY));
    expect(chosen).not.toEqual(await written(alpha, 0));
    await expect(written(1, 1)).rejects.toThrow(/plausibility/);
  });
});
