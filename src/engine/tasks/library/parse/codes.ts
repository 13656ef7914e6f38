/** ICD-10-CM codes in an answer: a letter, a digit, a digit or letter, and up to four more after a point. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

/** U is for provisional codes; the third character is A or B in a few chapters only, but always possible. */
const CODE = /(?<![\p{L}\p{N}.])([A-Z]\d[\dAB])(?:\.?([\dA-Z]{1,4}))?(?![\p{L}\p{N}])/giu;

/** Written with their point and in capitals, each once, in the order of the answer. The point may be missing in the answer. */
export function parseCodes(answer: string): ParsedAnswer {
  const codes: string[] = [];
  for (const [, category = '', rest] of answer.matchAll(CODE)) {
    const code = (rest === undefined ? category : `${category}.${rest}`).toUpperCase();
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length === 0 ? unreadable('It has no ICD-10-CM code.') : read({ kind: 'list', entries: codes });
}
