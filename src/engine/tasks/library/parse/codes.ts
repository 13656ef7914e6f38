/** ICD-10-CM codes in an answer: a letter, a digit, a digit or letter, and up to four more after a point. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { justBefore, polarityAt } from './polarity.ts';

/** U is for provisional codes; the third character is A or B in a few chapters only, but always possible. */
const CODE = /(?<![\p{L}\p{N}.])([A-Z]\d[\dAB])(?:\.?([\dA-Z]{1,4}))?(?![\p{L}\p{N}])/giu;

/** What looks like a code and is a vitamin, a vertebra, an enzyme or an interval. */
const NO_CODE_BEFORE = /\b(?:vit(?:amin|\.)?|cyp|cytochrome|vertebra|every)[\s-]*$/iu;
const NO_CODE_AFTER = /^\s*(?:deficien\w+|levels?|injections?|supplement\w*|vertebra\w*|compression|burst)\b/iu;
const INTERVAL = /^q\d{1,2}h$/iu;

/** Written with their point and in capitals, each once, in the order of the answer. The point may be missing in the answer. */
export function parseCodes(answer: string): ParsedAnswer {
  const codes: string[] = [];
  for (const match of answer.matchAll(CODE)) {
    const [written, category = '', rest] = match;
    const [before, after] = [justBefore(answer, match.index), answer.slice(match.index + written.length)];
    if (INTERVAL.test(written) || NO_CODE_BEFORE.test(before) || NO_CODE_AFTER.test(after)) continue;
    if (polarityAt(answer, match.index, match.index + written.length) === 'denied') continue;
    const code = (rest === undefined ? category : `${category}.${rest}`).toUpperCase();
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length === 0 ? unreadable('It has no ICD-10-CM code.') : read({ kind: 'list', entries: codes });
}
