/** Whether an answer says a thing, denies it or leaves it open: from the words of its clause, as a reader would. */

export type Polarity = 'affirmed' | 'denied' | 'open';

/** Where a clause begins, so that a “not” before it has nothing to do with it. */
const CLAUSE = /[.;:!?,\n]|\b(?:but|however|so|therefore|hence|thus|because|as|since|it is|it's)\b/giu;
const SENTENCE = /[.;!?\n]/gu;
const DENIES =
  /(?:\b(?:no|not|never|neither|nor|without|cannot|none|rather than|instead of|(?:rules?|ruled|ruling) out|exclud(?:es?|ed|ing)|den(?:y|ies|ied))\b|n['’]t\b)/giu;
/** Words that deny nothing although they look it. */
const NO_DENIAL = /\bnot only\b|\b(?:no|without(?: a| any)?) (?:doubt|question)\b/giu;
const DENIED_AFTER =
  /^\s*(?:events?\b)?["”'*)\]]*\s*(?:[:=?–—-]+\s*["“'*]*(?:no|none|not|false|absent|negative|never)\b|(?:(?:is|was|are|were|has|had|have|did|does|can|could)\s*)?(?:not|n['’]t|never|(?:been\s+)?ruled out|(?:been\s+)?excluded|absent|unlikely|wrong|incorrect|false)\b)/iu;
const OPEN_BEFORE =
  /\b(?:whether|if|unclear|unknown|uncertain|unsure|undecided|unable|insufficient|impossible|(?:could|may|might) (?:also )?(?:be|have)|possibl[ey]|perhaps|maybe|either|not sure|not enough|(?:cannot|can['’]?t|not) (?:be )?(?:determined?|said|say|tell|judged?|possible|clear|conclude))\b/iu;
const OPEN_AFTER =
  /^[^.;!?\n]{0,40}\b(?:is|are|remains?) (?:unclear|unknown|uncertain|undetermined|possible)\b|^\s*\?\s*$/iu;

/** Of what stands from `start` to `end` of the text. */
export function polarityAt(text: string, start: number, end: number): Polarity {
  const after = text.slice(end);
  const sentence = since(SENTENCE, text, start);
  if (OPEN_BEFORE.test(sentence) || OPEN_AFTER.test(after)) return 'open';
  const clause = since(CLAUSE, text, start).replace(NO_DENIAL, '');
  const denials = clause.match(DENIES)?.length ?? 0;
  // Of two denials in one clause nobody can be sure.
  if (denials > 1) return /\bneither\b|\bnor\b/iu.test(clause) ? 'denied' : 'open';
  if (denials === 1) return DENIED_AFTER.test(after) ? 'open' : 'denied';
  return DENIED_AFTER.test(after) ? 'denied' : 'affirmed';
}

/** Characters that decide how a word is meant: those of a long sentence. */
const CONTEXT = 400;

/** What stands before `start` as far as it can matter: all of a long answer before each word would take a square of its length. */
export function justBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - CONTEXT), start);
}

/** The text before `start` from the last boundary on. */
function since(boundary: RegExp, text: string, start: number): string {
  const before = justBefore(text, start);
  let from = 0;
  for (const match of before.matchAll(boundary)) from = match.index + match[0].length;
  return before.slice(from);
}

/** Whether words such as “the answer is” lead up to this place. */
export function isPointedOut(text: string, start: number): boolean {
  return /\b(?:answer|label|verdict|conclusion|classification|choice)(?:\s+(?:is|would be|must be))?(?:\s+(?:option|choice|letter|sentence|number))?[\s:=*"'“(_#-]*$/iu.test(
    justBefore(text, start),
  );
}

/** Whether nothing stands before this place but marks and “Answer:”. */
export function isLead(text: string, start: number): boolean {
  // Nobody leads up to an answer by more than that; and marks on either side of a word that may be missing would take a square of them.
  if (start > CONTEXT) return false;
  const words = text
    .slice(0, start)
    .replace(/[\s:"'“*#(_[]+/gu, ' ')
    .trim();
  return /^(?:(?:final )?(?:answer|label)|final)?$/iu.test(words);
}
