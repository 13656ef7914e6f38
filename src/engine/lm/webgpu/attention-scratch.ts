/** What attention computes on the way. Contexts over the same weights share it: their layers come one after the other. */

import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { scoreBytes, splitBytes } from './sizes.ts';

export interface ScratchBuffers {
  readonly scores: GPUBuffer;
  readonly runs: GPUBuffer;
}

export class AttentionScratch {
  readonly #device: GpuDevice;
  readonly #config: DecoderConfig;
  readonly #chunkTokens: number;
  #buffers: ScratchBuffers | null = null;
  #positions = 0;

  /** @param chunkTokens most query tokens at a time */
  constructor(device: GpuDevice, config: DecoderConfig, chunkTokens: number) {
    this.#device = device;
    this.#config = config;
    this.#chunkTokens = chunkTokens;
  }

  /** Null before room was first made. */
  get buffers(): ScratchBuffers | null {
    return this.#buffers;
  }

  /** Makes room for so many positions. @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost` */
  async reserve(positions: number): Promise<void> {
    if (positions <= this.#positions) return;
    const wanted = [
      { label: 'attention scores', bytes: scoreBytes(this.#config, this.#chunkTokens, positions) },
      { label: 'attention runs', bytes: splitBytes(this.#config, positions) },
    ];
    const [scores, runs] = (await this.#device.createBuffers(wanted, GPUBufferUsage.STORAGE)) as [GPUBuffer, GPUBuffer];
    // Another context may have made more room meanwhile.
    if (positions <= this.#positions) {
      this.#device.free(scores, runs);
      return;
    }
    this.destroy();
    this.#buffers = { scores, runs };
    this.#positions = positions;
  }

  destroy(): void {
    if (this.#buffers !== null) this.#device.free(this.#buffers.scores, this.#buffers.runs);
    this.#buffers = null;
    this.#positions = 0;
  }
}
