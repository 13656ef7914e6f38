/** Days of the week and months of a note: they must be named in the conversation. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import type { Quantity } from '../quantities/quantities.ts';
import { stemOf } from '../text/words.ts';

const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
/** “may” is mostly no month. */
const NAMES = new Set([...DAYS, ...MONTHS.filter((month) => month !== 'may')]);

export function calendarFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap(({ form, start }, at) => {
    if (!NAMES.has(form)) return [];
    // “march” and “august” are names of months only with a capital.
    if (!/\p{Lu}/u.test(claim.sentence.text.charAt(start))) return [];
    if (conversation.turnsWith(stemOf(form)).length > 0 || saidAsNumber(form, conversation)) return [];
    return [flagOn(claim, at, at + 1, 'date', 'This day or month is not in the conversation.')];
  });
}

/** “2/21/1968” names February. */
function saidAsNumber(month: string, conversation: Conversation): boolean {
  return MONTHS.includes(month) && monthHeard(MONTHS.indexOf(month) + 1, conversation);
}

function monthHeard(month: number, { heard }: Conversation): boolean {
  return heard.some(({ quantity }) => quantity.unit?.kind === 'date' && quantity.values.slice(0, 2).includes(month));
}

/** Day and month of a date that was said in figures the other way round, and never so. */
function isTurnedRound([first = 0, second = 0, year]: readonly number[], { heard }: Conversation): boolean {
  if (first === second) return false;
  const dates = heard.flatMap(({ quantity }) => (quantity.unit?.kind === 'date' ? [quantity.values] : []));
  const isYear = (other: number | undefined) => year === undefined || other === undefined || other % 100 === year % 100;
  const has = (a: number, b: number) => dates.some((date) => date[0] === a && date[1] === b && isYear(date[2]));
  return has(second, first) && !has(first, second);
}

/** 9/03, 08/2008: “September of O three”, “August O eight”, “in ninety five”. */
export function monthHeardWithYear([month = 0, year = 0]: readonly number[], { turns }: Conversation): boolean {
  const name = MONTHS[month - 1];
  if (name === undefined) return false;
  return turns.some(({ words, quantities }) =>
    words.some(
      ({ form }, at) =>
        form === name &&
        quantities.some(
          ({ from, values }) =>
            from > at && from - at <= YEAR_REACH && values.some((value) => value % 100 === year % 100),
        ),
    ),
  );
}

/** Words from a month to its year, a day between them. */
const YEAR_REACH = 5;

function isYearSaid({ heard }: Conversation): boolean {
  return heard.some(({ quantity }) => quantity.values.some(isYear));
}

const isYear = (value: number) => value >= FIRST_YEAR && value < LAST_YEAR && Number.isInteger(value);
const FIRST_YEAR = 1920;
const LAST_YEAR = 2100;

/** 1996, 2008: “in ninety six”, “July of O eight”. */
export function yearHeard([year = 0, more]: readonly number[], { turns }: Conversation): boolean {
  if (more !== undefined || !isYear(year)) return false;
  return turns.some(({ words, quantities }) =>
    quantities.some(
      ({ from, values, unit }) =>
        unit === null &&
        values.length === 1 &&
        values[0] === year % 100 &&
        /^(?:o|oh|in|of|since|summer|winter|spring|fall|back)$/u.test(words[from - 1]?.form ?? ''),
    ),
  );
}

/** 03/01/2021 was said as such, or as “March first”, or “March 2021”; either order of day and month. */
export function dateHeard({ values }: Quantity, conversation: Conversation): boolean {
  if (isTurnedRound(values, conversation)) return false;
  const said = (value: number) =>
    conversation.heard.some(
      ({ quantity }) =>
        quantity.values.includes(value) ||
        quantity.others.includes(value) ||
        (value >= 1900 && quantity.unit?.kind === 'date' && quantity.values.includes(value % 100)),
    );
  return [0, 1].some((at) => {
    const month = values[at] ?? 0;
    const name = MONTHS[month - 1];
    // The month first, unless it can only be the day.
    if (name === undefined || (at === 1 && (values.length < 3 || (values[0] ?? 0) <= 12))) return false;
    const named = conversation.turnsWith(stemOf(name)).length > 0 || monthHeard(month, conversation);
    // “In March”, and the year goes without saying; another year is another date.
    if (at === 0 && values.length === 2 && named && !isYearSaid(conversation)) return true;
    return named && values.some((value, other) => other !== at && said(value));
  });
}
