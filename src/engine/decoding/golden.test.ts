/** The arithmetic against tables computed independently in numpy (`golden/make.py`). */
import { describe, expect, it } from 'vitest';
import { combineScores } from '../lm/combine.ts';
import { GREEDY } from '../lm/ensemble.ts';
import { chooseToken, cutoff, penalizeRepetition } from '../lm/sample.ts';
import { argmax, logSumExp, type Scores } from '../lm/softmax.ts';
import vectors from './golden/vectors.json' with { type: 'json' };

/** JSON has no −∞: it is written as null. */
const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NEGATIVE_INFINITY);
const row = (values: readonly (number | null)[]) => Float32Array.from(numbers(values));

function expectProbabilities(scores: Scores, expected: readonly (number | null)[]): void {
  const logSum = logSumExp(scores);
  for (const [id, p] of expected.entries()) expect(Math.exp(scores[id]! - logSum)).toBeCloseTo(p ?? Number.NaN, 12);
}

describe.each(vectors.cases)('$name', (golden) => {
  const logits = { base: row(golden.base), pair: { expert: row(golden.expert), anti: row(golden.anti) } };
  const shared = golden.sharedIds === null ? null : Uint8Array.from(golden.sharedIds);
  const combined = () => combineScores(logits, golden.alpha, shared, new Float64Array(golden.base.length));
  const sampling = { ...golden, repetitionPenalty: golden.penalty };

  it('combines', () => {
    expect([...combined()]).toEqual(numbers(golden.combined));
    expect(argmax(combined())).toBe(golden.argmax);
    expect(argmax(logits.base)).toBe(golden.baseArgmax);
  });

  it('turns scores into probabilities', () => {
    expectProbabilities(logits.base, golden.pBase);
    expectProbabilities(logits.pair.expert, golden.pExpert);
    expectProbabilities(logits.pair.anti, golden.pAnti);
    expectProbabilities(combined(), golden.pCombined);
  });

  it('penalises, filters and draws', () => {
    const scores = combined();
    penalizeRepetition(scores, golden.recent, golden.penalty);
    for (const [id, score] of numbers(golden.penalized).entries()) {
      if (Number.isFinite(score)) expect(scores[id]).toBeCloseTo(score, 12);
      else expect(scores[id]).toBe(score);
    }
    const lowest = cutoff(scores, sampling);
    expect([...scores.keys()].filter((id) => scores[id]! >= lowest && scores[id]! > Number.NEGATIVE_INFINITY)).toEqual(
      golden.kept,
    );
    const draw = { sampling, recent: golden.recent, seed: golden.seed, stepIndex: golden.step };
    expect(chooseToken(combined(), draw)).toBe(golden.sampled);
    const greedy = { ...GREEDY, repetitionPenalty: golden.penalty };
    expect(chooseToken(combined(), { ...draw, sampling: greedy })).toBe(golden.greedy);
  });
});
