/**
 * The tokens of one context and how far a KV cache holds them. With LongRoPE the two can differ: the length of the whole
 * text decides by which factors all of its keys are rotated, so that a text which grows beyond the original context, or is
 * cut back below it, has to be computed again from its first token, as transformers does it.
 */

import { type RopeConfig, takesLongFactors } from './rope.ts';

export class CachedText {
  readonly #rope: RopeConfig;
  readonly #ids: number[] = [];
  #cached = 0;
  #long = false;

  constructor(rope: RopeConfig) {
    this.#rope = rope;
  }

  /** Tokens of the text. */
  get length(): number {
    return this.#ids.length;
  }

  /** Tokens that the cache holds, never more than there are; the next one to be computed goes here. */
  get cached(): number {
    return this.#cached;
  }

  /** Whether the keys in the cache are rotated by the long factors. */
  get long(): boolean {
    return this.#long;
  }

  /**
   * What has to be computed to append `ids`: those, and before them whatever of the text the cache does not hold, or no
   * longer.
   * @param textLength as in `ExtendOptions`
   */
  pending(ids: readonly number[], textLength = 0): readonly number[] {
    const long = takesLongFactors(this.#rope, Math.max(textLength, this.#ids.length + ids.length));
    if (long !== this.#long) {
      this.#long = long;
      this.#cached = 0;
    }
    return this.#cached === this.#ids.length ? ids : [...this.#ids.slice(this.#cached), ...ids];
  }

  /** The cache holds `ids` after what it held: a run of what `pending` gave. */
  computed(ids: readonly number[]): void {
    const known = this.#ids.length - this.#cached;
    this.#cached += ids.length;
    for (let i = Math.max(0, known); i < ids.length; i++) this.#ids.push(ids[i]!);
  }

  /** Forgets all but the first `length` tokens. */
  truncate(length: number): void {
    this.#ids.length = length;
    this.#cached = Math.min(this.#cached, length);
  }
}
