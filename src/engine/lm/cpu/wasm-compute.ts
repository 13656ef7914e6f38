/**
 * Matrix products and attention in WASM SIMD. One memory a model holds weights, activations and KV pages.
 * Quantised weights stay as they are. Either they meet quantised activations (`integer/`), or a panel of rows at a time is
 * widened to f32 in the nearest cache and multiplied there, so that the arithmetic is that of the dequantised weights.
 */

import { type CacheFormat, headBytes } from '../cache-format.ts';
import { GROUP_SIZE, isGrouped, type Matrix } from '../checkpoint/matrix.ts';
import { matrixBytes } from '../checkpoint/quantize.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import {
  type Activation,
  type AttentionStep,
  type Compute,
  type FloatBuffer,
  type MatrixOperator,
  PAGE_TOKENS,
  type PageBuffer,
} from './compute.ts';
import { type IntegerArithmetic, IntegerMatrix, integerArithmetic } from './integer/integer-matrix.ts';
import { KERNELS_BASE64 } from './kernels-binary.ts';
import { Arena, pagePointer, pointerOf, WasmBuffer, WasmPage } from './wasm-memory.ts';

type ProductOfThree = (
  w: number,
  scales: number,
  rows: number,
  columns: number,
  x: number,
  y: number,
  yStride: number,
  room: number,
) => void;

/** Signatures as in kernels.wat: pointers and strides in bytes, counts in elements. */
interface Kernels {
  product(
    w: number,
    rows: number,
    columns: number,
    x: number,
    xStride: number,
    y: number,
    yStride: number,
    tokens: number,
  ): void;
  productQ8(w: number, scales: number, rows: number, columns: number, x: number, y: number, room: number): void;
  productQ4(w: number, scales: number, rows: number, columns: number, x: number, y: number, room: number): void;
  productQ8x3: ProductOfThree;
  productQ4x3: ProductOfThree;
  sumGroups(x: number, to: number, groups: number): void;
  addMinimums(
    scales: number,
    minimums: number,
    rows: number,
    groups: number,
    sums: number,
    y: number,
    room: number,
  ): void;
  raiseGroups(w: number, scales: number, minimums: number, groups: number): void;
  widenQ8(from: number, scales: number, to: number, groups: number): void;
  widenQ4(from: number, scales: number, to: number, groups: number): void;
  widenRows(from: number, to: number, rows: number, dims: number): void;
  widenF16(from: number, to: number, fours: number): void;
  softmax(x: number, fours: number, scale: number): void;
  swiglu(gate: number, up: number, fours: number): void;
  geglu(gate: number, up: number, fours: number): void;
  mix(
    p: number,
    pStride: number,
    count: number,
    v: number,
    dims: number,
    out: number,
    outStride: number,
    tokens: number,
  ): void;
}

/** Widened weights that are multiplied at a time: 16 KiB, half of a usual first-level cache. */
const PANEL_FLOATS = 4096;
/** However long a row is, the panel holds so many: the kernels work on rows together. */
const PANEL_ROWS = 4;
/** Tokens whose attention scores are computed at a time. */
const QUERY_TILE = 16;
/** Positions of a KV cache that are widened at a time: 16 KiB for a head of 128, and a page divides into them. */
const WIDENED_TOKENS = 32;

/** Queries whose attention is computed together: tokens that follow each other, or heads of one token that share keys and values. */
interface QueryTile {
  readonly kvHead: number;
  /** Where in queries and output the first row begins, and how far the next is, in floats. */
  readonly begin: number;
  readonly stride: number;
  readonly rows: number;
  /** Of the first row, and how much further each next one is. */
  readonly position: number;
  readonly ahead: 0 | 1;
}

/** How activations meet quantised weights: as they are, or quantised themselves. */
export type Activations = 'f32' | 'int16';

let compiled: Promise<WebAssembly.Module> | undefined;

/** @returns null where there is no WASM SIMD (or the page's policy forbids WASM), or the model's shape does not suit the kernels. */
export async function wasmCompute(config: DecoderConfig, activations: Activations): Promise<Compute | null> {
  const { hiddenSize, headDim, ffnSize, contextLength } = config;
  if ([hiddenSize, headDim, ffnSize].some((size) => size % 8 !== 0)) return null;
  const binary = Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(binary)) return null;
  try {
    compiled ??= WebAssembly.compile(binary);
    const memory = new Arena();
    const instance = await WebAssembly.instantiate(await compiled, { env: { memory: memory.memory } });
    // The exports are those of kernels.wat; a test compiles it and compares.
    const kernels = instance.exports as unknown as Kernels;
    const integers = activations === 'int16' ? await integerArithmetic(memory) : null;
    return new WasmCompute(kernels, integers, memory, contextLength, headDim);
  } catch (thrown) {
    if (thrown instanceof WebAssembly.CompileError) return null;
    throw thrown;
  }
}

class WasmCompute implements Compute {
  readonly name = 'wasm';
  readonly #kernels: Kernels;
  /** Null where activations stay floats. */
  readonly #integers: IntegerArithmetic | null;
  readonly #arena: Arena;
  readonly #panel: Panel;
  /** Attention scores, `[QUERY_TILE, stride]`. */
  readonly #scores: WasmBuffer;
  readonly #scoreStride: number;
  /** Keys or values, widened. */
  readonly #rows: WasmBuffer;

  constructor(
    kernels: Kernels,
    integers: IntegerArithmetic | null,
    arena: Arena,
    contextLength: number,
    headDim: number,
  ) {
    this.#kernels = kernels;
    this.#integers = integers;
    this.#arena = arena;
    this.#panel = new Panel(arena);
    this.#scoreStride = Math.ceil(contextLength / PAGE_TOKENS) * PAGE_TOKENS;
    this.#scores = WasmBuffer.allocate(arena, QUERY_TILE * this.#scoreStride);
    this.#rows = WasmBuffer.allocate(arena, WIDENED_TOKENS * headDim);
  }

  get allocatedBytes(): number {
    return this.#arena.memory.buffer.byteLength;
  }

  allocate(length: number): FloatBuffer {
    return WasmBuffer.allocate(this.#arena, length);
  }

  allocatePage(bytes: number): PageBuffer {
    return new WasmPage(this.#arena, bytes);
  }

  load(matrix: Matrix): MatrixOperator {
    const integer = this.#integers && IntegerMatrix.load(this.#integers, matrix);
    return integer ?? new WasmMatrix(this.#kernels, this.#arena, this.#panel, matrix);
  }

  gate(activation: Activation, gate: FloatBuffer, up: FloatBuffer, count: number): void {
    const kernel = activation === 'silu' ? this.#kernels.swiglu : this.#kernels.geglu;
    kernel(pointerOf(gate), pointerOf(up), Math.ceil(count / 4));
  }

  attend(step: AttentionStep): void {
    const { tokens, past, heads, kvHeads, headDim } = step;
    const width = heads * headDim;
    step.output.values.fill(0, 0, tokens * width);
    const group = heads / kvHeads;
    if (tokens > 1) {
      for (let first = 0; first < tokens; first += QUERY_TILE) {
        const rows = Math.min(QUERY_TILE, tokens - first);
        for (let head = 0; head < heads; head++) {
          const begin = first * width + head * headDim;
          const kvHead = Math.floor(head / group);
          this.#attendTile(step, { kvHead, begin, stride: width, rows, position: past + first, ahead: 1 });
        }
      }
      return;
    }
    // The heads of a group share their keys and values, which are then widened and read once for all of them.
    let head = 0;
    while (head < heads) {
      const kvHead = Math.floor(head / group);
      const rows = Math.min(QUERY_TILE, (kvHead + 1) * group - head);
      this.#attendTile(step, { kvHead, begin: head * headDim, stride: headDim, rows, position: past, ahead: 0 });
      head += rows;
    }
  }

  #attendTile(step: AttentionStep, { kvHead, begin, stride: rowStride, rows, position, ahead }: QueryTile): void {
    const { window, scale, headDim } = step;
    const stride = rowStride * 4;
    const queries = pointerOf(step.queries) + begin * 4;
    const output = pointerOf(step.output) + begin * 4;
    const scores = this.#scores.pointer;
    const scoreStride = this.#scoreStride * 4;
    /** Positions that the last query of the tile sees; earlier ones see fewer. */
    const seen = position + (rows - 1) * ahead + 1;
    /** The first position that any query of the tile sees, and the start of its page: all before is left out. */
    const firstSeen = Math.max(0, position + 1 - window);
    const origin = Math.floor(firstSeen / PAGE_TOKENS) * PAGE_TOKENS;

    this.#eachRun(step, kvHead, step.keyOffset, origin, seen, (keys, start, count) => {
      this.#kernels.product(keys, count, headDim, queries, stride, scores + start * 4, scoreStride, rows);
    });
    const end = Math.ceil(seen / 4) * 4;
    const values = this.#scores.values;
    for (let index = 0; index < rows; index++) {
      const row = index * this.#scoreStride;
      const own = position + index * ahead;
      values.fill(Number.NEGATIVE_INFINITY, row + origin, row + Math.max(origin, own + 1 - window));
      values.fill(Number.NEGATIVE_INFINITY, row + own + 1, row + end);
      this.#kernels.softmax(scores + index * scoreStride + origin * 4, (end - origin) / 4, scale);
    }
    this.#eachRun(step, kvHead, step.valueOffset, origin, seen, (vectors, start, count) => {
      this.#kernels.mix(scores + start * 4, scoreStride, count, vectors, headDim, output, stride, rows);
    });
  }

  /**
   * A head's keys or values at the positions `from` to before `to`, as f32, in runs: `visit` gets a pointer that is valid during the call.
   * @param offset where in pages the layer's keys or values begin
   */
  #eachRun(
    { pages, format, headDim }: AttentionStep,
    kvHead: number,
    offset: number,
    from: number,
    to: number,
    visit: (pointer: number, start: number, count: number) => void,
  ): void {
    const rowBytes = headBytes(format, headDim);
    const most = format === 'f32' ? PAGE_TOKENS : WIDENED_TOKENS;
    for (let start = from; start < to; start += most) {
      const page = pages[Math.floor(start / PAGE_TOKENS)]!;
      const rows = pagePointer(page) + offset + (kvHead * PAGE_TOKENS + (start % PAGE_TOKENS)) * rowBytes;
      const count = Math.min(most, to - start);
      visit(this.#widened(format, rows, count, headDim), start, count);
    }
  }

  #widened(format: CacheFormat, rows: number, count: number, headDim: number): number {
    const { pointer } = this.#rows;
    switch (format) {
      case 'f32':
        return rows;
      case 'f16':
        this.#kernels.widenF16(rows, pointer, (count * headDim) / 4);
        return pointer;
      case 'q8':
        this.#kernels.widenRows(rows, pointer, count, headDim);
        return pointer;
      default:
        return format satisfies never;
    }
  }
}

/** Room for widened rows, shared by all matrices of a compute. */
class Panel {
  pointer = 0;
  /** For the scales of those rows, and for their minimums. */
  scales = 0;
  minimums = 0;
  /** For sums of a token's activations, group by group. */
  sums = 0;
  #floats = 0;
  readonly #arena: Arena;

  constructor(arena: Arena) {
    this.#arena = arena;
    this.#allocate(PANEL_FLOATS);
  }

  /** Makes sure that `PANEL_ROWS` rows of `columns` fit. */
  reserve(columns: number): void {
    const floats = PANEL_ROWS * columns;
    if (floats > this.#floats) this.#allocate(floats);
  }

  /** Rows of `columns` that fit, a multiple of `PANEL_ROWS`. */
  rows(columns: number): number {
    return Math.floor(this.#floats / columns / PANEL_ROWS) * PANEL_ROWS;
  }

  #allocate(floats: number): void {
    this.pointer = this.#arena.allocate(floats * 4);
    const groups = Math.ceil(floats / GROUP_SIZE / 4) * 16;
    this.scales = this.#arena.allocate(groups);
    this.minimums = this.#arena.allocate(groups);
    this.sums = this.#arena.allocate(groups);
    this.#floats = floats;
  }
}

class WasmMatrix implements MatrixOperator {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly #kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  readonly #panel: Panel;
  readonly #precision: Matrix['precision'];
  readonly #data: number;
  readonly #scales: number;
  /** Null where groups have none. */
  readonly #minimums: number | null;

  constructor(kernels: Kernels, arena: Arena, panel: Panel, matrix: Matrix) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
    this.bytes = matrixBytes(matrix);
    this.#kernels = kernels;
    this.#memory = arena.memory;
    this.#panel = panel;
    this.#precision = matrix.precision;
    this.#data = arena.copyIn(matrix.data);
    this.#scales = 'scales' in matrix ? arena.copyIn(matrix.scales, 8) : 0;
    this.#minimums = 'minimums' in matrix ? arena.copyIn(matrix.minimums, 8) : null;
    panel.reserve(matrix.columns);
  }

  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void {
    const { rows, columns } = this;
    const x = pointerOf(input);
    const y = pointerOf(output);
    if (tokens <= 3 && isGrouped(this.#precision)) {
      const q8 = this.#precision === 'q8';
      const { productQ8, productQ4, productQ8x3, productQ4x3 } = this.#kernels;
      const [data, scales, room] = [this.#data, this.#scales, this.#panel.scales];
      if (tokens === 1) (q8 ? productQ8 : productQ4)(data, scales, rows, columns, x, y, room);
      // Of two tokens, the third is whatever lies behind them.
      else (q8 ? productQ8x3 : productQ4x3)(data, scales, rows, columns, x, y, rows * 4, room);
      for (let token = 0; token < tokens; token++) this.#addMinimums(x + token * columns * 4, y + token * rows * 4);
      return;
    }
    const step = this.#precision === 'f32' ? rows : this.#panel.rows(columns);
    for (let row = 0; row < rows; row += step) {
      const count = Math.min(step, rows - row);
      const weights = this.#widened(row, count);
      this.#kernels.product(weights, count, columns, x, columns * 4, y + row * 4, rows * 4, tokens);
    }
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    const widened = new Float32Array(this.#memory.buffer, this.#widened(row, 1), this.columns);
    output.values.set(widened, offset);
  }

  /** What the minimums of groups add to the product with one token. */
  #addMinimums(x: number, y: number): void {
    if (this.#minimums === null) return;
    const { scales, sums } = this.#panel;
    const groups = this.columns / GROUP_SIZE;
    this.#kernels.sumGroups(x, sums, groups);
    this.#kernels.addMinimums(this.#scales, this.#minimums, this.rows, groups, sums, y, scales);
  }

  /** Pointer to `count` rows as f32, valid until the next call. */
  #widened(row: number, count: number): number {
    const start = row * this.columns;
    const length = count * this.columns;
    const { pointer } = this.#panel;
    switch (this.#precision) {
      case 'f32':
        return this.#data + start * 4;
      case 'f16':
        this.#kernels.widenF16(this.#data + start * 2, pointer, length / 4);
        return pointer;
      case 'q8':
      case 'q4':
      case 'q4_1':
        this.#widenGroups(start / GROUP_SIZE, length / GROUP_SIZE);
        return pointer;
    }
  }

  /** Widens `count` groups from `first` on into the panel. */
  #widenGroups(first: number, count: number): void {
    const { pointer, scales, minimums } = this.#panel;
    const { widenF16, widenQ8, widenQ4, raiseGroups } = this.#kernels;
    const fours = Math.ceil(count / 4);
    widenF16(this.#scales + 2 * first, scales, fours);
    if (this.#precision === 'q8') widenQ8(this.#data + first * GROUP_SIZE, scales, pointer, count);
    else widenQ4(this.#data + (first * GROUP_SIZE) / 2, scales, pointer, count);
    if (this.#minimums === null) return;
    widenF16(this.#minimums + 2 * first, minimums, fours);
    raiseGroups(pointer, scales, minimums, count);
  }
}
