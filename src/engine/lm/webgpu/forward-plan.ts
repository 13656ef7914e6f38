/** The forward pass as a list of dispatches: products over all rows, rotation and attention context by context. */

import type { DecoderShared } from './decoder-context.ts';
import type { AttentionKernels, Product, Products } from './decoder-kernels.ts';
import { type Dispatch, Dispatches } from './dispatches.ts';
import type { AdaptedLayer, GpuAdapter } from './gpu-adapter.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import { GATED_MODE, type MatmulMode } from './kernels/matmul.ts';
import type { CacheBuffers } from './kv-cache.ts';

/** One context's part of a pass. */
export interface PlannedContext {
  readonly cache: CacheBuffers;
  readonly adapter: GpuAdapter | null;
}

/** All layers, from token ids to the states that the head reads. */
export function bodyPlan(
  shared: DecoderShared,
  contexts: readonly PlannedContext[],
  scratch: GPUBuffer,
  tokenIds: GPUBuffer,
  { plain: product, normalising }: Products,
  attention: AttentionKernels,
): readonly Dispatch[] {
  const { weights, kernels, activations } = shared;
  const { config } = weights;
  const { x, normed, qkv, mixed, gated, pairs } = activations;
  const dispatches = new Dispatches(shared);
  const plan: Dispatch[] = [...dispatches.embed(tokenIds)];
  const multiply = (matrix: GpuMatrix, from: GPUBuffer, to: GPUBuffer, mode: MatmulMode, bias?: GPUBuffer | null) =>
    plan.push(...dispatches.multiply(product(matrix), matrix, from, to, mode, bias));
  /** A product of normalised states, in one dispatch where no adapter needs those states, too. */
  const normaliseAndMultiply = (
    matrix: GpuMatrix,
    norm: GPUBuffer,
    to: GPUBuffer,
    mode: MatmulMode,
    isAdapted: boolean,
    bias?: GPUBuffer | null,
  ): void => {
    if (normalising !== null && !isAdapted) {
      plan.push(...dispatches.multiply(normalising(matrix), matrix, x, to, mode, bias, norm));
      return;
    }
    plan.push(dispatches.norm(kernels.norm, x, norm, normed));
    multiply(matrix, normed, to, mode, bias);
  };
  weights.layers.forEach((layer, index) => {
    /** What adapters add to a product, each to the rows of its context. */
    const adapt = (name: keyof AdaptedLayer, from: GPUBuffer, to: GPUBuffer): void => {
      for (const [segment, { adapter }] of contexts.entries()) {
        const target = adapter?.layers[index]?.[name] ?? null;
        if (adapter !== null && target !== null) plan.push(...dispatches.lowRank(adapter, target, from, to, segment));
      }
    };
    /** A product that is added to the residual, normalised first where the model does. */
    const multiplyAndAdd = (
      matrix: GpuMatrix,
      name: 'output' | 'down',
      from: GPUBuffer,
      norm: GPUBuffer | undefined,
    ): void => {
      const to = norm === undefined ? x : normed;
      multiply(matrix, from, to, norm === undefined ? 'add' : 'store');
      adapt(name, from, to);
      if (norm !== undefined) plan.push(dispatches.norm(kernels.addNorm!, normed, norm, x));
    };
    const isAdapted = (name: keyof AdaptedLayer): boolean =>
      contexts.some(({ adapter }) => adapter?.layers[index]?.[name]);
    normaliseAndMultiply(layer.qkv, layer.inputNorm, qkv, 'store', isAdapted('qkv'), layer.qkvBias);
    adapt('qkv', normed, qkv);
    for (const [segment, { cache }] of contexts.entries()) {
      plan.push(dispatches.rotate(layer, index, cache, segment));
      plan.push(...dispatches.attend(attention, index, cache, scratch, segment));
    }
    multiplyAndAdd(layer.output, 'output', mixed, layer.after?.attention);
    const between = contexts.find(({ adapter }) => adapter?.layers[index]?.gateUp)?.adapter;
    if (pairs !== null && between) {
      normaliseAndMultiply(layer.gateUp, layer.ffnNorm, pairs, 'pairs', true);
      adapt('gateUp', normed, pairs);
      plan.push(dispatches.gate(between.kernels.gate, pairs, gated));
    } else {
      normaliseAndMultiply(layer.gateUp, layer.ffnNorm, gated, GATED_MODE[config.activation], isAdapted('gateUp'));
    }
    multiplyAndAdd(layer.down, 'down', gated, layer.after?.feedForward);
  });
  return plan;
}

export interface HeadPlan {
  /** Some rows of states, normalised. */
  readonly norm: Dispatch;
  /** The logits of what is normalised. */
  readonly product: readonly Dispatch[];
}

/**
 * From one state of each context, in their order, straight to logits. @returns null where the norm is a dispatch of its own, or an
 * adapter needs what it leaves
 */
export function shortHeadPlan(
  shared: DecoderShared,
  contexts: readonly { readonly adapter: GpuAdapter | null }[],
  { normalising }: Products,
  logits: GPUBuffer,
): readonly Dispatch[] | null {
  const { head, finalNorm } = shared.weights;
  if (normalising === null || contexts.some(({ adapter }) => adapter?.head)) return null;
  const { x } = shared.activations;
  return new Dispatches(shared).multiply(normalising(head), head, x, logits, 'store', null, finalNorm);
}

/** From the states that the body leaves to logits. */
export function headPlan(
  shared: DecoderShared,
  contexts: readonly { readonly adapter: GpuAdapter | null }[],
  product: Product,
  logits: GPUBuffer,
): HeadPlan {
  const { weights, activations, kernels } = shared;
  const { head, finalNorm } = weights;
  const { x, normed } = activations;
  const dispatches = new Dispatches(shared);
  return {
    norm: dispatches.norm(kernels.norm, x, finalNorm, normed),
    product: [
      ...dispatches.multiply(product(head), head, normed, logits, 'store'),
      ...contexts.flatMap(({ adapter }, segment) =>
        adapter === null || adapter.head === null
          ? []
          : dispatches.lowRank(adapter, adapter.head, normed, logits, segment),
      ),
    ],
  };
}
