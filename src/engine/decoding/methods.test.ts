/** The arithmetic of CAPT, UniTE, mixture, blending and contrastive decoding: golden tables (`golden/make_methods.py`) and properties. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmax, logSumExp } from '../lm/softmax.ts';
import { topIds } from '../lm/top-ids.ts';
import { blendRule } from './by-text/blend.ts';
import { captScores, logProbability } from './by-text/capt-scores.ts';
import { contrastiveRule } from './by-text/contrastive.ts';
import { mixtureRule } from './by-text/mixture.ts';
import type { Rule, RuleContext } from './by-text/rule-ensemble.ts';
import { uniteProbabilities } from './by-text/unite-scores.ts';
import methods from './golden/methods.json' with { type: 'json' };

/** JSON has no −∞: it is written as null. */
const numbers = (values: readonly (number | null)[]) => values.map((value) => value ?? Number.NEGATIVE_INFINITY);
const row = (values: readonly (number | null)[]) => Float32Array.from(numbers(values));

function expectClose(actual: readonly number[], expected: readonly (number | null)[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of numbers(expected).entries()) {
    if (Number.isFinite(value)) expect(actual[i]).toBeCloseTo(value, 12);
    else expect(actual[i]).toBe(value);
  }
}

const softmax = (scores: readonly number[]) => {
  const sum = logSumExp(Float64Array.from(scores));
  return scores.map((score) => Math.exp(score - sum));
};

describe.each(methods.capt)('CAPT, $name', (golden) => {
  it('scores the base’s best tokens', () => {
    const logits = [golden.base, golden.expert, golden.anti].map(row);
    const [base, expert, anti] = logits.map((own) => {
      const sum = logSumExp(own);
      return (ids: readonly number[]) => logProbability(own, sum, ids);
    }) as [Lookup, Lookup, Lookup];
    expect(topIds(logits[0]!, golden.k)).toEqual(golden.top);
    const own = golden.top.map((id) => base([id]));
    const [better, worse] = [expert, anti].map((of) => golden.counterparts.map(of)) as [number[], number[]];
    expectClose(own.map(Math.exp), golden.pBase);
    expectClose(better.map(Math.exp), golden.pExpert);
    expectClose(worse.map(Math.exp), golden.pAnti);
    const scores = captScores(own, better, worse, golden.alpha);
    expectClose(scores, golden.scores);
    expectClose(softmax(scores), golden.pCombined);
  });
});
type Lookup = (ids: readonly number[]) => number;

describe.each(methods.unite)('UniTE, $name', (golden) => {
  it('averages what each model makes of the union', () => {
    expectClose(uniteProbabilities(golden.probabilities), golden.united);
  });
});

const combine = (rule: Rule, base: Float32Array, other: Float32Array, context: Partial<RuleContext> = {}) => {
  const out = new Float64Array(base.length);
  rule({ base, other }, { alpha: 1, sharedIds: null, ...context }, out);
  return [...out];
};

describe.each(methods.pairs)('two models, $name', (golden) => {
  const [base, other] = [row(golden.base), row(golden.other)];
  const context = { alpha: golden.alpha, sharedIds: golden.sharedIds && Uint8Array.from(golden.sharedIds) };
  it('are mixed', () => {
    expectClose(combine(mixtureRule(golden.weight), base, other, context).map(Math.exp), golden.mixture);
  });
  it('are blended', () => {
    let heard = Number.NaN;
    const rule = blendRule(golden.tau, (weight) => {
      heard = weight;
    });
    expectClose(combine(rule, base, other, context).map(Math.exp), golden.blend);
    expect(heard).toBeCloseTo(golden.heard, 12);
  });
  it('are contrasted', () => {
    expectClose(combine(contrastiveRule(golden.threshold), base, other, context), golden.contrastive);
  });
});

/** Logits in steps of 1/8, so that ties occur and sums are exact; some tokens are impossible, never all. */
const logits = (length: number) =>
  fc
    .array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -40, max: 40 }) }, fc.constant(null)), {
      minLength: length,
      maxLength: length,
    })
    .map((values) =>
      Float32Array.from(values, (value, i) => (value === null && i > 0 ? Number.NEGATIVE_INFINITY : (value ?? 0) / 8)),
    );
const WIDTH = 12;
const trio = fc.tuple(logits(WIDTH), logits(WIDTH), logits(WIDTH));
const alpha = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);

/** CAPT where every token is its own counterpart. */
function capt([base, expert, anti]: readonly [Float32Array, Float32Array, Float32Array], strength: number, k = 6) {
  const top = topIds(base, k);
  const [own, better, worse] = [base, expert, anti].map((row) => {
    const sum = logSumExp(row);
    return top.map((id) => logProbability(row, sum, [id]));
  }) as [number[], number[], number[]];
  return { top, own, p: softmax(captScores(own, better, worse, strength)) };
}

describe('CAPT, for any logits', () => {
  it('α = 0 and expert = anti leave the base’s order', () => {
    fc.assert(
      fc.property(trio, alpha, ([base, expert, anti], strength) => {
        for (const { own, p } of [capt([base, expert, anti], 0), capt([base, expert, expert], strength)]) {
          expectClose(p, softmax(own));
          expect(argmax(Float64Array.from(p))).toBe(0);
        }
      }),
    );
  });

  it('probabilities sum to 1, and shifting any model’s logits leaves them', () => {
    fc.assert(
      fc.property(
        trio,
        alpha,
        fc.array(fc.integer({ min: -64, max: 64 }), { minLength: 3, maxLength: 3 }),
        (rows, strength, by) => {
          const plain = capt(rows, strength);
          const shifted = capt(rows.map((row, i) => row.map((x) => x + by[i]!)) as typeof rows, strength);
          expect(plain.p.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
          expect(shifted.top).toEqual(plain.top);
          for (const [i, p] of shifted.p.entries()) expect(p).toBeCloseTo(plain.p[i]!, 9);
        },
      ),
    );
  });

  it('renaming the tokens renames the answer', () => {
    const order = fc.shuffledSubarray([...Array(WIDTH).keys()], { minLength: WIDTH, maxLength: WIDTH });
    fc.assert(
      fc.property(trio, alpha, order, (rows, strength, ids) => {
        const renamed = rows.map((row) => row.map((_, i) => row[ids[i]!]!)) as typeof rows;
        // All tokens, so that ties at the edge of the top do not matter.
        const [one, other] = [capt(rows, strength, WIDTH), capt(renamed, strength, WIDTH)];
        const byId = new Map(one.top.map((id, i) => [id, one.p[i]!]));
        for (const [i, id] of other.top.entries()) expect(other.p[i]).toBeCloseTo(byId.get(ids[id]!)!, 9);
      }),
    );
  });
});

describe('UniTE, mixture and contrastive decoding, for any logits', () => {
  it('UniTE of a model with itself is that model over the union', () => {
    fc.assert(
      fc.property(logits(WIDTH), (row) => {
        const p = softmax([...row]).slice(0, 5);
        const sum = p.reduce((total, each) => total + each, 0);
        fc.pre(sum > 0);
        expectClose(
          uniteProbabilities([p, p]),
          p.map((each) => each / sum),
        );
      }),
    );
  });

  it('a mixture is a probability between those of its models', () => {
    fc.assert(
      fc.property(logits(WIDTH), logits(WIDTH), fc.double({ min: 0, max: 1, noNaN: true }), (base, other, weight) => {
        const mixed = combine(mixtureRule(weight), base, other).map(Math.exp);
        const [p, q] = [softmax([...base]), softmax([...other])];
        expect(mixed.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
        for (const [v, each] of mixed.entries()) {
          expect(each).toBeGreaterThanOrEqual(Math.min(p[v]!, q[v]!) - 1e-12);
          expect(each).toBeLessThanOrEqual(Math.max(p[v]!, q[v]!) + 1e-12);
        }
      }),
    );
  });

  it('contrastive decoding never chooses an implausible token', () => {
    fc.assert(
      fc.property(logits(WIDTH), logits(WIDTH), alpha, (base, other, strength) => {
        const chosen = argmax(Float64Array.from(combine(contrastiveRule(0.1), base, other, { alpha: strength })));
        const p = softmax([...base]);
        expect(p[chosen]).toBeGreaterThanOrEqual(0.1 * Math.max(...p) - 1e-12);
      }),
    );
  });

  it('refuses weights and thresholds that are none', () => {
    expect(() => mixtureRule(1.2)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    expect(() => contrastiveRule(0)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});
