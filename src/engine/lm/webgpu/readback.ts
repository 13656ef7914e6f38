/** Bytes from the GPU to the host, through a few staging buffers that are used again. */

import type { GpuDevice } from './device.ts';

/** Staging buffers kept per runtime; a larger readback gets a buffer of its own for once. */
const KEPT = 4;
const KEPT_BYTES = 4096;

export class Readback {
  readonly #device: GpuDevice;
  readonly #free: GPUBuffer[] = [];

  constructor(device: GpuDevice) {
    this.#device = device;
  }

  /** A place for `bytes` to be copied to by the next submission. */
  async stage(bytes: number): Promise<Staged> {
    const kept = bytes <= KEPT_BYTES ? this.#free.pop() : undefined;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const buffer = kept ?? (await this.#device.createBuffer('readback', Math.max(bytes, KEPT_BYTES), usage));
    return new Staged(this.#device, buffer, bytes, () => {
      if (buffer.size === KEPT_BYTES && this.#free.length < KEPT) this.#free.push(buffer);
      else this.#device.free(buffer);
    });
  }
}

export class Staged {
  readonly bytes: number;
  readonly #device: GpuDevice;
  readonly #buffer: GPUBuffer;
  readonly #release: () => void;

  constructor(device: GpuDevice, buffer: GPUBuffer, bytes: number, release: () => void) {
    this.#device = device;
    this.#buffer = buffer;
    this.bytes = bytes;
    this.#release = release;
  }

  /** Encodes the copy from the start of `source`. */
  copyFrom(encoder: GPUCommandEncoder, source: GPUBuffer): void {
    encoder.copyBufferToBuffer(source, 0, this.#buffer, 0, this.bytes);
  }

  /** After the submission: waits for the bytes. */
  async read(): Promise<ArrayBuffer> {
    await this.#device.wait(this.#buffer.mapAsync(GPUMapMode.READ, 0, this.bytes));
    const copy = this.#buffer.getMappedRange(0, this.bytes).slice(0);
    this.#buffer.unmap();
    this.#release();
    return copy;
  }
}
