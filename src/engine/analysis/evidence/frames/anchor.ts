/** The medicine or measurement that a number belongs to. */
import type { Mention } from '../lexicon/concepts.ts';
import type { Quantity } from '../quantities/quantities.ts';
import type { Unit } from '../quantities/units.ts';
import type { Word } from '../text/words.ts';

/** Words between a number and what it belongs to. */
const REACH_BEFORE = 12;
const REACH_AFTER = 3;

/** The nearest one before the number, else the nearest after it. @param text of a note, whose stops part what is said of one from another; null of talk */
export function anchorOf(
  text: string | null,
  words: readonly Word[],
  mentions: readonly Mention[],
  { from, to, unit, values }: Quantity,
): Mention | null {
  if (!mayHaveAnchor(unit) || (text !== null && isScore(values))) return null;
  const isParted = (a: number, b: number) =>
    text !== null && /[.;\n]/u.test(text.slice((words[a] as Word).end, (words[b] as Word).start));
  const anchors = mentions.filter(isAnchor);
  const before = anchors.filter((mention) => mention.to <= from && from - mention.to <= REACH_BEFORE).at(-1);
  if (before !== undefined && !isParted(before.to - 1, from) && !hasOwnNumber(text, words, before, from)) return before;
  const after = anchors.find((mention) => mention.from >= to && mention.from - to <= REACH_AFTER);
  return after === undefined || isParted(to - 1, after.from) ? null : after;
}

/** “BP 142/86, CN intact, 5/5 strength”: a measurement has its number before the comma. */
function hasOwnNumber(text: string | null, words: readonly Word[], { concepts, to }: Mention, from: number): boolean {
  if (text === null) return false;
  const between = text.slice((words[to - 1] as Word).end, (words[from] as Word).start);
  if (concepts[0]?.kind === 'medication') return HOW_OFTEN.test(between);
  return concepts[0]?.kind === 'measurement' && /\d[^,]*,/u.test(between);
}

/** “Ibuprofen 800 mg BID, ice 20 min TID”: a medicine has been told of with its frequency. */
const HOW_OFTEN =
  /\b(?:od|bd|bid|tds|tid|qds|qid|qhs|daily|weekly|nightly|prn|q\s?\d+\s?h|every \w+ hours|(?:a|per) day)\b[^,]*,/iu;

/** A short answer's number is of what the turn before asked about: “your lisinopril?” – “twenty milligrams”. */
export function anchorAsked(asked: readonly Mention[], askedWords: number, { from, unit }: Quantity): Mention | null {
  if (!mayHaveAnchor(unit) || from > 6) return null;
  const last = asked.filter(isAnchor).at(-1);
  return last !== undefined && askedWords - last.to <= 6 ? last : null;
}

/** A dose or frequency without a medicine in its sentence is of the one spoken of last, a few turns back: “Do you take it three times a day?” */
export function anchorOfIt(before: readonly (readonly Mention[])[], { unit }: Quantity): Mention | null {
  if (unit === null || !/^(?:mass-dose|rate|units|count)$/u.test(unit.kind)) return null;
  const medicines = before.flatMap((mentions) => mentions.filter(({ concepts }) => concepts[0]?.kind === 'medication'));
  return medicines.at(-1) ?? null;
}

/** “8/10”, “5/5”: out of so many, and of what stands beside it. */
export function isScore([value = 0, most]: readonly number[]): boolean {
  return (most === 10 || most === 5) && value <= most;
}

function mayHaveAnchor(unit: Unit | null): boolean {
  return unit === null || !/^(?:time|age|date|length|weight|grade|pack-years)$/u.test(unit.kind);
}

function isAnchor({ concepts }: Mention): boolean {
  return /^(?:medication|measurement)$/u.test(concepts[0]?.kind ?? '') || concepts[0]?.name === 'tobacco use';
}
