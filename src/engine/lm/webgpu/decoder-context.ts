/**
 * One text in front of a model: its tokens, its key/value cache and its adapter. Passes over the weights are a group's (`ContextGroup`).
 * Rolling back is forgetting: positions from `length` on are overwritten by what comes next.
 */

import type { CacheFormat } from '../cache-format.ts';
import { CachedText } from '../cached-text.ts';
import type { Activations } from './activations.ts';
import type { AttentionScratch } from './attention-scratch.ts';
import type { DecoderKernels } from './decoder-kernels.ts';
import type { DecoderWeights } from './decoder-weights.ts';
import type { GpuAdapter } from './gpu-adapter.ts';
import { type CacheBuffers, KvCache } from './kv-cache.ts';
import type { GpuServices } from './services.ts';
import type { ShapeUniforms } from './shape-uniforms.ts';

/** What the contexts of one model have in common. */
export interface DecoderShared {
  readonly services: GpuServices;
  readonly weights: DecoderWeights;
  readonly kernels: DecoderKernels;
  readonly shapes: ShapeUniforms;
  readonly activations: Activations;
  readonly scratch: AttentionScratch;
  /** How keys and values are held. */
  readonly cache: CacheFormat;
  /** Most tokens of one submission: a chunk stays well below what a GPU watchdog allows. */
  readonly chunkTokens: number;
  /** Bytes of weights and adapters read, passes, and their dispatches, so far. */
  readonly traffic: { bytes: number; passes: number; dispatches: number };
}

export class DecoderContext {
  readonly shared: DecoderShared;
  /** Kept apart from the weights, for this context's rows alone. */
  readonly adapter: GpuAdapter | null;
  /** `[vocabularySize]`, where a pass leaves the logits behind the last token. */
  readonly lastLogits: GPUBuffer;
  readonly #text: CachedText;
  readonly #cache: KvCache;

  private constructor(shared: DecoderShared, adapter: GpuAdapter | null, lastLogits: GPUBuffer) {
    const { services, weights } = shared;
    this.shared = shared;
    this.adapter = adapter;
    this.lastLogits = lastLogits;
    this.#cache = new KvCache(services.device, weights.config, shared.cache);
    this.#text = new CachedText(weights.config.rope);
  }

  static async create(shared: DecoderShared, adapter: GpuAdapter | null): Promise<DecoderContext> {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const bytes = shared.weights.config.vocabularySize * 4;
    return new DecoderContext(shared, adapter, await shared.services.device.createBuffer('logits', bytes, usage));
  }

  /** Tokens of the text. */
  get length(): number {
    return this.#text.length;
  }

  /** Tokens that the cache holds: as many as there are, but for what `pending` found to be computed again. */
  get cached(): number {
    return this.#text.cached;
  }

  /** Other buffers once it has grown; null until room is reserved. */
  get cache(): CacheBuffers | null {
    return this.#cache.buffers;
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    this.#text.truncate(length);
  }

  /** What has to be computed to append `ids`, chunk by chunk and after `reserve`: usually just those. */
  pending(ids: readonly number[], textLength?: number): readonly number[] {
    return this.#text.pending(ids, textLength);
  }

  /** The cache holds `ids` after what it held. */
  computed(ids: readonly number[]): void {
    this.#text.computed(ids);
  }

  /** Makes room for `length` positions in all. @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost` */
  async reserve(length: number): Promise<void> {
    if (length > this.#cache.capacity) {
      await this.shared.scratch.reserve(this.#cache.capacityFor(length));
      await this.#cache.grow(length, this.cached);
    }
    this.#cache.takeFactors(this.#text.long);
  }

  destroy(): void {
    this.#cache.destroy();
    this.shared.services.device.free(this.lastLogits);
  }
}
