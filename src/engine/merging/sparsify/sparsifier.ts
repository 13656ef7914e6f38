/** Takes elements out of a difference of weights. */

import { sized } from '../combine.ts';
import type { Block } from '../tensor-rows.ts';

export interface DifferenceBlock {
  /** Of the first element in the tensor. */
  readonly start: number;
  readonly columns: number;
  /** Whole rows, changed in place: what is not kept becomes 0. */
  readonly values: Float64Array;
}

/** Goes once through a tensor, block by block in order. */
export type SparsifyPass = (block: DifferenceBlock) => void;

/** A way to sparsify one tensor of one model; every pass over it does the same. */
export type Sparsifier = () => SparsifyPass;

/** The difference of one model from the base; `into` is reused from block to block where it has the length. */
export function difference({ values }: Block, model: number, into: Float64Array): Float64Array {
  const [base] = values as readonly [Float32Array];
  const own = values[model]!;
  const target = sized(into, own.length);
  for (let i = 0; i < own.length; i++) target[i] = own[i]! - base[i]!;
  return target;
}
