import type { CacheFormat } from './cache-format.ts';
import type { Precision } from './causal-lm.ts';

/** How a checkpoint becomes a model, on either backend. */
export interface LoadOptions {
  /** How matrices are held; `stored` (default) as in the files. */
  readonly precision?: Precision | 'stored' | undefined;
  /** How keys and values of past tokens are held; default `f16`. */
  readonly cache?: CacheFormat | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}
