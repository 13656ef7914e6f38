/** The key/value cache of one context. */

import type { CacheFormat } from '../cache-format.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { ropeTable } from './kernels/rope.ts';
import { cacheCapacity, positionBytes } from './sizes.ts';

interface LayerCache {
  readonly keys: GPUBuffer;
  readonly values: GPUBuffer;
}

/** Cosines and sines of all positions. */
export interface CacheTables {
  readonly rope: GPUBuffer;
  /** Of the layers with a window, where those have their own; else that of all. */
  readonly windowRope: GPUBuffer;
}

export interface CacheBuffers {
  readonly layers: readonly LayerCache[];
  readonly tables: CacheTables;
}

export class KvCache {
  readonly #device: GpuDevice;
  readonly #config: DecoderConfig;
  readonly #format: CacheFormat;
  readonly #layers: LayerCache[] = [];
  #tables: CacheTables | null = null;
  #buffers: CacheBuffers | null = null;
  #capacity = 0;
  #long = false;

  constructor(device: GpuDevice, config: DecoderConfig, format: CacheFormat) {
    this.#device = device;
    this.#config = config;
    this.#format = format;
  }

  /** Positions that there is room for. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Keys and values by layer, and tables; the same object until the cache grows, null before it has for the first time. */
  get buffers(): CacheBuffers | null {
    return this.#buffers;
  }

  /**
   * Makes room for `length` positions, keeping the first `kept`. Other buffers serve afterwards, even where it fails, and then no more
   * positions than before.
   * @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost`
   */
  async grow(length: number, kept: number): Promise<void> {
    const capacity = this.capacityFor(length);
    try {
      await this.#growTables(capacity);
      for (let layer = 0; layer < this.#config.layers; layer++) await this.#growLayer(layer, capacity, kept);
      this.#capacity = capacity;
    } finally {
      const isWhole = this.#layers.length === this.#config.layers;
      this.#buffers = this.#tables !== null && isWhole ? { layers: [...this.#layers], tables: this.#tables } : null;
    }
  }

  /** Positions that there will be room for once it has grown for `length`. */
  capacityFor(length: number): number {
    return cacheCapacity(this.#config, this.#format, length, this.#device.largestBinding);
  }

  async #growLayer(layer: number, capacity: number, kept: number): Promise<void> {
    const device = this.#device;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const bytesOf = (positions: number): number => positions * positionBytes(this.#config, this.#format);
    const wanted = ['keys', 'values'].map((kind) => ({
      label: `${kind} of layer ${layer}`,
      bytes: bytesOf(capacity),
    }));
    const [keys, values] = (await device.createBuffers(wanted, usage)) as [GPUBuffer, GPUBuffer];
    const before = this.#layers[layer];
    this.#layers[layer] = { keys, values };
    if (before === undefined) return;
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

  async #growTables(capacity: number): Promise<void> {
    const { rope, windowRope } = this.#config;
    const device = this.#device;
    const table = ropeTable(rope, capacity, this.#long);
    const windowTable = windowRope && ropeTable(windowRope, capacity, false);
    const wanted = [
      { label: 'RoPE table', bytes: table.byteLength },
      ...(windowTable === null ? [] : [{ label: 'RoPE table of windows', bytes: windowTable.byteLength }]),
    ];
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const [own, window = own] = await device.createBuffers(wanted, usage);
    device.device.queue.writeBuffer(own!, 0, table);
    if (windowTable !== null) device.device.queue.writeBuffer(window!, 0, windowTable);
    this.#freeTables();
    this.#tables = { rope: own!, windowRope: window! };
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
    this.#buffers = null;
  }

  #freeTables(): void {
    if (this.#tables !== null) this.#device.free(...Object.values(this.#tables));
    this.#tables = null;
  }
}
