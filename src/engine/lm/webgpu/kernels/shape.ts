/** Uniforms that several kernels read. */

import type { DecoderConfig } from '../../decoder-config.ts';
import { struct } from './struct.ts';

/** What differs from one encoding of a model to the next. */
export const STEP = struct('Step', {
  /** In this chunk. */
  tokens: 'u32',
  /** Tokens in the cache before this chunk. */
  start: 'u32',
  /** The row of activations that the final norm begins with. */
  first: 'u32',
  /** The row of activations that these tokens begin with: those of other contexts may come before. */
  row: 'u32',
});

export const ATTENTION_SHAPE = struct('Shape', {
  heads: 'u32',
  kvHeads: 'u32',
  headDim: 'u32',
  normEps: 'f32',
  scale: 'f32',
  /** Of dimensions that are rotated. */
  pairs: 'u32',
  /** How many positions a query sees; read only where kernels are made for windows. */
  window: 'u32',
});

/** @param window how many positions a query sees; Infinity for all */
export function attentionShape(
  { heads, kvHeads, headDim, rope, rmsNormEps, attentionScale }: DecoderConfig,
  window: number,
): Uint32Array<ArrayBuffer> {
  return ATTENTION_SHAPE.words({
    heads,
    kvHeads,
    headDim,
    normEps: rmsNormEps,
    scale: attentionScale,
    pairs: rope.dims / 2,
    window: Math.min(window, 2 ** 31),
  });
}
