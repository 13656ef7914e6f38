/**
 * A matrix as GPU buffers. One that is larger than the adapter binds at once lies in blocks of whole rows; in a matrix of
 * gate rows and up rows each block has the gates of some outputs and after them their ups, for one product computes both.
 */

import type { Precision } from '../causal-lm.ts';
import { type GroupedPrecision, groupSize } from '../checkpoint/matrix.ts';
import type { Block } from './kernels/matmul.ts';
import { dataBytes } from './kernels/packing.ts';

export interface GpuBlock extends Block {
  readonly data: GPUBuffer;
  /** A dummy where the precision has no scales. */
  readonly scales: GPUBuffer;
}

export interface GpuMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly precision: Precision;
  /** Gates and ups. */
  readonly paired: boolean;
  readonly blocks: readonly GpuBlock[];
}

/** Rows of a matrix that go together into one block. */
export interface Run {
  readonly block: number;
  /** The first of them in the block. */
  readonly row: number;
  readonly count: number;
}

/** Half floats a row of scales takes: whole words, so that every row begins with one; a minimum stands beside its scale. */
export function scaleStride(precision: GroupedPrecision, columns: number): number {
  const groups = columns / groupSize(precision);
  return precision === 'q4_1' ? 2 * groups : 2 * Math.ceil(groups / 2);
}

/** @param limit most bytes of one buffer */
export function planBlocks(
  { rows, columns, precision, paired }: Omit<GpuMatrix, 'blocks'>,
  limit: number,
): readonly Block[] {
  const outputs = paired ? rows / 2 : rows;
  const rowsAnOutput = paired ? 2 : 1;
  // A single row that is too large is refused when its buffer is made.
  const most = Math.max(1, Math.floor(limit / (rowsAnOutput * dataBytes(precision, columns))));
  return Array.from({ length: Math.ceil(outputs / most) }, (_, index) => {
    const first = index * most;
    return { first, rows: Math.min(most, outputs - first) * rowsAnOutput };
  });
}

/** Where `count` rows of the whole matrix go, from `row` on. */
export function* runsOf(
  matrix: Omit<GpuMatrix, 'blocks'>,
  blocks: readonly Block[],
  row: number,
  count: number,
): Generator<Run> {
  const outputs = matrix.paired ? matrix.rows / 2 : matrix.rows;
  for (let done = 0; done < count; ) {
    const at = row + done;
    const output = at % outputs;
    const index = blocks.findLastIndex(({ first }) => first <= output);
    const block = blocks[index]!;
    const held = matrix.paired ? block.rows / 2 : block.rows;
    const inBlock = output - block.first;
    const run = Math.min(count - done, held - inBlock);
    yield { block: index, row: inBlock + (at >= outputs ? held : 0), count: run };
    done += run;
  }
}
