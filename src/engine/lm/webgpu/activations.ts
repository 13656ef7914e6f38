/** Where a chunk's intermediate results lie. */

import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';

/** Activations of one chunk; forward passes run one after the other, so contexts of a model can share them. */
export class Activations {
  readonly x: GPUBuffer;
  readonly normed: GPUBuffer;
  readonly qkv: GPUBuffer;
  readonly q: GPUBuffer;
  readonly mixed: GPUBuffer;
  readonly gated: GPUBuffer;

  private constructor(buffers: readonly GPUBuffer[]) {
    [this.x, this.normed, this.qkv, this.q, this.mixed, this.gated] = buffers as [
      GPUBuffer,
      GPUBuffer,
      GPUBuffer,
      GPUBuffer,
      GPUBuffer,
      GPUBuffer,
    ];
  }

  static async create(device: GpuDevice, config: DecoderConfig, tokens: number): Promise<Activations> {
    const queries = config.heads * config.headDim;
    const widths = {
      x: config.hiddenSize,
      normed: config.hiddenSize,
      qkv: queries + 2 * config.kvHeads * config.headDim,
      q: queries,
      mixed: queries,
      gated: config.ffnSize,
    };
    const wanted = Object.entries(widths).map(([label, width]) => ({ label, bytes: tokens * width * 4 }));
    return new Activations(await device.createBuffers(wanted, GPUBufferUsage.STORAGE));
  }

  destroy(): void {
    for (const buffer of [this.x, this.normed, this.qkv, this.q, this.mixed, this.gated]) buffer.destroy();
  }
}
