/** MEDEC: which of the numbered sentences is wrong. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { isLead, isPointedOut, justBefore, polarityAt } from './polarity.ts';

/** Numbers at the beginning of the lines. */
export function sentenceNumbers(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(\d{1,4})[.):]?\s+\S/gmu)].map(([, number = '']) => String(Number(number)));
}

const NUMBER = /(?<![\p{L}\p{N}.]|\d[-−–])[-−–]?\d{1,4}(?![\p{L}\p{N}]|\.\d)/gu;
/** What makes a number that of a sentence. */
const NAMED = /\b(?:sentences?|lines?|statements?|numbers?|no\.|id)[\s:*"'(#]*$|#$/iu;
/** What makes it one of something else: so many errors, a range, an amount. */
const COUNTED =
  /^\s*(?:of\b|medical errors?\b|errors?\b|mistakes?\b|mg\b|mcg\b|g\b|ml\b|%|days?\b|years?\b|weeks?\b|hours?\b|[-−–/]\s*\d)/iu;
/** What says of a sentence that it is not the one. */
const CLEARED =
  /^["”'*)\]]*\s*(?:is|seems|looks)\s+(?:fine|correct|right|accurate|ok|not\s+(?:wrong|incorrect|the\s+(?:error|wrong)))\b/iu;
const NO_ERROR =
  /\b(?:no(?:ne|thing)?\b|not?\s+(?:any|an?)?\s*(?:medical\s+)?(?:errors?|mistakes?)|(?:is|are|was|were|seems?|looks?|all|everything|text|note)\s+(?:\w+\s+)?(?:correct|right|fine|accurate|in order)|error[- ]free)|^\W*(?:correct|-1)\W*$/iu;
const SOME_ERROR =
  /\b(?:not|n['’]t|never)\s+(?:\w+\s+){0,2}(?:correct|right|fine|accurate|in order|error[- ]free)\b|\bincorrect\b|\bwrong\b/iu;

/**
 * The number that the answer names as a sentence's, or else its only number that a sentence has; −1 also in words. Several numbers are
 * no answer unless it begins with one or points one out.
 */
export function parseSentenceNumber(answer: string, text: string): ParsedAnswer {
  const known = sentenceNumbers(text);
  const numbers = [...answer.matchAll(NUMBER)].map(({ index: start, 0: written }) => ({
    start,
    end: start + written.length,
    value: String(Number(written.replace(/[−–]/u, '-'))),
  }));
  const said = numbers.filter(
    ({ start, end }) => polarityAt(answer.slice(0, end), start, end) !== 'denied' && !CLEARED.test(answer.slice(end)),
  );
  const uncounted = said.filter(({ end }) => !COUNTED.test(answer.slice(end)));
  const named = uncounted.filter(({ start }) => NAMED.test(justBefore(answer, start)));
  const lead = uncounted.filter(({ start }) => isLead(answer, start) || isPointedOut(answer, start));
  const isKnown = (value: string) => value === '-1' || known.includes(value);
  for (const group of [named, lead, uncounted.filter(({ value }) => isKnown(value))]) {
    const [first] = group;
    if (first === undefined) continue;
    const isList = /^\s*(?:,|and|or|&|\/|to)\s*(?:sentence\s+)?\d/iu.test(answer.slice(first.end));
    if (new Set(group.map(({ value }) => value)).size > 1 || isList)
      return unreadable('It names more than one sentence.');
    if (!isKnown(first.value)) return unreadable(`There is no sentence ${first.value}.`);
    if (first.value === '-1' && SOME_ERROR.test(answer))
      return unreadable('It says that there is an error, and that there is none.');
    return read({ kind: 'label', label: first.value });
  }
  const [other] = uncounted;
  if (other !== undefined) return unreadable(`There is no sentence ${other.value}.`);
  if (numbers.length > 0) return unreadable('It names no sentence for sure.');
  if (SOME_ERROR.test(answer)) return unreadable('It says that there is an error, but not in which sentence.');
  if (NO_ERROR.test(answer)) return read({ kind: 'label', label: '-1' }, 'Read “no error” as −1.');
  return unreadable('It names no sentence.');
}
