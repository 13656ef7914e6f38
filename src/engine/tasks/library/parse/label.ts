/** One of a set of labels in an answer that may say more. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { isLead, isPointedOut, justBefore, type Polarity, polarityAt } from './polarity.ts';

const WORD = '[\\p{L}\\p{N}]';

/** What readers take for a label as well: verbs of what it names. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  entailment: ['entails', 'entailed'],
  contradiction: ['contradicts', 'contradicted', 'contradictory'],
  fall: ['fell', 'fallen'],
};
/** What has a label in its name and is something else: a risk of it, a history of it. */
const SOMETHING_ELSE_BEFORE =
  /\b(?:risks? (?:of|for)(?: an?)?|history of(?: an?)?|prior|previous|prevent(?:ion of|s|ed)?(?: an?)?)\s+$/iu;
const SOMETHING_ELSE_AFTER =
  /^[\s-]+(?:risks?|precautions?|prevention|history|scores?|assessments?|protocols?|in\s+(?:blood|his|her|the))\b/iu;

/** A phrase as a whole; its blanks match any blanks. */
function finder(phrase: string): RegExp {
  const escaped = phrase
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&'))
    .join('\\s+');
  return new RegExp(`(?<!${WORD})${escaped}(?!${WORD})`, 'giu');
}

interface Hit {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly polarity: Polarity;
}

/**
 * The label that the answer says. What it denies (“not entailment”) it does not say; where labels are a thing and its absence (“fall”,
 * “no fall”), denying one is saying the other, and yes and no are answers. Of several labels that counts which the answer begins with or
 * points out; two on a par, or one that is left open, are no answer.
 */
export function parseLabel(answer: string, labels: readonly string[]): ParsedAnswer {
  const absences = new Map(
    labels.flatMap((label) => {
      const absence = labels.find((other) => other.toLowerCase() === `no ${label.toLowerCase()}`);
      return absence === undefined ? [] : [[label, absence] as const];
    }),
  );
  const hits = [
    ...outermost(found(answer, labels)).map((hit) => settled(hit, absences)),
    ...saidYesOrNo(answer, absences),
  ];
  const affirmed = hits.filter(({ polarity }) => polarity === 'affirmed');
  const isLeftOpen = hits.some(
    ({ polarity, label }) => polarity === 'open' && affirmed.every((hit) => hit.label !== label),
  );
  const named = [...new Set(affirmed.map(({ label }) => label))];
  const [only] = named;
  if (only === undefined) {
    if (hits.some(({ polarity }) => polarity === 'open')) return unreadable('It names no answer for sure.');
    if (hits.length > 0) return unreadable('It names only what is not the answer.');
    return unreadable(`It names none of the answers: ${labels.join(', ')}.`);
  }
  if (named.length === 1 && !isLeftOpen) return read({ kind: 'label', label: only }, remarkOn(answer, only));
  const chosen = standingOut(answer, affirmed);
  if (chosen === undefined) return unreadable(`It names more than one answer: ${named.join(', ')}.`);
  const others = [...new Set(hits.map(({ label }) => label))].filter((label) => label !== chosen);
  return read({ kind: 'label', label: chosen }, `It also names ${others.join(', ')}.`);
}

function found(answer: string, labels: readonly string[]): readonly Hit[] {
  return labels.flatMap((label) =>
    [label, ...(FORMS[label.toLowerCase()] ?? [])].flatMap((phrase) =>
      [...answer.matchAll(finder(phrase))].flatMap(({ index: start, 0: text }) => {
        const end = start + text.length;
        const isElse =
          SOMETHING_ELSE_BEFORE.test(justBefore(answer, start)) || SOMETHING_ELSE_AFTER.test(answer.slice(end));
        return isElse ? [] : [{ label, start, end, polarity: polarityAt(answer, start, end) }];
      }),
    ),
  );
}

/** “fall” within “no fall” is part of the longer label only. */
function outermost(hits: readonly Hit[]): readonly Hit[] {
  const holds = (other: Hit, hit: Hit) =>
    other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start;
  return hits.filter((hit) => !hits.some((other) => holds(other, hit)));
}

function settled(hit: Hit, absences: ReadonlyMap<string, string>): Hit {
  if (hit.polarity !== 'denied') return hit;
  const absence = absences.get(hit.label);
  if (absence !== undefined) return { ...hit, label: absence, polarity: 'affirmed' };
  // That an absence is absent is a figure of speech, or a slip.
  return [...absences.values()].includes(hit.label) ? { ...hit, polarity: 'open' } : hit;
}

const YES_OR_NO = /^[\s"'“*#(]*(?:(?:final\s+)?answer\s*(?:is)?[\s:*]*)?(yes|no)(?=["”'*)]*\s*(?:$|[.,;:!\n–—-]))/iu;

/** Taken for one of the two where the labels are one pair of a thing and its absence. */
function saidYesOrNo(answer: string, absences: ReadonlyMap<string, string>): readonly Hit[] {
  const [pair, second] = absences;
  const match = YES_OR_NO.exec(answer);
  if (match === null || pair === undefined || second !== undefined) return [];
  const [presence, absence] = pair;
  const isYes = match[1]?.toLowerCase() === 'yes';
  return [{ label: isYes ? presence : absence, start: -1, end: -1, polarity: 'affirmed' }];
}

/** The label that the answer points out, or else begins with, where no second one stands beside it as its equal. */
function standingOut(answer: string, hits: readonly Hit[]): string | undefined {
  // A yes or no that what follows contradicts says nothing.
  if (hits.some(({ start }) => start < 0)) return undefined;
  const isEqual = ({ end }: Hit) =>
    hits.some(
      (other) =>
        other.start >= end && /^["”'*)]*\s*(?:\/|,|and|or|&)+\s*["“'*(]*$/iu.test(answer.slice(end, other.start)),
    );
  for (const stands of [isPointedOut, isLead]) {
    const standing = hits.filter((hit) => stands(answer, hit.start));
    const [first] = standing;
    if (first === undefined) continue;
    return new Set(standing.map(({ label }) => label)).size === 1 && !standing.some(isEqual) ? first.label : undefined;
  }
  return undefined;
}

function remarkOn(answer: string, label: string): string | null {
  return answer.trim().toLowerCase() === label.toLowerCase() ? null : 'Words round the label were left out.';
}
