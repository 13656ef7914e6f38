/**
 * Which token of one vocabulary stands for a token of another: compared as bytes, so that `Ġpain`, `▁pain` and ` pain`
 * are one token and `<0x0A>` is a line feed. Where the other vocabulary has no such token, the first sub-token of its text
 * stands in (CAPT, METHODS §2; Ronaghi et al.).
 */
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { isShared } from '../shared-ids.ts';
import { bytesKey, splitUtf8 } from './utf8.ts';

export interface TokenMap {
  /** The token of `to` that adds exactly these bytes; null where there is none. `opening` as below. */
  exact(bytes: Uint8Array, opening: boolean): number | null;
  /**
   * The token of `to` that stands for text that would come next: that text, else its first sub-token; null where there is none. `opening`: the text begins the answer,
   * where some tokenizers put a blank of their own.
   */
  ofBytes(bytes: Uint8Array, opening: boolean): number | null;
  /** The control token of `to` that is spelled alike. */
  ofControl(spelling: string): number | null;
}

const maps = new WeakMap<Tokenizer, TokenMap>();
const identities = new WeakMap<Tokenizer, WeakMap<Tokenizer, boolean>>();

/** Built once for a vocabulary: any other vocabulary is looked up in it by bytes. */
export function tokenMap(to: Tokenizer): TokenMap {
  const map = maps.get(to) ?? new Counterparts(to);
  maps.set(to, map);
  return map;
}

/** Every text token of `from` has the same id in `to`, so that contexts can take the ids as they are. Found once for a pair. */
export function sameTokens(from: Tokenizer, to: Tokenizer): boolean {
  const known = identities.get(from) ?? new WeakMap<Tokenizer, boolean>();
  identities.set(from, known);
  const same = known.get(to) ?? isIdentical(from, to);
  known.set(to, same);
  return same;
}

function isIdentical(from: Tokenizer, to: Tokenizer): boolean {
  if (from === to) return true;
  if (from.stripsFirstBlank !== to.stripsFirstBlank) return false;
  for (let id = 0; id < from.size; id++) {
    if (from.kind(id) === 'text' && !isShared(id, from, to)) return false;
  }
  return true;
}

class Counterparts implements TokenMap {
  readonly #to: Tokenizer;
  readonly #byBytes = new Map<string, number>();
  readonly #controls = new Map<string, number>();
  /** Counterparts that are first sub-tokens, found once; at the beginning of an answer and elsewhere. */
  readonly #first = { opening: new Map<string, number | null>(), within: new Map<string, number | null>() };
  /** The blank that the tokenizer puts before a text. */
  readonly #prefix: string;

  constructor(to: Tokenizer) {
    this.#to = to;
    for (let id = 0; id < to.size; id++) {
      const kind = to.kind(id);
      if (kind === null) continue;
      if (kind !== 'text') this.#controls.set(to.spelling(id) ?? '', id);
      if (kind === 'special') continue;
      const key = bytesKey(to.bytes(id));
      const other = this.#byBytes.get(key);
      if (key !== '' && (other === undefined || isPlainer(to, id, other))) this.#byBytes.set(key, id);
    }
    const [first] = to.encode('a');
    this.#prefix = first !== undefined && to.bytes(first)[0] === 0x20 ? ' ' : '';
  }

  exact(bytes: Uint8Array, opening: boolean): number | null {
    const key = bytesKey(bytes);
    return this.#byBytes.get(opening ? this.#prefix + key : key) ?? null;
  }

  ofBytes(bytes: Uint8Array, opening: boolean): number | null {
    if (bytes.length === 0) return null;
    const exact = this.exact(bytes, opening);
    if (exact !== null) return exact;
    const key = bytesKey(bytes);
    const memo = opening ? this.#first.opening : this.#first.within;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const id = this.#firstSubToken(bytes, opening);
    memo.set(key, id);
    return id;
  }

  ofControl(spelling: string): number | null {
    return this.#controls.get(spelling) ?? null;
  }

  #firstSubToken(bytes: Uint8Array, opening: boolean): number | null {
    const { text } = splitUtf8(bytes);
    // Not even one whole character: the byte token of its first byte.
    if (text === '') return this.#byBytes.get(bytesKey(bytes.subarray(0, 1))) ?? null;
    const [first] = opening ? this.#to.encode(text) : this.#to.encodeContinuation(text);
    return first ?? null;
  }
}

const BYTE_TOKEN = /^<0x[0-9A-Fa-f]{2}>$/;

/** Of two tokens with the same bytes, the one the tokenizer itself would write: no byte token, no added token. */
function isPlainer(tokenizer: Tokenizer, id: number, other: number): boolean {
  const rank = (token: number) =>
    (tokenizer.kind(token) === 'text' ? 0 : 2) + (BYTE_TOKEN.test(tokenizer.spelling(token) ?? '') ? 1 : 0);
  return rank(id) < rank(other);
}
