/**
 * Four rows of a matrix side by side, as the integer kernels read them: `[rows / 4, words of a row, 4 rows]` with words of
 * four bytes of weights, and `[rows / 4, groups, 4 rows]` for the scales and minimums of groups.
 */

import { type GroupedPrecision, groupSize, type Matrix } from '../../checkpoint/matrix.ts';
import type { Arena } from '../wasm-memory.ts';

/** Rows that are multiplied together. */
export const LANES = 4;

/** A matrix in a WASM memory: pointers, in bytes. */
export interface InterleavedMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly precision: GroupedPrecision;
  readonly data: number;
  readonly scales: number;
  /** 0 where groups have none. */
  readonly minimums: number;
}

const wordsOf = (precision: GroupedPrecision, columns: number) =>
  columns / (precision === 'q8' || precision === 'q8_16' ? 4 : 8);

/** Copies a matrix of groups in, whose rows come in fours. @throws {LocumError} `out-of-memory` */
export function interleave(arena: Arena, matrix: Matrix): InterleavedMatrix | null {
  if (!('scales' in matrix)) return null;
  const { rows, columns, precision, data, scales } = matrix;
  const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const groups = columns / groupSize(precision);
  const into = (values: Uint32Array | Uint16Array, perRow: number): number => {
    const pointer = arena.allocate(values.byteLength);
    const { buffer } = arena.memory;
    const target =
      values instanceof Uint32Array
        ? new Uint32Array(buffer, pointer, values.length)
        : new Uint16Array(buffer, pointer, values.length);
    copyInterleaved(values, target, rows, perRow);
    return pointer;
  };
  return {
    rows,
    columns,
    precision,
    data: into(words, wordsOf(precision, columns)),
    scales: into(scales, groups),
    minimums: 'minimums' in matrix ? into(matrix.minimums, groups) : 0,
  };
}

function copyInterleaved(
  from: Uint32Array | Uint16Array,
  to: Uint32Array | Uint16Array,
  rows: number,
  perRow: number,
): void {
  let at = 0;
  for (let row = 0; row < rows; row += LANES) {
    for (let word = 0; word < perRow; word++) {
      for (let lane = 0; lane < LANES; lane++) to[at++] = from[(row + lane) * perRow + word]!;
    }
  }
}

/** One row as a matrix of its own. */
export function rowOf(arena: Arena, matrix: InterleavedMatrix, row: number): Matrix {
  const { columns, precision, data, scales, minimums } = matrix;
  const { buffer } = arena.memory;
  const groups = columns / groupSize(precision);
  const first = (perRow: number) => (row - (row % LANES)) * perRow + (row % LANES);
  const halfs = (pointer: number) => {
    const all = new Uint16Array(buffer, pointer, matrix.rows * groups);
    return Uint16Array.from({ length: groups }, (_, group) => all[first(groups) + group * LANES]!);
  };
  const perRow = wordsOf(precision, columns);
  const all = new Uint32Array(buffer, data, matrix.rows * perRow);
  const words = Uint32Array.from({ length: perRow }, (_, word) => all[first(perRow) + word * LANES]!);
  const shape = { rows: 1, columns, scales: halfs(scales) };
  switch (precision) {
    case 'q8':
    case 'q8_16':
      return { ...shape, precision, data: new Int8Array(words.buffer) };
    case 'q4':
      return { ...shape, precision, data: words };
    case 'q4_1':
      return { ...shape, precision, data: words, minimums: halfs(minimums) };
  }
}
