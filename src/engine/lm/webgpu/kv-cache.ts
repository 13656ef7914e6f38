/** The key/value cache of one context. */

import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { scoreCount, splitCount } from './kernels/attention.ts';
import { ropeTable } from './kernels/rope.ts';

/** Most bytes for attention scores; long contexts go in smaller chunks instead. */
export const SCORE_BYTES = 128 << 20;

/** Cache positions to begin with; doubled when they run out. */
const FIRST_CAPACITY = 512;

/** Keys and values `[position, kv head, head dim]` of every layer, and what else grows with the positions. */
export class KvCache {
  readonly capacity: number;
  readonly keys: readonly GPUBuffer[];
  readonly values: readonly GPUBuffer[];
  readonly ropeTable: GPUBuffer;
  /** Of the layers with a window, where those have their own; else that of all. */
  readonly windowRopeTable: GPUBuffer;
  readonly scores: GPUBuffer;
  readonly runs: GPUBuffer;
  readonly #config: DecoderConfig;
  #long = false;

  private constructor(capacity: number, config: DecoderConfig, buffers: readonly GPUBuffer[]) {
    const { layers } = config;
    this.capacity = capacity;
    this.#config = config;
    this.keys = buffers.slice(0, layers);
    this.values = buffers.slice(layers, 2 * layers);
    const [ropeTable, scores, runs, windowRopeTable] = buffers.slice(2 * layers);
    this.ropeTable = ropeTable!;
    this.scores = scores!;
    this.runs = runs!;
    this.windowRopeTable = windowRopeTable ?? this.ropeTable;
  }

  /**
   * Positions to make room for where `length` are needed and the last cache had `before`: twice as many, so that growing
   * stays rare, but no more than the model reads or the adapter binds.
   */
  static roomFor(device: GpuDevice, config: DecoderConfig, length: number, before: number): number {
    const bound = Math.floor(device.largestBinding / bytesOfPosition(config));
    return Math.max(length, Math.min(Math.max(FIRST_CAPACITY, 2 * before), config.contextLength, bound));
  }

  /** @param chunkTokens most query tokens at a time */
  static async create(
    device: GpuDevice,
    config: DecoderConfig,
    capacity: number,
    chunkTokens: number,
  ): Promise<KvCache> {
    const positionBytes = bytesOfPosition(config);
    const table = ropeTable(config.rope, capacity, false);
    const windowTable = config.windowRope && ropeTable(config.windowRope, capacity, false);
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
      ...(windowTable === null ? [] : [{ label: 'RoPE table of windows', bytes: windowTable.byteLength }]),
    ];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const cache = new KvCache(capacity, config, await device.createBuffers(wanted, usage));
    device.device.queue.writeBuffer(cache.ropeTable, 0, table);
    if (windowTable !== null) device.device.queue.writeBuffer(cache.windowRopeTable, 0, windowTable);
    return cache;
  }

  /** Makes the table that of the long factors of LongRoPE or the short ones, for what is computed from now on. */
  takeFactors(device: GpuDevice, long: boolean): void {
    if (long === this.#long) return;
    this.#long = long;
    device.device.queue.writeBuffer(this.ropeTable, 0, ropeTable(this.#config.rope, this.capacity, long));
  }

  /** The first `positions` of another cache. */
  copyFrom(device: GpuDevice, other: KvCache, positions: number): void {
    if (positions === 0) return;
    const encoder = device.device.createCommandEncoder();
    const bytes = positions * bytesOfPosition(this.#config);
    for (const [layer, keys] of this.keys.entries()) {
      encoder.copyBufferToBuffer(other.keys[layer]!, 0, keys, 0, bytes);
      encoder.copyBufferToBuffer(other.values[layer]!, 0, this.values[layer]!, 0, bytes);
    }
    device.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    const rest = [this.ropeTable, this.windowRopeTable, this.scores, this.runs];
    for (const buffer of [...this.keys, ...this.values, ...rest]) buffer.destroy();
  }
}

/** Of the keys, or the values, of one layer. */
function bytesOfPosition({ kvHeads, headDim }: DecoderConfig): number {
  return kvHeads * headDim * 4;
}
