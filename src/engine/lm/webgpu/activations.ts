/** Where a chunk's intermediate results lie. */

import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { activationWidths, pairsWidth } from './sizes.ts';

type Activation = keyof ReturnType<typeof activationWidths>;

/** Activations of one chunk; forward passes run one after the other, so contexts of a model can share them. */
export class Activations {
  readonly x: GPUBuffer;
  readonly normed: GPUBuffer;
  readonly qkv: GPUBuffer;
  readonly q: GPUBuffer;
  readonly mixed: GPUBuffer;
  readonly gated: GPUBuffer;
  /** Gates and ups apart, `[tokens, 2 · ffn]`, for adapters that change them; null until there is one. */
  pairs: GPUBuffer | null = null;

  readonly #device: GpuDevice;

  private constructor(device: GpuDevice, buffers: Readonly<Record<Activation, GPUBuffer>>) {
    this.#device = device;
    this.x = buffers.x;
    this.normed = buffers.normed;
    this.qkv = buffers.qkv;
    this.q = buffers.q;
    this.mixed = buffers.mixed;
    this.gated = buffers.gated;
  }

  static async create(device: GpuDevice, config: DecoderConfig, tokens: number): Promise<Activations> {
    const widths = activationWidths(config);
    const wanted = Object.entries(widths).map(([label, width]) => ({ label, bytes: tokens * width * 4 }));
    const buffers = await device.createBuffers(wanted, GPUBufferUsage.STORAGE);
    const byName = Object.fromEntries(wanted.map(({ label }, index) => [label, buffers[index]!]));
    return new Activations(device, byName as Record<Activation, GPUBuffer>);
  }

  /** Makes room for gates and ups apart. @throws {LocumError} `out-of-memory`, `device-lost` */
  async reservePairs({ ffnSize }: DecoderConfig, tokens: number): Promise<void> {
    if (this.pairs !== null) return;
    const bytes = tokens * pairsWidth({ ffnSize }) * 4;
    this.pairs = await this.#device.createBuffer('gates and ups', bytes, GPUBufferUsage.STORAGE);
  }

  destroy(): void {
    if (this.pairs !== null) this.#device.free(this.pairs);
    this.#device.free(this.x, this.normed, this.qkv, this.q, this.mixed, this.gated);
  }
}
