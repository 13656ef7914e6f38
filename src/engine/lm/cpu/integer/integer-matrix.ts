/**
 * Products in integers: activations are quantised to int16, one scale a group of 32, and meet 4-bit and 8-bit weights as they
 * are. int8, as llama.cpp takes it, would read half the bytes, but cost SmolLM2-135M more than 1 % of perplexity.
 */

import { GROUP_SIZE, isGrouped, type Matrix } from '../../checkpoint/matrix.ts';
import { dequantizeRow, matrixBytes } from '../../checkpoint/quantize.ts';
import type { FloatBuffer, MatrixOperator } from '../compute.ts';
import { INTEGER_FORMATS, integerRows, TOKEN_TILE, TOTALS_BYTES } from '../jobs/integer-rows.ts';
import { unitSize } from '../jobs/job.ts';
import type { JobRunner } from '../jobs/runner.ts';
import { type Arena, pointerOf } from '../wasm-memory.ts';
import { type InterleavedMatrix, interleave, LANES, rowOf } from './interleave.ts';

/** Bytes of the record of a token's group. */
const RECORD_BYTES = 80;
/** Blocks of rows that are done together at least. */
const LEAST_BLOCKS = 4;

/** The room that the matrices of a compute share for quantised activations. */
export class IntegerArithmetic {
  readonly jobs: JobRunner;
  readonly arena: Arena;
  #bytes = 0;
  #records = 0;
  /** For totals of every lane, see `product` in kernel-source.ts. */
  readonly totals: number;

  constructor(jobs: JobRunner, arena: Arena) {
    this.jobs = jobs;
    this.arena = arena;
    this.totals = arena.allocate(jobs.lanes * TOTALS_BYTES);
  }

  get records(): number {
    return this.#records;
  }

  /** Makes sure that a tile of tokens with so many columns fits. */
  reserve(columns: number): void {
    const bytes = (columns / GROUP_SIZE) * TOKEN_TILE * RECORD_BYTES;
    if (bytes <= this.#bytes) return;
    this.#records = this.arena.allocate(bytes);
    this.#bytes = bytes;
  }
}

export class IntegerMatrix implements MatrixOperator {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly #arithmetic: IntegerArithmetic;
  readonly #matrix: InterleavedMatrix;

  private constructor(arithmetic: IntegerArithmetic, matrix: InterleavedMatrix, bytes: number) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
    this.bytes = bytes;
    this.#arithmetic = arithmetic;
    this.#matrix = matrix;
    arithmetic.reserve(matrix.columns);
  }

  /**
   * Copies a matrix in.
   * @returns null for what these kernels do not multiply: floats, and rows not in fours
   * @throws {LocumError} `out-of-memory`
   */
  static load(arithmetic: IntegerArithmetic, matrix: Matrix): IntegerMatrix | null {
    if (!isGrouped(matrix.precision) || matrix.rows % LANES !== 0) return null;
    const interleaved = interleave(arithmetic.arena, matrix);
    return interleaved && new IntegerMatrix(arithmetic, interleaved, matrixBytes(matrix));
  }

  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void {
    const { rows, columns } = this;
    const { jobs, records, totals } = this.#arithmetic;
    const { precision, pointer: data } = this.#matrix;
    const { quantise_q8, quantise_q4 } = jobs.kernels.integers;
    const quantise = precision === 'q8' || precision === 'q8_16' ? quantise_q8 : quantise_q4;
    const groups = columns / GROUP_SIZE;
    const blocks = rows / LANES;
    const unitBlocks = unitSize(blocks, LEAST_BLOCKS);
    const format = INTEGER_FORMATS.indexOf(precision);
    for (let first = 0; first < tokens; first += TOKEN_TILE) {
      const count = Math.min(TOKEN_TILE, tokens - first);
      quantise(pointerOf(input) + first * columns * 4, count, groups, records);
      const y = pointerOf(output) + first * rows * 4;
      const where = { data, records, y, yStride: rows * 4, totals };
      const task = { format, blocks, unitBlocks, groups, tokens: count, ...where };
      jobs.run(integerRows, task, Math.ceil(blocks / unitBlocks), rows * columns * count);
    }
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    const target = output.values.subarray(offset, offset + this.columns);
    dequantizeRow(rowOf(this.#arithmetic.arena, this.#matrix, row), 0, target);
  }
}
