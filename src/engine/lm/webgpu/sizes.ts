/** How large a model's buffers are: for those who make them, and for those who tell beforehand. */

import { type CacheFormat, headBytes } from '../cache-format.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { KernelFamily } from './services.ts';

/**
 * Tokens per submission, by the work a token is (2 operations a parameter): about a second on a software adapter, a
 * fraction of one on a modest GPU. Operating systems reset a GPU that a submission holds for longer than two.
 */
export function chunkSize(family: KernelFamily, parameters: number): number {
  const scalar = family === 'scalar';
  const [operations, least, most] = scalar ? [1.5e9, 8, 64] : [2.5e11, 32, 256];
  const tokens = Math.floor(operations / (2 * parameters) / least) * least;
  return Math.max(least, Math.min(most, tokens));
}

/** Floats a token. */
export function activationWidths({
  hiddenSize,
  heads,
  kvHeads,
  headDim,
  ffnSize,
}: Pick<DecoderConfig, 'hiddenSize' | 'heads' | 'kvHeads' | 'headDim' | 'ffnSize'>) {
  const queries = heads * headDim;
  const keys = kvHeads * headDim;
  return {
    x: hiddenSize,
    normed: hiddenSize,
    qkv: queries + 2 * keys,
    q: queries,
    mixed: queries,
    gated: ffnSize,
  };
}

/** Floats a token of gates and ups, where an adapter comes between them. */
export function pairsWidth({ ffnSize }: Pick<DecoderConfig, 'ffnSize'>): number {
  return 2 * ffnSize;
}

/** A cache grows by so many positions, layer by layer: it never lies there twice. */
const GROWTH = 512;

/** Positions to make room for where `length` are needed: no more than the model reads or the adapter binds, if those suffice. */
export function cacheCapacity(
  config: DecoderConfig,
  format: CacheFormat,
  length: number,
  largestBinding: number,
): number {
  const bound = Math.floor(largestBinding / positionBytes(config, format));
  return Math.max(length, Math.min(Math.ceil(length / GROWTH) * GROWTH, config.contextLength, bound));
}

/** Of the keys, or the values, of one layer. */
export function positionBytes(
  { kvHeads, headDim }: Pick<DecoderConfig, 'kvHeads' | 'headDim'>,
  format: CacheFormat,
): number {
  return kvHeads * headBytes(format, headDim);
}

/** Bytes that `scores` needs, of one token. */
export function scoreBytes({ heads }: Pick<DecoderConfig, 'heads'>, positions: number): number {
  return 4 * heads * positions;
}

/** Positions that a workgroup of `split` takes. */
export const SPLIT_POSITIONS = 128;

/** Bytes that `split` writes: a weighted sum, the largest score and the sum of weights for each head and run. */
export function splitBytes({ heads, headDim }: Pick<DecoderConfig, 'heads' | 'headDim'>, positions: number): number {
  return 4 * heads * Math.ceil(positions / SPLIT_POSITIONS) * (headDim + 4);
}
