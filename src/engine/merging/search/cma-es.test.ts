import { describe, expect, it } from 'vitest';
import { advance, type CmaState, candidatesOf, startSearch } from './cma-es.ts';
import { symmetricEigen } from './eigen.ts';

const rosenbrock = ([x = 0, y = 0, z = 0]: readonly number[]) =>
  100 * (y - x * x) ** 2 + (1 - x) ** 2 + 100 * (z - y * y) ** 2 + (1 - y) ** 2;

function run(state: CmaState, generations: number, value: (x: readonly number[]) => number): CmaState {
  let now = state;
  for (let i = 0; i < generations; i++) now = advance(now, candidatesOf(now).map(value));
  return now;
}

describe('CMA-ES', () => {
  it('finds the bottom of a bent valley, whichever the seed', () => {
    for (const seed of [1, 2, 3]) {
      const { mean } = run(startSearch([-1, 2, 0], 0.5, seed), 400, rosenbrock);
      expect(rosenbrock(mean)).toBeLessThan(1e-10);
    }
  });

  it('learns axes of very different lengths that lie askew', () => {
    const ellipse = (x: readonly number[]) => (x[0]! + x[1]!) ** 2 * 1e6 + (x[0]! - x[1]! - 3) ** 2;
    const { mean } = run(startSearch([5, 5], 1, 4), 250, ellipse);
    expect(mean[0]).toBeCloseTo(1.5, 6);
    expect(mean[1]).toBeCloseTo(-1.5, 6);
  });

  it('does the same by the same seed, and goes on from a state that was written down', () => {
    const start = startSearch([0, 0, 0], 0.3, 9);
    const whole = run(start, 12, rosenbrock);
    const written: CmaState = JSON.parse(JSON.stringify(run(start, 5, rosenbrock)));
    expect(run(written, 7, rosenbrock)).toEqual(whole);
    expect(run({ ...start, seed: 10 }, 12, rosenbrock).mean).not.toEqual(whole.mean);
  });

  it('takes apart symmetric matrices', () => {
    const matrix = [
      [4, 1, -2],
      [1, 3, 0.5],
      [-2, 0.5, 5],
    ];
    const { values, vectors } = symmetricEigen(matrix);
    for (const [i, row] of matrix.entries()) {
      for (const [j, expected] of row.entries()) {
        const again = values.reduce((sum, value, k) => sum + value * vectors[i]![k]! * vectors[j]![k]!, 0);
        expect(again).toBeCloseTo(expected, 12);
      }
    }
  });
});
