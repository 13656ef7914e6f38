/** Which ids mean the same token in every model of an ensemble (METHODS §1: elsewhere the base decides alone). */
import { LocumError } from '../errors.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** What decides whether two models' ids are the same. */
export interface TokenSpace {
  readonly tokenizer: Tokenizer;
  /** Rows of the logits; more than the tokenizer's size by padding. */
  readonly vocabularySize: number;
}

/** An id is the same token where both tokenizers spell it alike; padding rows are no tokens. */
export function isShared(id: number, base: Tokenizer, other: Tokenizer): boolean {
  const spelling = base.spelling(id);
  return spelling !== null && (base === other || other.spelling(id) === spelling);
}

/** Below this share of common tokens two vocabularies are different ones, and adding logits by id is noise. */
const LEAST_SHARED = 0.5;

/**
 * `[base.vocabularySize]`, 1 where an id is one token for all; null when that is every id and all widths are equal.
 * Checkpoints of one family may differ in padding and in added tokens (Phi-3.5 has 32,064 rows, TinyLlama 32,000).
 * Needs no weights, so that models that cannot work together are refused before they are loaded.
 * @throws {LocumError} `vocabulary-mismatch` when the tokenizers are of different families
 */
export function sharedIds(base: TokenSpace, others: readonly TokenSpace[]): Uint8Array | null {
  const mask = new Uint8Array(base.vocabularySize);
  for (let id = 0; id < mask.length; id++) {
    const shared = others.every((other) => id < other.vocabularySize && isShared(id, base.tokenizer, other.tokenizer));
    mask[id] = shared ? 1 : 0;
  }
  const count = mask.reduce((sum, bit) => sum + bit, 0);
  if (count < LEAST_SHARED * base.tokenizer.size) {
    throw new LocumError('vocabulary-mismatch', 'The base and the pair have different tokenizers.', {
      hint: 'Proxy tuning needs models of one tokenizer family; across families use CAPT.',
      details: { shared: count, vocabulary: base.tokenizer.size },
    });
  }
  const sameWidth = others.every((other) => other.vocabularySize === base.vocabularySize);
  return sameWidth && count === mask.length ? null : mask;
}

/**
 * What to append to another model's context after the base chose `id`: the same id where it is shared, else the token's text
 * in the other model's tokens, else (a control token only the base has) the other model's end-of-text token.
 */
export function follow(id: number, base: Tokenizer, other: Tokenizer): readonly number[] {
  if (isShared(id, base, other)) return [id];
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(base.bytes(id));
  const ids = other.encodeContinuation(text);
  return ids.length > 0 ? ids : [other.eosId ?? other.bosId ?? 0];
}
