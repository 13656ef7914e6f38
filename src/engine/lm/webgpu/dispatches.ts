/** The dispatches of a decoder: which kernel over which buffers, for all rows of a pass or for those of one context. */

import { hasWindow, visibleTokens } from '../decoder-config.ts';
import type { DecoderShared } from './decoder-context.ts';
import type { AttentionKernels, Ready } from './decoder-kernels.ts';
import type { LayerWeights } from './decoder-weights.ts';
import type { GpuAdapter, LowRankTarget } from './gpu-adapter.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import type { AttentionKernel } from './kernels/attention.ts';
import type { GateKernel } from './kernels/gate.ts';
import type { MatmulKernel, MatmulMode } from './kernels/matmul.ts';
import type { CacheBuffers } from './kv-cache.ts';
import type { Kernel } from './pipelines.ts';

type Grid = readonly [number, number?, number?];

export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly grid: (tokens: number, positions: number) => Grid;
  /** The context whose rows alone it computes, by its place in the pass; null: all rows. */
  readonly segment: number | null;
  /** Bytes of weights that it reads for so many tokens. */
  readonly bytes: (tokens: number) => number;
}

/** Rows of a pass. */
export interface Rows {
  /** Dynamic offset of their uniforms. */
  readonly step: number;
  /** None: what would be computed for them is left out. */
  readonly tokens: number;
  /** Of the context's text, with these; of no matter where rows are those of several contexts. */
  readonly positions: number;
}

/** Counts them, and the bytes of weights that they read, in `traffic`. */
export function run(
  pass: GPUComputePassEncoder,
  plan: readonly Dispatch[],
  all: Rows,
  segments: readonly Rows[],
  traffic: DecoderShared['traffic'],
): void {
  for (const { pipeline, bindings, grid, segment, bytes } of plan) {
    const { step, tokens, positions } = segment === null ? all : segments[segment]!;
    if (tokens === 0) continue;
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings, [step]);
    pass.dispatchWorkgroups(...(grid(tokens, positions) as [number, number?, number?]));
    traffic.bytes += bytes(tokens);
    traffic.dispatches++;
  }
}

export class Dispatches {
  readonly #shared: DecoderShared;

  constructor(shared: DecoderShared) {
    this.#shared = shared;
  }

  /** Rows of the embedding for `tokenIds`. */
  embed(tokenIds: GPUBuffer): readonly Dispatch[] {
    const { weights, kernels, activations, shapes } = this.#shared;
    const { blocks, columns, rows } = weights.embedding;
    return blocks.map((block) => {
      const buffers = [shapes.embedding(block), 'step', tokenIds, block.data, block.scales, activations.x] as const;
      const row = this.#bytesOf(weights.embedding) / rows;
      const embed = this.#dispatch(kernels.embed, buffers, (tokens) => kernels.embed.kernel.grid(columns, tokens));
      // Each row lies in one block.
      return block === blocks[0] ? { ...embed, bytes: (tokens) => tokens * row } : embed;
    });
  }

  norm(norm: Ready<Kernel>, x: GPUBuffer, weight: GPUBuffer, y: GPUBuffer): Dispatch {
    return this.#dispatch(norm, [this.#shared.shapes.norm, 'step', x, weight, y], (tokens) => [tokens]);
  }

  /** @param norm the weight of the norm that is part of the kernel */
  multiply(
    product: Ready<MatmulKernel>,
    matrix: GpuMatrix,
    x: GPUBuffer,
    y: GPUBuffer,
    mode: MatmulMode,
    bias: GPUBuffer | null = null,
    norm: GPUBuffer | null = null,
  ): readonly Dispatch[] {
    const { shapes, weights } = this.#shared;
    const { grid, reads } = product.kernel;
    return matrix.blocks.map((block) => {
      const shape = shapes.matrix(matrix, block, mode, bias !== null);
      const plain = [shape, 'step', x, block.data, block.scales, bias ?? weights.empty, y] as const;
      const buffers = norm === null ? plain : [...plain, norm];
      const bytes = this.#bytesOf({ blocks: [block] });
      return {
        ...this.#dispatch(product, buffers, (tokens) => grid(block.rows, mode, tokens)),
        bytes: (tokens) => reads(tokens) * bytes,
      };
    });
  }

  /** Takes one context's q‖k‖v apart, rotates them, and puts keys and values into its cache. */
  rotate(layer: LayerWeights, index: number, { layers, tables }: CacheBuffers, segment: number): Dispatch {
    const { kernels, activations, weights, shapes } = this.#shared;
    const { config } = weights;
    const { qkv, q } = activations;
    const { keys, values } = layers[index]!;
    const table = hasWindow(config, index) ? tables.windowRope : tables.rope;
    const norms = [layer.qNorm ?? weights.empty, layer.kNorm ?? weights.empty];
    const buffers = [shapes.anyAttention, 'step', qkv, table, ...norms, q, keys, values] as const;
    const grid = (tokens: number) => kernels.rope.kernel.grid(config, tokens);
    return { ...this.#dispatch(kernels.rope, buffers, grid), segment };
  }

  /** @param scratch see `AttentionScratch` */
  attend(
    attention: AttentionKernels,
    index: number,
    { layers }: CacheBuffers,
    scratch: GPUBuffer,
    segment: number,
  ): readonly Dispatch[] {
    const { activations, shapes, weights } = this.#shared;
    const { q, mixed } = activations;
    const { keys, values } = layers[index]!;
    const shape = shapes.attention(visibleTokens(weights.config, index));
    const through = (ready: Ready<AttentionKernel>, ...buffers: GPUBuffer[]): Dispatch => ({
      ...this.#dispatch(ready, [shape, 'step', ...buffers], ready.kernel.grid),
      segment,
    });
    switch (attention.kind) {
      case 'scored':
        return [through(attention.scores, q, keys, scratch), through(attention.mix, scratch, values, mixed)];
      case 'split':
        return [through(attention.split, q, keys, values, scratch), through(attention.merge, scratch, mixed)];
      case 'flash':
        return [through(attention.flash, q, keys, values, mixed)];
    }
  }

  /** What an adapter adds to a product of one context's rows. */
  lowRank(
    { inner, kernels }: GpuAdapter,
    target: LowRankTarget,
    x: GPUBuffer,
    y: GPUBuffer,
    segment: number,
  ): readonly Dispatch[] {
    const { down, up } = kernels;
    const { a, b, downShape, upShape, innerRows, outputs } = target;
    return [
      {
        ...this.#dispatch(down, [downShape, 'step', x, a, inner], (tokens) => down.kernel.grid(innerRows, tokens)),
        segment,
        bytes: (tokens) => tokens * a.size,
      },
      {
        ...this.#dispatch(up, [upShape, 'step', inner, b, y], (tokens) => up.kernel.grid(outputs, tokens)),
        segment,
        bytes: (tokens) => tokens * b.size,
      },
    ];
  }

  /** Gates and ups that lie apart become what the gates let through. */
  gate(gate: Ready<GateKernel>, pairs: GPUBuffer, gated: GPUBuffer): Dispatch {
    const { weights, shapes } = this.#shared;
    return this.#dispatch(gate, [shapes.gate, 'step', pairs, gated], (tokens) =>
      gate.kernel.grid(weights.config.ffnSize, tokens),
    );
  }

  #bytesOf({ blocks }: Pick<GpuMatrix, 'blocks'>): number {
    const { empty } = this.#shared.weights;
    return blocks.reduce((sum, { data, scales }) => sum + data.size + (scales === empty ? 0 : scales.size), 0);
  }

  #dispatch(
    ready: Ready<Kernel>,
    buffers: readonly (GPUBuffer | 'step')[],
    grid: (tokens: number, positions: number) => Grid,
  ): Dispatch {
    const { device, steps } = this.#shared.services;
    const bindings = device.device.createBindGroup({
      label: ready.kernel.name,
      layout: ready.layout,
      entries: buffers.map((buffer, binding) => ({
        binding,
        resource: buffer === 'step' ? steps.binding : { buffer },
      })),
    });
    return { pipeline: ready.pipeline, bindings, grid, segment: null, bytes: () => 0 };
  }
}
