/** Numbers of clinical text with what they count: digits, spoken numbers, fractions, and shorthand (`2/7`, `BD`). */

import type { Word } from '../text/words.ts';
import { frequencyAt } from './frequencies.ts';
import { readSpoken } from './spoken-numbers.ts';
import { AGE, COUNTED_RATE, type Unit, unitAt } from './units.ts';

export interface Quantity {
  /** In `unit`; two where the text says a pair (150/90) or a range (2–3). */
  readonly values: readonly number[];
  /** Other readings of the same words, as `values`: “one fifty” is 150 or 1 and 50. */
  readonly others: readonly number[];
  readonly unit: Unit | null;
  /** Words, the end exclusive, with the unit. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const DENOMINATORS: Readonly<Record<number, Unit>> = {
  7: { kind: 'time', factor: 1, name: 'days' },
  52: { kind: 'time', factor: 7, name: 'weeks' },
  12: { kind: 'time', factor: 30, name: 'months' },
};

/** @param kind in a note “a couple”, “first” and the like are no figures; in talk “a week” is one, and “one” is mostly a pronoun */
export function quantitiesOf(text: string, words: readonly Word[], kind: 'written' | 'spoken'): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < words.length; ) {
    const quantity =
      gradeAt(text, words, at) ??
      rateAt(text, words, at, found.at(-1)) ??
      numberAt(text, words, at) ??
      (kind === 'spoken' || isAgo(words, at) ? singleAt(text, words, at) : null);
    if (quantity !== null && !isLoose(text, words, quantity, kind)) found.push(quantity);
    at = quantity?.to ?? at + 1;
  }
  return found;
}

function isLoose(text: string, words: readonly Word[], quantity: Quantity, kind: 'written' | 'spoken'): boolean {
  const { from, to, unit } = quantity;
  const { form } = words[from] as Word;
  if (kind === 'spoken') return form === 'one' && unit === null && to === from + 1;
  if (words[from - 1]?.form === 'type') return /^[12]$/u.test(form);
  if (unit === null && (isNoCount(text, quantity) || isWithinName(text, quantity) || isScale(text, quantity)))
    return true;
  if (form === 'one' && unit?.kind === 'time') return false;
  return /^(?:couple|half|one|zero|\p{L}+(?:st|nd|rd|th))$/u.test(form);
}

/** “2nd toe”, “2° to”, “2/2 pain” (secondary), the number of an ambulance. */
function isNoCount(text: string, { start, end }: Quantity): boolean {
  const number = text.slice(start, end);
  const rest = text.slice(end);
  if (/^(?:999|911)$/u.test(number)) return true;
  if (number === '2/2') return /^\s+\p{L}/u.test(rest);
  return /^\d{1,2}$/u.test(number) && (/^°(?!\s?[CF]\b)/u.test(rest) || ORDINAL.test(rest));
}

/** “Indole-3-carbinol”. */
function isWithinName(text: string, { start, end }: Quantity): boolean {
  return /\p{L}-$/u.test(text.slice(Math.max(0, start - 2), start)) && /^-\p{L}/u.test(text.slice(end, end + 2));
}

/** “On a 0-10 scale”, “on a scale of 1 to 10”: the ends of the scale, and not what was told on it. */
function isScale(text: string, { values, start, end }: Quantity): boolean {
  return (
    values.length === 2 &&
    Math.min(...values) <= 1 &&
    (/^[\s-]+(?:point )?(?:pain )?scale\b/iu.test(text.slice(end, end + 24)) ||
      /\bscale (?:of|from) ?$/iu.test(text.slice(Math.max(0, start - 12), start)))
  );
}

/** “21st”, and no day of a month. */
const ORDINAL = /^(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/iu;

/** “A week ago”: in a note, too, a figure. */
function isAgo(words: readonly Word[], at: number): boolean {
  return /^an?$/u.test(words[at]?.form ?? '') && words[at + 2]?.form === 'ago';
}

/** “a week”, “an hour and a half”, “yesterday”: one of a unit. */
function singleAt(text: string, words: readonly Word[], at: number): Quantity | null {
  const { form } = words[at] as Word;
  if (form === 'yesterday') return quantity(words, at, at + 1, [1], [], { kind: 'time', factor: 1, name: 'days' });
  if (form === 'twice') return quantity(words, at, at + 1, [2], [], { kind: 'times', factor: 1, name: 'times' });
  if (!/^(?:a|an|next|another|every|last|per|each)$/u.test(form)) return null;
  const unit = unitAt(text, words, at + 1);
  if (unit?.unit.kind !== 'time') return severalAt(words, at);
  const half =
    words
      .slice(unit.to, unit.to + 3)
      .map((word) => word.form)
      .join(' ') === 'and a half';
  return quantity(words, at, unit.to + (half ? 3 : 0), [half ? 1.5 : 1], [], unit.unit);
}

/** “A beer or two”, “a pack and a half”. */
function severalAt(words: readonly Word[], at: number): Quantity | null {
  const behind = words.slice(at + 2, at + 5).map((word) => word.form);
  if (behind[0] === 'or' && behind[1] === 'two') return quantity(words, at, at + 4, [1, 2], [], null);
  return behind.join(' ') === 'and a half' ? quantity(words, at, at + 5, [1.5], [], null) : null;
}

/** Numbers that are hardly ever claims: none, and one of something. */
export function isIdle({ values, unit }: Quantity): boolean {
  const idle =
    unit === null || (unit.kind === 'rate' && values[0] === 1) || unit.kind === 'times' || unit.kind === 'count';
  return idle && values.length === 1 && (values[0] === 0 || values[0] === 1);
}

/** Every value of the note's is among the values of what was heard, in units that go together. */
export function agrees(note: Quantity, heard: Quantity): boolean {
  if (!comparable(note, heard)) return false;
  const factor = note.unit === null || heard.unit === null ? 1 : note.unit.factor / heard.unit.factor;
  // Only a conversion may round: 14 days are two weeks, 180 lb are 82 kg.
  const tolerance = factor === 1 ? 1e-9 : 0.02;
  const same = (a: number, b: number) => Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  if (note.values.every((value) => heard.values.some((other) => same(value * factor, other)))) return true;
  const all = [...heard.values, ...heard.others];
  return note.values.every((value) => (value >= 10 || value < 1) && all.some((other) => same(value * factor, other)));
}

/** A pair of large numbers may be said in two breaths: “top number 150 … bottom 90”, “in the three to four hundreds”. */
export function pairHeard(note: Quantity, heard: readonly Quantity[]): boolean {
  if (note.values.length < 2 || note.values.some((value) => value < 30)) return false;
  return note.values.every((value) => heard.some((other) => other.values.includes(value)));
}

/** The ends of a range one after the other: “ten days to fourteen days”, “three, four months”. @param heard of one turn */
export function rangeHeard(note: Quantity, heard: readonly Quantity[]): boolean {
  if (note.values.length < 2) return false;
  const ends = note.values.map((value): Quantity => ({ ...note, values: [value] }));
  const isHeard = (end: Quantity) => heard.some((other) => agrees(end, other));
  // The unit may be said once.
  const isBare = ({ values }: Quantity) =>
    heard.some((other) => other.unit === null && agrees({ ...note, values, unit: null }, other));
  return ends.some(isHeard) && ends.every((end) => isHeard(end) || isBare(end));
}

/** Kinds whose numbers are claims only with their unit. */
const BOUND = new Set(['time', 'age', 'rate', 'date', 'length']);

export function comparable(a: Quantity, b: Quantity): boolean {
  if (a.unit === null && b.unit === null) return true;
  if (a.unit === null || b.unit === null) {
    const { kind } = (a.unit ?? b.unit) as Unit;
    const bare = a.unit === null ? a : b;
    if ((a.unit ?? b.unit)?.name === COUNTED_RATE) return true;
    // A bare number may be an age or a year, hardly a small count of days.
    return !BOUND.has(kind) || (kind !== 'rate' && (bare.values[0] ?? 0) > (kind === 'age' ? 12 : 31));
  }
  if (a.unit.kind === b.unit.kind) return true;
  const kinds = `${a.unit.kind} ${b.unit.kind}`;
  return /^(?:age time|time age|pressure beats|beats pressure)$/u.test(kinds);
}

interface Reading {
  readonly values: readonly number[];
  readonly others: readonly number[];
  readonly to: number;
}

function numberAt(text: string, words: readonly Word[], at: number): Quantity | null {
  const first = readingAt(text, words, at);
  if (first === null) return null;
  let { values, others, to } = first;
  // “a . five centimeter stone”: the point was heard, the zero was not.
  if (isAfterPoint(text, words, at) && (values[0] as number) < 10) others = [...others, (values[0] as number) / 10];
  const decimals = decimalsAt(text, words, to);
  if (decimals !== null) {
    others = [...others, ...values, ...decimals.values];
    values = [Number(`${values[0]}.${decimals.values[0]}`)];
    to = decimals.to;
  }
  const half = halfAt(text, words, to);
  if (half !== null) {
    values = [(values[0] as number) + 0.5];
    to = half;
  }
  // 5'10".
  const inches = /^['’′]\s?\d/u.test(text.slice((words[to - 1] as Word).end)) ? readingAt(text, words, to) : null;
  if (inches !== null && (inches.values[0] as number) < 12) {
    const feet = values[0] as number;
    return quantity(words, at, inches.to, [feet + (inches.values[0] as number) / 12], [feet], FOOT);
  }
  // Pairs and ranges: 150/90, “one fifty over ninety”, 2-3, “two to three”, “three out of ten”.
  const joint = jointAt(text, words, to);
  const second = joint === null ? null : readingAt(text, words, joint.to);
  if (joint !== null && second !== null) {
    const denominator = second.values[0] as number;
    const shorthand = DENOMINATORS[denominator];
    const third = joint.mark === '/' ? jointAt(text, words, second.to) : null;
    if (
      joint.mark === '/' &&
      third?.mark !== '/' &&
      shorthand !== undefined &&
      ((values[0] as number) < denominator || isDaysOfReview(text, words, at, denominator))
    ) {
      return quantity(words, at, second.to, values, [...others, denominator], shorthand);
    }
    // “1/2 tablet”, “a 1/2-mile”.
    const halved = joint.mark === '/' && values[0] === 1 && denominator === 2 ? unitAt(text, words, second.to) : null;
    if (halved !== null) return quantity(words, at, halved.to, [0.5], [], halved.unit);
    // 03/2021.
    if (joint.mark === '/' && denominator >= 1900 && denominator < 2100) {
      return quantity(words, at, second.to, [...values, denominator], [], DATE);
    }
    // “One 45 over 90”, half in figures.
    const isHundred =
      /^(?:\/|over)$/u.test(joint.mark) &&
      /^(?:one|1)$/u.test(words[at - 1]?.form ?? '') &&
      (values[0] as number) < 100;
    values = [...(isHundred ? [100 + (values[0] as number)] : values), ...second.values];
    others = [...others, ...second.others];
    to = second.to;
    // “3-4/12”, months.
    const slash = joint.mark === '-' ? jointAt(text, words, to) : null;
    const span = slash?.mark === '/' ? readingAt(text, words, slash.to) : null;
    const spanUnit = DENOMINATORS[span?.values[0] ?? 0];
    if (span !== null && spanUnit !== undefined) return quantity(words, at, span.to, values, others, spanUnit);
    // “6-7/10”, “six to seven out of ten”.
    const scale = /^(?:-|to|or)$/u.test(joint.mark) ? jointAt(text, words, to) : null;
    const most = scale?.mark === '/' || scale?.mark === 'of' ? readingAt(text, words, scale.to) : null;
    if (most?.values[0] === 10) return quantity(words, at, most.to, values, others, null);
    const last = third?.mark === '/' ? readingAt(text, words, third.to) : null;
    if (last !== null) return quantity(words, at, last.to, [...values, ...last.values], others, DATE);
  }
  const unit = unitAt(text, words, to);
  if (unit?.unit.name === 'foot') {
    const inches = readingAt(text, words, unit.to);
    if (inches !== null && (inches.values[0] as number) < 12) {
      const end = words[inches.to]?.form === 'inches' || words[inches.to]?.form === 'in' ? inches.to + 1 : inches.to;
      return quantity(words, at, end, [(values[0] as number) + (inches.values[0] as number) / 12], values, unit.unit);
    }
  }
  const counted = unit?.unit ?? (/^(?:age|aged)$/u.test(words[at - 1]?.form ?? '') ? AGE : null);
  return quantity(words, at, unit?.to ?? to, values, others, counted);
}

/** “2-1/2”, “2 1/2”, “2½”: where the half behind a number ends; null where there is none. */
function halfAt(text: string, words: readonly Word[], at: number): number | null {
  const rest = text.slice((words[at - 1] as Word).end, (words[at - 1] as Word).end + LONGEST_HALF);
  if (!/^\d{1,2}$/u.test(words[at - 1]?.form ?? '')) return null;
  if (rest.startsWith('½')) return at;
  return /^[ \-–]1\/2(?![\d/])/u.test(rest) ? at + 2 : null;
}

/** Characters of “-1/2” and one more. */
const LONGEST_HALF = 5;

/** “R/v 10/7”, “for 14/7”: days beyond a week, and no date. */
function isDaysOfReview(text: string, words: readonly Word[], at: number, of: number): boolean {
  const { form, start } = words[at] as Word;
  return (
    of === 7 &&
    /^(?:10|14|21|28)$/u.test(form) &&
    /(?:\b(?:rv|r\/v|review|in|for|of|fu|f\/u)|\bx)\s*$/iu.test(text.slice(0, start))
  );
}

function isAfterPoint(text: string, words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  if (before === undefined || !/^(?:a|the|of|is|about|was)$/u.test(before.form)) return false;
  return text.slice(before.end, (words[at] as Word).start) === ' . ';
}

/** “ninety eight . two”, “98 point 6”: what speech recognition makes of a decimal point. */
function decimalsAt(text: string, words: readonly Word[], at: number): Reading | null {
  const before = words[at - 1];
  const next = words[at];
  if (before === undefined || next === undefined) return null;
  const point = next.form === 'point' && /^\d$/u.test(words[at + 1]?.form ?? '');
  if (!point && text.slice(before.end, next.start) !== ' . ') return null;
  const reading = readingAt(text, words, point ? at + 1 : at);
  return reading !== null && (reading.values[0] as number) < 10 ? reading : null;
}

const FOOT: Unit = { kind: 'length', factor: 30.48, name: 'foot' };
const DATE: Unit = { kind: 'date', factor: 1, name: 'date' };

/** How often: `BD`, “every six hours”; after a dose “a day” too. */
function rateAt(text: string, words: readonly Word[], at: number, before: Quantity | undefined): Quantity | null {
  const frequency = frequencyAt(text, words, at);
  if (frequency !== null) return quantity(words, at, frequency.to, frequency.values, [], frequency.unit);
  const isDosed =
    (before?.to === at || (before?.to === at - 1 && words[at - 1]?.form === 'of')) &&
    /^(?:mass-dose|count|units|volume)$/u.test(before.unit?.kind ?? '');
  if (!isDosed || !/^(?:a|per)$/u.test((words[at] as Word).form)) return null;
  const each = words[at + 1]?.form;
  if (each === 'day') return quantity(words, at, at + 2, [1], [], { kind: 'rate', factor: 1, name: 'a day' });
  if (each === 'week') return quantity(words, at, at + 2, [1 / 7], [], { kind: 'rate', factor: 1, name: 'a day' });
  return null;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI'];
const GRADE: Unit = { kind: 'grade', factor: 1, name: 'grade' };

/** “II/VI”, a murmur's loudness; “1+”, an edema's depth. */
function gradeAt(text: string, words: readonly Word[], at: number): Quantity | null {
  const { start, end } = words[at] as Word;
  const next = words[at + 1];
  const value = ROMAN.indexOf(text.slice(start, end)) + 1;
  const of = next === undefined ? 0 : ROMAN.indexOf(text.slice(next.start, next.end)) + 1;
  if (value > 0 && of >= value && text.slice(end, next?.start) === '/') {
    return quantity(words, at, at + 2, [value, of], [], null);
  }
  const depth =
    ['one', 'two', 'three', 'four'].indexOf((words[at] as Word).form) + 1 || Number((words[at] as Word).form);
  if (depth >= 1 && depth <= 4 && (next?.form === '+' || next?.form === 'plus')) {
    return quantity(words, at, at + 2, [depth], [], GRADE);
  }
  return null;
}

function quantity(
  words: readonly Word[],
  from: number,
  to: number,
  values: readonly number[],
  others: readonly number[],
  unit: Unit | null,
): Quantity {
  const end = Math.min(to, words.length);
  const start = (words[from] as Word).start;
  return { values, others, unit, from, to: end, start, end: (words[end - 1] as Word).end };
}

/** Digits or a run of number words; null for what only looks like a number (A1c, “one” as a pronoun is for the caller). */
function readingAt(text: string, words: readonly Word[], at: number): Reading | null {
  const word = words[at];
  if (word === undefined) return null;
  if (/^\d/u.test(word.form)) {
    if (isPartOfName(text, word)) return null;
    return {
      values: [
        Number((isFraction(text, word) ? '0.' : '') + word.form.replace(/,(?=\d{3}(?:\D|$))/gu, '').replace(',', '.')),
      ],
      others: [],
      to: at + 1,
    };
  }
  return readSpoken(text, words, at);
}

/** “.7”: its point stands by itself, with no digit and no word before it. */
function isFraction(text: string, { start, form }: Word): boolean {
  return /^\d+$/u.test(form) && /(?:^|[\s(,])\.$/u.test(text.slice(Math.max(0, start - 2), start));
}

/** L4, B12, COVID-19: digits right after a letter, or after a hyphen after one. */
function isPartOfName(text: string, { start, end }: Word): boolean {
  // “2WW”.
  if (/^\p{Lu}{2}/u.test(text.slice(end)) && !/^(?:MG|ML|MCG|KG|IU|BPM)\b/u.test(text.slice(end))) return true;
  const before = text.slice(Math.max(0, start - 4), start);
  if (/(?:\p{Lu}\d?-|\p{L})$/u.test(before.slice(-3)) && !/(?:^|\s)x$/iu.test(before)) return true;
  if (/covid-$/iu.test(text.slice(0, start))) return true;
  return /^c\b/iu.test(text.slice(end)) && text.slice(start, end) === '1';
}

function jointAt(
  text: string,
  words: readonly Word[],
  at: number,
): { readonly mark: string; readonly to: number } | null {
  const before = words[at - 1];
  const next = words[at];
  if (before === undefined || next === undefined) return null;
  const between = text.slice(before.end, next.start);
  if (/^\s*\/\s*$/u.test(between)) return { mark: '/', to: at };
  if (/^\s*[-–—]\s*$/u.test(between) && /^\d/u.test(next.form)) return { mark: '-', to: at };
  if (next.form === 'over' || next.form === 'to' || next.form === 'or') return { mark: next.form, to: at + 1 };
  if (next.form === 'out' && words[at + 1]?.form === 'of') return { mark: 'of', to: at + 2 };
  return null;
}
