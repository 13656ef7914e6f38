/** The one memory of a WASM compute, and buffers and pages in it. */

import { LocumError } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import type { FloatBuffer, PageBuffer } from './compute.ts';

const WASM_PAGE = 65536;

/** All that 32-bit addresses reach: a shared memory has to say beforehand. It is taken as it is used. */
const MOST_PAGES = 65536;

/** Bytes of the memory behind all that is allocated: kernels touch what lies ahead of what they read (integer/kernel-source.ts). */
const READ_AHEAD = 8192;

/** A WASM memory that is only ever added to. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  /** Whether threads can have it, too. */
  readonly isShared: boolean;
  #end = 64;

  private constructor(memory: WebAssembly.Memory, isShared: boolean) {
    this.memory = memory;
    this.isShared = isShared;
  }

  static own(): Arena {
    return new Arena(new WebAssembly.Memory({ initial: 1 }), false);
  }

  /** @returns null where the engine refuses to reserve the addresses, or has no shared memories */
  static shared(): Arena | null {
    try {
      return new Arena(new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true }), true);
    } catch (thrown) {
      if (thrown instanceof RangeError || thrown instanceof TypeError) return null;
      throw thrown;
    }
  }

  /** @returns a pointer aligned to a cache line @throws {LocumError} `out-of-memory` */
  allocate(bytes: number): number {
    const pointer = this.#end;
    const end = Math.ceil((pointer + bytes) / 64) * 64;
    const pages = Math.ceil((end + READ_AHEAD) / WASM_PAGE) - this.memory.buffer.byteLength / WASM_PAGE;
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

export class WasmBuffer implements FloatBuffer {
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

export class WasmPage implements PageBuffer {
  readonly pointer: number;
  readonly #memory: WebAssembly.Memory;
  readonly #length: number;
  #bytes: Int8Array | null = null;
  #halfs = new Uint16Array(0);
  #floats = new Float32Array(0);

  constructor(arena: Arena, bytes: number) {
    this.pointer = arena.allocate(bytes);
    this.#memory = arena.memory;
    this.#length = bytes;
  }

  get bytes(): Int8Array {
    return this.#current();
  }

  get halfs(): Uint16Array {
    this.#current();
    return this.#halfs;
  }

  get floats(): Float32Array {
    this.#current();
    return this.#floats;
  }

  /** Growing the memory detaches every view. */
  #current(): Int8Array {
    const { buffer } = this.#memory;
    if (this.#bytes?.buffer === buffer) return this.#bytes;
    this.#halfs = new Uint16Array(buffer, this.pointer, this.#length / 2);
    this.#floats = new Float32Array(buffer, this.pointer, this.#length / 4);
    this.#bytes = new Int8Array(buffer, this.pointer, this.#length);
    return this.#bytes;
  }
}

/** Where a buffer of this compute lies. */
export function pointerOf(buffer: FloatBuffer): number {
  if (buffer instanceof WasmBuffer) return buffer.pointer;
  throw new LocumError('internal', 'A buffer of another compute was passed.', { recoverable: false });
}

export function pagePointer(page: PageBuffer): number {
  if (page instanceof WasmPage) return page.pointer;
  throw new LocumError('internal', 'A page of another compute was passed.', { recoverable: false });
}
