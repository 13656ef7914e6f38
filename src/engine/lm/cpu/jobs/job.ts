/**
 * Work in a WASM memory that is cut into units, each of which any thread may do. A task is numbers only, so that it reaches
 * threads through shared memory; where units begin does not depend on how many threads there are, nor do the bits of the result.
 */
import type { Kernels } from '../kernels.ts';

export type Task<Field extends string> = Readonly<Record<Field, number>>;

export interface JobKind<Field extends string> {
  readonly fields: readonly Field[];
  /**
   * Does the units from `from` to before `to`: at once, where the kernels can, since a call for each costs a small model as much as the
   * arithmetic. Units write to different places, and what they write depends on the task alone.
   * @param lane which of the threads does it, from 0: each has its own room for what is calculated between
   */
  run(kernels: Kernels, task: Task<Field>, from: number, to: number, lane: number): void;
}

/** Units that a product is cut into at most: enough that no thread waits long for the last, few enough that taking them costs nothing. */
const MOST_UNITS = 32;

/** How many of `count` rows make a unit: a multiple of `step`. */
export function unitSize(count: number, step: number): number {
  return Math.ceil(count / MOST_UNITS / step) * step;
}
