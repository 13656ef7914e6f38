/**
 * One text in front of a model: its key/value cache and the dispatches of a forward pass over the model's weights.
 * Rolling back is forgetting: positions from `length` on are overwritten by what comes next.
 */

import type { DecoderConfig } from '../decoder-config.ts';
import type { AttentionKernels, DecoderKernels, Ready } from './decoder-kernels.ts';
import type { DecoderWeights, GpuMatrix, LayerWeights } from './decoder-weights.ts';
import { type AttentionKernel, scoreCount, splitCount } from './kernels/attention.ts';
import { type MatmulKernel, type MatmulMode, matmulShapeWords } from './kernels/matmul.ts';
import { rmsNormShapeWords } from './kernels/rms-norm.ts';
import { ropeGrid, ropeTable } from './kernels/rope.ts';
import { attentionShapeWords, stepWords } from './kernels/shape.ts';
import type { Kernel } from './pipelines.ts';
import type { GpuServices } from './services.ts';

type Grid = readonly [number, number?, number?];

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly grid: (tokens: number, positions: number) => Grid;
}

/** Cache positions to begin with; doubled when they run out. */
const FIRST_CAPACITY = 512;
/** Most bytes for attention scores; long contexts go in smaller chunks instead. */
const SCORE_BYTES = 128 << 20;
/** Most bytes for logits at all positions of a chunk. */
const LOGITS_BYTES = 32 << 20;

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

  static async create({ device }: GpuServices, config: DecoderConfig, tokens: number): Promise<Activations> {
    const queries = config.heads * config.headDim;
    const widths = {
      x: config.hiddenSize,
      normed: config.hiddenSize,
      qkv: queries + 2 * config.kvHeads * config.headDim,
      q: queries,
      mixed: queries,
      gated: config.ffnSize,
    };
    const buffers: GPUBuffer[] = [];
    for (const [name, width] of Object.entries(widths)) {
      buffers.push(await device.createBuffer(name, tokens * width * 4, GPUBufferUsage.STORAGE));
    }
    return new Activations(buffers);
  }

  destroy(): void {
    for (const buffer of [this.x, this.normed, this.qkv, this.q, this.mixed, this.gated]) buffer.destroy();
  }
}

/** What the contexts of one model have in common. */
export interface DecoderShared {
  readonly services: GpuServices;
  readonly weights: DecoderWeights;
  readonly kernels: DecoderKernels;
  readonly activations: Activations;
  /** Most tokens of one submission: a chunk stays well below what a GPU watchdog allows. */
  readonly chunkTokens: number;
}

export class DecoderContext {
  readonly shared: DecoderShared;
  /** `[vocabularySize]`, the last position's logits after `encode(…, 'last')`. */
  readonly lastLogits: GPUBuffer;
  /** `[allRows, vocabularySize]` after `encode(…, 'all')`; made when first asked for. */
  allLogits: GPUBuffer | null = null;
  length = 0;
  readonly #tokens: GPUBuffer;
  readonly #shapes: Shapes;
  #cache: Cache | null = null;
  #one: readonly Dispatch[] = [];
  #many: readonly Dispatch[] = [];
  readonly #headLast: readonly Dispatch[];
  #headAll: readonly Dispatch[] = [];

  private constructor(shared: DecoderShared, tokens: GPUBuffer, lastLogits: GPUBuffer, shapes: Shapes) {
    this.shared = shared;
    this.#tokens = tokens;
    this.lastLogits = lastLogits;
    this.#shapes = shapes;
    this.#headLast = this.#head(shared.kernels.matvec(shared.weights.head.rows), lastLogits);
  }

  static async create(shared: DecoderShared): Promise<DecoderContext> {
    const { device } = shared.services;
    const storage = GPUBufferUsage.STORAGE;
    const tokens = await device.createBuffer('token ids', shared.chunkTokens * 4, storage | GPUBufferUsage.COPY_DST);
    const logitsBytes = shared.weights.config.vocabularySize * 4;
    const lastLogits = await device.createBuffer('logits', logitsBytes, storage | GPUBufferUsage.COPY_SRC);
    return new DecoderContext(shared, tokens, lastLogits, await Shapes.create(shared));
  }

  /** Most rows that `encode(…, 'all')` can write at once. */
  get allRows(): number {
    const rows = Math.floor(LOGITS_BYTES / (this.shared.weights.config.vocabularySize * 4));
    return Math.max(1, Math.min(rows, this.shared.chunkTokens));
  }

  /** Tokens of a chunk that begins at `length`. */
  chunkAt(length: number): number {
    const { weights, chunkTokens } = this.shared;
    const row = weights.config.heads * 4 * (length + chunkTokens);
    return Math.max(1, Math.min(chunkTokens, Math.floor(SCORE_BYTES / row)));
  }

  /** Makes room for `length` positions in all. @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost` */
  async reserve(length: number): Promise<void> {
    if (this.#cache !== null && length <= this.#cache.capacity) return;
    const { contextLength } = this.shared.weights.config;
    const wanted = Math.max(length, FIRST_CAPACITY, 2 * (this.#cache?.capacity ?? 0));
    const cache = await Cache.create(this.shared, Math.min(wanted, contextLength));
    if (this.#cache !== null) {
      cache.copyFrom(this.shared.services, this.#cache, this.length);
      this.#cache.destroy();
    }
    this.#cache = cache;
    const { kernels } = this.shared;
    this.#one = this.#body(cache, (rows) => kernels.matvec(rows), kernels.attendOne);
    this.#many = this.#body(cache, () => kernels.matmul, kernels.attendMany);
  }

  /** Makes room for logits at all positions of a chunk. */
  async reserveAllLogits(): Promise<void> {
    if (this.allLogits !== null) return;
    const { services, weights, kernels } = this.shared;
    const bytes = this.allRows * weights.config.vocabularySize * 4;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    this.allLogits = await services.device.createBuffer('logits at all positions', bytes, usage);
    this.#headAll = this.#head(kernels.matmul, this.allLogits);
  }

  /**
   * Encodes the forward pass of a chunk that `reserve` has made room for, and counts its tokens as cached. One chunk of
   * a context a submission: its ids are written at once.
   */
  encode(pass: GPUComputePassEncoder, ids: readonly number[], logits: 'none' | 'last' | 'all'): void {
    const { steps, device } = this.shared.services;
    const tokens = ids.length;
    const positions = this.length + tokens;
    device.device.queue.writeBuffer(this.#tokens, 0, new Uint32Array(ids));
    run(pass, tokens === 1 ? this.#one : this.#many, steps.write(stepWords(tokens, this.length, 0)), tokens, positions);
    if (logits !== 'none') {
      const rows = logits === 'all' ? tokens : 1;
      const plan = logits === 'all' ? this.#headAll : this.#headLast;
      run(pass, plan, steps.write(stepWords(rows, 0, tokens - rows)), rows, positions);
    }
    this.length = positions;
  }

  destroy(): void {
    this.#cache?.destroy();
    this.#cache = null;
    this.allLogits?.destroy();
    for (const buffer of [this.#tokens, this.lastLogits]) buffer.destroy();
    this.#shapes.destroy();
  }

  #body(
    cache: Cache,
    product: (rows: number) => Ready<MatmulKernel>,
    attention: AttentionKernels,
  ): readonly Dispatch[] {
    const { weights, kernels, activations } = this.shared;
    const { config, embedding } = weights;
    const { x, normed, qkv, q, mixed, gated } = activations;
    const plan: Dispatch[] = [
      this.#dispatch(
        kernels.embed,
        [this.#shapes.matrix(embedding), 'step', this.#tokens, embedding.data, embedding.scales, x],
        (tokens) => kernels.embed.kernel.grid(embedding.columns, tokens),
      ),
    ];
    const multiply = (matrix: GpuMatrix, from: GPUBuffer, to: GPUBuffer, mode: MatmulMode, bias?: GPUBuffer | null) =>
      plan.push(this.#multiply(product(matrix.rows), matrix, from, to, mode, bias ?? null));
    weights.layers.forEach((layer, index) => {
      const keys = cache.keys[index]!;
      const values = cache.values[index]!;
      plan.push(this.#norm(x, layer.inputNorm));
      multiply(layer.qkv, normed, qkv, 'store', layer.qkvBias);
      plan.push(this.#rope(layer, config, cache.ropeTable, keys, values));
      plan.push(...this.#attend(attention, q, keys, values, mixed, cache));
      multiply(layer.output, mixed, x, 'add');
      plan.push(this.#norm(x, layer.ffnNorm));
      multiply(layer.gateUp, normed, gated, 'swiglu');
      multiply(layer.down, gated, x, 'add');
    });
    return plan;
  }

  #head(product: Ready<MatmulKernel>, logits: GPUBuffer): readonly Dispatch[] {
    const { weights, activations } = this.shared;
    return [
      this.#norm(activations.x, weights.finalNorm),
      this.#multiply(product, weights.head, activations.normed, logits, 'store', null),
    ];
  }

  #norm(x: GPUBuffer, weight: GPUBuffer): Dispatch {
    return this.#dispatch(
      this.shared.kernels.norm,
      [this.#shapes.norm, 'step', x, weight, this.shared.activations.normed],
      (tokens) => [tokens],
    );
  }

  #multiply(
    product: Ready<MatmulKernel>,
    matrix: GpuMatrix,
    x: GPUBuffer,
    y: GPUBuffer,
    mode: MatmulMode,
    bias: GPUBuffer | null,
  ): Dispatch {
    const shape = this.#shapes.matrix(matrix, mode, bias !== null);
    return this.#dispatch(
      product,
      [shape, 'step', x, matrix.data, matrix.scales, bias ?? this.shared.weights.empty, y],
      (tokens) => product.kernel.grid(matrix.rows, mode, tokens),
    );
  }

  #rope(layer: LayerWeights, config: DecoderConfig, table: GPUBuffer, keys: GPUBuffer, values: GPUBuffer): Dispatch {
    const { kernels, activations, weights } = this.shared;
    const norms = [layer.qNorm ?? weights.empty, layer.kNorm ?? weights.empty];
    return this.#dispatch(
      kernels.rope,
      [this.#shapes.attention, 'step', activations.qkv, table, ...norms, activations.q, keys, values],
      (tokens) => ropeGrid(config, tokens),
    );
  }

  #attend(
    attention: AttentionKernels,
    q: GPUBuffer,
    keys: GPUBuffer,
    values: GPUBuffer,
    mixed: GPUBuffer,
    cache: Cache,
  ): readonly Dispatch[] {
    const shape = this.#shapes.attention;
    const through = (ready: Ready<AttentionKernel>, ...buffers: GPUBuffer[]): Dispatch =>
      this.#dispatch(ready, [shape, 'step', ...buffers], ready.kernel.grid);
    switch (attention.kind) {
      case 'scored':
        return [through(attention.scores, q, keys, cache.scores), through(attention.mix, cache.scores, values, mixed)];
      case 'split':
        return [through(attention.split, q, keys, values, cache.runs), through(attention.merge, cache.runs, mixed)];
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

/** Uniforms that never change. */
class Shapes {
  readonly attention: GPUBuffer;
  readonly norm: GPUBuffer;
  readonly #matrices: ReadonlyMap<string, GPUBuffer>;

  private constructor(attention: GPUBuffer, norm: GPUBuffer, matrices: ReadonlyMap<string, GPUBuffer>) {
    this.attention = attention;
    this.norm = norm;
    this.#matrices = matrices;
  }

  static async create({ services, weights }: DecoderShared): Promise<Shapes> {
    const { config, embedding, head, layers } = weights;
    const uniform = async (label: string, words: Uint32Array<ArrayBuffer>): Promise<GPUBuffer> => {
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      const buffer = await services.device.createBuffer(label, words.byteLength, usage);
      services.device.device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    };
    const matrices = new Map<string, GPUBuffer>();
    const add = async ({ rows, columns }: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): Promise<void> => {
      const key = shapeKey(rows, columns, mode, hasBias);
      if (matrices.has(key)) return;
      matrices.set(key, await uniform(`shape ${key}`, matmulShapeWords(rows, columns, mode, hasBias)));
    };
    await add(embedding);
    await add(head);
    const layer = layers[0];
    if (layer !== undefined) {
      await add(layer.qkv, 'store', layer.qkvBias !== null);
      await add(layer.output, 'add');
      await add(layer.gateUp, 'swiglu');
      await add(layer.down, 'add');
    }
    return new Shapes(
      await uniform('attention shape', attentionShapeWords(config)),
      await uniform('norm shape', rmsNormShapeWords(config.hiddenSize, config.rmsNormEps)),
      matrices,
    );
  }

  matrix({ rows, columns }: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): GPUBuffer {
    return this.#matrices.get(shapeKey(rows, columns, mode, hasBias))!;
  }

  destroy(): void {
    for (const buffer of [this.attention, this.norm, ...this.#matrices.values()]) buffer.destroy();
  }
}

function shapeKey(rows: number, columns: number, mode: MatmulMode, hasBias: boolean): string {
  return `${rows}x${columns} ${mode}${hasBias ? ' bias' : ''}`;
}

/** Keys and values `[position, kv head, head dim]` of every layer, and what else grows with the positions. */
class Cache {
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

  static async create(shared: DecoderShared, capacity: number): Promise<Cache> {
    const { device } = shared.services;
    const { config } = shared.weights;
    const positionBytes = config.kvHeads * config.headDim * 4;
    const buffers: GPUBuffer[] = [];
    const add = async (label: string, bytes: number, usage = 0): Promise<GPUBuffer> => {
      const buffer = await device.createBuffer(label, bytes, GPUBufferUsage.STORAGE | usage);
      buffers.push(buffer);
      return buffer;
    };
    try {
      const copied = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      for (const kind of ['keys', 'values']) {
        for (let layer = 0; layer < config.layers; layer++) {
          await add(`${kind} of layer ${layer}`, capacity * positionBytes, copied);
        }
      }
      const table = ropeTable(config.headDim, config.ropeTheta, capacity);
      device.device.queue.writeBuffer(await add('RoPE table', table.byteLength, GPUBufferUsage.COPY_DST), 0, table);
      const oneToken = scoreCount(config, 1, capacity) * 4;
      await add('attention scores', Math.max(oneToken, Math.min(SCORE_BYTES, oneToken * shared.chunkTokens)));
      await add('attention runs', splitCount(config, capacity) * 4);
    } catch (thrown) {
      for (const buffer of buffers) buffer.destroy();
      throw thrown;
    }
    return new Cache(capacity, positionBytes, buffers, config.layers);
  }

  copyFrom({ device }: GpuServices, other: Cache, positions: number): void {
    if (positions === 0) return;
    const encoder = device.device.createCommandEncoder();
    const bytes = positions * this.#positionBytes;
    this.keys.forEach((keys, layer) => {
      encoder.copyBufferToBuffer(other.keys[layer]!, 0, keys, 0, bytes);
      encoder.copyBufferToBuffer(other.values[layer]!, 0, this.values[layer]!, 0, bytes);
    });
    device.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    const rest = [this.ropeTable, this.scores, this.runs];
    for (const buffer of [...this.keys, ...this.values, ...rest]) buffer.destroy();
  }
}
