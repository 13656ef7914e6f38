/** What models take of a GPU's memory (or of the machine's, on the CPU) before any of them is there. */
import {
  type CacheChoice,
  type CachedModel,
  type CacheFormat,
  cacheFor,
  headBytes,
  USUAL_CACHE,
} from '../lm/cache-format.ts';
import type { Precision } from '../lm/causal-lm.ts';
import type { StoredPrecision } from '../lm/checkpoint/layout.ts';
import { BYTES_PER_ELEMENT } from '../lm/checkpoint/matrix.ts';
import type { Role } from '../lm/ensemble.ts';
import { adapterFormat } from '../lm/lora/held-rows.ts';
import { activationWidths, chunkSize, pairsWidth, positionBytes, splitBytes } from '../lm/webgpu/sizes.ts';
import { elementsOf, type ModelShape, parametersOf } from './shape.ts';

/** How matrices can be held at somebody's wish. */
export const QUANTISATIONS = ['q4', 'q8', 'f16', 'f32'] as const satisfies readonly Precision[];
/** How matrices are held; q4_1 where files have it. */
export type Quantisation = Precision;

/** Norms, biases, and what is calculated between. */
const F32_BYTES = 4;

/** Above so many, floats are not held as f32, which would take twice what was downloaded. */
export const LARGE_PARAMETERS = 200e6;

/** How matrices lie in memory that are to be held as they are stored; `f32`: as floats of any width. */
export function heldFrom(stored: StoredPrecision, parameters: number): Quantisation {
  return stored === 'f32' && parameters > LARGE_PARAMETERS ? 'f16' : stored;
}

/** The context that memory is stated for: a long dialogue and its note. */
export const STATED_CONTEXT = 4096;

export interface MemoryNeed {
  readonly weights: number;
  /** Keys and values of `contextTokens` tokens. */
  readonly context: number;
  /** What calculating takes beside them. */
  readonly scratch: number;
  readonly total: number;
}

/** Bytes of one model with a context of so many tokens, on a real GPU; the CPU takes much the same. */
export function memoryNeed(
  shape: ModelShape,
  quantisation: Quantisation,
  contextTokens = STATED_CONTEXT,
  cache: CacheFormat = USUAL_CACHE,
): MemoryNeed {
  const { matrices, vectors } = elementsOf(shape);
  const weights = Math.ceil(matrices * BYTES_PER_ELEMENT[quantisation]) + vectors * F32_BYTES;
  const context = contextBytes(shape, contextTokens, cache);
  const scratch = scratchBytes(shape, contextTokens);
  return { weights, context, scratch, total: weights + context + scratch };
}

/**
 * Bytes of an adapter kept apart and its context, beside the model that it adapts: of the weights nothing is there twice, and what
 * calculating takes serves both.
 * @param rank of the adapter, of all matrices of the layers
 */
export function besideNeed(
  shape: ModelShape,
  quantisation: Quantisation,
  rank: number,
  contextTokens = STATED_CONTEXT,
  cache: CacheFormat = USUAL_CACHE,
): MemoryNeed {
  const weights = adapterBytes(shape, rank, adapterFormat(new Set([quantisation])));
  const context = contextBytes(shape, contextTokens, cache);
  const chunk = chunkSize('workgroup', parametersOf(shape));
  // Its logits, and once more those of both, which are computed together.
  const floats = chunk * pairsWidth(shape) + contextTokens * shape.headDim + 3 * shape.vocabularySize;
  const scratch = floats * F32_BYTES;
  return { weights, context, scratch, total: weights + context + scratch };
}

/** Bytes of the A's and B's of an adapter of all matrices of the layers. */
function adapterBytes(
  { layers, hiddenSize, heads, kvHeads, headDim, ffnSize }: ModelShape,
  rank: number,
  format: CacheFormat,
): number {
  const [queries, keys] = [heads * headDim, kvHeads * headDim];
  // Of A: q, k, v, gate and up read states, output and down what is made of them.
  const inner = 5 * headBytes(format, hiddenSize) + headBytes(format, queries) + headBytes(format, ffnSize);
  const outputs = queries + 2 * keys + hiddenSize + 2 * ffnSize + hiddenSize;
  return layers * (rank * inner + outputs * headBytes(format, rank));
}

/** Keys and values. */
function contextBytes(shape: ModelShape, contextTokens: number, cache: CacheFormat): number {
  return 2 * shape.layers * contextTokens * positionBytes(shape, cache);
}

/** Of a chunk of tokens, of attention over all positions, and of the logits. */
function scratchBytes(shape: ModelShape, contextTokens: number): number {
  const chunk = chunkSize('workgroup', parametersOf(shape));
  const activations = Object.values(activationWidths(shape)).reduce((sum, width) => sum + width, 0);
  const rotations = contextTokens * shape.headDim;
  return (chunk * activations + rotations + shape.vocabularySize) * F32_BYTES + splitBytes(shape, contextTokens);
}

/** One role's model; the same `key` in two roles is one model, loaded once. */
export interface Cast {
  readonly key: string;
  readonly shape: ModelShape;
  readonly quantisation: Quantisation;
  /** Bytes of its weights, where they were counted matrix by matrix; else they follow from shape and quantisation. */
  readonly weights?: number;
  /** Most tokens that it holds. */
  readonly contextLength: number;
  /** That it is this model with an adapter, which is kept apart where the model plays a role, too. */
  readonly adapter?: { readonly base: string; readonly rank: number };
}

/** What `cacheFor` goes by. */
export function shapeForCache(shape: ModelShape): Omit<CachedModel, 'isShared'> {
  const { qkvBias = false, qkNorm = false } = shape;
  return { parameters: parametersOf(shape), qkvBias, qkNorm };
}

/** Bytes of all models together. */
export function castMemory(
  cast: Readonly<Partial<Record<Role, Cast>>>,
  contextTokens = STATED_CONTEXT,
  choice: CacheChoice = 'auto',
): number {
  const distinct = new Map(Object.values(cast).map((member) => [member.key, member]));
  const baseOf = ({ adapter }: Cast): string | null =>
    adapter !== undefined && distinct.has(adapter.base) ? adapter.base : null;
  const shared = new Set([...distinct.values()].map(baseOf));
  return [...distinct.values()].reduce((sum, member) => {
    const { key, shape, quantisation, contextLength, adapter } = member;
    const tokens = Math.min(contextTokens, contextLength);
    const isBeside = baseOf(member) !== null;
    const isShared = isBeside || shared.has(key);
    const cache = cacheFor(choice, { ...shapeForCache(shape), isShared });
    if (isBeside && adapter !== undefined) {
      return sum + besideNeed(shape, quantisation, adapter.rank, tokens, cache).total;
    }
    const { total, weights } = memoryNeed(shape, quantisation, tokens, cache);
    return sum + total - weights + (member.weights ?? weights);
  }, 0);
}

/** Bytes of the largest single matrix: what a GPU has to take in one piece, or the runtime has to split. */
export function largestMatrix(shape: ModelShape, quantisation: Quantisation): number {
  const { hiddenSize, vocabularySize, ffnSize, heads, kvHeads, headDim } = shape;
  // Gate and up lie in one matrix, q, k and v in another.
  const widest = Math.max(vocabularySize, 2 * ffnSize, (heads + 2 * kvHeads) * headDim);
  return Math.ceil(widest * hiddenSize * BYTES_PER_ELEMENT[quantisation]);
}
