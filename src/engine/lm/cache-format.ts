/** How keys and values of past tokens are held: half floats, or q8 (a scale a head and position), or as they were computed. */
export const CACHE_FORMATS = ['f16', 'q8', 'f32'] as const;
export type CacheFormat = (typeof CACHE_FORMATS)[number];

/** Changes the perplexity of real text by less than a thousandth and takes half the memory of f32. */
export const USUAL_CACHE: CacheFormat = 'f16';

/**
 * Bytes of one head's keys, or values, at one position. q8: whole numbers −127 … 127, filled up to whole words, and behind them what
 * they are multiplied by, as f32.
 */
export function headBytes(format: CacheFormat, headDim: number): number {
  switch (format) {
    case 'f32':
      return 4 * headDim;
    case 'f16':
      return 2 * headDim;
    case 'q8':
      return scaleOffset(headDim) + 4;
    default:
      return format satisfies never;
  }
}

/** Where in a q8 head its scale begins. */
export function scaleOffset(headDim: number): number {
  return 4 * Math.ceil(headDim / 4);
}
