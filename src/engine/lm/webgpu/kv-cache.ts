/** The key/value cache of one context. */

import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { scoreCount, splitCount } from './kernels/attention.ts';
import { ropeTable } from './kernels/rope.ts';

/** Most bytes for attention scores; long contexts go in smaller chunks instead. */
export const SCORE_BYTES = 128 << 20;

/** Keys and values `[position, kv head, head dim]` of every layer, and what else grows with the positions. */
export class KvCache {
  readonly capacity: number;
  readonly keys: readonly GPUBuffer[];
  readonly values: readonly GPUBuffer[];
  readonly ropeTable: GPUBuffer;
  readonly scores: GPUBuffer;
  readonly runs: GPUBuffer;
  readonly #positionBytes: number;

  private constructor(capacity: number, positionBytes: number, buffers: readonly GPUBuffer[], layers: number) {
    this.capacity = capacity;
    this.#positionBytes = positionBytes;
    this.keys = buffers.slice(0, layers);
    this.values = buffers.slice(layers, 2 * layers);
    [this.ropeTable, this.scores, this.runs] = buffers.slice(2 * layers) as [GPUBuffer, GPUBuffer, GPUBuffer];
  }

  /** @param chunkTokens most query tokens at a time */
  static async create(
    device: GpuDevice,
    config: DecoderConfig,
    capacity: number,
    chunkTokens: number,
  ): Promise<KvCache> {
    const positionBytes = config.kvHeads * config.headDim * 4;
    const table = ropeTable(config.headDim, config.ropeTheta, capacity);
    const oneToken = scoreCount(config, 1, capacity) * 4;
    const wanted = [
      ...['keys', 'values'].flatMap((kind) =>
        Array.from({ length: config.layers }, (_, layer) => ({
          label: `${kind} of layer ${layer}`,
          bytes: capacity * positionBytes,
        })),
      ),
      { label: 'RoPE table', bytes: table.byteLength },
      { label: 'attention scores', bytes: Math.max(oneToken, Math.min(SCORE_BYTES, oneToken * chunkTokens)) },
      { label: 'attention runs', bytes: splitCount(config, capacity) * 4 },
    ];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const cache = new KvCache(capacity, positionBytes, await device.createBuffers(wanted, usage), config.layers);
    device.device.queue.writeBuffer(cache.ropeTable, 0, table);
    return cache;
  }

  /** The first `positions` of another cache. */
  copyFrom(device: GpuDevice, other: KvCache, positions: number): void {
    if (positions === 0) return;
    const encoder = device.device.createCommandEncoder();
    const bytes = positions * this.#positionBytes;
    for (const [layer, keys] of this.keys.entries()) {
      encoder.copyBufferToBuffer(other.keys[layer]!, 0, keys, 0, bytes);
      encoder.copyBufferToBuffer(other.values[layer]!, 0, this.values[layer]!, 0, bytes);
    }
    device.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    const rest = [this.ropeTable, this.scores, this.runs];
    for (const buffer of [...this.keys, ...this.values, ...rest]) buffer.destroy();
  }
}
