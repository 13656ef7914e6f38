/**
 * The tokens of a text that grows, the same that encoding the whole of it would give, at a cost that does not grow with it:
 * only the text after a safe boundary is encoded again.
 *
 * A boundary is safe where no token can reach across and where a pre-tokenizer that reads from left to right starts anew:
 * before a single blank between two other characters, and after a line feed before a letter or digit. The common
 * pre-tokenizers (GPT-2's and its successors, SentencePiece's blanks) all split there; that no merge does otherwise is
 * checked against the vocabulary.
 */
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { joinBytes } from './utf8.ts';

/** What a context holds after its prompt: `settled` tokens that stay as they are, then `ids`. */
export interface Growth {
  readonly settled: number;
  readonly ids: readonly number[];
  grow(piece: Piece): Growth;
}

/** What a step adds to the answer. */
export interface Piece {
  /** The chosen tokens, in the base's ids. */
  readonly ids: readonly number[];
  /** The characters they complete. */
  readonly text: string;
}

/** Characters that stay open, in case a pre-tokenizer looks further ahead than those we know. */
const MARGIN = 32;

export class GrowingText implements Growth {
  readonly settled: number;
  readonly ids: readonly number[];
  readonly #tokenizer: Tokenizer;
  /** The text of `ids`. */
  readonly #open: string;

  private constructor(tokenizer: Tokenizer, settled: number, ids: readonly number[], open: string) {
    this.#tokenizer = tokenizer;
    this.settled = settled;
    this.ids = ids;
    this.#open = open;
  }

  static empty(tokenizer: Tokenizer): GrowingText {
    return new GrowingText(tokenizer, 0, [], '');
  }

  grow({ text }: Pick<Piece, 'text'>): GrowingText {
    if (text === '') return this;
    const open = this.#open + text;
    const start = open.length > 2 * MARGIN ? this.#lastBoundary() : 0;
    // Settled are tokens that have been encoded with what follows them in sight, so this comes before encoding anew.
    const settled = start === 0 ? this : this.#settle(start);
    return settled.#encode(open.slice(open.length - settled.#open.length - text.length));
  }

  #encode(open: string): GrowingText {
    const tokenizer = this.#tokenizer;
    const ids = this.settled === 0 ? tokenizer.encode(open) : tokenizer.encodeContinuation(open);
    return new GrowingText(tokenizer, this.settled, ids, open);
  }

  /** The last safe boundary that leaves `MARGIN` characters open; 0 when there is none. */
  #lastBoundary(): number {
    const crossed = crossedPairs(this.#tokenizer);
    for (let position = this.#open.length - MARGIN; position > 0; position--) {
      if (isSafe(this.#open, position, crossed)) return position;
    }
    return 0;
  }

  /** The same text with its tokens up to `position` settled; itself when no token ends there. */
  #settle(position: number): GrowingText {
    const open = this.#open.slice(position);
    const bytes = new TextEncoder().encode(open);
    let count = 0;
    let length = 0;
    while (length < bytes.length && count < this.ids.length) {
      count++;
      length += this.#tokenizer.bytes(this.ids[this.ids.length - count]!).length;
    }
    const ids = this.ids.slice(this.ids.length - count);
    const spelled = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      joinBytes(ids.map((id) => this.#tokenizer.bytes(id))),
    );
    if (spelled !== open) return this;
    return new GrowingText(this.#tokenizer, this.settled + this.ids.length - count, ids, open);
  }
}

/** Ids that are taken as they are: contexts of one tokenizer. */
export class GrowingIds implements Growth {
  readonly settled: number;
  readonly ids: readonly number[];
  readonly #translate: (id: number) => readonly number[];

  private constructor(settled: number, ids: readonly number[], translate: (id: number) => readonly number[]) {
    this.settled = settled;
    this.ids = ids;
    this.#translate = translate;
  }

  /** @param translate a base's id in the context's own ids */
  static empty(translate: (id: number) => readonly number[] = (id) => [id]): GrowingIds {
    return new GrowingIds(0, [], translate);
  }

  grow({ ids }: Pick<Piece, 'ids'>): GrowingIds {
    return new GrowingIds(this.settled + this.ids.length, ids.flatMap(this.#translate), this.#translate);
  }
}

/** `▁` is how SentencePiece spells a blank, and so is one. */
const isBlank = (char: string) => /[\s▁]/u.test(char);

/** The two sides of `position` as a pair of characters, when it is a boundary of the kinds above; else null. */
function boundaryPair(text: string, position: number): string | null {
  const before = lastCharacter(text, position);
  const after = String.fromCodePoint(text.codePointAt(position) ?? 0);
  if (before === '\n' && /[\p{L}\p{N}]/u.test(after)) return before + after;
  return after === ' ' && !isBlank(before) ? before + after : null;
}

function isSafe(text: string, position: number, crossed: ReadonlySet<string>): boolean {
  const pair = boundaryPair(text, position);
  if (pair === null || crossed.has(pair)) return false;
  if (!pair.endsWith(' ')) return true;
  const next = text[position + 1];
  return next !== undefined && !isBlank(next);
}

/** The character that ends at `position`. */
function lastCharacter(text: string, position: number): string {
  const unit = text.charCodeAt(position - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff && position > 1;
  return text.slice(position - (isLow ? 2 : 1), position);
}

const crossings = new WeakMap<Tokenizer, ReadonlySet<string>>();

/** Pairs of characters that would make a boundary but stand side by side inside a token. */
function crossedPairs(tokenizer: Tokenizer): ReadonlySet<string> {
  const known = crossings.get(tokenizer);
  if (known !== undefined) return known;
  const pairs = new Set<string>();
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let id = 0; id < tokenizer.size; id++) {
    const text = utf8.decode(tokenizer.bytes(id));
    if (!/\S |\n./u.test(text)) continue;
    for (let position = 1; position < text.length; position++) {
      const pair = boundaryPair(text, position);
      if (pair !== null) pairs.add(pair);
    }
  }
  crossings.set(tokenizer, pairs);
  return pairs;
}
