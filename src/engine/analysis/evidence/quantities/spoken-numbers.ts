/** Numbers as they are spoken, with every reading that a listener might mean. */
import type { Word } from '../text/words.ts';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = 'twentieth thirtieth'.split(' ');

const VALUES = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, index) => [word, (index + 2) * 10] as const),
  ...TENS.map((word, index) => [word.replace(/y$/u, 'ies'), (index + 2) * 10] as const),
  ...ORDINAL_TENS.map((word, index) => [word, (index + 2) * 10] as const),
  ...ORDINALS.map((word, value) => [word, value] as const),
  // “four” is spelled so after the American spelling rule as well; these are its victims.
  ['fourty', 40],
  ['couple', 2],
  ['dozen', 12],
  ['half', 0.5],
]);

const POWERS = new Map([
  ['hundred', 100],
  ['hundreds', 100],
  ['thousand', 1000],
]);

const PAUSE = /[.,;:?!\n]/u;

/** Ordinals that are mostly no numbers. */
const IDLE = new Set(['second', 'first', 'zeroth']);

const ORDINAL = /(?:first|second|third|th)$/u;

export interface SpokenNumber {
  readonly values: readonly [number];
  readonly others: readonly number[];
  /** Exclusive. */
  readonly to: number;
}

/** “one hundred and twenty”, “one fifty” (150), “nineteen ninety” (1990), “two point five”, “two and a half”; null at other words. */
export function readSpoken(text: string, words: readonly Word[], at: number): SpokenNumber | null {
  const first = words[at]?.form ?? '';
  if (first === 'point') return readDecimals(words, at, 0);
  if (!VALUES.has(first) && !POWERS.has(first)) return null;
  const parts: number[] = [];
  let to = at;
  for (; to < words.length; to++) {
    const form = words[to]?.form ?? '';
    const next = words[to + 1]?.form ?? '';
    // A pause ends a number; so does the beginning of the next one in “five hundred, five hundred”.
    if (to > at && PAUSE.test(text.slice((words[to - 1] as Word).end, (words[to] as Word).start))) break;
    if (form === 'and' && POWERS.has(words[to - 1]?.form ?? '') && VALUES.has(next)) continue;
    if (next === 'hundred' && parts.includes(100)) break;
    if (form === 'oh' && to > at && VALUES.has(next)) parts.push(0);
    else if (VALUES.has(form) || POWERS.has(form)) {
      // “two, second opinion”: an idle ordinal is no part of a number.
      if (parts.length > 0 && IDLE.has(form)) break;
      const part = VALUES.get(form) ?? POWERS.get(form) ?? 0;
      // Said twice: “three three weeks”.
      if (part !== parts.at(-1) || part === 0) parts.push(part);
      // “February tenth two thousand nine”.
      if (ORDINAL.test(form)) {
        to++;
        break;
      }
    } else break;
  }
  let value = compose(parts);
  const others = (
    isWrittenOut(parts) ? [] : [...(isPlain(parts) ? [] : parts), concatenate(parts), ...temperature(parts)]
  ).filter((other) => other !== value);
  const decimals = words[to]?.form === 'point' ? readDecimals(words, to, value) : null;
  if (decimals !== null) return { ...decimals, others: [...others, value] };
  if (words[to]?.form === 'and' && words[to + 1]?.form === 'a' && words[to + 2]?.form === 'half') {
    value += 0.5;
    to += 3;
  }
  return { values: [value], others, to };
}

/** “one ninety”: 190, and neither one nor ninety. */
function isPlain([hundreds = 0, rest = 0, more]: readonly number[]): boolean {
  return hundreds > 0 && hundreds < 10 && rest >= 10 && rest < 100 && more === undefined;
}

/** “two hundred”, “two hundred and fifty”: none of its parts is meant by itself. */
function isWrittenOut([count = 0, power, ...rest]: readonly number[]): boolean {
  if (count < 1 || count > 9 || power !== 100 || rest.length > 2) return false;
  const [tens = 0, units] = rest;
  return units === undefined ? tens < 100 : tens >= 20 && tens < 100 && tens % 10 === 0 && units < 10;
}

/** “thirty eight two”: 38.2 °C. */
function temperature([tens = 0, units = 0, tenths = 10]: readonly number[]): number[] {
  return tens === 30 && units >= 4 && units < 10 && tenths < 10 ? [Number(`${tens + units}.${tenths}`)] : [];
}

/** “point six”, from the word “point” on. */
function readDecimals(words: readonly Word[], point: number, whole: number): SpokenNumber | null {
  let digits = '';
  let to = point + 1;
  for (; VALUES.has(words[to]?.form ?? ''); to++) {
    // “three point nine two years ago”: the last is a number of its own.
    if (digits !== '' && PERIOD.test(words[to + 1]?.form ?? '')) break;
    digits += String(VALUES.get(words[to]?.form ?? ''));
  }
  return digits === '' ? null : { values: [Number(`${whole}.${digits}`)], others: [], to };
}

const PERIOD = /^(?:hours|days|weeks|months|years)$/u;

/** As numbers are written out: hundreds and thousands multiply, tens and units add; “one fifty” is one hundred and fifty. */
function compose(parts: readonly number[]): number {
  if (!parts.some((part) => part === 100 || part === 1000)) return concatenate(parts);
  let total = 0;
  let current = 0;
  for (const part of parts) {
    if (part === 100) current = Math.max(1, current) * 100;
    else if (part === 1000) {
      total += Math.max(1, current) * 1000;
      current = 0;
    } else current += part;
  }
  return total + current;
}

/** “twenty five” 25, “one fifty” 150, “nineteen ninety” 1990, “nine one one” 911, “two oh five” 205. */
function concatenate(parts: readonly number[]): number {
  const groups: number[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last !== undefined && last >= 20 && last % 10 === 0 && part > 0 && part < 10)
      groups[groups.length - 1] = last + part;
    else groups.push(part);
  }
  return Number(groups.join(''));
}
