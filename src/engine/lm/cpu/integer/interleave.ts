/**
 * Four rows of a matrix side by side, as the integer kernels read them: `[rows / 4, groups, …]` of blocks that hold a group of
 * each: their scales (in q8_16 of the first halves, then of the second), their minimums where groups have those, then their
 * weights, `[words of a group, 4 rows]` with words of four bytes.
 */

import { GROUP_SIZE, type GroupedPrecision, groupSize, type Matrix } from '../../checkpoint/matrix.ts';
import type { Arena } from '../wasm-memory.ts';

/** Rows that are multiplied together. */
export const LANES = 4;

/** A matrix in a WASM memory. */
export interface InterleavedMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly precision: GroupedPrecision;
  /** In bytes. */
  readonly pointer: number;
}

const HAS_MINIMUMS: Readonly<Record<GroupedPrecision, boolean>> = { q8: false, q8_16: false, q4: false, q4_1: true };

/** Of a row in a block. */
const scalesOf = (precision: GroupedPrecision) => GROUP_SIZE / groupSize(precision);
const wordsOf = (precision: GroupedPrecision) => GROUP_SIZE / (precision === 'q8' || precision === 'q8_16' ? 4 : 8);

/** Half floats ahead of a block's words. */
const headOf = (precision: GroupedPrecision) => LANES * (scalesOf(precision) + (HAS_MINIMUMS[precision] ? 1 : 0));

export function blockBytes(precision: GroupedPrecision): number {
  return 2 * headOf(precision) + 4 * LANES * wordsOf(precision);
}

/** Copies a matrix of groups in, whose rows come in fours. @throws {LocumError} `out-of-memory` */
export function interleave(arena: Arena, matrix: Matrix): InterleavedMatrix | null {
  if (!('scales' in matrix)) return null;
  const { rows, columns, precision, data, scales } = matrix;
  const groups = columns / GROUP_SIZE;
  const bytes = blockBytes(precision);
  const pointer = arena.allocate((rows / LANES) * groups * bytes);
  const { buffer } = arena.memory;
  /** Puts the numbers of each row's groups into the blocks, `at` bytes after their begin. */
  const spread = (from: Uint32Array | Uint16Array, to: Uint32Array | Uint16Array, perGroup: number, at: number) => {
    const size = from.BYTES_PER_ELEMENT;
    let next = 0;
    for (let row = 0; row < rows; row++) {
      const first = pointer + ((row - (row % LANES)) * (groups * bytes)) / LANES + at;
      for (let group = 0; group < groups; group++) {
        const place = (first + group * bytes) / size + (row % LANES);
        for (let index = 0; index < perGroup; index++) to[place + index * LANES] = from[next++]!;
      }
    }
  };
  const [halfs, words] = [new Uint16Array(buffer), new Uint32Array(buffer)];
  spread(scales, halfs, scalesOf(precision), 0);
  if ('minimums' in matrix) spread(matrix.minimums, halfs, 1, 2 * LANES * scalesOf(precision));
  const packed = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  spread(packed, words, wordsOf(precision), 2 * headOf(precision));
  return { rows, columns, precision, pointer };
}

/** One row as a matrix of its own. */
export function rowOf(arena: Arena, { columns, precision, pointer }: InterleavedMatrix, row: number): Matrix {
  const { buffer } = arena.memory;
  const groups = columns / GROUP_SIZE;
  const bytes = blockBytes(precision);
  const first = pointer + ((row - (row % LANES)) * groups * bytes) / LANES;
  const [halfs, words] = [new Uint16Array(buffer), new Uint32Array(buffer)];
  const gathered = <Numbers extends Uint32Array | Uint16Array>(
    from: Numbers,
    to: Numbers,
    perGroup: number,
    at: number,
  ) => {
    for (let index = 0; index < to.length; index++) {
      const block = first + Math.floor(index / perGroup) * bytes + at;
      to[index] = from[block / from.BYTES_PER_ELEMENT + (index % perGroup) * LANES + (row % LANES)]!;
    }
    return to;
  };
  const scales = gathered(halfs, new Uint16Array(groups * scalesOf(precision)), scalesOf(precision), 0);
  const perGroup = wordsOf(precision);
  const data = gathered(words, new Uint32Array(groups * perGroup), perGroup, 2 * headOf(precision));
  const shape = { rows: 1, columns, scales };
  switch (precision) {
    case 'q8':
    case 'q8_16':
      return { ...shape, precision, data: new Int8Array(data.buffer) };
    case 'q4':
      return { ...shape, precision, data };
    case 'q4_1':
      return { ...shape, precision, data, minimums: gathered(halfs, new Uint16Array(groups), 1, 2 * LANES) };
  }
}
