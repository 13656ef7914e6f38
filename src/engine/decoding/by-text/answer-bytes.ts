import type { Piece } from './growing-text.ts';
import { joinBytes, splitUtf8 } from './utf8.ts';

/** What an answer is made of: bytes by id, and whether its first blank is the tokenizer's own. */
export interface AnswerTokens {
  readonly stripsFirstBlank: boolean;
  bytes(id: number): Uint8Array;
}

/** An answer in bytes as its tokens come; the beginning of a character is held back until it is whole. */
export class AnswerBytes {
  readonly #tokens: AnswerTokens;
  /** No byte of the answer has come yet. */
  readonly #untouched: boolean;
  readonly #held: Uint8Array;
  /** No character is complete yet. */
  readonly opening: boolean;

  private constructor(tokens: AnswerTokens, untouched: boolean, opening: boolean, held: Uint8Array) {
    this.#tokens = tokens;
    this.#untouched = untouched;
    this.opening = opening;
    this.#held = held;
  }

  static empty(tokens: AnswerTokens): AnswerBytes {
    return new AnswerBytes(tokens, true, true, new Uint8Array(0));
  }

  /** All bytes that are not yet text in other contexts, once `id` is chosen: those held back and its own. */
  with(id: number): Uint8Array {
    return joinBytes([this.#held, this.#own(id, this.#untouched)]);
  }

  add(ids: readonly number[]): { readonly answer: AnswerBytes; readonly piece: Piece } {
    let untouched = this.#untouched;
    const parts = ids.map((id) => {
      const bytes = this.#own(id, untouched);
      if (this.#tokens.bytes(id).length > 0) untouched = false;
      return bytes;
    });
    const { text, held } = splitUtf8(joinBytes([this.#held, ...parts]));
    return {
      answer: new AnswerBytes(this.#tokens, untouched, this.opening && text === '', held),
      piece: { ids, text },
    };
  }

  #own(id: number, first: boolean): Uint8Array {
    const bytes = this.#tokens.bytes(id);
    return first && this.#tokens.stripsFirstBlank && bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
  }
}
