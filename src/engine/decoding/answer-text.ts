import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { FinishCause } from './events.ts';
import { marksReasoning, Reasoning } from './reasoning.ts';
import { SectionLimit, type SectionLimitOptions } from './section-limit.ts';
import { StopStrings } from './stop-strings.ts';

export interface AnswerTextOptions {
  readonly stopStrings?: readonly string[] | undefined;
  readonly sections?: SectionLimitOptions | undefined;
  /** The last characters of the prompt, which may have opened a passage of reasoning. */
  readonly promptEnd?: string | undefined;
}

export interface AnswerPiece {
  readonly text: string;
  /** What the token adds to the reasoning before the answer. */
  readonly reasoning: string;
  readonly ended: FinishCause | null;
}

/** The text of a generation as its tokens come: no reasoning, no half characters, nothing that ends it nor the beginning of such. */
export class AnswerText {
  readonly #tokenizer: Tokenizer;
  readonly #stream: ReturnType<Tokenizer['stream']>;
  readonly #reasoning: Reasoning;
  readonly #stops: StopStrings;
  readonly #sections: SectionLimit | null;
  readonly #sectionCount: number;
  #text = '';
  #thought = '';

  constructor(tokenizer: Tokenizer, { stopStrings = [], sections, promptEnd }: AnswerTextOptions = {}) {
    this.#tokenizer = tokenizer;
    this.#stream = tokenizer.stream();
    this.#reasoning = new Reasoning(promptEnd);
    this.#stops = new StopStrings(stopStrings);
    this.#sections = sections === undefined ? null : new SectionLimit(sections);
    this.#sectionCount = sections?.count ?? 0;
  }

  /** All of it so far. */
  get text(): string {
    return this.#text;
  }

  /** All reasoning so far. */
  get reasoning(): string {
    return this.#thought;
  }

  /**
   * What `id` adds (null: a stop token, which adds nothing); after the `last` token nothing is held back any more.
   * `ended` by a stop string or a section too many: the text then ends before it.
   */
  add(id: number | null, last: boolean): AnswerPiece {
    const parted = this.#reasoning.push((id === null ? '' : this.#read(id)) + (last ? this.#stream.flush() : ''));
    const rest = last ? this.#reasoning.flush() : { answer: '', reasoning: '' };
    const reasoning = parted.reasoning + rest.reasoning;
    const { text: unstopped, stop } = this.#stops.push(parted.answer + rest.answer);
    const sections = this.#limit(unstopped + (last || stop !== null ? this.#stops.flush() : ''));
    const text = sections.text + (last || stop !== null ? sections.flush() : '');
    this.#text += text;
    this.#thought += reasoning;
    if (sections.stopped) return { text, reasoning, ended: { kind: 'sections', count: this.#sectionCount } };
    return { text, reasoning, ended: stop === null ? null : { kind: 'stop-string', text: stop } };
  }

  /** Tags of reasoning are read also where they are special tokens, which leave no text. */
  #read(id: number): string {
    const spelling = this.#tokenizer.kind(id) === 'special' ? this.#tokenizer.spelling(id) : null;
    return this.#stream.push(id) + (marksReasoning(spelling) ? spelling : '');
  }

  #limit(text: string): { readonly text: string; readonly stopped: boolean; flush(): string } {
    const limit = this.#sections;
    if (limit === null) return { text, stopped: false, flush: () => '' };
    const { text: shown, stopped } = limit.push(text);
    return { text: shown, stopped, flush: () => (stopped ? '' : limit.flush()) };
  }
}
