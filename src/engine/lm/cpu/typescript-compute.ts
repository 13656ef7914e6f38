/** Plain TypeScript over typed arrays: the oracle for every other implementation, and what runs where WASM cannot. */

import { allocating } from '../allocation.ts';
import { headBytes } from '../cache-format.ts';
import type { Matrix } from '../checkpoint/matrix.ts';
import { dequantizeRow, matrixBytes } from '../checkpoint/quantize.ts';
import { readRow } from './cache-rows.ts';
import {
  type Activation,
  type AttentionStep,
  type Compute,
  type FloatBuffer,
  type MatrixOperator,
  PAGE_TOKENS,
  type PageBuffer,
} from './compute.ts';

export function typescriptCompute(): Compute {
  let allocatedBytes = 0;
  const counted = <T>(bytes: number, allocate: () => T): T => {
    const made = allocating(bytes, allocate);
    allocatedBytes += bytes;
    return made;
  };
  return {
    name: 'typescript',
    get allocatedBytes() {
      return allocatedBytes;
    },
    allocate: (length) => counted(4 * length, () => new TypescriptBuffer(new Float32Array(length))),
    allocatePage: (bytes) => counted(bytes, () => pageOf(new ArrayBuffer(4 * Math.ceil(bytes / 4)))),
    load: (matrix) => counted(matrixBytes(matrix), () => new TypescriptMatrix(matrix)),
    pass: (work) => work(),
    multiply(matrices, input, outputs, tokens) {
      for (const [index, matrix] of matrices.entries()) matrix.multiply(input, outputs[index]!, tokens);
    },
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

function pageOf(buffer: ArrayBuffer): PageBuffer {
  return { bytes: new Int8Array(buffer), halfs: new Uint16Array(buffer), floats: new Float32Array(buffer) };
}

function attend(step: AttentionStep): void {
  const { tokens, past, window, scale, heads, kvHeads, headDim } = step;
  const queries = step.queries.values;
  const output = step.output.values;
  const width = heads * headDim;
  const group = heads / kvHeads;
  const weights = new Float32Array(past + tokens);
  output.fill(0, 0, tokens * width);
  for (let head = 0; head < heads; head += group) {
    // Heads of a group share their keys and values.
    const keys = widened(step, head / group, step.keyOffset);
    const values = widened(step, head / group, step.valueOffset);
    for (let own = head; own < head + group; own++) {
      for (let token = 0; token < tokens; token++) {
        const start = token * width + own * headDim;
        const length = past + token + 1;
        const first = Math.max(0, length - window);
        let largest = Number.NEGATIVE_INFINITY;
        for (let position = first; position < length; position++) {
          const score = dot(queries, start, keys, position * headDim, headDim) * scale;
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
          const weight = weights[position]! / total;
          for (let i = 0; i < headDim; i++) output[start + i]! += weight * values[position * headDim + i]!;
        }
      }
    }
  }
}

/** A head's keys or values at all positions that are seen, as f32 `[positions, headDim]`; `offset` is where in pages the layer's begin. */
function widened(step: AttentionStep, kvHead: number, offset: number): Float32Array {
  const { tokens, past, window, headDim, pages, format } = step;
  const rowBytes = headBytes(format, headDim);
  const rows = new Float32Array((past + tokens) * headDim);
  for (let position = Math.max(0, past + 1 - window); position < past + tokens; position++) {
    const page = pages[Math.floor(position / PAGE_TOKENS)]!;
    const at = offset + (kvHead * PAGE_TOKENS + (position % PAGE_TOKENS)) * rowBytes;
    readRow(format, page, at, rows.subarray(position * headDim, (position + 1) * headDim));
  }
  return rows;
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
