/** How often, as doses a day, however it is put: `BD`, `q6h`, daily, “every six hours”, once a week, morning and night. */
import type { Word } from '../text/words.ts';
import { readSpoken } from './spoken-numbers.ts';
import type { Unit } from './units.ts';

export interface Frequency {
  /** Two for a range. */
  readonly values: readonly number[];
  readonly unit: Unit;
  /** Word behind it. */
  readonly to: number;
}

const A_DAY: Unit = { kind: 'rate', factor: 1, name: 'a day' };

/** Latin shorthand, as doses a day. */
const SHORTHAND: Readonly<Record<string, number>> = {
  od: 1,
  qd: 1,
  qam: 1,
  qpm: 1,
  qhs: 1,
  hs: 1,
  nocte: 1,
  mane: 1,
  nightly: 1,
  daily: 1,
  bd: 2,
  bid: 2,
  tds: 3,
  tid: 3,
  qds: 4,
  qid: 4,
  qod: 1 / 2,
  weekly: 1 / 7,
  fortnightly: 1 / 14,
  monthly: 1 / 30,
  yearly: 1 / 365,
  annually: 1 / 365,
};

/** Days in a unit of time. */
const DAYS: Readonly<Record<string, number>> = {
  h: 1 / 24,
  hr: 1 / 24,
  hrs: 1 / 24,
  hour: 1 / 24,
  hours: 1 / 24,
  hourly: 1 / 24,
  d: 1,
  day: 1,
  days: 1,
  daily: 1,
  morning: 1,
  mornings: 1,
  evening: 1,
  evenings: 1,
  night: 1,
  nights: 1,
  bedtime: 1,
  wk: 7,
  week: 7,
  weeks: 7,
  weekly: 7,
  fortnight: 14,
  month: 30,
  months: 30,
  monthly: 30,
  year: 365,
  years: 365,
};

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };

/** The frequency that begins at a word. */
export function frequencyAt(text: string, words: readonly Word[], at: number): Frequency | null {
  const { form } = words[at] as Word;
  return (
    partsOfDay(words, at) ??
    partOfDay(words, at) ??
    every(text, words, at) ??
    timesA(words, at) ??
    (Object.hasOwn(SHORTHAND, form) ? { values: [SHORTHAND[form] as number], unit: A_DAY, to: at + 1 } : null)
  );
}

/** “one in the morning and one in the evening”, “morning and night”: twice a day. */
function partsOfDay(words: readonly Word[], at: number): Frequency | null {
  if (!/^(?:morning|am)$/u.test((words[at] as Word).form) || words[at + 1]?.form !== 'and') return null;
  for (let end = at + 2; end < Math.min(words.length, at + 8); end++) {
    const form = (words[end] as Word).form;
    if (/^(?:night|evening|bedtime|pm|afternoon)$/u.test(form)) return { values: [2], unit: A_DAY, to: end + 1 };
    if (/^(?:morning|noon|lunch)$/u.test(form)) return null;
  }
  return null;
}

/** A part of the day that something is taken in: once a day. */
export const PART_OF_DAY = 'part of the day';

/** “at bedtime”, “in the morning”. */
function partOfDay(words: readonly Word[], at: number): Frequency | null {
  const { form } = words[at] as Word;
  const next = words[at + 1]?.form;
  const unit: Unit = { kind: 'rate', factor: 1, name: PART_OF_DAY };
  if (form === 'at' && /^(?:night|bedtime)$/u.test(next ?? '')) return { values: [1], unit, to: at + 2 };
  const isIn = form === 'in' && next === 'the' && /^(?:morning|evening)$/u.test(words[at + 2]?.form ?? '');
  return isIn && words[at + 3]?.form !== 'and' ? { values: [1], unit, to: at + 3 } : null;
}

/** `q6h`, `q6-8h`, “every six hours”, “every other day”, “each morning”, “every week”. */
function every(text: string, words: readonly Word[], at: number): Frequency | null {
  const { form } = words[at] as Word;
  const isShort = form === 'q';
  if (!isShort && form !== 'every' && form !== 'each' && form !== 'per') return null;
  let next = at + 1;
  if (/^(?:other|alternate|second)$/u.test(words[next]?.form ?? '')) {
    const days = DAYS[words[next + 1]?.form ?? ''];
    return days === undefined ? null : { values: [1 / (2 * days)], unit: A_DAY, to: next + 2 };
  }
  if (form === 'every' && words[next]?.form === 'single') next++;
  while (/^(?:uh|um|er)$/u.test(words[next]?.form ?? '')) next++;
  const first = numberAt(text, words, next);
  if (first === null) {
    // “two glasses per week”: of what is counted, and no frequency of its own.
    if (form === 'per') return null;
    const days = DAYS[words[next]?.form ?? ''];
    if (days === undefined || (isShort && next !== at + 1)) return null;
    return { values: [1 / days], unit: A_DAY, to: next + 1 };
  }
  const joint = words[first.to];
  const isRange = joint !== undefined && (joint.form === 'to' || joint.form === 'or');
  const second = numberAt(text, words, isRange ? first.to + 1 : first.to);
  const last = second ?? first;
  const days = DAYS[words[last.to]?.form ?? ''];
  if (days === undefined) return null;
  const values = second === null ? [first.value] : [second.value, first.value];
  return { values: values.map((value) => 1 / (value * days)), unit: A_DAY, to: last.to + 1 };
}

/** “once a week”, “twice daily”, “once every week”; numbers (“three times a day”) are read with their unit. */
function timesA(words: readonly Word[], at: number): Frequency | null {
  const times = TIMES[(words[at] as Word).form];
  if (times === undefined) return null;
  let next = at + 1;
  // “once or twice a year”.
  const or = words[next]?.form === 'or' ? TIMES[words[next + 1]?.form ?? ''] : undefined;
  if (or !== undefined) next += 2;
  if (/^(?:a|an|per|each|every|in|the|at)$/u.test(words[next]?.form ?? '')) next++;
  if (/^(?:a|an|the)$/u.test(words[next]?.form ?? '')) next++;
  const days = DAYS[words[next]?.form ?? ''];
  if (days === undefined) return null;
  return { values: (or === undefined ? [times] : [times, or]).map((value) => value / days), unit: A_DAY, to: next + 1 };
}

interface Read {
  readonly value: number;
  readonly to: number;
}

function numberAt(text: string, words: readonly Word[], at: number): Read | null {
  const word = words[at];
  if (word === undefined) return null;
  if (/^\d+(?:\.\d+)?$/u.test(word.form)) return { value: Number(word.form), to: at + 1 };
  const spoken = readSpoken(text, words, at);
  return spoken === null || spoken.values[0] === 0 ? null : { value: spoken.values[0], to: spoken.to };
}
