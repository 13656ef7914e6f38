/** Keeps apart what a reasoning model thinks before it answers: it is no part of a note, and is not reviewed or signed. */

const TAGS = [
  { open: '<think>', close: '</think>' },
  { open: '<thinking>', close: '</thinking>' },
  { open: '[THINK]', close: '[/THINK]' },
] as const;

type Tag = (typeof TAGS)[number];

/** Spellings that begin or end reasoning; where a tokenizer counts them as special, they have no text of their own. */
const SPELLINGS: ReadonlySet<string> = new Set(TAGS.flatMap(({ open, close }) => [open, close]));

export const marksReasoning = (spelling: string | null): boolean => spelling !== null && SPELLINGS.has(spelling);

/** What of a text belongs to the answer, and what to the reasoning before it. */
export interface Parted {
  readonly answer: string;
  readonly reasoning: string;
}

/**
 * An answer may begin with one passage of reasoning: the tag that opens it stands first, or the prompt has opened it already
 * (as DeepSeek's template does). Tags further on are text like any other.
 */
export class Reasoning {
  /** Null: not known yet, since what came may be the beginning of a tag. */
  #within: Tag | 'answer' | null = null;
  #held = '';
  #isAfter = false;

  /** @param promptEnd the last characters of the prompt, control tokens spelled out */
  constructor(promptEnd = '') {
    this.#within = TAGS.find(({ open }) => promptEnd.trimEnd().endsWith(open)) ?? null;
  }

  push(text: string): Parted {
    if (this.#within === 'answer') return { answer: this.#withoutGap(text), reasoning: '' };
    this.#held += text;
    if (this.#within === null) {
      const start = this.#held.trimStart();
      const tag = TAGS.find(({ open }) => start.startsWith(open));
      if (tag !== undefined) {
        this.#within = tag;
        this.#held = start.slice(tag.open.length);
      } else if (TAGS.some(({ open }) => open.startsWith(start))) {
        return { answer: '', reasoning: '' };
      } else {
        this.#within = 'answer';
        return { answer: this.#take(), reasoning: '' };
      }
    }
    const { close } = this.#within;
    const end = this.#held.indexOf(close);
    if (end < 0) return { answer: '', reasoning: this.#take(this.#held.length - partial(this.#held, close)) };
    const reasoning = this.#take(end);
    this.#held = this.#held.slice(close.length);
    this.#within = 'answer';
    this.#isAfter = true;
    return { answer: this.#withoutGap(this.#take()), reasoning };
  }

  /** What was held back, when no more text comes. */
  flush(): Parted {
    const rest = this.#take();
    return this.#within === null || this.#within === 'answer'
      ? { answer: rest, reasoning: '' }
      : { answer: '', reasoning: rest };
  }

  #take(length = this.#held.length): string {
    const taken = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return taken;
  }

  /** The lines between reasoning and answer belong to neither. */
  #withoutGap(text: string): string {
    if (!this.#isAfter) return text;
    const rest = text.trimStart();
    if (rest !== '') this.#isAfter = false;
    return rest;
  }
}

/** How many of the last characters of `text` may be the beginning of `tag`. */
function partial(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
