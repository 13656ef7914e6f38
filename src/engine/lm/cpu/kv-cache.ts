/**
 * Keys and values of past tokens, in pages of `PAGE_TOKENS` tokens, so that a context grows without copying and
 * gives memory back for others to use. A page holds all layers: `[layers][keys, values][kvHeads][PAGE_TOKENS][headDim]`.
 */

import type { DecoderConfig } from '../decoder-config.ts';
import { type Compute, type FloatBuffer, PAGE_TOKENS } from './compute.ts';

/** Pages that no context uses, shared by all contexts over the same weights. */
export class PagePool {
  readonly #compute: Compute;
  readonly #pageLength: number;
  readonly #free: FloatBuffer[] = [];

  constructor(compute: Compute, { layers, kvHeads, headDim }: DecoderConfig) {
    this.#compute = compute;
    this.#pageLength = layers * 2 * kvHeads * headDim * PAGE_TOKENS;
  }

  take(): FloatBuffer {
    return this.#free.pop() ?? this.#compute.allocate(this.#pageLength);
  }

  giveBack(pages: readonly FloatBuffer[]): void {
    this.#free.push(...pages);
  }
}

export class KvCache {
  readonly #pool: PagePool;
  readonly #pages: FloatBuffer[] = [];

  constructor(pool: PagePool) {
    this.#pool = pool;
  }

  get pages(): readonly FloatBuffer[] {
    return this.#pages;
  }

  /** Makes room for `tokens` tokens in all. @throws {LocumError} `out-of-memory` */
  reserve(tokens: number): void {
    while (this.#pages.length * PAGE_TOKENS < tokens) this.#pages.push(this.#pool.take());
  }

  /** Gives back the pages that `tokens` tokens do not need. */
  shrink(tokens: number): void {
    this.#pool.giveBack(this.#pages.splice(Math.ceil(tokens / PAGE_TOKENS)));
  }
}
