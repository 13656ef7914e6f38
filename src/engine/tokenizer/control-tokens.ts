/** Splitting a prompt at its control tokens. */
import type { Run } from './prompt-runs.ts';
import type { AddedToken } from './tokenizer-files.ts';

/** A control token, or text between two of them. */
export type Section =
  | { readonly kind: 'control'; readonly id: number }
  | { readonly kind: 'text'; readonly text: string };

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** How control tokens are written: `<|end|>`, `</s>`, `<think>`, `[INST]`. */
const BRACKETED = /^\s*(?:<.*>|\[.*\])\s*$/su;
/** Markup that Gemma's vocabulary holds as tokens of their own. `<s>` is left out: in most vocabularies it begins a text. */
const MARKUP =
  /^<\/?(?:table|caption|thead|tbody|tfoot|tr|th|td|h[1-6]|blockquote|strong|em|b|i|u|sub|sup|code|p|br|ul|ol|li|div|span|a|img|pre|hr)>$/u;

/**
 * An added token is control where it is marked `special` or is written like one: checkpoints disagree about the flag (`</s>`
 * of Phi-3, `<think>` of Qwen3 are not "special"). Any other is a word, a run of blanks or a tag of markup that a tokenizer
 * was given beside its merges (`metformin`): text like any other, which becomes that token wherever it stands.
 */
export const isControl = ({ content, special }: AddedToken): boolean =>
  content.trim() !== '' && (special || (BRACKETED.test(content) && !MARKUP.test(content)));

export class ControlTokens {
  readonly #byContent: ReadonlyMap<string, AddedToken>;
  readonly #pattern: RegExp | null;

  constructor(added: readonly AddedToken[]) {
    const control = added.filter(isControl);
    this.#byContent = new Map(control.map((token) => [token.content, token]));
    // Longest first: alternation takes the first alternative that matches.
    const contents = control.map((token) => token.content).sort((a, b) => b.length - a.length);
    this.#pattern = contents.length === 0 ? null : new RegExp(contents.map(escapeRegExp).join('|'), 'g');
  }

  /** Control tokens are looked for in trusted runs only; all text between two of them is one section. */
  split(runs: readonly Run[]): Section[] {
    const sections: Section[] = [];
    let text = '';
    let eatBlanks = false;
    const add = (more: string) => {
      const rest = eatBlanks ? more.trimStart() : more;
      if (rest !== '') eatBlanks = false;
      text += rest;
    };
    const close = () => {
      if (text !== '') sections.push({ kind: 'text', text });
      text = '';
    };
    for (const run of runs) {
      let position = 0;
      if (run.trusted && this.#pattern !== null) {
        for (const match of run.text.matchAll(this.#pattern)) {
          const token = this.#byContent.get(match[0]);
          if (token === undefined) continue;
          add(run.text.slice(position, match.index));
          // `lstrip` and `rstrip` tokens swallow the blanks beside them, as in the reference implementation.
          if (token.lstrip) text = text.trimEnd();
          close();
          sections.push({ kind: 'control', id: token.id });
          eatBlanks = token.rstrip;
          position = match.index + match[0].length;
        }
      }
      add(run.text.slice(position));
    }
    close();
    return sections;
  }
}
