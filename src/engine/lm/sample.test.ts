import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GREEDY, type SamplingOptions } from './ensemble.ts';
import { checkSampling, chooseToken, cutoff } from './sample.ts';
import { argmax, logSumExp } from './softmax.ts';
import { topIds } from './top-ids.ts';

const NEVER = Number.NEGATIVE_INFINITY;
/** Few distinct values, so that ties are common; some impossible tokens; at least one possible one. */
const scoresWithTies = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -6, max: 6 }) }, fc.constant(NEVER)), {
    minLength: 1,
    maxLength: 60,
  })
  .filter((values) => values.some((value) => value > NEVER))
  .map((values) => Float64Array.from(values, (value) => value / 2));

const draw = (sampling: Partial<SamplingOptions>, seed = 0, stepIndex = 0, recent: number[] = []) => ({
  sampling: { ...GREEDY, ...sampling },
  seed,
  stepIndex,
  recent,
});

const bestFirst = (scores: Float64Array) =>
  [...scores.keys()].filter((id) => scores[id]! > NEVER).sort((a, b) => scores[b]! - scores[a]! || a - b);

const kept = (scores: Float64Array, sampling: Partial<SamplingOptions>) => {
  const lowest = cutoff(scores, { ...GREEDY, temperature: 1, ...sampling });
  return bestFirst(scores).filter((id) => scores[id]! >= lowest);
};

describe('argmax and top ids', () => {
  it('order by score, ties to the lower id, impossible tokens left out', () => {
    fc.assert(
      fc.property(scoresWithTies, fc.nat({ max: 70 }), (scores, count) => {
        expect(topIds(scores, count)).toEqual(bestFirst(scores).slice(0, count));
        expect(argmax(scores)).toBe(bestFirst(scores)[0]);
      }),
    );
  });

  it('refuse scores among which nothing can be chosen', () => {
    expect(() => argmax(Float64Array.of(NEVER, NEVER))).toThrowError(expect.objectContaining({ code: 'internal' }));
    expect(() => logSumExp(Float64Array.of(Number.NaN, 1))).toThrowError(expect.objectContaining({ code: 'internal' }));
  });
});

describe('softmax', () => {
  it('sums to 1 and does not see a constant', () => {
    fc.assert(
      fc.property(scoresWithTies, fc.integer({ min: -500, max: 500 }), (scores, shift) => {
        const logSum = logSumExp(scores);
        expect(scores.reduce((sum, score) => sum + Math.exp(score - logSum), 0)).toBeCloseTo(1, 12);
        expect(logSumExp(scores.map((score) => score + shift))).toBeCloseTo(logSum + shift, 9);
      }),
    );
  });
});

describe('top-k', () => {
  it('keeps the k best and what ties with the last of them', () => {
    fc.assert(
      fc.property(scoresWithTies, fc.integer({ min: 1, max: 70 }), (scores, topK) => {
        const order = bestFirst(scores);
        const last = scores[order[Math.min(topK, order.length) - 1]!]!;
        expect(kept(scores, { topK })).toEqual(order.filter((id) => scores[id]! >= last));
      }),
    );
  });
});

describe('top-p', () => {
  it('keeps the smallest set of best tokens that reaches p, and what ties with the last of them', () => {
    const p = fc.double({ min: 0.01, max: 0.999, noNaN: true });
    const temperature = fc.double({ min: 0.2, max: 4, noNaN: true });
    fc.assert(
      fc.property(scoresWithTies, p, temperature, fc.nat({ max: 20 }), (scores, topP, T, topK) => {
        const pool = topK === 0 ? bestFirst(scores) : kept(scores, { topK });
        const weights = pool.map((id) => Math.exp(scores[id]! / T));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        let sum = 0;
        let count = 0;
        while (sum < topP * total * (1 - 1e-12)) sum += weights[count++] ?? Number.POSITIVE_INFINITY;
        const last = scores[pool[count - 1]!]!;
        const expected = pool.filter((id) => scores[id]! >= last);
        expect(kept(scores, { topP, topK, temperature: T })).toEqual(expected);
      }),
    );
  });
});

describe('choosing', () => {
  it('is the argmax when greedy, ties to the lowest id', () => {
    fc.assert(
      fc.property(scoresWithTies, fc.nat(), (scores, seed) => {
        expect(chooseToken(scores.slice(), draw({}, seed))).toBe(bestFirst(scores)[0]);
      }),
    );
  });

  it('never leaves the filtered set, and draws the same for the same seed and step', () => {
    const options = fc.record({
      temperature: fc.double({ min: 0.1, max: 5, noNaN: true }),
      topK: fc.nat({ max: 10 }),
      topP: fc.double({ min: 0.05, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(scoresWithTies, options, fc.nat(), fc.nat({ max: 999 }), (scores, sampling, seed, step) => {
        const id = chooseToken(scores.slice(), draw(sampling, seed, step));
        expect(kept(scores, sampling)).toContain(id);
        expect(chooseToken(scores.slice(), draw(sampling, seed, step))).toBe(id);
      }),
    );
  });

  it('draws tokens as often as the softmax says (chi-square)', () => {
    const scores = Float64Array.of(2, 1, 0.5, 0, -0.5, -1, 1, NEVER, 1.5, -2);
    const temperature = 0.8;
    const draws = 40_000;
    const counts = new Array<number>(scores.length).fill(0);
    for (let step = 0; step < draws; step++)
      counts[chooseToken(scores.slice(), draw({ temperature }, 1234, step))]! += 1;
    const scaled = scores.map((score) => score / temperature);
    const logSum = logSumExp(scaled);
    const expected = Array.from(scaled, (score) => draws * Math.exp(score - logSum));
    const possible = expected.flatMap((mean, id) => (mean > 0 ? [(counts[id]! - mean) ** 2 / mean] : []));
    // 99.9th percentile of chi-square with 8 degrees of freedom.
    expect(possible.reduce((sum, term) => sum + term, 0)).toBeLessThan(26.12);
    expect(counts[7]).toBe(0);
  });

  it('penalises every recent token once: positive scores divided, negative multiplied', () => {
    const scores = Float64Array.of(3, 2.5, -1, -1.2);
    expect(chooseToken(scores.slice(), draw({ repetitionPenalty: 1.5 }, 0, 0, [0, 0, 0]))).toBe(1);
    expect(chooseToken(Float64Array.of(-1, -1.2), draw({ repetitionPenalty: 1.5 }, 0, 0, [0]))).toBe(1);
    // Once only: 3 / 1.1 stays above 2.5, 3 / 1.1² would not.
    expect(chooseToken(scores.slice(), draw({ repetitionPenalty: 1.1 }, 0, 0, [0, 0]))).toBe(0);
  });

  it('adds a bias after the penalty; ids beyond the vocabulary are no tokens', () => {
    const bias = (entries: [number, number][]) => ({ bias: new Map(entries), repetitionPenalty: 2 });
    const scores = Float64Array.of(3, 2.5, -1);
    expect(chooseToken(scores.slice(), draw(bias([[2, 3.6]])))).toBe(0);
    expect(chooseToken(scores.slice(), draw(bias([[2, 4.1]])))).toBe(2);
    // 3 / 2 + 1.2 is above 2.5; (3 + 1.2) / 2 would not be.
    expect(chooseToken(scores.slice(), draw(bias([[0, 1.2]]), 0, 0, [0]))).toBe(0);
    expect(chooseToken(scores.slice(), draw(bias([[9, 100]])))).toBe(0);
  });

  it.each([
    { bias: new Map([[-1, 1]]) },
    { bias: new Map([[1, Number.NaN]]) },
    { temperature: -1 },
    { temperature: Number.NaN },
    { topK: 1.5 },
    { topK: -1 },
    { topP: 0 },
    { topP: 1.1 },
    { repetitionPenalty: 0 },
  ])('refuses %o', (sampling) => {
    expect(() => checkSampling({ ...GREEDY, ...sampling })).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});
