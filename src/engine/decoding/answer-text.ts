import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { FinishCause } from './events.ts';
import { SectionLimit, type SectionLimitOptions } from './section-limit.ts';
import { StopStrings } from './stop-strings.ts';

export interface AnswerTextOptions {
  readonly stopStrings?: readonly string[] | undefined;
  readonly sections?: SectionLimitOptions | undefined;
}

/** The text of a generation as its tokens come: no half characters, nothing that ends it nor the beginning of such. */
export class AnswerText {
  readonly #stream: ReturnType<Tokenizer['stream']>;
  readonly #stops: StopStrings;
  readonly #sections: SectionLimit | null;
  readonly #sectionCount: number;
  #text = '';

  constructor(tokenizer: Tokenizer, { stopStrings = [], sections }: AnswerTextOptions = {}) {
    this.#stream = tokenizer.stream();
    this.#stops = new StopStrings(stopStrings);
    this.#sections = sections === undefined ? null : new SectionLimit(sections);
    this.#sectionCount = sections?.count ?? 0;
  }

  /** All of it so far. */
  get text(): string {
    return this.#text;
  }

  /**
   * What `id` adds (null: a stop token, which adds nothing); after the `last` token nothing is held back any more.
   * `ended` by a stop string or a section too many: the text then ends before it.
   */
  add(id: number | null, last: boolean): { readonly text: string; readonly ended: FinishCause | null } {
    const piece = (id === null ? '' : this.#stream.push(id)) + (last ? this.#stream.flush() : '');
    const { text: unstopped, stop } = this.#stops.push(piece);
    const sections = this.#limit(unstopped + (last || stop !== null ? this.#stops.flush() : ''));
    const text = sections.text + (last || stop !== null ? sections.flush() : '');
    this.#text += text;
    if (sections.stopped) return { text, ended: { kind: 'sections', count: this.#sectionCount } };
    return { text, ended: stop === null ? null : { kind: 'stop-string', text: stop } };
  }

  #limit(text: string): { readonly text: string; readonly stopped: boolean; flush(): string } {
    const limit = this.#sections;
    if (limit === null) return { text, stopped: false, flush: () => '' };
    const { text: shown, stopped } = limit.push(text);
    return { text: shown, stopped, flush: () => (stopped ? '' : limit.flush()) };
  }
}
