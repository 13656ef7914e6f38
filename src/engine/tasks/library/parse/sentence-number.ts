/** MEDEC: which of the numbered sentences is wrong. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

/** Numbers at the beginning of the lines. */
export function sentenceNumbers(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(\d{1,4})[.):]?\s+\S/gmu)].map(([, number = '']) => String(Number(number)));
}

/** The first number of the answer that a sentence has, −1, or words for none. */
export function parseSentenceNumber(answer: string, text: string): ParsedAnswer {
  const known = sentenceNumbers(text);
  const first = /(?<![\p{L}\p{N}.])[-−–]?\d{1,4}(?![\p{L}\p{N}]|\.\d)/u.exec(answer)?.[0]?.replace(/[−–]/u, '-');
  if (first !== undefined) {
    const number = String(Number(first));
    if (number === '-1' || known.includes(number)) return read({ kind: 'label', label: number });
    return unreadable(`There is no sentence ${number}.`);
  }
  if (/\b(?:no(?:ne|thing)?|not?\s+(?:any|an)?\s*errors?|correct)\b/iu.test(answer)) {
    return read({ kind: 'label', label: '-1' }, 'Read “no error” as −1.');
  }
  return unreadable('It names no sentence.');
}
