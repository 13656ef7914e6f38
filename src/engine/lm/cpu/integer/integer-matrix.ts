/**
 * Products in integers: activations are quantised to int16, one scale a group of 32, and meet 4-bit and 8-bit weights as they
 * are. int8, as llama.cpp takes it, would read half the bytes, but cost SmolLM2-135M more than 1 % of perplexity.
 */

import { GROUP_SIZE, isGrouped, type Matrix } from '../../checkpoint/matrix.ts';
import { dequantizeRow, matrixBytes } from '../../checkpoint/quantize.ts';
import type { FloatBuffer, MatrixOperator } from '../compute.ts';
import { type Arena, pointerOf } from '../wasm-memory.ts';
import { type InterleavedMatrix, interleave, LANES, rowOf } from './interleave.ts';
import { INTEGER_KERNELS_BASE64 } from './kernels-binary.ts';

type Quantise = (x: number, tokens: number, groups: number, records: number) => void;
type Step = (
  w: number,
  scales: number,
  minimums: number,
  blocks: number,
  groups: number,
  records: number,
  y: number,
) => void;
type Product = (
  w: number,
  scales: number,
  minimums: number,
  blocks: number,
  groups: number,
  records: number,
  tokens: number,
  y: number,
  yStride: number,
  room: number,
) => void;

/** Signatures as in kernel-source.ts: pointers and strides in bytes, counts in elements. */
interface Kernels {
  readonly quantise_q8: Quantise;
  readonly quantise_q4: Quantise;
  readonly step_q8: Step;
  readonly step_q4: Step;
  readonly step_q4_1: Step;
  readonly product_q8: Product;
  readonly product_q4: Product;
  readonly product_q4_1: Product;
}

/** Tokens that are multiplied at a time: what a group of them takes stays in the nearest cache. */
const TOKEN_TILE = 64;
/** Bytes of the record of a token's group, and of a token's totals of four rows. */
const RECORD_BYTES = 80;
const TOTAL_BYTES = 16;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Kernels over a compute's memory, and the room that its matrices share for quantised activations. */
export class IntegerArithmetic {
  readonly kernels: Kernels;
  readonly arena: Arena;
  #bytes = 0;
  #records = 0;
  /** For totals, see `product` in kernel-source.ts. */
  readonly room: number;

  constructor(kernels: Kernels, arena: Arena) {
    this.kernels = kernels;
    this.arena = arena;
    this.room = arena.allocate(TOKEN_TILE * TOTAL_BYTES);
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

/** Over the memory of a WASM compute. */
export async function integerArithmetic(arena: Arena): Promise<IntegerArithmetic> {
  compiled ??= WebAssembly.compile(
    Uint8Array.from(atob(INTEGER_KERNELS_BASE64), (character) => character.charCodeAt(0)),
  );
  const instance = await WebAssembly.instantiate(await compiled, { env: { memory: arena.memory } });
  // The exports are those of kernel-source.ts; a test compiles it and compares.
  return new IntegerArithmetic(instance.exports as unknown as Kernels, arena);
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
    const { kernels, records, room } = this.#arithmetic;
    const { precision, data, scales, minimums } = this.#matrix;
    const quantise = precision === 'q8' ? kernels.quantise_q8 : kernels.quantise_q4;
    const groups = columns / GROUP_SIZE;
    const blocks = rows / LANES;
    for (let first = 0; first < tokens; first += TOKEN_TILE) {
      const count = Math.min(TOKEN_TILE, tokens - first);
      const y = pointerOf(output) + first * rows * 4;
      quantise(pointerOf(input) + first * columns * 4, count, groups, records);
      if (count === 1) kernels[`step_${precision}`](data, scales, minimums, blocks, groups, records, y);
      else kernels[`product_${precision}`](data, scales, minimums, blocks, groups, records, count, y, rows * 4, room);
    }
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    const target = output.values.subarray(offset, offset + this.columns);
    dequantizeRow(rowOf(this.#arithmetic.arena, this.#matrix, row), 0, target);
  }
}
