/** What merging one tensor comes to, once it has been looked at: its merged rows from those of the models. */

import type { Block } from './tensor-rows.ts';

/** Called with every block in order; `target` takes the merged values. */
export type Combine = (block: Block, target: Float32Array) => void;

/** target = Σ coefficients[m] · values[m], in double precision. */
export function weightedSum(coefficients: readonly number[]): Combine {
  return ({ values }, target) => {
    for (let i = 0; i < target.length; i++) {
      let sum = 0;
      for (let model = 0; model < coefficients.length; model++) sum += coefficients[model]! * values[model]![i]!;
      target[i] = sum;
    }
  };
}
