/** Between f32 rows and matrices of any precision. Formulas in `matrix.ts`. */

import { LocumError } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import type { Precision } from '../causal-lm.ts';
import { floatToHalf, widenHalfs } from './half.ts';
import { GROUP_SIZE, type Matrix } from './matrix.ts';

/** Takes rows in order, so that a matrix is narrowed while it streams in. */
export interface MatrixBuilder {
  /** Whole rows, `[n, columns]` row-major. */
  append(rows: Float32Array): void;
  finish(): Matrix;
}

/** @throws {LocumError} `unsupported` when `columns` does not divide into groups, `out-of-memory` */
export function buildMatrix(rows: number, columns: number, precision: Precision): MatrixBuilder {
  const matrix = allocating(4 * rows * columns, () => emptyMatrix(rows, columns, precision));
  let next = 0;
  return {
    append(values) {
      fill(matrix, next * columns, values);
      next += values.length / columns;
    },
    finish: () => matrix,
  };
}

function emptyMatrix(rows: number, columns: number, precision: Precision): Matrix {
  const size = rows * columns;
  if ((precision === 'q8' || precision === 'q4') && columns % GROUP_SIZE !== 0) {
    throw new LocumError('unsupported', `A matrix of ${columns} columns cannot be held as ${precision}.`, {
      hint: `Quantised weights need a multiple of ${GROUP_SIZE} columns. Load this model as f16 or f32.`,
      details: { columns, precision },
    });
  }
  switch (precision) {
    case 'f32':
      return { precision, rows, columns, data: new Float32Array(size) };
    case 'f16':
      return { precision, rows, columns, data: new Uint16Array(size) };
    case 'q8':
      return { precision, rows, columns, data: new Int8Array(size), scales: new Float32Array(size / GROUP_SIZE) };
    case 'q4':
      return { precision, rows, columns, data: new Uint32Array(size / 8), scales: new Float32Array(size / GROUP_SIZE) };
  }
}

/** Writes `values` from element `start` on (for quantised matrices a multiple of the group size). */
function fill(matrix: Matrix, start: number, values: Float32Array): void {
  switch (matrix.precision) {
    case 'f32':
      matrix.data.set(values, start);
      return;
    case 'f16':
      for (let i = 0; i < values.length; i++) matrix.data[start + i] = floatToHalf(values[i]!);
      return;
    case 'q8':
      for (let group = 0; group < values.length; group += GROUP_SIZE) {
        const scale = Math.fround(largest(values, group) / 127);
        const inverse = scale === 0 ? 0 : 1 / scale;
        matrix.scales[(start + group) / GROUP_SIZE] = scale;
        for (let i = group; i < group + GROUP_SIZE; i++) {
          matrix.data[start + i] = clamp(Math.round(values[i]! * inverse), -127, 127);
        }
      }
      return;
    case 'q4':
      for (let group = 0; group < values.length; group += GROUP_SIZE) {
        const scale = Math.fround(largest(values, group) / 7);
        const inverse = scale === 0 ? 0 : 1 / scale;
        matrix.scales[(start + group) / GROUP_SIZE] = scale;
        for (let word = 0; word < GROUP_SIZE; word += 8) {
          let packed = 0;
          for (let nibble = 0; nibble < 8; nibble++) {
            const q = clamp(Math.round(values[group + word + nibble]! * inverse + 7), 0, 14);
            packed |= q << (4 * nibble);
          }
          matrix.data[(start + group + word) / 8] = packed >>> 0;
        }
      }
      return;
  }
}

function largest(values: Float32Array, group: number): number {
  let max = 0;
  for (let i = group; i < group + GROUP_SIZE; i++) max = Math.max(max, Math.abs(values[i]!));
  return max;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** `[rows, columns]` values as a matrix. */
export function quantize(values: Float32Array, rows: number, columns: number, precision: Precision): Matrix {
  const builder = buildMatrix(rows, columns, precision);
  builder.append(values);
  return builder.finish();
}

/** One row of a matrix as f32, into the first `columns` elements of `target`. */
export function dequantizeRow(matrix: Matrix, row: number, target: Float32Array): void {
  const { columns } = matrix;
  const start = row * columns;
  switch (matrix.precision) {
    case 'f32':
      target.set(matrix.data.subarray(start, start + columns));
      return;
    case 'f16':
      widenHalfs(matrix.data.subarray(start, start + columns), target);
      return;
    case 'q8': {
      const { data, scales } = matrix;
      for (let group = 0; group < columns; group += GROUP_SIZE) {
        const scale = scales[(start + group) / GROUP_SIZE]!;
        for (let i = group; i < group + GROUP_SIZE; i++) target[i] = data[start + i]! * scale;
      }
      return;
    }
    case 'q4': {
      const { data, scales } = matrix;
      for (let group = 0; group < columns; group += GROUP_SIZE) {
        const scale = scales[(start + group) / GROUP_SIZE]!;
        for (let i = group; i < group + GROUP_SIZE; i++) {
          const nibble = (data[(start + i) >>> 3]! >>> (4 * (i & 7))) & 15;
          target[i] = (nibble - 7) * scale;
        }
      }
      return;
    }
  }
}

/** All of a matrix as f32, `[rows, columns]`. */
export function dequantize(matrix: Matrix): Float32Array {
  const values = new Float32Array(matrix.rows * matrix.columns);
  for (let row = 0; row < matrix.rows; row++) dequantizeRow(matrix, row, values.subarray(row * matrix.columns));
  return values;
}

/** Bytes that a matrix occupies. */
export function matrixBytes(matrix: Matrix): number {
  return matrix.data.byteLength + ('scales' in matrix ? matrix.scales.byteLength : 0);
}
