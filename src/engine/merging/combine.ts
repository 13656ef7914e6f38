/** What merging one tensor comes to, once it has been looked at: its merged rows from those of the models. */

import type { Block } from './tensor-rows.ts';

/** Called with every block in order; `target` takes the merged values. */
export type Combine = (block: Block, target: Float32Array) => void;

/** target = Σ coefficients[m] · values[m], in double precision. */
export function weightedSum(coefficients: readonly number[]): Combine {
  let room: Float64Array = new Float64Array(0);
  return ({ values }, target) => {
    const sums = sized(room, target.length);
    room = sums;
    sums.fill(0);
    for (const [model, coefficient] of coefficients.entries()) {
      const own = values[model]!;
      for (let i = 0; i < sums.length; i++) sums[i]! += coefficient * own[i]!;
    }
    target.set(sums);
  };
}

/** `room` where it has the length that is needed, else new room: blocks are all of one length but for the last. */
export function sized(room: Float64Array, length: number): Float64Array {
  return room.length === length ? room : new Float64Array(length);
}
