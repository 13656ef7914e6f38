import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { StopStrings } from './stop-strings.ts';

/** The text of a generation as its tokens come: no half characters, no stop string nor the beginning of one. */
export class AnswerText {
  readonly #stream: ReturnType<Tokenizer['stream']>;
  readonly #stops: StopStrings;
  #text = '';

  constructor(tokenizer: Tokenizer, stopStrings: readonly string[]) {
    this.#stream = tokenizer.stream();
    this.#stops = new StopStrings(stopStrings);
  }

  /** All of it so far. */
  get text(): string {
    return this.#text;
  }

  /**
   * What `id` adds (null: a stop token, which adds nothing); after the `last` token nothing is held back any more.
   * `stopped` when a stop string is complete: the text then ends before it.
   */
  add(id: number | null, last: boolean): { readonly text: string; readonly stopped: boolean } {
    const piece = (id === null ? '' : this.#stream.push(id)) + (last ? this.#stream.flush() : '');
    const shown = this.#stops.push(piece);
    const text = shown.text + (last ? this.#stops.flush() : '');
    this.#text += text;
    return { text, stopped: shown.stopped };
  }
}
