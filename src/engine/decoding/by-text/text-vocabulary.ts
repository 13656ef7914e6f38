/**
 * A vocabulary that is not known beforehand: every text that turns up gets an id of its own. Stands in for the tokenizer
 * of a black box, so that its tokens can be events like all others. A prompt is one opaque token.
 */

import { LocumError } from '../../errors.ts';
import { Detokenizer } from '../../tokenizer/detokenizer.ts';
import type { PromptText, Tokenizer } from '../../tokenizer/tokenizer.ts';
import { bytesKey } from './utf8.ts';

type Entry =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'prompt'; readonly prompt: PromptText };

const STOP_NAME = '<|stop|>';
const NO_BYTES = new Uint8Array(0);

export class TextVocabulary implements Tokenizer {
  readonly label: string;
  /** Stands for all the black box's stop tokens. */
  readonly stopId = 0;
  readonly bosId = null;
  readonly eosId = 0;
  readonly chat = true;
  readonly profile = null;
  readonly stripsFirstBlank = false;
  /** Ids from 1 on. */
  readonly #entries: Entry[] = [];
  readonly #ids = new Map<string, number>();

  constructor(label: string) {
    this.label = label;
  }

  get size(): number {
    return this.#entries.length + 1;
  }

  idOf(bytes: Uint8Array): number {
    const key = bytesKey(bytes);
    const id = this.#ids.get(key) ?? this.#add({ kind: 'text', bytes });
    this.#ids.set(key, id);
    return id;
  }

  /** @throws {LocumError} `bad-argument` when `id` is no prompt */
  promptOf(id: number): PromptText {
    const entry = this.#entries[id - 1];
    if (entry?.kind === 'prompt') return entry.prompt;
    throw new LocumError('bad-argument', `Token ${id} is no prompt.`);
  }

  encode(text: string): number[] {
    return text === '' ? [] : [this.idOf(new TextEncoder().encode(text))];
  }

  encodeContinuation(text: string): number[] {
    return this.encode(text);
  }

  encodeOpen(text: string): number[] {
    return this.encodePrompt({ chat: [{ role: 'user', content: text }], plain: text });
  }

  encodePrompt(prompt: PromptText): number[] {
    return [this.#add({ kind: 'prompt', prompt })];
  }

  decode(ids: readonly number[]): string {
    const stream = this.stream();
    return ids.map((id) => stream.push(id)).join('') + stream.flush();
  }

  tokenText(id: number): string {
    return id === this.stopId ? STOP_NAME : new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes(id));
  }

  spelling(id: number): string | null {
    if (id === this.stopId) return STOP_NAME;
    return this.#entries[id - 1]?.kind === 'text' ? this.tokenText(id) : null;
  }

  bytes(id: number): Uint8Array {
    const entry = this.#entries[id - 1];
    return entry?.kind === 'text' ? entry.bytes : NO_BYTES;
  }

  kind(id: number): 'text' | 'special' | null {
    if (id === this.stopId) return 'special';
    const entry = this.#entries[id - 1];
    return entry === undefined ? null : entry.kind === 'text' ? 'text' : 'special';
  }

  stream(): Detokenizer {
    return new Detokenizer(this);
  }

  #add(entry: Entry): number {
    return this.#entries.push(entry);
  }
}
