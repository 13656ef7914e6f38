/**
 * What attention of one token computes on the way: its scores, or what runs of positions come to. Contexts over the same weights share
 * it: their layers come one after the other.
 */

import type { GpuDevice } from './device.ts';

export class AttentionScratch {
  readonly #device: GpuDevice;
  readonly #bytes: (positions: number) => number;
  #buffer: GPUBuffer | null = null;
  #positions = 0;

  /** @param bytes that so many positions take */
  constructor(device: GpuDevice, bytes: (positions: number) => number) {
    this.#device = device;
    this.#bytes = bytes;
  }

  /** Null before room was first made. */
  get buffer(): GPUBuffer | null {
    return this.#buffer;
  }

  /** Makes room for so many positions. @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost` */
  async reserve(positions: number): Promise<void> {
    if (positions <= this.#positions) return;
    const buffer = await this.#device.createBuffer('attention scratch', this.#bytes(positions), GPUBufferUsage.STORAGE);
    // Another context may have made more room meanwhile.
    if (positions <= this.#positions) {
      this.#device.free(buffer);
      return;
    }
    this.destroy();
    this.#buffer = buffer;
    this.#positions = positions;
  }

  destroy(): void {
    if (this.#buffer !== null) this.#device.free(this.#buffer);
    this.#buffer = null;
    this.#positions = 0;
  }
}
