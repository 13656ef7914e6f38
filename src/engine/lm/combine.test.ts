import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineScores } from './combine.ts';
import { logSumExp } from './softmax.ts';

const row = (size: number) =>
  fc
    .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: size, maxLength: size })
    .map((values) => Float32Array.from(values, (value) => value + 0)); // no −0: it equals 0 but is not the same bits
const three = fc.integer({ min: 1, max: 40 }).chain((size) => fc.tuple(row(size), row(size), row(size)));
const anyAlpha = fc.double({ min: -3, max: 3, noNaN: true });

type Rows = readonly [Float32Array, Float32Array, Float32Array];
const combine = ([base, expert, anti]: Rows, alpha: number, shared: Uint8Array | null = null) =>
  combineScores({ base, pair: { expert, anti } }, alpha, shared, new Float64Array(base.length));

function distribution(scores: Float64Array): number[] {
  const logSum = logSumExp(scores);
  return Array.from(scores, (score) => Math.exp(score - logSum));
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [index, value] of actual.entries()) expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 9);
}

describe('proxy tuning', () => {
  it('with α = 0 is the base, bit for bit', () => {
    fc.assert(
      fc.property(three, (rows) => {
        expect([...combine(rows, 0)]).toEqual([...rows[0]]);
      }),
    );
  });

  it('with expert = anti is the base, bit for bit', () => {
    fc.assert(
      fc.property(three, anyAlpha, ([base, expert], alpha) => {
        expect([...combine([base, expert, expert], alpha)]).toEqual([...base]);
      }),
    );
  });

  it('with base = anti and α = 1 is the expert', () => {
    fc.assert(
      fc.property(three, ([base, expert]) => {
        expectClose([...combine([base, expert, base], 1)], [...expert]);
      }),
    );
  });

  it("does not see constants added to a model's logits", () => {
    const shift = (values: Float32Array, by: number) => values.map((value) => Math.round(value * 8) / 8 + by);
    const shifts = fc.tuple(
      fc.integer({ min: -64, max: 64 }),
      fc.integer({ min: -64, max: 64 }),
      fc.integer({ min: -64, max: 64 }),
    );
    fc.assert(
      fc.property(three, shifts, anyAlpha, ([base, expert, anti], [x, y, z], alpha) => {
        const plain = combine([shift(base, 0), shift(expert, 0), shift(anti, 0)], alpha);
        const moved = combine([shift(base, x), shift(expert, y), shift(anti, z)], alpha);
        expectClose(distribution(moved), distribution(plain));
      }),
    );
  });

  it('permutes with the vocabulary', () => {
    const reversed = (values: Float32Array) => values.slice().reverse();
    fc.assert(
      fc.property(three, anyAlpha, ([base, expert, anti], alpha) => {
        const there = [...combine([base, expert, anti], alpha)].reverse();
        expect([...combine([reversed(base), reversed(expert), reversed(anti)], alpha)]).toEqual(there);
      }),
    );
  });

  it('leaves unshared ids, and ids beyond a narrower model, to the base', () => {
    const base = Float32Array.of(1, 2, 3, 4);
    const rows: Rows = [base, Float32Array.of(5, 5, 5), Float32Array.of(1, 1, 1)];
    expect([...combine(rows, 1, Uint8Array.of(1, 0, 1, 1))]).toEqual([5, 2, 7, 4]);
  });

  it('ignores a delta that is not finite, and keeps what the base rules out', () => {
    const never = Number.NEGATIVE_INFINITY;
    const rows: Rows = [
      Float32Array.of(1, 2, never, 4),
      Float32Array.of(never, 0, 3, never),
      Float32Array.of(0, never, 1, never),
    ];
    expect([...combine(rows, 1)]).toEqual([1, 2, never, 4]);
    expect([...combine(rows, 0)]).toEqual([1, 2, never, 4]);
  });
});
