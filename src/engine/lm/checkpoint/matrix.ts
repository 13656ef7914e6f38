import { release } from '../allocation.ts';

/**
 * Weights in memory, the same for every backend. A matrix is row-major `[rows, columns]` = `[out, in]`, never transposed.
 * q8: `w = q · scale`, q in −127…127, one scale a group of 32 columns (GGUF's Q8_0, where q may be −128).
 * q8_16: the same with one scale a group of 16 columns, as GGUF's Q6_K has it, where q is −32…31.
 * q4: `w = (q − 7) · scale`, q in 0…14, `scale = max|w| / 7`, 8 values a uint32, low nibble first (MLC's q4f16_1). A q
 * of 15 is read, too: GGUF's Q4_0, `w = (n − 8) · d`, is q = 15 − n with the scale −d, to the bit.
 * q4_1: `w = q · scale + minimum`, q in 0…15, packed as in q4, one scale and one minimum a group of 32 (GGUF's Q4_1).
 * Scales and minimums are half floats, as their bits.
 */
export const GROUP_SIZE = 32;
export const HALF_GROUP_SIZE = 16;

interface Shape {
  readonly rows: number;
  readonly columns: number;
}
export interface MatrixF32 extends Shape {
  readonly precision: 'f32';
  readonly data: Float32Array;
}
/** IEEE half floats as their bits. */
export interface MatrixF16 extends Shape {
  readonly precision: 'f16';
  readonly data: Uint16Array;
}
export interface MatrixQ8 extends Shape {
  readonly precision: 'q8';
  readonly data: Int8Array;
  /** `[rows, columns / 32]` */
  readonly scales: Uint16Array;
}
export interface MatrixQ8_16 extends Shape {
  readonly precision: 'q8_16';
  readonly data: Int8Array;
  /** `[rows, columns / 16]` */
  readonly scales: Uint16Array;
}
export interface MatrixQ4 extends Shape {
  readonly precision: 'q4';
  /** `[rows, columns / 8]` */
  readonly data: Uint32Array;
  /** `[rows, columns / 32]` */
  readonly scales: Uint16Array;
}
export interface MatrixQ4_1 extends Shape {
  readonly precision: 'q4_1';
  /** `[rows, columns / 8]` */
  readonly data: Uint32Array;
  /** `[rows, columns / 32]` */
  readonly scales: Uint16Array;
  /** `[rows, columns / 32]` */
  readonly minimums: Uint16Array;
}
export type Matrix = MatrixF32 | MatrixF16 | MatrixQ8 | MatrixQ8_16 | MatrixQ4 | MatrixQ4_1;

/** Whether the columns of a matrix that is held so come in groups with a scale each. */
export function isGrouped(precision: Matrix['precision']): precision is GroupedPrecision {
  return precision !== 'f32' && precision !== 'f16';
}

export type GroupedPrecision = Exclude<Matrix['precision'], 'f32' | 'f16'>;

/** Columns that have a scale in common. */
export function groupSize(precision: GroupedPrecision): number {
  return precision === 'q8_16' ? HALF_GROUP_SIZE : GROUP_SIZE;
}

/** A weight on its way into a backend. Norms and biases are vectors and stay f32. */
export type Weight =
  | {
      readonly name: string;
      readonly kind: 'matrix';
      readonly matrix: Matrix;
      /** Present when `matrix` is only some rows of the weight: its first row there, and how many the weight has. */
      readonly piece?: { readonly row: number; readonly rows: number };
    }
  | { readonly name: string; readonly kind: 'vector'; readonly vector: Float32Array };

/** Bytes that an element takes: a group has an f16 scale, and in q4_1 an f16 minimum. */
export const BYTES_PER_ELEMENT: Readonly<Record<Matrix['precision'], number>> = {
  q4: 0.5 + 2 / GROUP_SIZE,
  q4_1: 0.5 + 4 / GROUP_SIZE,
  q8: 1 + 2 / GROUP_SIZE,
  q8_16: 1 + 2 / HALF_GROUP_SIZE,
  f16: 2,
  f32: 4,
};

/** Gives the memory of a matrix back that has been copied on: see `release`. */
export function releaseMatrix(matrix: Matrix): void {
  release(matrix.data);
  if ('scales' in matrix) release(matrix.scales);
  if ('minimums' in matrix) release(matrix.minimums);
}
