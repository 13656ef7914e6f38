/**
 * Products in integers: activations are quantised to int16, one scale a group of 32, and meet 4-bit and 8-bit weights as they
 * are. int8, as llama.cpp takes it, would read half the bytes, but cost SmolLM2-135M more than 1 % of perplexity.
 */

import { GROUP_SIZE, isGrouped, type Matrix } from '../../checkpoint/matrix.ts';
import { dequantizeRow, matrixBytes } from '../../checkpoint/quantize.ts';
import type { FloatBuffer, MatrixOperator } from '../compute.ts';
import { INTEGER_FORMATS, integerRows, MOST_PARTS, TOKEN_TILE, TOTALS_BYTES, unitsOf } from '../jobs/integer-rows.ts';
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
  readonly #format: number;
  /** Whether its weights are bytes: activations are put in another order for those. */
  readonly #takesBytes: boolean;

  private constructor(arithmetic: IntegerArithmetic, matrix: InterleavedMatrix, bytes: number) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
    this.bytes = bytes;
    this.#arithmetic = arithmetic;
    this.#matrix = matrix;
    this.#format = INTEGER_FORMATS.indexOf(matrix.precision);
    this.#takesBytes = matrix.precision === 'q8' || matrix.precision === 'q8_16';
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
    IntegerMatrix.multiply([this], input, [output], tokens);
  }

  /** Whether matrices can be multiplied with one input in one job: they take activations in the same form. */
  static areAlike(matrices: readonly MatrixOperator[]): matrices is readonly IntegerMatrix[] {
    const [first] = matrices;
    return (
      matrices.length <= MOST_PARTS &&
      matrices.every(
        (each) =>
          each instanceof IntegerMatrix &&
          first instanceof IntegerMatrix &&
          each.columns === first.columns &&
          each.#takesBytes === first.#takesBytes,
      )
    );
  }

  /** As `multiply` of each of them. @param matrices that are alike */
  static multiply(
    matrices: readonly IntegerMatrix[],
    input: FloatBuffer,
    outputs: readonly FloatBuffer[],
    tokens: number,
  ): void {
    const [one, two, three] = matrices;
    if (one === undefined) return;
    const { columns } = one;
    const { jobs, records, totals } = one.#arithmetic;
    const { quantise_q8, quantise_q4 } = jobs.kernels.integers;
    const quantise = one.#takesBytes ? quantise_q8 : quantise_q4;
    const groups = columns / GROUP_SIZE;
    let rows = 0;
    for (const matrix of matrices) rows += matrix.rows;
    const unitBlocks = unitSize(rows / LANES, LEAST_BLOCKS);
    let units = 0;
    for (const matrix of matrices) units += unitsOf(matrix.rows / LANES, unitBlocks);
    for (let first = 0; first < tokens; first += TOKEN_TILE) {
      const count = Math.min(TOKEN_TILE, tokens - first);
      quantise(pointerOf(input) + first * columns * 4, count, groups, records);
      const y = (part: number, matrix: IntegerMatrix) => pointerOf(outputs[part]!) + first * matrix.rows * 4;
      const task = {
        groups,
        records,
        tokens: count,
        totals,
        unitBlocks,
        format0: one.#format,
        data0: one.#matrix.pointer,
        blocks0: one.rows / LANES,
        y0: y(0, one),
        format1: two === undefined ? 0 : two.#format,
        data1: two === undefined ? 0 : two.#matrix.pointer,
        blocks1: two === undefined ? 0 : two.rows / LANES,
        y1: two === undefined ? 0 : y(1, two),
        format2: three === undefined ? 0 : three.#format,
        data2: three === undefined ? 0 : three.#matrix.pointer,
        blocks2: three === undefined ? 0 : three.rows / LANES,
        y2: three === undefined ? 0 : y(2, three),
      };
      jobs.run(integerRows, task, units, rows * columns * count);
    }
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    const target = output.values.subarray(offset, offset + this.columns);
    dequantizeRow(rowOf(this.#arithmetic.arena, this.#matrix, row), 0, target);
  }
}
