import type { Vocabulary } from './vocabulary.ts';

/** What decoding needs of a vocabulary. */
export type TokenBytes = Pick<Vocabulary, 'bytes' | 'stripsFirstBlank'>;

/**
 * Turns ids into text as they come and never shows half a character: bytes of an unfinished UTF-8 sequence wait for
 * the next token. Bytes that cannot become a character show as U+FFFD (WHATWG Encoding, "maximal subpart").
 * The texts of all calls in order, `flush` included, are the decoded whole.
 */
export class Detokenizer {
  readonly #vocabulary: TokenBytes;
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  #atStart: boolean;

  constructor(vocabulary: TokenBytes) {
    this.#vocabulary = vocabulary;
    this.#atStart = vocabulary.stripsFirstBlank;
  }

  /** What `id` adds to the text; empty while a character is unfinished and for special tokens. */
  push(id: number): string {
    return this.#withoutFirstBlank(this.#utf8.decode(this.#vocabulary.bytes(id), { stream: true }));
  }

  /** The end of the text: what is left of an unfinished character, as U+FFFD. The next `push` begins a new text. */
  flush(): string {
    const rest = this.#withoutFirstBlank(this.#utf8.decode());
    this.#atStart = this.#vocabulary.stripsFirstBlank;
    return rest;
  }

  #withoutFirstBlank(text: string): string {
    if (!this.#atStart || text === '') return text;
    this.#atStart = false;
    return text.startsWith(' ') ? text.slice(1) : text;
  }
}
