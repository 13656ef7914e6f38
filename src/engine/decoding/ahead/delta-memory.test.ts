import { describe, expect, it } from 'vitest';
import { uniform } from '../../lm/noise.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { DeltaMemory } from './delta-memory.ts';

const WIDTH = 12;
const row = (seed: number) => Float32Array.from({ length: WIDTH }, (_, id) => 8 * uniform(seed, 1, id));
const rows = (seed: number) => ({ base: row(seed), expert: row(seed + 100), anti: row(seed + 200) });
const logProbs = (logits: Float32Array) => Float64Array.from(logits, (logit) => logit - logSumExp(logits));
const differences = ({ expert, anti }: ReturnType<typeof rows>) => {
  const [tuned, untuned] = [logProbs(expert), logProbs(anti)];
  return tuned.map((value, id) => value - untuned[id]!);
};
const all = { sharedIds: null, scale: 1 };

function expected(memory: DeltaMemory, context: readonly number[], alpha = 1) {
  const scores = new Float64Array(WIDTH);
  const known = memory.expect(context, alpha, scores);
  return { known, scores: [...scores] };
}

describe('the memory of shifts', () => {
  it('expects after the same tokens the difference of log-probabilities that was there, times α', () => {
    const memory = new DeltaMemory();
    memory.learn([1, 2, 3, 4], rows(1), new Float64Array(WIDTH), all);
    const { known, scores } = expected(memory, [9, 1, 2, 3, 4], 0.5);
    expect(known).toBe(4);
    for (const [id, difference] of differences(rows(1)).entries()) {
      expect(scores[id]).toBeCloseTo(0.5 * difference, 6);
    }
  });

  it('goes by as many of the last tokens as it knows, and by the latest place that ended in them', () => {
    const memory = new DeltaMemory();
    for (const [seed, context] of [
      [1, 2, 3],
      [5, 2, 3],
      [7, 3],
    ].entries()) {
      memory.learn(context, rows(seed), new Float64Array(WIDTH), all);
    }
    const shiftOf = (seed: number) => [...differences(rows(seed))].map((value) => expect.closeTo(value, 5));
    expect(expected(memory, [1, 2, 3])).toEqual({ known: 3, scores: shiftOf(0) });
    expect(expected(memory, [8, 2, 3])).toEqual({ known: 2, scores: shiftOf(1) });
    expect(expected(memory, [8, 8, 3])).toEqual({ known: 1, scores: shiftOf(2) });
    expect(expected(memory, [3, 8])).toEqual({ known: 0, scores: new Array(WIDTH).fill(0) });
    memory.forget();
    expect(expected(memory, [1, 2, 3]).known).toBe(0);
  });

  it('leaves alone what is no shared token, or what a model rules out', () => {
    const memory = new DeltaMemory();
    const some = rows(3);
    some.anti[5] = Number.NEGATIVE_INFINITY;
    const sharedIds = new Uint8Array(WIDTH).fill(1);
    sharedIds[7] = 0;
    memory.learn([1], some, new Float64Array(WIDTH), { sharedIds, scale: 1 });
    const { scores } = expected(memory, [1]);
    expect(scores.flatMap((score, id) => (score === 0 ? [id] : []))).toEqual([5, 7]);
  });
});
