import { keyOf } from './lists.ts';

/** A word of a text, as a finder of names looks at it. */
export interface TextWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** See `keyOf`; without a possessive ’s. */
  readonly key: string;
  readonly capital: boolean;
  /** One capital letter: “J.” */
  readonly initial: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
  /** Nothing, a full stop or a line break stands before. */
  readonly opens: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’ʼ-]\p{L}[\p{L}\p{M}]*)*/gu;

export function wordsOfText(text: string): TextWord[] {
  const words: TextWord[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0].replace(/['’ʼ][sS]$/u, '');
    const start = match.index;
    const gap = text.slice(last, start);
    words.push({
      start,
      end: start + word.length,
      text: word,
      key: keyOf(word),
      capital: /^\p{Lu}/u.test(word),
      initial: /^\p{Lu}\p{M}*$/u.test(word),
      gap,
      opens: last === 0 || /[.!?:;\n\]"“•*]/u.test(gap),
    });
    last = start + word.length;
  }
  return words;
}

/** A text in small letters (speech recognition writes so): hardly a capital inside a sentence. */
export function isLowerCase(words: readonly TextWord[]): boolean {
  const inside = words.filter(({ opens, key }) => !opens && key.length > 1);
  const capitals = inside.filter(({ capital, text }) => capital && text !== text.toUpperCase());
  return capitals.length < Math.max(1, inside.length * 0.005);
}
