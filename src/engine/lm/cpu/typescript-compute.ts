/** Plain TypeScript over typed arrays: the oracle for every other implementation, and what runs where WASM cannot. */

import { allocating } from '../allocation.ts';
import type { Matrix } from '../checkpoint/matrix.ts';
import { dequantizeRow, matrixBytes } from '../checkpoint/quantize.ts';
import {
  type Activation,
  type AttentionStep,
  type Compute,
  type FloatBuffer,
  type MatrixOperator,
  PAGE_TOKENS,
} from './compute.ts';

export function typescriptCompute(): Compute {
  return {
    name: 'typescript',
    allocate: (length) => allocating(4 * length, () => new TypescriptBuffer(new Float32Array(length))),
    load: (matrix) => new TypescriptMatrix(matrix),
    attend,
    gate,
  };
}

class TypescriptBuffer implements FloatBuffer {
  readonly values: Float32Array;

  constructor(values: Float32Array) {
    this.values = values;
  }

  from(start: number): FloatBuffer {
    return new TypescriptBuffer(this.values.subarray(start));
  }
}

class TypescriptMatrix implements MatrixOperator {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly #matrix: Matrix;
  /** One widened row, for all precisions but f32. */
  readonly #row: Float32Array;

  constructor(matrix: Matrix) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
    this.bytes = matrixBytes(matrix);
    this.#matrix = matrix;
    this.#row = new Float32Array(matrix.precision === 'f32' ? 0 : matrix.columns);
  }

  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void {
    const matrix = this.#matrix;
    for (let row = 0; row < this.rows; row++) {
      if (matrix.precision === 'f32') {
        multiplyRow(matrix.data, row * this.columns, row, this.rows, this.columns, input.values, output.values, tokens);
      } else {
        dequantizeRow(matrix, row, this.#row);
        multiplyRow(this.#row, 0, row, this.rows, this.columns, input.values, output.values, tokens);
      }
    }
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    dequantizeRow(this.#matrix, row, output.values.subarray(offset, offset + this.columns));
  }
}

/** One row of the matrix with every token; four tokens share each weight that is read. */
function multiplyRow(
  weights: Float32Array,
  start: number,
  row: number,
  rows: number,
  columns: number,
  x: Float32Array,
  y: Float32Array,
  tokens: number,
): void {
  let token = 0;
  for (; token + 4 <= tokens; token += 4) {
    const x0 = token * columns;
    const x1 = x0 + columns;
    const x2 = x1 + columns;
    const x3 = x2 + columns;
    let y0 = 0;
    let y1 = 0;
    let y2 = 0;
    let y3 = 0;
    for (let c = 0; c < columns; c++) {
      const weight = weights[start + c]!;
      y0 += weight * x[x0 + c]!;
      y1 += weight * x[x1 + c]!;
      y2 += weight * x[x2 + c]!;
      y3 += weight * x[x3 + c]!;
    }
    y[token * rows + row] = y0;
    y[(token + 1) * rows + row] = y1;
    y[(token + 2) * rows + row] = y2;
    y[(token + 3) * rows + row] = y3;
  }
  for (; token < tokens; token++) y[token * rows + row] = dot(weights, start, x, token * columns, columns);
}

/** Two sums, so that one addition need not wait for the other. */
function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 2 <= length; i += 2) {
    even += a[aStart + i]! * b[bStart + i]!;
    odd += a[aStart + i + 1]! * b[bStart + i + 1]!;
  }
  if (i < length) even += a[aStart + i]! * b[bStart + i]!;
  return even + odd;
}

function attend(step: AttentionStep): void {
  const { tokens, past, window, scale, heads, kvHeads, headDim, pages, keyOffset, valueOffset } = step;
  const queries = step.queries.values;
  const output = step.output.values;
  const width = heads * headDim;
  const weights = new Float32Array(past + tokens);
  output.fill(0, 0, tokens * width);
  for (let head = 0; head < heads; head++) {
    const inPage = Math.floor(head / (heads / kvHeads)) * PAGE_TOKENS;
    for (let token = 0; token < tokens; token++) {
      const start = token * width + head * headDim;
      const length = past + token + 1;
      const first = Math.max(0, length - window);
      let largest = Number.NEGATIVE_INFINITY;
      for (let position = first; position < length; position++) {
        const keys = pages[Math.floor(position / PAGE_TOKENS)]!.values;
        const key = keyOffset + (inPage + (position % PAGE_TOKENS)) * headDim;
        const score = dot(queries, start, keys, key, headDim) * scale;
        weights[position] = score;
        if (score > largest) largest = score;
      }
      let total = 0;
      for (let position = first; position < length; position++) {
        const weight = Math.exp(weights[position]! - largest);
        weights[position] = weight;
        total += weight;
      }
      for (let position = first; position < length; position++) {
        const values = pages[Math.floor(position / PAGE_TOKENS)]!.values;
        const value = valueOffset + (inPage + (position % PAGE_TOKENS)) * headDim;
        const weight = weights[position]! / total;
        for (let i = 0; i < headDim; i++) output[start + i]! += weight * values[value + i]!;
      }
    }
  }
}

function gate(activation: Activation, gates: FloatBuffer, ups: FloatBuffer, count: number): void {
  const g = gates.values;
  const u = ups.values;
  const activate = activation === 'silu' ? silu : gelu;
  for (let i = 0; i < count; i++) g[i] = activate(g[i]!) * u[i]!;
}

function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}

/** x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), Hendrycks & Gimpel 2016, with tanh written as a logistic function. */
function gelu(x: number): number {
  return x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
}
