/**
 * Keys and values of past tokens, in pages of `PAGE_TOKENS` tokens, so that a context grows without copying and
 * gives memory back for others to use. A page holds all layers: `[layers][keys, values][kvHeads][PAGE_TOKENS][head]`.
 */

import { type CacheFormat, headBytes } from '../cache-format.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { type Compute, PAGE_TOKENS, type PageBuffer } from './compute.ts';

/** Pages that no context uses, shared by all contexts over the same weights. */
export class PagePool {
  readonly format: CacheFormat;
  readonly #compute: Compute;
  readonly #pageBytes: number;
  readonly #free: PageBuffer[] = [];

  constructor(compute: Compute, { layers, kvHeads, headDim }: DecoderConfig, format: CacheFormat) {
    this.format = format;
    this.#compute = compute;
    this.#pageBytes = layers * 2 * kvHeads * PAGE_TOKENS * headBytes(format, headDim);
  }

  take(): PageBuffer {
    return this.#free.pop() ?? this.#compute.allocatePage(this.#pageBytes);
  }

  giveBack(pages: readonly PageBuffer[]): void {
    this.#free.push(...pages);
  }
}

export class KvCache {
  readonly #pool: PagePool;
  readonly #pages: PageBuffer[] = [];

  constructor(pool: PagePool) {
    this.#pool = pool;
  }

  get format(): CacheFormat {
    return this.#pool.format;
  }

  get pages(): readonly PageBuffer[] {
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
