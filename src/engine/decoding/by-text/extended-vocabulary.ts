import { Detokenizer } from '../../tokenizer/detokenizer.ts';
import type { PromptProfile } from '../../tokenizer/prompt-profile.ts';
import type { PromptText, Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { TokenKind } from '../../tokenizer/vocabulary.ts';
import { bytesKey } from './utf8.ts';

/** A tokenizer with tokens added as they turn up: texts that another model has a token for and this one has not. */
export class ExtendedVocabulary implements Tokenizer {
  readonly #inner: Tokenizer;
  readonly #added: Uint8Array[] = [];
  readonly #ids = new Map<string, number>();

  constructor(inner: Tokenizer) {
    this.#inner = inner;
  }

  get label(): string {
    return this.#inner.label;
  }
  get size(): number {
    return this.#inner.size + this.#added.length;
  }
  get bosId(): number | null {
    return this.#inner.bosId;
  }
  get eosId(): number | null {
    return this.#inner.eosId;
  }
  get chat(): boolean {
    return this.#inner.chat;
  }
  get profile(): PromptProfile | null {
    return this.#inner.profile;
  }
  get stripsFirstBlank(): boolean {
    return this.#inner.stripsFirstBlank;
  }

  /** The id of an added token; the same for the same bytes. */
  add(bytes: Uint8Array): number {
    const key = bytesKey(bytes);
    const id = this.#ids.get(key) ?? this.#inner.size + this.#added.push(bytes) - 1;
    this.#ids.set(key, id);
    return id;
  }

  encode(text: string): number[] {
    return this.#inner.encode(text);
  }
  encodeContinuation(text: string): number[] {
    return this.#inner.encodeContinuation(text);
  }
  encodeOpen(text: string): number[] {
    return this.#inner.encodeOpen(text);
  }
  encodePrompt(prompt: PromptText): number[] {
    return this.#inner.encodePrompt(prompt);
  }

  decode(ids: readonly number[]): string {
    const stream = this.stream();
    return ids.map((id) => stream.push(id)).join('') + stream.flush();
  }

  tokenText(id: number): string {
    const added = this.#added[id - this.#inner.size];
    return added === undefined
      ? this.#inner.tokenText(id)
      : new TextDecoder('utf-8', { ignoreBOM: true }).decode(added);
  }

  spelling(id: number): string | null {
    return this.#added[id - this.#inner.size] === undefined ? this.#inner.spelling(id) : this.tokenText(id);
  }

  bytes(id: number): Uint8Array {
    return this.#added[id - this.#inner.size] ?? this.#inner.bytes(id);
  }

  kind(id: number): TokenKind | null {
    return this.#added[id - this.#inner.size] === undefined ? this.#inner.kind(id) : 'text';
  }

  stream(): Detokenizer {
    return new Detokenizer(this);
  }
}
