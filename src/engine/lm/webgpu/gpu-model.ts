/** The WGSL decoder as a `CausalLM`. */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import { USUAL_CACHE } from '../cache-format.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { checkIds, checkLength } from '../checks.ts';
import type { LoadOptions } from '../load-options.ts';
import { Activations } from './activations.ts';
import { DecoderContext, type DecoderShared } from './decoder-context.ts';
import { decoderKernels } from './decoder-kernels.ts';
import { DecoderWeights } from './decoder-weights.ts';
import type { GpuServices } from './services.ts';
import { chunkSize } from './sizes.ts';

/** Weights and activations of one model, freed when its last context goes. */
interface Owned {
  readonly shared: DecoderShared;
  contexts: number;
}

export class GpuModel implements CausalLM {
  readonly info: ModelInfo;
  readonly #owned: Owned;
  /** Made at first use by a fork, which is created synchronously. */
  #context: DecoderContext | null;
  #disposed = false;

  private constructor(info: ModelInfo, owned: Owned, context: DecoderContext | null) {
    this.info = info;
    this.#owned = owned;
    this.#context = context;
    owned.contexts++;
  }

  static async load(services: GpuServices, checkpoint: Checkpoint, options: LoadOptions): Promise<GpuModel> {
    const { config } = checkpoint;
    const { cache = USUAL_CACHE, precision = 'stored' } = options;
    const weights = await DecoderWeights.load(services.device, checkpoint, options);
    let activations: Activations | null = null;
    try {
      const kernels = await decoderKernels(services, weights, cache);
      const chunkTokens = chunkSize(services.family, checkpoint.parameters);
      activations = await Activations.create(services.device, config, chunkTokens);
      const shared: DecoderShared = { services, weights, kernels, activations, cache, chunkTokens };
      const info: ModelInfo = {
        id: checkpoint.id,
        architecture: config.architecture,
        backend: 'webgpu',
        parameters: checkpoint.parameters,
        bytes: weights.bytes,
        precision: precision === 'stored' ? checkpoint.storedPrecision : precision,
        vocabularySize: config.vocabularySize,
        contextLength: config.contextLength,
        stopIds: checkpoint.stopIds,
        capabilities: { truncate: true, allPositions: true },
      };
      return new GpuModel(info, { shared, contexts: 0 }, await DecoderContext.create(shared));
    } catch (thrown) {
      activations?.destroy();
      weights.destroy();
      throw thrown;
    }
  }

  get length(): number {
    return this.#context?.length ?? 0;
  }

  /** The runtime's own view of this model; for the ensemble. @throws {LocumError} `disposed`, `device-lost` */
  async context(): Promise<DecoderContext> {
    this.#check();
    this.#context ??= await DecoderContext.create(this.#owned.shared);
    return this.#context;
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const { logits = 'last', textLength, signal, onProgress } = options;
    throwIfCancelled(signal);
    const context = await this.context();
    this.checkIds(ids);
    const before = context.length;
    try {
      const pending = context.pending(ids, textLength);
      await context.reserve(context.cached + pending.length);
      // One token's logits are the last ones, whichever way they are asked for.
      const all = logits === 'all' && ids.length > 1;
      const again = pending.length - ids.length;
      const counted = onProgress && ((tokens: number) => onProgress(Math.max(0, tokens - again)));
      if (all && again > 0) await this.#extendLast(context, pending.slice(0, again), false, signal, undefined);
      const data = all
        ? await this.#extendAll(context, ids, signal, onProgress)
        : await this.#extendLast(context, pending, logits !== 'none', signal, counted);
      throwIfCancelled(signal);
      const { vocabularySize } = this.info;
      return { rows: data.length / vocabularySize, vocabularySize, data };
    } catch (thrown) {
      context.truncate(before);
      throw thrown;
    }
  }

  /**
   * Makes ready to append `ids`: computes all of them but the last chunk, which is returned for the caller to encode.
   * Should that fail, the caller rolls back.
   */
  async allButLastChunk(ids: readonly number[], signal: AbortSignal | undefined): Promise<readonly number[]> {
    this.checkIds(ids);
    const context = await this.context();
    const pending = context.pending(ids);
    const length = context.cached + pending.length;
    await context.reserve(length);
    const most = context.chunkAt(length);
    if (pending.length <= most) return pending;
    await this.#extendLast(context, pending.slice(0, -most), false, signal, undefined);
    return pending.slice(-most);
  }

  async truncate(length: number): Promise<void> {
    this.#check();
    checkLength(length, this.length);
    this.#context?.truncate(length);
  }

  /** Forgets what a failed step of an ensemble has appended. */
  rollBack(length: number): void {
    this.#context?.truncate(Math.min(length, this.length));
  }

  belongsTo(services: GpuServices): boolean {
    return this.#owned.shared.services === services;
  }

  fork(): GpuModel {
    this.#check();
    return new GpuModel(this.info, this.#owned, null);
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#context?.destroy();
    this.#owned.contexts--;
    if (this.#owned.contexts > 0) return;
    this.#owned.shared.activations.destroy();
    this.#owned.shared.weights.destroy();
  }

  /** @throws {LocumError} `bad-argument`, `context-too-long` */
  checkIds(ids: readonly number[]): void {
    checkIds(ids, this.info, this.length);
  }

  /** Appends all of `ids`, two chunks under way at a time; `[vocabularySize]` logits or none. */
  async #extendLast(
    context: DecoderContext,
    ids: readonly number[],
    wanted: boolean,
    signal: AbortSignal | undefined,
    onProgress: ((tokensDone: number) => void) | undefined,
  ): Promise<Float32Array> {
    const { device, readback } = context.shared.services;
    let done = 0;
    let underWay: { readonly idle: Promise<unknown>; readonly tokens: number } | null = null;
    for (;;) {
      const chunk = ids.slice(done, done + context.chunkAt(context.cached));
      const isLast = done + chunk.length === ids.length;
      const staged = isLast && wanted ? await readback.stage(this.info.vocabularySize * 4) : null;
      const encoder = device.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      context.encode(pass, chunk, staged === null ? 'none' : 'last');
      pass.end();
      staged?.copyFrom(encoder, context.lastLogits);
      device.device.queue.submit([encoder.finish()]);
      done += chunk.length;
      if (underWay !== null) {
        await underWay.idle;
        onProgress?.(underWay.tokens);
        throwIfCancelled(signal);
      }
      if (!isLast) {
        const idle = device.idle();
        // Awaited in the next round; should that one fail first, this must not count as unhandled.
        idle.catch(() => {});
        underWay = { idle, tokens: done };
        continue;
      }
      const data = staged === null ? new Float32Array(0) : new Float32Array(await staged.read());
      if (staged === null) await device.idle();
      onProgress?.(done);
      return data;
    }
  }

  /** Appends all of `ids`; `[ids.length, vocabularySize]` logits. */
  async #extendAll(
    context: DecoderContext,
    ids: readonly number[],
    signal: AbortSignal | undefined,
    onProgress: ((tokensDone: number) => void) | undefined,
  ): Promise<Float32Array> {
    const { device, readback } = context.shared.services;
    const { vocabularySize } = this.info;
    await context.reserveAllLogits();
    const data = new Float32Array(ids.length * vocabularySize);
    for (let done = 0; done < ids.length; ) {
      throwIfCancelled(signal);
      const chunk = ids.slice(done, done + Math.min(context.allRows, context.chunkAt(context.cached)));
      const staged = await readback.stage(chunk.length * vocabularySize * 4);
      const encoder = device.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      context.encode(pass, chunk, 'all');
      pass.end();
      staged.copyFrom(encoder, context.allLogits!);
      device.device.queue.submit([encoder.finish()]);
      data.set(new Float32Array(await staged.read()), done * vocabularySize);
      done += chunk.length;
      onProgress?.(done);
    }
    return data;
  }

  #check(): void {
    this.#owned.shared.services.device.check();
    if (this.#disposed) throw new LocumError('disposed', `The model ${this.info.id} has been closed.`);
  }
}
