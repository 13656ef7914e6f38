/** How keys and values of past tokens are held: half floats, or q8 (a scale a head and position), or as they were computed. */
export const CACHE_FORMATS = ['f16', 'q8', 'f32'] as const;
export type CacheFormat = (typeof CACHE_FORMATS)[number];

/** Changes the perplexity of real text by less than a thousandth and takes half the memory of f32. */
export const USUAL_CACHE: CacheFormat = 'f16';

/** As it is asked for: one of the formats, or what suits the model. */
export const CACHE_CHOICES = ['auto', ...CACHE_FORMATS] as const;
export type CacheChoice = (typeof CACHE_CHOICES)[number];

/** Below so many parameters a model's cache is no burden for anybody. */
const LEAST_PARAMETERS = 200e6;

/** What decides of a model how its keys and values can be held. */
export interface CachedModel {
  readonly parameters: number;
  /** Biases on q, k and v. */
  readonly qkvBias: boolean;
  /** Norms over heads of q and k. */
  readonly qkNorm: boolean;
  /** An adapter's context lies over the same weights. */
  readonly isShared: boolean;
}

/**
 * The format of a choice. Automatically a large model that an adapter runs beside has q8: two contexts over one set of weights are to cost
 * little more than the one model, and the second one's keys and values as half floats alone are a fifth of it (Llama-3.2-3B in q4, 4,096
 * tokens). Biases on keys (Qwen2) are up to two hundred times as large as the rest of a head, which a scale a head cannot hold beside them:
 * q8 moved the perplexity of Qwen2.5-Coder-0.5B by 19 %, and there half floats are taken even where q8 is asked for. Norms on keys weigh
 * dimensions unevenly, too (Gemma 3 270M: 0.4 %), and are left alone.
 * What formats change: `npm run bench:gguf -- DIR --caches`.
 */
export function cacheFor(choice: CacheChoice, { parameters, qkvBias, qkNorm, isShared }: CachedModel): CacheFormat {
  switch (choice) {
    case 'auto':
      return isShared && parameters >= LEAST_PARAMETERS && !qkvBias && !qkNorm ? 'q8' : USUAL_CACHE;
    case 'q8':
      return qkvBias ? USUAL_CACHE : 'q8';
    case 'f16':
    case 'f32':
      return choice;
    default:
      return choice satisfies never;
  }
}

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
