/** The WGSL decoder as a `CausalLM`. */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import { USUAL_CACHE } from '../cache-format.ts';
import type { AboutAdapted, ExtendOptions, Logits, ModelInfo } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { checkIds, checkLength } from '../checks.ts';
import type { LoadOptions } from '../load-options.ts';
import type { AdapterWeights } from '../lora/low-rank.ts';
import { withoutPadding } from '../padding.ts';
import { Activations } from './activations.ts';
import { AttentionScratch } from './attention-scratch.ts';
import { DecoderContext } from './decoder-context.ts';
import { decoderKernels } from './decoder-kernels.ts';
import { DecoderWeights } from './decoder-weights.ts';
import { GpuAdapter } from './gpu-adapter.ts';
import { GpuWeights, type Run, type WeightUser } from './gpu-weights.ts';
import type { GpuServices } from './services.ts';
import { ShapeUniforms } from './shape-uniforms.ts';
import { chunkSize, scoreBytes, splitBytes } from './sizes.ts';

/** An adapter and the contexts that have it. */
interface Adapted {
  readonly adapter: GpuAdapter;
  contexts: number;
}

export class GpuModel implements WeightUser {
  readonly info: ModelInfo;
  readonly #weights: GpuWeights;
  readonly #adapted: Adapted | null;
  /** Made at first use by a fork, which is created synchronously. */
  #context: DecoderContext | null;
  #disposed = false;

  private constructor(
    info: ModelInfo,
    weights: GpuWeights,
    adapted: Adapted | null = null,
    context: DecoderContext | null = null,
  ) {
    this.info = info;
    this.#weights = weights;
    this.#adapted = adapted;
    this.#context = context;
    weights.hold(this);
    if (adapted !== null) adapted.contexts++;
  }

  static async load(services: GpuServices, checkpoint: Checkpoint, options: LoadOptions): Promise<GpuModel> {
    const { config } = checkpoint;
    const { cache = USUAL_CACHE, precision = 'stored' } = options;
    const weights = await DecoderWeights.load(services.device, checkpoint, options);
    const made: { destroy(): void }[] = [weights];
    try {
      const kernels = await decoderKernels(services, weights, cache);
      const chunkTokens = chunkSize(services.family, checkpoint.parameters);
      const activations = await Activations.create(services.device, config, chunkTokens);
      made.push(activations);
      const shapes = await ShapeUniforms.create(services.device, weights);
      made.push(shapes);
      const scratch = new AttentionScratch(services.device, (positions) =>
        kernels.attendOne.kind === 'split' ? splitBytes(config, positions) : scoreBytes(config, positions),
      );
      const traffic = { bytes: 0, passes: 0, dispatches: 0 };
      const parts = { services, weights, kernels, shapes, activations, scratch, cache, chunkTokens, traffic };
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
      const context = await DecoderContext.create(parts, null);
      made.push(context);
      const shared = new GpuWeights(parts);
      // What the first token needs is compiled now.
      await shared.group([context]);
      return new GpuModel(info, shared, null, context);
    } catch (thrown) {
      for (const part of made) part.destroy();
      throw thrown;
    }
  }

  get length(): number {
    return this.#context?.length ?? 0;
  }

  /** The runtime's own view of this model; for the ensemble. @throws {LocumError} `disposed`, `device-lost` */
  async context(): Promise<DecoderContext> {
    this.#check();
    this.#context ??= await DecoderContext.create(this.#weights.shared, this.#adapted?.adapter ?? null);
    return this.#context;
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const { logits = 'last', signal } = options;
    throwIfCancelled(signal);
    const before = this.length;
    try {
      // One token's logits are the last ones, whichever way they are asked for.
      const data =
        logits === 'all' && ids.length > 1
          ? await this.#extendAll(ids, options)
          : (await this.#weights.run([await this.prepare(ids, options)], signal))[0]!;
      throwIfCancelled(signal);
      const { vocabularySize } = this.info;
      return { rows: data.length / vocabularySize, vocabularySize, data };
    } catch (thrown) {
      this.rollBack(before);
      throw thrown;
    }
  }

  /**
   * What has to be computed to append `ids`, with room for it. Should anything fail from here on, the caller rolls back.
   * @throws {LocumError} `bad-argument`, `context-too-long`, `out-of-memory`, `device-lost`, `disposed`
   */
  async prepare(ids: readonly number[], options: ExtendOptions = {}): Promise<Run> {
    const { logits = 'last', textLength, onProgress } = options;
    const context = await this.context();
    this.checkIds(ids);
    const pending = context.pending(ids, textLength);
    await context.reserve(context.cached + pending.length);
    const again = pending.length - ids.length;
    return {
      context,
      ids: pending,
      logits: logits !== 'none',
      onProgress: onProgress && ((tokens) => onProgress(Math.max(0, tokens - again))),
    };
  }

  /**
   * Makes ready to append `ids`: computes all of them but the last chunk, which is returned for the caller to encode.
   * Should that fail, the caller rolls back.
   */
  async allButLastChunk(ids: readonly number[], signal: AbortSignal | undefined): Promise<readonly number[]> {
    const run = await this.prepare(ids, { logits: 'none' });
    const { context, ids: pending } = run;
    const most = context.shared.chunkTokens;
    if (pending.length <= most) return pending;
    await this.#weights.run([{ ...run, ids: pending.slice(0, -most) }], signal);
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
    return this.#weights.shared.services === services;
  }

  /** @throws {LocumError} `disposed`, `device-lost` */
  get shared(): GpuWeights {
    this.#check();
    return this.#weights;
  }

  fork(): GpuModel {
    this.#check();
    return new GpuModel(this.info, this.#weights, this.#adapted);
  }

  async adapt(weights: AdapterWeights, about: AboutAdapted): Promise<GpuModel> {
    this.#check();
    const { services, kernels, weights: base, activations, chunkTokens } = this.#weights.shared;
    const ready = await kernels.forAdapters();
    const adapter = await GpuAdapter.create(services.device, ready, base.config, weights, chunkTokens);
    try {
      if (adapter.changesGates) await activations.reservePairs(base.config, chunkTokens);
    } catch (thrown) {
      adapter.destroy();
      throw thrown;
    }
    return new GpuModel({ ...this.info, ...about, bytes: adapter.bytes }, this.#weights, { adapter, contexts: 0 });
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#weights.release(this, this.#context);
    if (this.#adapted !== null && --this.#adapted.contexts === 0) this.#adapted.adapter.destroy();
  }

  /** @throws {LocumError} `bad-argument`, `context-too-long` */
  checkIds(ids: readonly number[]): void {
    checkIds(ids, this.info, this.length);
  }

  /** `[ids.length, vocabularySize]` logits. */
  async #extendAll(ids: readonly number[], { textLength, signal, onProgress }: ExtendOptions): Promise<Float32Array> {
    const { context, ids: pending } = await this.prepare(ids, { textLength });
    const again = pending.length - ids.length;
    if (again > 0) await this.#weights.run([{ context, ids: pending.slice(0, again), logits: false }], signal);
    const { device, readback } = context.shared.services;
    const { vocabularySize } = this.info;
    const group = await this.#weights.group([context]);
    const logits = await group.allLogits();
    const data = new Float32Array(ids.length * vocabularySize);
    for (let done = 0; done < ids.length; ) {
      throwIfCancelled(signal);
      const chunk = ids.slice(done, done + group.allRows);
      const staged = await readback.stage(chunk.length * vocabularySize * 4);
      const encoder = device.device.createCommandEncoder();
      group.encodeAll(encoder, [{ ids: chunk }]);
      staged.copyFrom(encoder, logits);
      device.device.queue.submit([encoder.finish()]);
      const rows = new Float32Array(await staged.read());
      data.set(withoutPadding(rows, context.shared.weights.config), done * vocabularySize);
      done += chunk.length;
      onProgress?.(done);
    }
    return data;
  }

  #check(): void {
    this.#weights.shared.services.device.check();
    if (this.#disposed) throw new LocumError('disposed', `The model ${this.info.id} has been closed.`);
  }
}
