/** How large a decoder is, from its shape alone: known before anything is downloaded. */

import type { DecoderConfig } from '../lm/decoder-config.ts';

/** The figures of a `config.json` that decide sizes. */
export type ModelShape = Pick<
  DecoderConfig,
  'hiddenSize' | 'layers' | 'heads' | 'kvHeads' | 'headDim' | 'ffnSize' | 'vocabularySize' | 'tiedEmbeddings'
> &
  Partial<Pick<DecoderConfig, 'qkNorm' | 'qkvBias' | 'postNorms'>>;

/** Elements in matrices (which are quantised) and in norms and biases (which are not). A tied head counts once. */
export function elementsOf(shape: ModelShape): { readonly matrices: number; readonly vectors: number } {
  const { hiddenSize, layers, heads, kvHeads, headDim, ffnSize, vocabularySize } = shape;
  const queries = heads * headDim;
  const keys = kvHeads * headDim;
  const layer = hiddenSize * (queries + 2 * keys) + queries * hiddenSize + 3 * hiddenSize * ffnSize;
  const norms = shape.postNorms ? 4 : 2;
  const layerVectors = norms * hiddenSize + (shape.qkvBias ? queries + 2 * keys : 0) + (shape.qkNorm ? 2 * headDim : 0);
  return {
    matrices: (shape.tiedEmbeddings ? 1 : 2) * vocabularySize * hiddenSize + layers * layer,
    vectors: layers * layerVectors + hiddenSize,
  };
}

export function parametersOf(shape: ModelShape): number {
  const { matrices, vectors } = elementsOf(shape);
  return matrices + vectors;
}
