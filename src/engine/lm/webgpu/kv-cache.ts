/** The key/value cache of one context. */

import type { CacheFormat } from '../cache-format.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { ropeTable } from './kernels/rope.ts';
import { cacheCapacity, positionBytes, scoreBytes, splitBytes } from './sizes.ts';

interface LayerCache {
  readonly keys: GPUBuffer;
  readonly values: GPUBuffer;
}

/** What else grows with the positions. */
export interface CacheTables {
  readonly rope: GPUBuffer;
  /** Of the layers with a window, where those have their own; else that of all. */
  readonly windowRope: GPUBuffer;
  readonly scores: GPUBuffer;
  readonly runs: GPUBuffer;
}

export interface CacheBuffers {
  readonly layers: readonly LayerCache[];
  readonly tables: CacheTables;
}

export class KvCache {
  readonly #device: GpuDevice;
  readonly #config: DecoderConfig;
  readonly #format: CacheFormat;
  readonly #chunkTokens: number;
  readonly #layers: LayerCache[] = [];
  #tables: CacheTables | null = null;
  #capacity = 0;
  #long = false;

  /** @param chunkTokens most query tokens at a time */
  constructor(device: GpuDevice, config: DecoderConfig, format: CacheFormat, chunkTokens: number) {
    this.#device = device;
    this.#config = config;
    this.#format = format;
    this.#chunkTokens = chunkTokens;
  }

  /** Positions that there is room for. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Keys and values by layer, and tables; null before the cache has grown for the first time. */
  get buffers(): CacheBuffers | null {
    const isWhole = this.#layers.length === this.#config.layers;
    return this.#tables !== null && isWhole ? { layers: this.#layers, tables: this.#tables } : null;
  }

  /**
   * Makes room for `length` positions, keeping the first `kept`. Other buffers serve afterwards, even where it fails, and then no more
   * positions than before.
   * @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost`
   */
  async grow(length: number, kept: number): Promise<void> {
    const device = this.#device;
    const capacity = cacheCapacity(this.#config, this.#format, length, device.largestBinding);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const bytesOf = (positions: number): number => positions * positionBytes(this.#config, this.#format);
    await this.#growTables(capacity);
    for (let layer = 0; layer < this.#config.layers; layer++) {
      const wanted = ['keys', 'values'].map((kind) => ({
        label: `${kind} of layer ${layer}`,
        bytes: bytesOf(capacity),
      }));
      const [keys, values] = (await device.createBuffers(wanted, usage)) as [GPUBuffer, GPUBuffer];
      const before = this.#layers[layer];
      this.#layers[layer] = { keys, values };
      if (before === undefined) continue;
      if (kept > 0) {
        const encoder = device.device.createCommandEncoder();
        encoder.copyBufferToBuffer(before.keys, 0, keys, 0, bytesOf(kept));
        encoder.copyBufferToBuffer(before.values, 0, values, 0, bytesOf(kept));
        device.device.queue.submit([encoder.finish()]);
      }
      device.free(before.keys, before.values);
      // Until then the driver holds what was freed.
      await device.idle();
    }
    this.#capacity = capacity;
  }

  async #growTables(capacity: number): Promise<void> {
    const { rope, windowRope } = this.#config;
    const device = this.#device;
    const table = ropeTable(rope, capacity, this.#long);
    const windowTable = windowRope && ropeTable(windowRope, capacity, false);
    const wanted = [
      { label: 'RoPE table', bytes: table.byteLength },
      { label: 'attention scores', bytes: scoreBytes(this.#config, this.#chunkTokens, capacity) },
      { label: 'attention runs', bytes: splitBytes(this.#config, capacity) },
      ...(windowTable === null ? [] : [{ label: 'RoPE table of windows', bytes: windowTable.byteLength }]),
    ];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const [own, scores, runs, window = own] = await device.createBuffers(wanted, usage);
    device.device.queue.writeBuffer(own!, 0, table);
    if (windowTable !== null) device.device.queue.writeBuffer(window!, 0, windowTable);
    this.#freeTables();
    this.#tables = { rope: own!, windowRope: window!, scores: scores!, runs: runs! };
  }

  /** Makes the table that of the long factors of LongRoPE or the short ones, for what is computed from now on. */
  takeFactors(long: boolean): void {
    if (long === this.#long) return;
    this.#long = long;
    if (this.#tables === null) return;
    const table = ropeTable(this.#config.rope, this.#capacity, long);
    this.#device.device.queue.writeBuffer(this.#tables.rope, 0, table);
  }

  destroy(): void {
    this.#freeTables();
    for (const { keys, values } of this.#layers) this.#device.free(keys, values);
    this.#layers.length = 0;
  }

  #freeTables(): void {
    if (this.#tables !== null) this.#device.free(...Object.values(this.#tables));
    this.#tables = null;
  }
}
