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
    return named && values.some((value, other) => other !== at && said(value));
  });
}
