/** Uniforms that several kernels read, as WGSL and as the words the host writes. */

import type { DecoderConfig } from '../../decoder-config.ts';

/** What differs from one encoding of a model to the next. */
export const STEP_WGSL = `
struct Step {
  tokens: u32, // in this chunk
  start: u32,  // tokens in the cache before this chunk
  first: u32,  // first token of the chunk that the final norm takes
}
`;

export function stepWords(tokens: number, start: number, first: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array([tokens, start, first, 0]);
}

export const ATTENTION_SHAPE_WGSL = `
struct Shape {
  heads: u32,
  kv_heads: u32,
  head_dim: u32,
  norm_eps: f32,
  scale: f32,
  pairs: u32,  // of dimensions that are rotated
  window: u32, // how many positions a query sees; only where kernels are made for windows
}
`;

/** @param window how many positions a query sees; Infinity for all */
export function attentionShapeWords(
  { heads, kvHeads, headDim, rope, rmsNormEps, attentionScale }: DecoderConfig,
  window: number,
): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array([heads, kvHeads, headDim, 0, 0, rope.dims / 2, Math.min(window, 2 ** 31), 0]);
  new Float32Array(words.buffer, 12, 2).set([rmsNormEps, attentionScale]);
  return words;
}
