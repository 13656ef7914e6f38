import { expect, test } from 'vitest';
import { bootstrap, bootstrapMean, resample } from './bootstrap.ts';
import golden from './golden/bootstrap.json' with { type: 'json' };

test.each(golden.cases)('numpy makes the same resamples and interval of them (seed $seed)', (expected) => {
  const { values, seed, samples, level } = expected;
  const indices = [0, 1].map((sample) => [...resample(seed, sample, values.length)]);
  expect(indices).toEqual(expected.firstIndices);
  const estimate = bootstrapMean(values, { seed, samples, level });
  expect(estimate.count).toBe(values.length);
  expect(estimate.value).toBeCloseTo(expected.mean, 12);
  expect(estimate.low).toBeCloseTo(expected.low, 12);
  expect(estimate.high).toBeCloseTo(expected.high, 12);
  expect(estimate.standardError).toBeCloseTo(expected.standardError, 12);
});

test('a statistic of pairs sees both halves of a pair together', () => {
  const left = [1, 4, 2, 8];
  const right = [2, 5, 3, 9];
  const difference = (indices: Uint32Array) =>
    indices.reduce((sum, index) => sum + (right[index] ?? 0) - (left[index] ?? 0), 0) / indices.length;
  expect(bootstrap(4, difference, { samples: 50 })).toEqual({ value: 1, low: 1, high: 1, standardError: 0, count: 4 });
});

test('nothing, one resample and an impossible level are refused', () => {
  expect(() => bootstrapMean([])).toThrow('at least one value');
  expect(() => bootstrapMean([1, 2], { samples: 1 })).toThrow('two resamples');
  expect(() => bootstrapMean([1, 2], { level: 1 })).toThrow('between 0 and 1');
});
