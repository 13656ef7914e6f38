/** What models take of a GPU's memory (or of the machine's, on the CPU) before any of them is there. */
import type { Role } from '../lm/ensemble.ts';
import { elementsOf, type ModelShape } from './shape.ts';

/** How matrices can be held. */
export const QUANTISATIONS = ['q4', 'q8', 'f16', 'f32'] as const;
export type Quantisation = (typeof QUANTISATIONS)[number];

/** Bytes an element: q8 and q4 have an f16 scale a group of 32. */
const MATRIX_BYTES: Readonly<Record<Quantisation, number>> = { q4: 0.5 + 2 / 32, q8: 1 + 2 / 32, f16: 2, f32: 4 };
/** Norms and biases, keys and values. */
const F32_BYTES = 4;
/** Attention scores are worked through in pieces of at most so many tokens, and bytes. */
const SCORE_TOKENS = 256;
const SCORE_BYTES = 128 * 2 ** 20;

/** Above so many, floats are not held as f32, which would take twice what was downloaded. */
export const LARGE_PARAMETERS = 200e6;

/** How matrices lie in memory that are to be held as they are stored; `f32`: as floats of any width. */
export function heldFrom(stored: 'f32' | 'q8' | 'q4', parameters: number): Quantisation {
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

/** Bytes of one model with a context of so many tokens. */
export function memoryNeed(shape: ModelShape, quantisation: Quantisation, contextTokens = STATED_CONTEXT): MemoryNeed {
  const { matrices, vectors } = elementsOf(shape);
  const weights = Math.ceil(matrices * MATRIX_BYTES[quantisation]) + vectors * F32_BYTES;
  const context = 2 * shape.layers * shape.kvHeads * shape.headDim * contextTokens * F32_BYTES;
  const scratch = Math.min(SCORE_BYTES, shape.heads * contextTokens * SCORE_TOKENS * F32_BYTES);
  return { weights, context, scratch, total: weights + context + scratch };
}

/** One role's model; the same `key` in two roles is one model, loaded once. */
export interface Cast {
  readonly key: string;
  readonly shape: ModelShape;
  readonly quantisation: Quantisation;
  /** Most tokens that it holds. */
  readonly contextLength: number;
}

/** Bytes of all models together. */
export function castMemory(cast: Readonly<Partial<Record<Role, Cast>>>, contextTokens = STATED_CONTEXT): number {
  const distinct = new Map(Object.values(cast).map((member) => [member.key, member]));
  return [...distinct.values()].reduce(
    (sum, { shape, quantisation, contextLength }) =>
      sum + memoryNeed(shape, quantisation, Math.min(contextTokens, contextLength)).total,
    0,
  );
}

/** Bytes of the largest single matrix: what a GPU has to take in one piece, or the runtime has to split. */
export function largestMatrix(shape: ModelShape, quantisation: Quantisation): number {
  const { hiddenSize, vocabularySize, ffnSize, heads, kvHeads, headDim } = shape;
  // Gate and up lie in one matrix, q, k and v in another.
  const widest = Math.max(vocabularySize, 2 * ffnSize, (heads + 2 * kvHeads) * headDim);
  return Math.ceil(widest * hiddenSize * MATRIX_BYTES[quantisation]);
}
