/**
 * What changes from one encoding to the next, in a ring of uniform slots. Each encoding takes a slot of its own: a slot
 * rewritten between two encodings of one submission would be a race. (`writeBuffer` is ordered after earlier
 * submissions, so a slot may come round again in a later one.)
 */

import type { GpuDevice } from './device.ts';

const SLOT_BYTES = 256;
/** Far more than one submission encodes (two a model, a few for the ensemble). */
const SLOTS = 256;

export class StepUniforms {
  readonly #device: GpuDevice;
  readonly #buffer: GPUBuffer;
  #next = 0;

  private constructor(device: GpuDevice, buffer: GPUBuffer) {
    this.#device = device;
    this.#buffer = buffer;
  }

  static async create(device: GpuDevice): Promise<StepUniforms> {
    const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
    return new StepUniforms(device, await device.createBuffer('step uniforms', SLOTS * SLOT_BYTES, usage));
  }

  /** Any slot, for a bind group with a dynamic offset. */
  get binding(): GPUBufferBinding {
    return { buffer: this.#buffer, size: SLOT_BYTES };
  }

  /** Writes `words` to the next slot; returns its dynamic offset. */
  write(words: Uint32Array<ArrayBuffer>): number {
    const offset = this.#next * SLOT_BYTES;
    this.#next = (this.#next + 1) % SLOTS;
    this.#device.device.queue.writeBuffer(this.#buffer, offset, words);
    return offset;
  }
}
