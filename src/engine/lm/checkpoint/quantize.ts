/** Between f32 rows and matrices of any precision. Formulas in `matrix.ts`. */

import { invariant, LocumError } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import type { Precision } from '../causal-lm.ts';
import { floatToHalfDown, floatToHalfUp, halfToFloat, narrowToHalfs, widenHalfs } from './half.ts';
import {
  GROUP_SIZE,
  groupSize,
  HALF_GROUP_SIZE,
  isGrouped,
  type Matrix,
  type MatrixQ4,
  type MatrixQ4_1,
  type MatrixQ8,
  type MatrixQ8_16,
} from './matrix.ts';

const HALF_INFINITY = 0x7c00;

/** Takes rows in order, so that a matrix is narrowed while it streams in. */
export interface MatrixBuilder {
  /** Whole rows, `[n, columns]` row-major. */
  append(rows: Float32Array): void;
  /**
   * Whole rows of values that are quantised already, for q8, q8_16 and q4: `codes[i] · scales[⌊i / group⌋]`, held without a further
   * rounding but that of scales to half floats. For q4 codes are −8 … 7, which takes the code 15 beyond those that `append` writes.
   */
  appendIntegers(codes: Int8Array, scales: Float32Array): void;
  /**
   * Whole rows of `codes[i] · scales[⌊i / 32⌋] + minimums[⌊i / 32⌋]` with codes 0 … 15, for q4_1: scales and minimums are rounded to
   * half floats, codes are held as they are.
   */
  appendWithMinimums(codes: Int8Array, scales: Float32Array, minimums: Float32Array): void;
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
    appendIntegers(codes, scales) {
      fillIntegers(matrix, next * columns, codes, scales);
      next += codes.length / columns;
    },
    appendWithMinimums(codes, scales, minimums) {
      invariant(matrix.precision === 'q4_1', `a group minimum is not held as ${matrix.precision}`);
      const start = next * columns;
      packNibbles(codes, matrix.data, start);
      narrowToHalfs(scales, matrix.scales, start / GROUP_SIZE);
      narrowToHalfs(minimums, matrix.minimums, start / GROUP_SIZE);
      next += codes.length / columns;
    },
    finish: () => matrix,
  };
}

function emptyMatrix(rows: number, columns: number, precision: Precision): Matrix {
  const size = rows * columns;
  if (isGrouped(precision) && columns % GROUP_SIZE !== 0) {
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
      return { precision, rows, columns, data: new Int8Array(size), scales: new Uint16Array(size / GROUP_SIZE) };
    case 'q8_16':
      return { precision, rows, columns, data: new Int8Array(size), scales: new Uint16Array(size / HALF_GROUP_SIZE) };
    case 'q4':
      return { precision, rows, columns, data: new Uint32Array(size / 8), scales: new Uint16Array(size / GROUP_SIZE) };
    case 'q4_1': {
      const [scales, minimums] = [new Uint16Array(size / GROUP_SIZE), new Uint16Array(size / GROUP_SIZE)];
      return { precision, rows, columns, data: new Uint32Array(size / 8), scales, minimums };
    }
  }
}

/** Writes `values` from element `start` on (for quantised matrices a multiple of the group size). */
function fill(matrix: Matrix, start: number, values: Float32Array): void {
  switch (matrix.precision) {
    case 'f32':
      matrix.data.set(values, start);
      return;
    case 'f16':
      narrowToHalfs(values, matrix.data, start);
      return;
    case 'q8':
    case 'q8_16':
      fillQ8(matrix, start, values);
      return;
    case 'q4':
      fillQ4(matrix, start, values);
      return;
    case 'q4_1':
      fillQ4WithMinimum(matrix, start, values);
      return;
  }
}

// A billion weights pass through these loops while a model loads: plain arithmetic on locals, and rounding as ⌊x + ½⌋.

function fillQ8({ precision, data, scales }: MatrixQ8 | MatrixQ8_16, start: number, values: Float32Array): void {
  const size = groupSize(precision);
  for (let group = 0; group < values.length; group += size) {
    const scale = scaleFor(largest(values, group, size), 127);
    const inverse = scale === 0 ? 0 : 1 / halfToFloat(scale);
    scales[(start + group) / size] = scale;
    for (let i = group; i < group + size; i++) {
      data[start + i] = Math.floor(values[i]! * inverse + 0.5);
    }
  }
}

function fillQ4({ data, scales }: MatrixQ4, start: number, values: Float32Array): void {
  for (let group = 0; group < values.length; group += GROUP_SIZE) {
    const scale = scaleFor(largest(values, group, GROUP_SIZE), 7);
    const inverse = scale === 0 ? 0 : 1 / halfToFloat(scale);
    scales[(start + group) / GROUP_SIZE] = scale;
    for (let i = group; i < group + GROUP_SIZE; i += 8) {
      // Each is 0 … 14: |w| / scale is at most 7.
      data[(start + i) >>> 3] =
        (values[i]! * inverse + 7.5) |
        ((values[i + 1]! * inverse + 7.5) << 4) |
        ((values[i + 2]! * inverse + 7.5) << 8) |
        ((values[i + 3]! * inverse + 7.5) << 12) |
        ((values[i + 4]! * inverse + 7.5) << 16) |
        ((values[i + 5]! * inverse + 7.5) << 20) |
        ((values[i + 6]! * inverse + 7.5) << 24) |
        ((values[i + 7]! * inverse + 7.5) << 28);
    }
  }
}

/** From the least value of a group to the largest in fifteen steps. */
function fillQ4WithMinimum({ data, scales, minimums }: MatrixQ4_1, start: number, values: Float32Array): void {
  const codes = new Int8Array(GROUP_SIZE);
  for (let group = 0; group < values.length; group += GROUP_SIZE) {
    let least = values[group]!;
    let most = least;
    for (let i = group + 1; i < group + GROUP_SIZE; i++) {
      const value = values[i]!;
      if (value < least) least = value;
      else if (value > most) most = value;
    }
    const minimum = floatToHalfDown(least);
    const low = halfToFloat(minimum);
    const scale = scaleFor(most - low, 15);
    const inverse = scale === 0 ? 0 : 1 / halfToFloat(scale);
    scales[(start + group) / GROUP_SIZE] = scale;
    minimums[(start + group) / GROUP_SIZE] = minimum;
    for (let i = 0; i < GROUP_SIZE; i++) codes[i] = (values[group + i]! - low) * inverse + 0.5;
    packNibbles(codes, data, start + group);
  }
}

/** Codes of 0 … 15 as nibbles, from element `start` of `data` on. */
function packNibbles(codes: Int8Array, data: Uint32Array, start: number): void {
  for (let i = 0; i < codes.length; i += 8) {
    let word = 0;
    for (let j = 0; j < 8; j++) word |= codes[i + j]! << (4 * j);
    data[(start + i) >>> 3] = word;
  }
}

function fillIntegers(matrix: Matrix, start: number, codes: Int8Array, scales: Float32Array): void {
  switch (matrix.precision) {
    case 'q8':
    case 'q8_16':
      matrix.data.set(codes, start);
      narrowToHalfs(scales, matrix.scales, start / groupSize(matrix.precision));
      return;
    case 'q4':
      // code · scale = ((7 − code) − 7) · −scale, and 7 − code is 0 … 15.
      packNibbles(
        codes.map((code) => 7 - code),
        matrix.data,
        start,
      );
      narrowToHalfs(
        scales.map((scale) => -scale),
        matrix.scales,
        start / GROUP_SIZE,
      );
      return;
    case 'q4_1':
    case 'f16':
    case 'f32':
      invariant(false, `whole numbers are not held as ${matrix.precision}`);
  }
}

/**
 * The bits of a group's scale: rounded up, so that no value of the group is more than `steps` of them.
 * @throws {LocumError} `unsupported` for values beyond what a half float's scale reaches
 */
function scaleFor(size: number, steps: number): number {
  const scale = floatToHalfUp(size / steps);
  if (scale < HALF_INFINITY) return scale;
  throw new LocumError('unsupported', `A weight of ${size} is too large to be quantised.`, {
    hint: 'Load this model as f16 or f32. If no weight should be so large, its files are damaged.',
    details: { weight: size },
  });
}

function largest(values: Float32Array, group: number, count: number): number {
  let max = 0;
  for (let i = group; i < group + count; i++) {
    const size = Math.abs(values[i]!);
    if (size > max) max = size;
  }
  return max;
}

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
    case 'q8':
    case 'q8_16': {
      const { data, scales } = matrix;
      const size = groupSize(matrix.precision);
      for (let group = 0; group < columns; group += size) {
        const scale = halfToFloat(scales[(start + group) / size]!);
        for (let i = group; i < group + size; i++) target[i] = data[start + i]! * scale;
      }
      return;
    }
    case 'q4': {
      const { data, scales } = matrix;
      for (let group = 0; group < columns; group += GROUP_SIZE) {
        const scale = halfToFloat(scales[(start + group) / GROUP_SIZE]!);
        for (let i = group; i < group + GROUP_SIZE; i++) {
          const nibble = (data[(start + i) >>> 3]! >>> (4 * (i & 7))) & 15;
          target[i] = (nibble - 7) * scale;
        }
      }
      return;
    }
    case 'q4_1': {
      const { data, scales, minimums } = matrix;
      for (let group = 0; group < columns; group += GROUP_SIZE) {
        const scale = halfToFloat(scales[(start + group) / GROUP_SIZE]!);
        const minimum = halfToFloat(minimums[(start + group) / GROUP_SIZE]!);
        for (let i = group; i < group + GROUP_SIZE; i++) {
          target[i] = ((data[(start + i) >>> 3]! >>> (4 * (i & 7))) & 15) * scale + minimum;
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
  const scales = 'scales' in matrix ? matrix.scales.byteLength : 0;
  return matrix.data.byteLength + scales + ('minimums' in matrix ? matrix.minimums.byteLength : 0);
}
