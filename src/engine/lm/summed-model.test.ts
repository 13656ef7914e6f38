/** Several pairs at once against their formula, from models that know nothing of each other. */
import { describe, expect, it } from 'vitest';
import { GREEDY } from './ensemble.ts';
import { createHostEnsemble } from './host-ensemble.ts';
import { argmax } from './softmax.ts';
import { summedModel } from './summed-model.ts';
import { TableModel } from './testing/table-model.ts';

const WIDTH = 40;
const PROMPT = [3, 7];
const STEPS = 24;
const model = (seed: number, more = {}) => new TableModel({ vocabularySize: WIDTH, seed, ...more });

/** Greedy tokens of base + α · (Σ w·expert − Σ w·anti), as an ensemble writes them. */
async function written(pairs: readonly (readonly [expert: number, anti: number, weight: number])[], alpha: number) {
  const side = (of: 0 | 1) => {
    const summands = pairs.map((pair) => ({ model: model(pair[of]), weight: pair[2] }));
    return summedModel([summands[0]!, ...summands.slice(1)]);
  };
  const ensemble = createHostEnsemble({ base: model(1), pair: { expert: side(0), anti: side(1) }, sharedIds: null });
  const ids: number[] = [];
  for (let stepIndex = 0; stepIndex < STEPS; stepIndex++) {
    const append = stepIndex === 0 ? PROMPT : [ids.at(-1)!];
    const request = { alpha, sampling: GREEDY, recent: [], seed: 1, stepIndex, candidates: 0 };
    const { chosen } = await ensemble.step({ ...request, append: { base: append, expert: append, anti: append } });
    ids.push(chosen.id);
  }
  return ids;
}

async function byFormula(pairs: readonly (readonly [number, number, number])[], alpha: number) {
  const models = new Map([1, ...pairs.flatMap((pair) => pair.slice(0, 2))].map((seed) => [seed, model(seed)]));
  const ids: number[] = [];
  for (let append = PROMPT; ids.length < STEPS; append = [ids.at(-1)!]) {
    const rows = new Map<number, Float32Array>();
    for (const [seed, own] of models) rows.set(seed, (await own.extend(append)).data);
    const delta = (v: number) =>
      pairs.reduce((sum, [expert, anti, weight]) => sum + weight * (rows.get(expert)![v]! - rows.get(anti)![v]!), 0);
    ids.push(argmax(Float64Array.from(rows.get(1)!, (base, v) => base + alpha * delta(v))));
  }
  return ids;
}

describe('several pairs at once', () => {
  it.each([0.4, 1, 2])('choose by base + α · Σ w · (expert − anti): α = %d', async (alpha) => {
    const pairs = [
      [2, 3, 1],
      [4, 5, 0.5],
      [6, 7, -0.3],
    ] as const;
    expect(await written(pairs, alpha)).toEqual(await byFormula(pairs, alpha));
  });

  it('are the first where the others are of one model or weigh nothing, and the base at α = 0', async () => {
    const alone = await byFormula([[2, 3, 1]], 1);
    expect(
      await written(
        [
          [2, 3, 1],
          [4, 4, 1],
        ],
        1,
      ),
    ).toEqual(alone);
    expect(
      await written(
        [
          [2, 3, 1],
          [4, 5, 0],
        ],
        1,
      ),
    ).toEqual(alone);
    expect(
      await written(
        [
          [2, 3, 1],
          [4, 5, 1],
        ],
        1,
      ),
    ).not.toEqual(alone);
    expect(
      await written(
        [
          [2, 3, 1],
          [4, 5, 1],
        ],
        0,
      ),
    ).toEqual(await byFormula([], 0));
  });

  it('stay at one length when one of them fails', async () => {
    let fails = false;
    const beforeExtend = () => {
      if (fails) throw new Error('lost');
    };
    const [sound, broken] = [model(1), model(2, { beforeExtend })];
    const sum = summedModel([
      { model: sound, weight: 1 },
      { model: broken, weight: 1 },
    ]);
    await sum.extend(PROMPT);
    fails = true;
    await expect(sum.extend([1, 2])).rejects.toThrow('lost');
    expect([sound.length, broken.length, sum.length]).toEqual([2, 2, 2]);
  });

  it('need one vocabulary', () => {
    const narrow = model(2, { vocabularySize: WIDTH - 1 });
    expect(() =>
      summedModel([
        { model: model(1), weight: 1 },
        { model: narrow, weight: 1 },
      ]),
    ).toThrow(expect.objectContaining({ code: 'vocabulary-mismatch' }));
  });
});
