/**
 * One text in front of a model: its key/value cache and the dispatches of a forward pass over the model's weights.
 * Rolling back is forgetting: positions from `length` on are overwritten by what comes next.
 */

import type { CacheFormat } from '../cache-format.ts';
import { CachedText } from '../cached-text.ts';
import { type DecoderConfig, hasWindow, visibleTokens } from '../decoder-config.ts';
import type { Activations } from './activations.ts';
import type { AttentionKernels, DecoderKernels, Ready } from './decoder-kernels.ts';
import type { DecoderWeights, LayerWeights } from './decoder-weights.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import type { AttentionKernel } from './kernels/attention.ts';
import { GATED_MODE, type MatmulKernel, type MatmulMode } from './kernels/matmul.ts';
import { ropeGrid } from './kernels/rope.ts';
import { STEP } from './kernels/shape.ts';
import { type CacheBuffers, type CacheTables, KvCache } from './kv-cache.ts';
import type { Kernel } from './pipelines.ts';
import type { GpuServices } from './services.ts';
import { ShapeUniforms } from './shape-uniforms.ts';
import { SCORE_BYTES } from './sizes.ts';

type Grid = readonly [number, number?, number?];

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly grid: (tokens: number, positions: number) => Grid;
}

/** Most bytes for logits at all positions of a chunk. */
const LOGITS_BYTES = 32 << 20;

/** What the contexts of one model have in common. */
export interface DecoderShared {
  readonly services: GpuServices;
  readonly weights: DecoderWeights;
  readonly kernels: DecoderKernels;
  readonly activations: Activations;
  /** How keys and values are held. */
  readonly cache: CacheFormat;
  /** Most tokens of one submission: a chunk stays well below what a GPU watchdog allows. */
  readonly chunkTokens: number;
}

export class DecoderContext {
  readonly shared: DecoderShared;
  /** `[vocabularySize]`, the last position's logits after `encode(…, 'last')`. */
  readonly lastLogits: GPUBuffer;
  /** `[allRows, vocabularySize]` after `encode(…, 'all')`; made when first asked for. */
  allLogits: GPUBuffer | null = null;
  readonly #text: CachedText;
  readonly #tokens: GPUBuffer;
  readonly #shapes: ShapeUniforms;
  readonly #cache: KvCache;
  #one: readonly Dispatch[] = [];
  #many: readonly Dispatch[] = [];
  readonly #headLast: readonly Dispatch[];
  #headAll: readonly Dispatch[] = [];

  private constructor(shared: DecoderShared, tokens: GPUBuffer, lastLogits: GPUBuffer, shapes: ShapeUniforms) {
    this.shared = shared;
    const { services, weights, chunkTokens } = shared;
    this.#cache = new KvCache(services.device, weights.config, shared.cache, chunkTokens);
    this.#text = new CachedText(shared.weights.config.rope);
    this.#tokens = tokens;
    this.lastLogits = lastLogits;
    this.#shapes = shapes;
    this.#headLast = this.#head(shared.kernels.matvec(shared.weights.head), lastLogits);
  }

  static async create(shared: DecoderShared): Promise<DecoderContext> {
    const { device } = shared.services;
    const storage = GPUBufferUsage.STORAGE;
    const tokens = await device.createBuffer('token ids', shared.chunkTokens * 4, storage | GPUBufferUsage.COPY_DST);
    const logitsBytes = shared.weights.config.vocabularySize * 4;
    const made = [tokens];
    try {
      const lastLogits = await device.createBuffer('logits', logitsBytes, storage | GPUBufferUsage.COPY_SRC);
      made.push(lastLogits);
      return new DecoderContext(shared, tokens, lastLogits, await ShapeUniforms.create(device, shared.weights));
    } catch (thrown) {
      device.free(...made);
      throw thrown;
    }
  }

  /** Most rows that `encode(…, 'all')` can write at once. */
  get allRows(): number {
    const rows = Math.floor(LOGITS_BYTES / (this.shared.weights.config.vocabularySize * 4));
    return Math.max(1, Math.min(rows, this.shared.chunkTokens));
  }

  /** Tokens of the text. */
  get length(): number {
    return this.#text.length;
  }

  /** Tokens that the cache holds: as many as there are, but for what `pending` found to be computed again. */
  get cached(): number {
    return this.#text.cached;
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    this.#text.truncate(length);
  }

  /** What has to be encoded to append `ids`, chunk by chunk and after `reserve`: usually just those. */
  pending(ids: readonly number[], textLength?: number): readonly number[] {
    return this.#text.pending(ids, textLength);
  }

  /** Tokens of a chunk that begins at `length`. */
  chunkAt(length: number): number {
    const { weights, chunkTokens } = this.shared;
    const row = weights.config.heads * 4 * (length + chunkTokens);
    return Math.max(1, Math.min(chunkTokens, Math.floor(SCORE_BYTES / row)));
  }

  /** Makes room for `length` positions in all. @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost` */
  async reserve(length: number): Promise<void> {
    if (length > this.#cache.capacity) await this.#grow(length);
    this.#cache.takeFactors(this.#text.long);
  }

  async #grow(length: number): Promise<void> {
    const { kernels } = this.shared;
    try {
      await this.#cache.grow(length, this.cached);
    } finally {
      const { buffers } = this.#cache;
      if (buffers !== null) {
        this.#one = this.#body(buffers, (matrix) => kernels.matvec(matrix), kernels.attendOne);
        this.#many = this.#body(buffers, (matrix) => kernels.matmul(matrix), kernels.attendMany);
      }
    }
  }

  /** Makes room for logits at all positions of a chunk. */
  async reserveAllLogits(): Promise<void> {
    if (this.allLogits !== null) return;
    const { services, weights, kernels } = this.shared;
    const bytes = this.allRows * weights.config.vocabularySize * 4;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    this.allLogits = await services.device.createBuffer('logits at all positions', bytes, usage);
    this.#headAll = this.#head(kernels.matmul(weights.head), this.allLogits);
  }

  /**
   * Encodes the forward pass of a chunk of what is `pending`, and counts its tokens as cached. One chunk of
   * a context a submission: its ids are written at once.
   */
  encode(pass: GPUComputePassEncoder, ids: readonly number[], logits: 'none' | 'last' | 'all'): void {
    const { steps, device } = this.shared.services;
    const tokens = ids.length;
    const start = this.cached;
    const positions = start + tokens;
    device.device.queue.writeBuffer(this.#tokens, 0, new Uint32Array(ids));
    run(
      pass,
      tokens === 1 ? this.#one : this.#many,
      steps.write(STEP.words({ tokens, start, first: 0 })),
      tokens,
      positions,
    );
    if (logits !== 'none') {
      const rows = logits === 'all' ? tokens : 1;
      const plan = logits === 'all' ? this.#headAll : this.#headLast;
      run(pass, plan, steps.write(STEP.words({ tokens: rows, start: 0, first: tokens - rows })), rows, positions);
    }
    this.#text.computed(ids);
  }

  destroy(): void {
    const { device } = this.shared.services;
    this.#cache.destroy();
    device.free(this.#tokens, this.lastLogits);
    if (this.allLogits !== null) device.free(this.allLogits);
    this.#shapes.destroy();
  }

  #body(
    cache: CacheBuffers,
    product: (matrix: GpuMatrix) => Ready<MatmulKernel>,
    attention: AttentionKernels,
  ): readonly Dispatch[] {
    const { weights, kernels, activations } = this.shared;
    const { config, embedding } = weights;
    const { x, normed, qkv, q, mixed, gated } = activations;
    const plan: Dispatch[] = [
      ...embedding.blocks.map((block) =>
        this.#dispatch(
          kernels.embed,
          [this.#shapes.embedding(block), 'step', this.#tokens, block.data, block.scales, x],
          (tokens) => kernels.embed.kernel.grid(embedding.columns, tokens),
        ),
      ),
    ];
    const multiply = (matrix: GpuMatrix, from: GPUBuffer, to: GPUBuffer, mode: MatmulMode, bias?: GPUBuffer | null) =>
      plan.push(...this.#multiply(product(matrix), matrix, from, to, mode, bias ?? null));
    /** A product that is added to the residual, normalised first where the model does. */
    const multiplyAndAdd = (matrix: GpuMatrix, from: GPUBuffer, norm: GPUBuffer | undefined): void => {
      if (norm === undefined) {
        multiply(matrix, from, x, 'add');
        return;
      }
      multiply(matrix, from, normed, 'store');
      plan.push(this.#norm(kernels.addNorm!, normed, norm, x));
    };
    weights.layers.forEach((layer, index) => {
      const { keys, values } = cache.layers[index]!;
      plan.push(this.#norm(kernels.norm, x, layer.inputNorm, normed));
      multiply(layer.qkv, normed, qkv, 'store', layer.qkvBias);
      const table = hasWindow(config, index) ? cache.tables.windowRope : cache.tables.rope;
      plan.push(this.#rope(layer, config, table), this.#store(config, keys, values));
      plan.push(...this.#attend(attention, visibleTokens(config, index), q, keys, values, mixed, cache.tables));
      multiplyAndAdd(layer.output, mixed, layer.after?.attention);
      plan.push(this.#norm(kernels.norm, x, layer.ffnNorm, normed));
      multiply(layer.gateUp, normed, gated, GATED_MODE[config.activation]);
      multiplyAndAdd(layer.down, gated, layer.after?.feedForward);
    });
    return plan;
  }

  #head(product: Ready<MatmulKernel>, logits: GPUBuffer): readonly Dispatch[] {
    const { weights, activations, kernels } = this.shared;
    return [
      this.#norm(kernels.norm, activations.x, weights.finalNorm, activations.normed),
      ...this.#multiply(product, weights.head, activations.normed, logits, 'store', null),
    ];
  }

  #norm(norm: Ready<Kernel>, x: GPUBuffer, weight: GPUBuffer, y: GPUBuffer): Dispatch {
    return this.#dispatch(norm, [this.#shapes.norm, 'step', x, weight, y], (tokens) => [tokens]);
  }

  #multiply(
    product: Ready<MatmulKernel>,
    matrix: GpuMatrix,
    x: GPUBuffer,
    y: GPUBuffer,
    mode: MatmulMode,
    bias: GPUBuffer | null,
  ): readonly Dispatch[] {
    const biases = bias ?? this.shared.weights.empty;
    return matrix.blocks.map((block) =>
      this.#dispatch(
        product,
        [this.#shapes.matrix(matrix, block, mode, bias !== null), 'step', x, block.data, block.scales, biases, y],
        (tokens) => product.kernel.grid(block.rows, mode, tokens),
      ),
    );
  }

  #rope(layer: LayerWeights, config: DecoderConfig, table: GPUBuffer): Dispatch {
    const { kernels, activations, weights } = this.shared;
    const norms = [layer.qNorm ?? weights.empty, layer.kNorm ?? weights.empty];
    return this.#dispatch(
      kernels.rope,
      [this.#shapes.anyAttention, 'step', activations.qkv, table, ...norms, activations.q, activations.k],
      (tokens) => ropeGrid(config, tokens),
    );
  }

  #store(config: DecoderConfig, keys: GPUBuffer, values: GPUBuffer): Dispatch {
    const { kernels, activations } = this.shared;
    return this.#dispatch(
      kernels.store,
      [this.#shapes.anyAttention, 'step', activations.k, activations.qkv, keys, values],
      (tokens) => kernels.store.kernel.grid(config, tokens),
    );
  }

  #attend(
    attention: AttentionKernels,
    visible: number,
    q: GPUBuffer,
    keys: GPUBuffer,
    values: GPUBuffer,
    mixed: GPUBuffer,
    { scores, runs }: CacheTables,
  ): readonly Dispatch[] {
    const shape = this.#shapes.attention(visible);
    const through = (ready: Ready<AttentionKernel>, ...buffers: GPUBuffer[]): Dispatch =>
      this.#dispatch(ready, [shape, 'step', ...buffers], ready.kernel.grid);
    switch (attention.kind) {
      case 'scored':
        return [through(attention.scores, q, keys, scores), through(attention.mix, scores, values, mixed)];
      case 'split':
        return [through(attention.split, q, keys, values, runs), through(attention.merge, runs, mixed)];
    }
  }

  #dispatch(
    ready: Ready<Kernel>,
    buffers: readonly (GPUBuffer | 'step')[],
    grid: (tokens: number, positions: number) => Grid,
  ): Dispatch {
    const { device, steps } = this.shared.services;
    const bindings = device.device.createBindGroup({
      label: ready.kernel.name,
      layout: ready.layout,
      entries: buffers.map((buffer, binding) => ({
        binding,
        resource: buffer === 'step' ? steps.binding : { buffer },
      })),
    });
    return { pipeline: ready.pipeline, bindings, grid };
  }
}

function run(
  pass: GPUComputePassEncoder,
  plan: readonly Dispatch[],
  step: number,
  tokens: number,
  positions: number,
): void {
  for (const { pipeline, bindings, grid } of plan) {
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings, [step]);
    pass.dispatchWorkgroups(...(grid(tokens, positions) as [number, number?, number?]));
  }
}
