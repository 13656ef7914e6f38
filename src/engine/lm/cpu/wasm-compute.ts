/**
 * Matrix products and attention in WASM SIMD. One memory a model holds weights, activations and KV pages.
 * Quantised weights stay as they are; a panel of rows at a time is widened to f32 in the nearest cache and multiplied
 * there, so that the arithmetic is that of the dequantised weights, activations being f32 throughout.
 */

import { LocumError } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import { GROUP_SIZE, type Matrix } from '../checkpoint/matrix.ts';
import { matrixBytes } from '../checkpoint/quantize.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import {
  type Activation,
  type AttentionStep,
  type Compute,
  type FloatBuffer,
  type MatrixOperator,
  PAGE_TOKENS,
} from './compute.ts';
import { KERNELS_BASE64 } from './kernels-binary.ts';

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
  widenQ8(from: number, scales: number, to: number, groups: number): void;
  widenQ4(from: number, scales: number, to: number, groups: number): void;
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
const WASM_PAGE = 65536;

let compiled: Promise<WebAssembly.Module> | undefined;

/** @returns null where there is no WASM SIMD (or the page's policy forbids WASM), or the model's shape does not suit the kernels. */
export async function wasmCompute(config: DecoderConfig): Promise<Compute | null> {
  const { hiddenSize, headDim, ffnSize, contextLength } = config;
  if ([hiddenSize, headDim, ffnSize].some((size) => size % 8 !== 0)) return null;
  const binary = Uint8Array.from(atob(KERNELS_BASE64), (character) => character.charCodeAt(0));
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(binary)) return null;
  try {
    compiled ??= WebAssembly.compile(binary);
    const memory = new Arena();
    const instance = await WebAssembly.instantiate(await compiled, { env: { memory: memory.memory } });
    // The exports are those of kernels.wat; a test compiles it and compares.
    return new WasmCompute(instance.exports as unknown as Kernels, memory, contextLength);
  } catch (thrown) {
    if (thrown instanceof WebAssembly.CompileError) return null;
    throw thrown;
  }
}

/** A WASM memory that is only ever added to. */
class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  #end = 64;

  /** @returns a pointer aligned to a cache line @throws {LocumError} `out-of-memory` */
  allocate(bytes: number): number {
    const pointer = this.#end;
    const end = Math.ceil((pointer + bytes) / 64) * 64;
    const pages = Math.ceil(end / WASM_PAGE) - this.memory.buffer.byteLength / WASM_PAGE;
    if (pages > 0) allocating(bytes, () => this.memory.grow(pages));
    this.#end = end;
    return pointer;
  }

  /** @param beyond bytes behind the data that kernels may read */
  copyIn(data: ArrayBufferView, beyond = 0): number {
    const pointer = this.allocate(data.byteLength + beyond);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(this.memory.buffer).set(bytes, pointer);
    return pointer;
  }
}

class WasmBuffer implements FloatBuffer {
  readonly pointer: number;
  readonly #memory: WebAssembly.Memory;
  readonly #length: number;
  #view: Float32Array;

  constructor(memory: WebAssembly.Memory, pointer: number, length: number) {
    this.pointer = pointer;
    this.#memory = memory;
    this.#length = length;
    this.#view = new Float32Array(memory.buffer, pointer, length);
  }

  static allocate(arena: Arena, length: number): WasmBuffer {
    // Kernels work on four elements at a time, so the last may reach beyond.
    return new WasmBuffer(arena.memory, arena.allocate(Math.ceil(length / 4) * 16), length);
  }

  from(start: number): FloatBuffer {
    return new WasmBuffer(this.#memory, this.pointer + 4 * start, this.#length - start);
  }

  get values(): Float32Array {
    // Growing the memory detaches every view.
    if (this.#view.buffer !== this.#memory.buffer) {
      this.#view = new Float32Array(this.#memory.buffer, this.pointer, this.#length);
    }
    return this.#view;
  }
}

/** Where a buffer of this compute lies. */
function pointerOf(buffer: FloatBuffer): number {
  if (buffer instanceof WasmBuffer) return buffer.pointer;
  throw new LocumError('internal', 'A buffer of another compute was passed.', { recoverable: false });
}

class WasmCompute implements Compute {
  readonly name = 'wasm';
  readonly #kernels: Kernels;
  readonly #arena: Arena;
  readonly #panel: Panel;
  /** Attention scores, `[QUERY_TILE, stride]`. */
  readonly #scores: WasmBuffer;
  readonly #scoreStride: number;

  constructor(kernels: Kernels, arena: Arena, contextLength: number) {
    this.#kernels = kernels;
    this.#arena = arena;
    this.#panel = new Panel(arena);
    this.#scoreStride = Math.ceil(contextLength / PAGE_TOKENS) * PAGE_TOKENS;
    this.#scores = WasmBuffer.allocate(arena, QUERY_TILE * this.#scoreStride);
  }

  allocate(length: number): FloatBuffer {
    return WasmBuffer.allocate(this.#arena, length);
  }

  load(matrix: Matrix): MatrixOperator {
    return new WasmMatrix(this.#kernels, this.#arena, this.#panel, matrix);
  }

  gate(activation: Activation, gate: FloatBuffer, up: FloatBuffer, count: number): void {
    const kernel = activation === 'silu' ? this.#kernels.swiglu : this.#kernels.geglu;
    kernel(pointerOf(gate), pointerOf(up), Math.ceil(count / 4));
  }

  attend(step: AttentionStep): void {
    const width = step.heads * step.headDim;
    step.output.values.fill(0, 0, step.tokens * width);
    for (let first = 0; first < step.tokens; first += QUERY_TILE) {
      const tokens = Math.min(QUERY_TILE, step.tokens - first);
      for (let head = 0; head < step.heads; head++) this.#attendTile(step, head, first, tokens);
    }
  }

  /** One head, `tokens` queries from the `first` of the step on. */
  #attendTile(step: AttentionStep, head: number, first: number, tokens: number): void {
    const { past, window, scale, heads, kvHeads, headDim, pages } = step;
    const stride = heads * headDim * 4;
    const at = first * stride + head * headDim * 4;
    const queries = pointerOf(step.queries) + at;
    const output = pointerOf(step.output) + at;
    const kvHead = Math.floor(head / (heads / kvHeads));
    const inPage = kvHead * PAGE_TOKENS * headDim;
    const scores = this.#scores.pointer;
    const scoreStride = this.#scoreStride * 4;
    /** Positions that the last query of the tile sees; earlier ones see fewer. */
    const seen = past + first + tokens;
    /** The first position that any query of the tile sees, and the start of its page: all before is left out. */
    const firstSeen = Math.max(0, past + first + 1 - window);
    const origin = Math.floor(firstSeen / PAGE_TOKENS) * PAGE_TOKENS;
    const eachPage = (visit: (page: number, scorePointer: number, count: number) => void): void => {
      for (let start = origin; start < seen; start += PAGE_TOKENS) {
        visit(pointerOf(pages[start / PAGE_TOKENS]!), scores + start * 4, Math.min(PAGE_TOKENS, seen - start));
      }
    };

    eachPage((page, score, count) => {
      const keys = page + (step.keyOffset + inPage) * 4;
      this.#kernels.product(keys, count, headDim, queries, stride, score, scoreStride, tokens);
    });
    const end = Math.ceil(seen / 4) * 4;
    const values = this.#scores.values;
    for (let token = 0; token < tokens; token++) {
      const row = token * this.#scoreStride;
      const own = past + first + token;
      values.fill(Number.NEGATIVE_INFINITY, row + origin, row + Math.max(origin, own + 1 - window));
      values.fill(Number.NEGATIVE_INFINITY, row + own + 1, row + end);
      this.#kernels.softmax(scores + token * scoreStride + origin * 4, (end - origin) / 4, scale);
    }
    eachPage((page, score, count) => {
      const vectors = page + (step.valueOffset + inPage) * 4;
      this.#kernels.mix(score, scoreStride, count, vectors, headDim, output, stride, tokens);
    });
  }
}

/** Room for widened rows, shared by all matrices of a compute. */
class Panel {
  pointer = 0;
  /** For the scales of those rows. */
  scales = 0;
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
    this.scales = this.#arena.allocate(Math.ceil(floats / GROUP_SIZE / 4) * 16);
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
    panel.reserve(matrix.columns);
  }

  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void {
    const { rows, columns } = this;
    const x = pointerOf(input);
    const y = pointerOf(output);
    if (tokens <= 3 && (this.#precision === 'q8' || this.#precision === 'q4')) {
      const q8 = this.#precision === 'q8';
      const { productQ8, productQ4, productQ8x3, productQ4x3 } = this.#kernels;
      const [data, scales, room] = [this.#data, this.#scales, this.#panel.scales];
      if (tokens === 1) (q8 ? productQ8 : productQ4)(data, scales, rows, columns, x, y, room);
      // Of two tokens, the third is whatever lies behind them.
      else (q8 ? productQ8x3 : productQ4x3)(data, scales, rows, columns, x, y, rows * 4, room);
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
        this.#kernels.widenQ8(this.#data + start, this.#widenedScales(start, length), pointer, length / GROUP_SIZE);
        return pointer;
      case 'q4':
        this.#kernels.widenQ4(this.#data + start / 2, this.#widenedScales(start, length), pointer, length / GROUP_SIZE);
        return pointer;
    }
  }

  /** Pointer to the scales of `length` elements from `start` on, as f32. */
  #widenedScales(start: number, length: number): number {
    const { scales } = this.#panel;
    this.#kernels.widenF16(this.#scales + (start / GROUP_SIZE) * 2, scales, Math.ceil(length / GROUP_SIZE / 4));
    return scales;
  }
}
