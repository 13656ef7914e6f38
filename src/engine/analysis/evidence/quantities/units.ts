/** What a number counts. Units of one kind are compared after conversion by `factor`. */
import type { Word } from '../text/words.ts';

export type UnitKind =
  | 'mass-dose'
  | 'volume'
  | 'percent'
  | 'time'
  | 'rate'
  | 'temperature'
  | 'length'
  | 'weight'
  | 'pressure'
  | 'beats'
  | 'count'
  | 'age'
  | 'date'
  | 'times'
  | 'units'
  | 'grade'
  | 'pack-years'
  | 'concentration';

export interface Unit {
  readonly kind: UnitKind;
  /** To the kind's base unit: milligrams, millilitres, days, a day, centimetres, kilograms. */
  readonly factor: number;
  readonly name: string;
}

/** In days, as times are: an age may be told as a time, and twelve days are no twelve years. */
export const AGE: Unit = { kind: 'age', factor: 365, name: 'years old' };

const u = (kind: UnitKind, factor: number, name: string, ...forms: string[]): [string, Unit][] =>
  [name, ...forms].map((form) => [form, { kind, factor, name }]);

const UNITS = new Map<string, Unit>([
  ...u('mass-dose', 1, 'mg', 'milligram', 'milligrams', 'mgs', 'milligramme', 'milligrammes', 'mig'),
  ...u('mass-dose', 0.001, 'mcg', 'microgram', 'micrograms', 'μg', 'ug', 'micrograms'),
  ...u('mass-dose', 1000, 'g', 'gram', 'grams', 'gramme'),
  ...u('volume', 1, 'ml', 'cc', 'milliliter', 'milliliters', 'millilitre', 'millilitres', 'mls', 'ccs'),
  ...u('volume', 1000, 'l', 'liter', 'liters', 'litre', 'litres'),
  ...u('volume', 30, 'oz', 'ounce', 'ounces'),
  ...u('percent', 1, '%', 'percent', 'per cent'),
  ...u('time', 1 / 1440, 'min', 'minute', 'minutes', 'mins'),
  ...u('time', 1 / 86_400, 's', 'sec', 'seconds', 'secs'),
  ...u('time', 1 / 24, 'h', 'hour', 'hours', 'hr', 'hrs'),
  ...u('time', 1, 'day', 'days', 'd', 'nights', 'night', 'mornings'),
  ...u('time', 7, 'week', 'weeks', 'wk', 'wks'),
  ...u('time', 14, 'fortnight', 'fortnights'),
  ...u('time', 30, 'month', 'months', 'mo', 'mos'),
  ...u('time', 365, 'year', 'years', 'yr', 'yrs'),
  ...u('temperature', 1, 'degrees', 'degree', 'celsius', 'fahrenheit', 'c', 'f'),
  ...u('length', 1, 'cm', 'centimeter', 'centimeters', 'centimetre', 'centimetres'),
  ...u('length', 0.1, 'mm', 'millimeter', 'millimeters', 'millimetre', 'millimetres'),
  ...u('length', 2.54, 'inch', 'inches', 'in'),
  ...u('length', 30.48, 'foot', 'feet', 'ft'),
  ...u('length', 160_934, 'mile', 'miles'),
  ...u('weight', 1, 'kg', 'kgs', 'kilos', 'kilo', 'kilogram', 'kilograms'),
  ...u('weight', 6.35, 'stone'),
  ...u('weight', 0.4536, 'lb', 'lbs', 'pound', 'pounds'),
  ...u('pressure', 1, 'mmhg'),
  ...u('concentration', 1, 'mmol', 'millimoles', 'umol', 'micromoles', 'meq'),
  ...u('beats', 1, 'bpm', 'beats'),
  ...u('count', 1, 'tablet', 'tablets', 'pill', 'pills', 'puff', 'puffs', 'capsule', 'capsules', 'tabs', 'drops'),
  ...u('units', 1, 'units', 'unit', 'iu'),
  ...u('times', 1, 'times', 'time', 'x'),
]);

const PACK_YEARS: Unit = { kind: 'pack-years', factor: 1, name: 'pack-years' };

const PERIODS: Readonly<Record<string, number>> = { day: 1, d: 1, week: 1 / 7, wk: 1 / 7, month: 1 / 30 };

/** “fifteen a day”, “15/day”: so many in a time. */
function countedRate(text: string, words: readonly Word[], at: number) {
  const before = words[at - 1];
  const word = words[at] as Word;
  const isSlashed = before !== undefined && text.slice(before.end, word.start) === '/';
  const isSpoken =
    /^(?:a|per)$/u.test(word.form) && before !== undefined && /^\s*$/u.test(text.slice(before.end, word.start));
  if (!isSlashed && !isSpoken) return null;
  const to = isSlashed ? at : at + 1;
  const factor = PERIODS[words[to]?.form ?? ''];
  if (factor === undefined) return null;
  return { unit: { kind: 'rate', factor, name: 'a day' } as const, to: to + 1 };
}

/** Of what is no dose: the time may be said apart, in the question. */
export const COUNTED_RATE = 'counted a day';

/** Words between a count and its time. */
const COUNTED = 4;

/** “50 cigarettes a day”, “two glasses of wine per week”. */
function rateOf(text: string, words: readonly Word[], at: number) {
  for (let behind = at + 1; behind < Math.min(words.length, at + COUNTED); behind++) {
    if (/[.,;:!?\n]/u.test(text.slice((words[behind - 1] as Word).end, (words[behind] as Word).start))) return null;
    const form = words[behind - 1]?.form ?? '';
    if (UNITS.has(words[behind]?.form ?? '') || /^(?:once|twice|thrice|every|each|one|on|in|at|and|to|or)$/u.test(form))
      return null;
    const rate = countedRate(text, words, behind);
    if (rate !== null) return { ...rate, unit: { ...rate.unit, name: COUNTED_RATE } };
  }
  return null;
}

/** The unit that follows word `at - 1`, and where it ends. */
export function unitAt(
  text: string,
  words: readonly Word[],
  at: number,
): { readonly unit: Unit; readonly to: number } | null {
  // “a couple of weeks”, “half an hour”.
  if (/^(?:of|an|a)$/u.test(words[at]?.form ?? '') && /^(?:couple|half|dozen)$/u.test(words[at - 1]?.form ?? '')) at++;
  // “Six or so weeks”, “twenty plus years”.
  if (words[at]?.form === 'or' && words[at + 1]?.form === 'so' && UNITS.has(words[at + 2]?.form ?? '')) at += 2;
  if (words[at]?.form === 'plus' && UNITS.get(words[at + 1]?.form ?? '')?.kind === 'time') at++;
  // “A full week”, “four more days”.
  if (
    /^(?:full|whole|good|solid|more|further|additional|extra|consecutive|straight)$/u.test(words[at]?.form ?? '') &&
    UNITS.get(words[at + 1]?.form ?? '')?.kind === 'time'
  )
    at++;
  const word = words[at];
  if (word === undefined) return null;
  const before = words[at - 1];
  const rate = countedRate(text, words, at);
  if (rate !== null) return rate;
  if (before !== undefined && /[.;:!?\n]/u.test(text.slice(before.end, word.start))) return null;
  if (word.form === 'pack' && /^(?:year|years)$/u.test(words[at + 1]?.form ?? ''))
    return { unit: PACK_YEARS, to: at + 2 };
  // “67F”.
  if (
    /^[FM]$/u.test(text.slice(word.start, word.end)) &&
    before !== undefined &&
    before.end === word.start &&
    Number(before.form) < 96
  )
    return { unit: AGE, to: at + 1 };
  // “59y/o”, “72 yo”.
  if (word.form === 'yo' || (word.form === 'y' && /^\/o\b/iu.test(text.slice(word.end))))
    return { unit: AGE, to: word.form === 'yo' ? at + 1 : at + 2 };
  const unit = UNITS.get(word.form);
  if (unit === undefined) return rateOf(text, words, at);
  if (unit.name === 'inch' && word.form === 'in') return null;
  // “in his 60s”; “2 out of 6 s- systolic”.
  if (word.form === 's' && before !== undefined && (before.end !== word.start || /0$/u.test(before.form))) return null;
  const next = words[at + 1]?.form ?? '';
  const after = words[at + 2]?.form ?? '';
  // “mg/dL”, “mmol/L”, “per deciliter”: an amount in the blood, no dose.
  if (/^(?:mass-dose|units|concentration)$/u.test(unit.kind)) {
    const per = /^\s?\/\s?(?:d?l|ml)\b/iu.test(text.slice(word.end))
      ? at + 2
      : next === 'per' && /^(?:deciliter|liter|dl|l)/u.test(after)
        ? at + 3
        : null;
    if (per !== null)
      return { unit: { kind: 'concentration', factor: 1, name: `${unit.name}/${words[per - 1]?.form}` }, to: per };
  }
  if (unit.kind === 'times') {
    // “three times a day”, “2 x daily”: how often.
    const each = /^(?:a|per|each|every)$/u.test(next) ? after : next;
    const to = each === next ? at + 2 : at + 3;
    if (each === 'day' || each === 'daily') return { unit: { kind: 'rate', factor: 1, name: 'a day' }, to };
    if (each === 'week' || each === 'weekly') return { unit: { kind: 'rate', factor: 1 / 7, name: 'a week' }, to };
    if (each === 'month' || each === 'monthly') return { unit: { kind: 'rate', factor: 1 / 30, name: 'a month' }, to };
    if (each === 'year') return { unit: { kind: 'rate', factor: 1 / 365, name: 'a year' }, to };
  }
  // “58-year-old”, “58 years old”, “58 years of age”.
  if (unit.name === 'year' && (next === 'old' || (next === 'of' && after === 'age'))) {
    return { unit: AGE, to: next === 'old' ? at + 2 : at + 3 };
  }
  return { unit, to: at + 1 };
}
