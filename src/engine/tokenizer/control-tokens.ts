/** Splitting a prompt at its control tokens. */
import type { Run } from './prompt-runs.ts';
import type { AddedToken } from './tokenizer-files.ts';

/** A control token, or text between two of them. */
export type Section =
  | { readonly kind: 'control'; readonly id: number }
  | { readonly kind: 'text'; readonly text: string };

const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/**
 * Every added token that is more than blanks counts as control, whatever its `special` flag says: checkpoints disagree
 * about the flag (`</s>` of Phi-3, `<think>` of Qwen3 are not "special").
 */
export const isControl = (token: AddedToken): boolean => token.content.trim() !== '';

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
