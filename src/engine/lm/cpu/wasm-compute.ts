/**
 * Matrix products and attention in WASM SIMD. One memory a model holds weights, activations and KV pages.
 * Quantised weights stay as they are. Either they meet quantised activations (`integer/`), or a panel of rows at a time is
 * widened to f32 in the nearest cache and multiplied there, so that the arithmetic is that of the dequantised weights.
 */

import { CACHE_FORMATS } from '../cache-format.ts';
import type { Matrix } from '../checkpoint/matrix.ts';
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
import { IntegerArithmetic, IntegerMatrix } from './integer/integer-matrix.ts';
import { attention, attentionRoom, attentionUnits } from './jobs/attention.ts';
import {
  FLOAT_FORMATS,
  floatRows,
  multipliesGroups,
  PANEL_ROWS,
  panelBytes,
  rowsOfPanel,
  widenedRows,
} from './jobs/float-rows.ts';
import { GATE_ACTIVATIONS, GATED_NUMBERS, gating } from './jobs/gating.ts';
import { unitSize } from './jobs/job.ts';
import { JobRunner } from './jobs/runner.ts';
import { canRunKernels, Kernels, kernelModules } from './kernels.ts';
import type { ThreadPool } from './threads/thread-pool.ts';
import { Arena, pagePointer, pointerOf, WasmBuffer, WasmPage } from './wasm-memory.ts';

/** Widened weights that are multiplied at a time: 16 KiB, half of a usual first-level cache. */
const PANEL_FLOATS = 4096;
/** What a number costs that passes an activation function, in multiply–adds. */
const GATE_WORK = 32;
/** Rows as they are, which no panel holds. */
const AS_THEY_ARE = FLOAT_FORMATS.indexOf('f32');

/** How activations meet quantised weights: as they are, or quantised themselves. */
export type Activations = 'f32' | 'int16';

/**
 * @param pool whose threads are to share the work
 * @returns null where there is no WASM SIMD (or the page's policy forbids WASM), or the model's shape does not suit the kernels.
 */
export async function wasmCompute(
  config: DecoderConfig,
  activations: Activations,
  pool: ThreadPool | null,
): Promise<Compute | null> {
  const { hiddenSize, headDim, ffnSize } = config;
  if ([hiddenSize, headDim, ffnSize].some((size) => size % 8 !== 0) || !canRunKernels()) return null;
  try {
    const arena = await arenaFor(pool);
    // Before threads get the memory: of what is allocated later, they may be late to see all.
    const room = attentionRooms(arena, pool?.lanes ?? 1, config);
    return new WasmCompute(await runnerOver(arena, pool), activations, arena, room);
  } catch (thrown) {
    if (thrown instanceof WebAssembly.CompileError) return null;
    throw thrown;
  }
}

async function arenaFor(pool: ThreadPool | null): Promise<Arena> {
  if (pool === null || !pool.hasThreads) return Arena.own();
  const shared = Arena.shared();
  if (shared !== null) return shared;
  await pool.giveUp('memory that threads share was refused');
  return Arena.own();
}

async function runnerOver(arena: Arena, pool: ThreadPool | null): Promise<JobRunner> {
  const modules = await kernelModules(arena.isShared);
  const crew = arena.isShared && pool !== null ? await pool.attach(arena.memory, modules) : null;
  return new JobRunner(new Kernels(modules, arena.memory), crew);
}

/** Where attention has its room. */
interface AttentionRooms {
  /** Positions that a context has at most, in whole pages. */
  readonly positions: number;
  /** For the pointers of a cache's pages. */
  readonly pages: number;
  /** For scores and widened rows of every lane. */
  readonly room: number;
}

function attentionRooms(arena: Arena, lanes: number, { contextLength, headDim }: DecoderConfig): AttentionRooms {
  const pages = Math.ceil(contextLength / PAGE_TOKENS);
  const positions = pages * PAGE_TOKENS;
  return {
    positions,
    pages: arena.allocate(pages * 4),
    room: arena.allocate(lanes * attentionRoom(positions, headDim)),
  };
}

class WasmCompute implements Compute {
  readonly name = 'wasm';
  readonly #jobs: JobRunner;
  /** Null where activations stay floats. */
  readonly #integers: IntegerArithmetic | null;
  readonly #arena: Arena;
  readonly #panel: Panel;
  readonly #attention: AttentionRooms;

  constructor(jobs: JobRunner, activations: Activations, arena: Arena, rooms: AttentionRooms) {
    this.#jobs = jobs;
    this.#integers = activations === 'int16' ? new IntegerArithmetic(jobs, arena) : null;
    this.#arena = arena;
    this.#panel = new Panel(arena, jobs.lanes);
    this.#attention = rooms;
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
    return integer ?? new WasmMatrix(this.#jobs, this.#arena, this.#panel, matrix);
  }

  pass(work: () => void): void {
    this.#jobs.pass(work);
  }

  multiply(
    matrices: readonly MatrixOperator[],
    input: FloatBuffer,
    outputs: readonly FloatBuffer[],
    tokens: number,
  ): void {
    if (IntegerMatrix.areAlike(matrices)) {
      IntegerMatrix.multiply(matrices, input, outputs, tokens);
      return;
    }
    for (const [index, matrix] of matrices.entries()) matrix.multiply(input, outputs[index]!, tokens);
  }

  gate(activation: Activation, gate: FloatBuffer, up: FloatBuffer, count: number): void {
    const task = {
      activation: GATE_ACTIVATIONS.indexOf(activation),
      gate: pointerOf(gate),
      up: pointerOf(up),
      count,
    };
    this.#jobs.run(gating, task, Math.ceil(count / GATED_NUMBERS), count * GATE_WORK);
  }

  attend(step: AttentionStep): void {
    const { tokens, past, window, scale, heads, kvHeads, headDim, pages, format, keyOffset, valueOffset } = step;
    step.output.values.fill(0, 0, tokens * heads * headDim);
    const { words } = this.#jobs.kernels;
    for (let index = 0; index < pages.length; index++)
      words[this.#attention.pages / 4 + index] = pagePointer(pages[index]!);
    // Written out, here and below: a token asks for hundreds of tasks, and spreading objects took a fifth of a small model's time.
    const task = {
      tokens,
      past,
      window,
      scale,
      heads,
      kvHeads,
      headDim,
      format: CACHE_FORMATS.indexOf(format),
      positions: this.#attention.positions,
      pages: this.#attention.pages,
      room: this.#attention.room,
      queries: pointerOf(step.queries),
      output: pointerOf(step.output),
      keyOffset,
      valueOffset,
    };
    const seen = Math.min(past + tokens, window + tokens);
    this.#jobs.run(attention, task, attentionUnits(task), 2 * tokens * heads * headDim * seen);
  }
}

/** Room in which every lane widens rows, shared by all matrices of a compute. */
class Panel {
  pointer = 0;
  floats = 0;
  readonly #arena: Arena;
  readonly #lanes: number;

  constructor(arena: Arena, lanes: number) {
    this.#arena = arena;
    this.#lanes = lanes;
    this.#allocate(PANEL_FLOATS);
  }

  /** Makes sure that `PANEL_ROWS` rows of `columns` fit. */
  reserve(columns: number): void {
    const floats = PANEL_ROWS * columns;
    if (floats > this.floats) this.#allocate(floats);
  }

  #allocate(floats: number): void {
    this.pointer = this.#arena.allocate(this.#lanes * panelBytes(floats));
    this.floats = floats;
  }
}

class WasmMatrix implements MatrixOperator {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly #jobs: JobRunner;
  readonly #memory: WebAssembly.Memory;
  readonly #panel: Panel;
  readonly #format: number;
  readonly #data: number;
  readonly #scales: number;
  /** 0 where groups have none. */
  readonly #minimums: number;

  constructor(jobs: JobRunner, arena: Arena, panel: Panel, matrix: Matrix) {
    this.rows = matrix.rows;
    this.columns = matrix.columns;
    this.bytes = matrixBytes(matrix);
    this.#jobs = jobs;
    this.#memory = arena.memory;
    this.#panel = panel;
    this.#format = FLOAT_FORMATS.indexOf(matrix.precision);
    this.#data = arena.copyIn(matrix.data);
    this.#scales = 'scales' in matrix ? arena.copyIn(matrix.scales, 8) : 0;
    this.#minimums = 'minimums' in matrix ? arena.copyIn(matrix.minimums, 8) : 0;
    panel.reserve(matrix.columns);
  }

  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void {
    const { rows, columns } = this;
    const task = this.#task(tokens, pointerOf(input), pointerOf(output));
    this.#jobs.run(floatRows, task, Math.ceil(rows / task.unitRows), rows * columns * tokens);
  }

  copyRow(row: number, output: FloatBuffer, offset: number): void {
    const pointer = widenedRows(this.#jobs.kernels, this.#task(1, 0, 0), row, 1, 0);
    output.values.set(new Float32Array(this.#memory.buffer, pointer, this.columns), offset);
  }

  #task(tokens: number, x: number, y: number) {
    const { rows, columns } = this;
    const format = this.#format;
    const { pointer: panel, floats: panelFloats } = this.#panel;
    const isWidened = format !== AS_THEY_ARE && !multipliesGroups({ format, tokens });
    return {
      format,
      data: this.#data,
      scales: this.#scales,
      minimums: this.#minimums,
      rows,
      columns,
      unitRows: unitSize(rows, isWidened ? rowsOfPanel(panelFloats, columns) : PANEL_ROWS),
      x,
      tokens,
      y,
      panel,
      panelFloats,
    };
  }
}
