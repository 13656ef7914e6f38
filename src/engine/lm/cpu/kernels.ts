/** The compiled kernels, and instances of them over a memory. */

import type { Simd } from './integer/kernel-source.ts';
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
export interface FloatKernels {
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
  widenHalfGroups(from: number, scales: number, to: number, groups: number): void;
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

type Quantise = (x: number, tokens: number, groups: number, records: number) => void;
type Matrix = [w: number, blocks: number, groups: number, records: number];
type Step = (...of: [...Matrix, y: number]) => void;
type Product = (...of: [...Matrix, tokens: number, y: number, yStride: number, room: number]) => void;

/** Signatures as in integer/kernel-source.ts: pointers and strides in bytes, counts in elements. */
export interface IntegerKernels {
  readonly quantise_q8: Quantise;
  readonly quantise_q4: Quantise;
  readonly step_q8: Step;
  readonly step_q8_16: Step;
  readonly step_q4: Step;
  readonly step_q4_1: Step;
  readonly product_q8: Product;
  readonly product_q8_16: Product;
  readonly product_q4: Product;
  readonly product_q4_1: Product;
}

/** Compiled for one kind of memory, shared or not; an instance is made from them in every thread. */
export interface KernelModules {
  readonly floats: WebAssembly.Module;
  readonly integers: WebAssembly.Module;
}

/** Kernels over one memory, in one thread. */
export class Kernels {
  readonly floats: FloatKernels;
  readonly integers: IntegerKernels;
  readonly #memory: WebAssembly.Memory;
  #buffer: ArrayBufferLike | null = null;
  #numbers = new Float32Array(0);
  #words = new Uint32Array(0);

  constructor(modules: KernelModules, memory: WebAssembly.Memory) {
    const over = (module: WebAssembly.Module) => new WebAssembly.Instance(module, { env: { memory } }).exports;
    // The exports are those of the sources; a test compiles them and compares.
    this.floats = over(modules.floats) as unknown as FloatKernels;
    this.integers = over(modules.integers) as unknown as IntegerKernels;
    this.#memory = memory;
  }

  /** The memory as f32: in a thread, at least as much of it as there was when the thread got it. */
  get numbers(): Float32Array {
    this.#look();
    return this.#numbers;
  }

  /** The same as u32. */
  get words(): Uint32Array {
    this.#look();
    return this.#words;
  }

  #look(): void {
    const { buffer } = this.#memory;
    if (this.#buffer === buffer) return;
    this.#buffer = buffer;
    this.#numbers = new Float32Array(buffer);
    this.#words = new Uint32Array(buffer);
  }
}

/** A function that is nothing but a relaxed dot product of bytes. */
const PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 19, 1, 17, 0],
  ...[65, 1, 253, 15, 65, 2, 253, 15, 65, 3, 253, 15, 253, 147, 2, 11],
);

const decoded = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Whether there is WASM SIMD here. */
export function canRunKernels(): boolean {
  return typeof WebAssembly !== 'undefined' && WebAssembly.validate(decoded(KERNELS_BASE64));
}

/** What this engine has; Node 20 has relaxed SIMD behind `--experimental-wasm-relaxed-simd`. */
export function availableSimd(): Simd {
  return WebAssembly.validate(PROBE) ? 'relaxed' : 'fixed';
}

const compiled = new Map<string, Promise<KernelModules>>();

/** @throws {WebAssembly.CompileError} where the page's policy forbids WASM */
export function kernelModules(isShared: boolean, simd = availableSimd()): Promise<KernelModules> {
  const key = `${simd} ${isShared}`;
  const modules = compiled.get(key) ?? compile(isShared, simd);
  compiled.set(key, modules);
  return modules;
}

async function compile(isShared: boolean, simd: Simd): Promise<KernelModules> {
  const module = (base64: string) => {
    const binary = decoded(base64);
    return WebAssembly.compile(isShared ? importingShared(binary) : binary);
  };
  const [floats, integers] = await Promise.all([module(KERNELS_BASE64), integerBinary(simd).then(module)]);
  return { floats, integers };
}

/** Of the two, what this engine needs is fetched. */
async function integerBinary(simd: Simd): Promise<string> {
  switch (simd) {
    case 'fixed':
      return (await import('./integer/fixed-binary.ts')).FIXED_KERNELS_BASE64;
    case 'relaxed':
      return (await import('./integer/relaxed-binary.ts')).RELAXED_KERNELS_BASE64;
    default:
      return simd satisfies never;
  }
}

/** The import section of every module: its id and length, one import, “env”, “memory”, a memory of at least one page. */
const IMPORT = [2, 15, 1, 3, ...ascii('env'), 6, ...ascii('memory'), 2, 0, 1];
/** The same with a memory that is shared and may have 65536 pages. */
const SHARED_IMPORT = [2, 18, 1, 3, ...ascii('env'), 6, ...ascii('memory'), 2, 3, 1, 0x80, 0x80, 4];

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

/** A module says of the memory that it imports whether it is shared: nothing else in it depends on that. */
function importingShared(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = binary.findIndex((_, start) => IMPORT.every((byte, index) => binary[start + index] === byte));
  if (at < 0) throw new WebAssembly.CompileError('The kernels import no memory.');
  return Uint8Array.from([...binary.subarray(0, at), ...SHARED_IMPORT, ...binary.subarray(at + IMPORT.length)]);
}
