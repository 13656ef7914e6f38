/** Numbers, doses, vital signs and dates: each must be said in the conversation, and of the same thing. */

import type { Flag, FlagKind } from '../flags.ts';
import { anchorOf, isScore } from '../frames/anchor.ts';
import { HABITS } from '../frames/change.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Heard, Occurrence } from '../frames/conversation.ts';
import { isSamePerson, PATIENT, relativeAt } from '../frames/experiencer.ts';
import { type Concept, meantBy } from '../lexicon/concepts.ts';
import { isConverted } from '../quantities/conversions.ts';
import { PART_OF_DAY } from '../quantities/frequencies.ts';
import { agrees, comparable, isIdle, pairHeard, type Quantity, rangeHeard } from '../quantities/quantities.ts';
import { COUNTED_RATE } from '../quantities/units.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';
import { calendarFlags, dateHeard, monthHeardWithYear, yearHeard } from './calendar.ts';

export function numberFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const flags = claim.quantities.flatMap((quantity) => {
    const anchor = anchorOf(claim.sentence.text, claim.words, claim.mentions, quantity);
    const objected = objection(claim, quantity, anchor === null ? null : meantBy(anchor), conversation, relevance);
    if (objected === null) return [];
    const kind = kindOf(quantity, anchor?.concepts[0]);
    return [flagOn(claim, quantity.from, quantity.to, kind, objected.reason, objected.turns)];
  });
  return [...flags, ...calendarFlags(claim, conversation)];
}

interface Objection {
  readonly reason: string;
  readonly turns: readonly number[];
}

const object = (reason: string, heard: readonly Heard[] = []): Objection => ({
  reason,
  turns: heard.map(({ turn }) => turn),
});

const NOT_SAID = 'This number is not in the conversation';

function objection(
  claim: Claim,
  quantity: Quantity,
  anchor: readonly Concept[] | null,
  conversation: Conversation,
  relevance: Relevance,
): Objection | null {
  const { heard } = conversation;
  if (quantity.unit?.kind === 'date') {
    return dateHeard(quantity, conversation) ? null : object('This date is not in the conversation.');
  }
  if (quantity.unit?.kind === 'rate' && isToldHowOften(quantity, conversation)) return null;
  if (quantity.unit?.kind === 'pack-years') return packYears(quantity, conversation);
  if (quantity.unit === null && isIdle(quantity)) return null;
  if (quantity.unit?.kind === 'age' && ageHeard(claim, quantity, conversation)) return null;
  if (isAgeUntold(claim, quantity, conversation)) return null;
  if (quantity.unit === null && yearHeard(quantity.values, conversation)) return null;
  if (isMonthAndYear(claim, quantity) && monthHeardWithYear(quantity.values, conversation)) return null;
  if (quantity.unit === null && isScore(quantity.values) && scoreHeard(quantity, conversation)) return null;
  if (quantity.unit === null && isRunTogether(quantity, conversation)) return null;
  if (isPriceHeard(claim, quantity, conversation) || isHourHeard(claim, quantity, conversation)) return null;
  if (isCountHeard(claim, quantity, conversation)) return null;
  if (anchor !== null) {
    // What is said of the same medicine or measurement.
    const own = heard.filter((other) => other.anchor?.some((concept) => anchor.includes(concept)));
    const past = own.filter((other) => isPast(other, conversation));
    const rivals = (
      isOfNow(claim, anchor) && past.length < own.length ? own.filter((other) => !past.includes(other)) : own
    ).filter((other) => comparable(quantity, other.quantity) && alikeUnits(quantity, other.quantity));
    const measured = anchor[0]?.name ?? '';
    if (rivals.some((other) => agrees(quantity, other.quantity) || converted(measured, quantity, other.quantity)))
      return null;
    // Of the medicine in mind, though its name does not stand beside the number.
    const likely = heard.filter(
      (other) =>
        other.likelyAnchor?.some((concept) => anchor.includes(concept)) &&
        quantity.unit?.kind === other.quantity.unit?.kind,
    );
    if (likely.some((other) => agrees(quantity, other.quantity))) return null;
    if (isHalvesHeard(quantity, rivals) || isBabyAspirin(quantity, measured, conversation)) return null;
    if (rivals.length === 0 && likely.length > 0 && alone(quantity) && !isBareDaily(quantity)) {
      return object(`The conversation has ${saidOf(likely, conversation)} for ${anchor[0]?.name}.`, likely);
    }
    if (isIdle(quantity) && rivals.length === 0) return null;
    const places = conversation.occurrences(anchor);
    if (HABITS.test(measured) && heard.some((other) => isSoMany(quantity, other, places))) return null;
    if (rivals.length > 0) {
      const turns = new Set(conversation.occurrences(anchor).map(({ turn }) => turn));
      const rivalTurns = new Set(rivals.map(({ turn }) => turn));
      const beside = heard.some(
        (other) =>
          other.anchor === null &&
          (!rivalTurns.has(other.turn) ||
            other.quantity.unit?.kind === 'weight' ||
            isGoal(claim, quantity) ||
            isOfThem(other, conversation)) &&
          agrees(quantity, other.quantity) &&
          near(other.turn, turns),
      );
      if (!beside)
        return object(`The conversation has ${saidOf(rivals, conversation)} for ${anchor[0]?.name}.`, rivals);
    }
    const turns = new Set(conversation.occurrences(anchor).map(({ turn }) => turn));
    const agreeing = heard.filter((other) => agrees(quantity, other.quantity));
    if (agreeing.some(({ turn }) => near(turn, turns))) return null;
    if (turns.size > 0 && quantity.unit !== null && alone(quantity))
      return object(`${NOT_SAID} for ${anchor[0]?.name}.`);
  }
  if (isIdle(quantity)) {
    const isOfDay = quantity.unit?.name === PART_OF_DAY;
    if (quantity.unit?.kind !== 'rate' || isOfDay || isBareDaily(quantity)) return null;
    const rates = heard.filter((other) => other.quantity.unit?.kind === 'rate');
    // “A glass a day” is of the glass; “once a day” of most things.
    const isCounted = quantity.unit.name === COUNTED_RATE;
    if (
      rates.some(
        (other) =>
          agrees(quantity, other.quantity) &&
          (!isCounted || (other.quantity.to - other.quantity.from > 2 && isBeside(claim, other, conversation))),
      )
    )
      return null;
    const beside = rates.filter((other) => isBeside(claim, other, conversation));
    return beside.length > 0 ? object(`The conversation has ${saidOf(beside, conversation)}.`, beside) : null;
  }
  const agreeing = heard.filter(
    (other) =>
      agrees(quantity, other.quantity) &&
      !((isLength(claim, quantity) || isBack(claim, quantity)) && isAhead(other, conversation)) &&
      !(isAgeNow(claim, quantity) && (isAgeThen(other, conversation) || isStretch(other, conversation))),
  );
  if (
    !EARLIER.test(claim.sentence.text) &&
    agreeing.length > 0 &&
    agreeing.every((other) => isThen(other, conversation))
  )
    return object('The conversation has this number of an earlier time.', agreeing);
  const bound = boundElsewhere(claim, quantity, agreeing, conversation);
  if (bound.length > 0) return object(`The conversation has ${saidOf(bound, conversation)}.`, bound);
  if (agreeing.some((other) => relevance.best === 0 || isBeside(claim, other, conversation))) return null;
  // “Every one to two hours” is of one thing.
  if (quantity.unit?.kind === 'rate' && quantity.values.length > 1 && agreeing.length > 0) return null;
  if (isReturn(claim, quantity, agreeing, conversation) || isOftenAsked(quantity, agreeing, conversation)) return null;
  if (agreeing.some((other) => isSinceThen(claim, quantity, other, conversation))) return null;
  if (agreeing.length > 0) {
    return object('The conversation has this number, but of something else.', agreeing);
  }
  if (conversation.turns.some(({ quantities }) => rangeHeard(quantity, quantities))) return null;
  if (isCouple(quantity, conversation)) return null;
  return pairHeard(
    quantity,
    heard.map((other) => other.quantity),
  )
    ? null
    : object(`${NOT_SAID}.`);
}

/** “One ninety five by eighty three”: both of a pressure, one after the other. */
function isHalvesHeard({ values }: Quantity, rivals: readonly Heard[]): boolean {
  return (
    values.length === 2 &&
    values.every((value) => value >= LEAST_PRESSURE) &&
    rivals.some(
      (one) =>
        one.quantity.values.length === 1 &&
        one.quantity.values[0] === values[0] &&
        rivals.some((other) => other.turn === one.turn && other.quantity.values[0] === values[1]),
    )
  );
}

const LEAST_PRESSURE = 30;

/** “A1c 8, goal ~7.” */
function isGoal({ words }: Claim, { from }: Quantity): boolean {
  return words.slice(Math.max(0, from - 3), from).some(({ form }) => /^(?:goal|target|aim|aiming)$/u.test(form));
}

/** “After meals they have been 185”: of what was measured, by its pronoun. */
function isOfThem({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  const before = turns[turn]?.words.slice(Math.max(0, quantity.from - THEM_REACH), quantity.from) ?? [];
  return before.some(({ form }) => /^(?:they|they're|they've|it|it's)$/u.test(form));
}

const THEM_REACH = 5;

/** A baby aspirin has 81 mg, or 75. */
function isBabyAspirin({ values, unit }: Quantity, medicine: string, { turns }: Conversation): boolean {
  if (!/aspirin|acetylsalicylic/u.test(medicine) || unit?.kind !== 'mass-dose' || ![75, 81].includes(values[0] ?? 0))
    return false;
  return turns.some(({ turn }) => /\b(?:baby|low[- ]dose) aspirin\b/iu.test(turn.text));
}

/** “At 4 p.m.” – “around four P M”. */
function isHourHeard({ sentence }: Claim, { values, end }: Quantity, { heard, turns }: Conversation): boolean {
  const half = HOUR.exec(sentence.text.slice(end))?.[1]?.toLowerCase();
  if (half === undefined) return false;
  return heard.some(({ quantity, turn }) => {
    const said = HOUR.exec(turns[turn]?.turn.text.slice(quantity.end) ?? '')?.[1]?.toLowerCase();
    return said === half && quantity.values[0] === values[0];
  });
}

const HOUR = /^(?::\d\d)? ?([ap])\.? ?m\b/iu;

/** “More than 8 episodes” – “more than eight times a day”. */
function isCountHeard(claim: Claim, { values, unit }: Quantity, conversation: Conversation): boolean {
  if (unit !== null || values.length !== 1 || (values[0] ?? 0) < LEAST_COUNT) return false;
  return conversation.heard.some(
    (other) =>
      other.quantity.unit?.kind === 'rate' &&
      other.quantity.values[0] === values[0] &&
      isBeside(claim, other, conversation),
  );
}

const LEAST_COUNT = 2;

/** “How often have they been happening?” – “Once a week.” */
function isOftenAsked({ unit }: Quantity, agreeing: readonly Heard[], { turns }: Conversation): boolean {
  if (unit?.kind !== 'rate') return false;
  return agreeing.some(({ turn }) =>
    [turn, turn - 1].some((at) => /\bhow (?:often|frequent|many times)/iu.test(turns[at]?.turn.text ?? '')),
  );
}

const CURRENCY = /[$£€]\s?$/u;

/** “$100”: of whatever it is the price. */
function isPriceHeard({ sentence }: Claim, quantity: Quantity, { heard, turns }: Conversation): boolean {
  if (!CURRENCY.test(sentence.text.slice(Math.max(0, quantity.start - 2), quantity.start))) return false;
  return heard.some(({ quantity: other, turn }) => {
    const text = turns[turn]?.turn.text ?? '';
    const isPrice =
      CURRENCY.test(text.slice(Math.max(0, other.start - 2), other.start)) ||
      /^ ?(?:dollars?|pounds?|euros?|bucks)\b/iu.test(text.slice(other.end));
    return isPrice && quantity.values.every((value) => other.values.includes(value));
  });
}

/** “How many times a day?” – “Must be eight, maybe ten times.” */
function isToldHowOften({ values, unit }: Quantity, { heard, turns }: Conversation): boolean {
  return turns.some(({ turn }, asked) => {
    const period = /\bhow (?:many|often)\b[^.?!]*\b(day|week|month)\b/iu.exec(turn.text)?.[1]?.toLowerCase();
    const days = period === 'day' ? 1 : period === 'week' ? DAYS_A_WEEK : period === 'month' ? DAYS_A_MONTH : null;
    if (days === null) return false;
    const answers = heard.filter(
      (one) => one.turn === asked + 1 && (one.quantity.unit === null || one.quantity.unit.kind === 'times'),
    );
    return values.every((value) =>
      answers.some(({ quantity }) =>
        quantity.values.some((said) => Math.abs(value * (unit?.factor ?? 1) - said / days) < 1e-6),
      ),
    );
  });
}

const DAYS_A_WEEK = 7;
const DAYS_A_MONTH = 30;

/** “About ten a day. I used to be on twenty.” */
function isSoMany(quantity: Quantity, other: Heard, habit: readonly Occurrence[]): boolean {
  if (quantity.unit?.kind !== 'rate' || other.quantity.unit !== null) return false;
  const turns = new Set(habit.map(({ turn }) => turn));
  return other.quantity.values.includes(quantity.values[0] ?? 0) && near(other.turn, turns);
}

/** “Six eighteen on the right”: 6/18, of the eyes. */
function isRunTogether({ values: [above = 0, below] }: Quantity, { heard }: Conversation): boolean {
  if (above !== 6 || below === undefined) return false;
  const joint = Number(`${above}${below}`);
  return heard.some(({ quantity }) => quantity.values.includes(joint) || quantity.others.includes(joint));
}

/** “A son who is nine”, “he's fifty three”, “when I was six”: an age without its years, and of the same person. */
function ageHeard(claim: Claim, age: Quantity, conversation: Conversation): boolean {
  const { experiencers } = claim;
  const { values, from, to } = age;
  const { heard, turns } = conversation;
  return heard.some((other) => {
    const { quantity, turn } = other;
    if (quantity.values.length !== 1 || quantity.values[0] !== values[0]) return false;
    if (isAgeNow(claim, age) && isAgeThen(other, conversation)) return false;
    if (quantity.unit !== null && quantity.unit.kind !== 'age') return false;
    const { words = [], experiencers: of = [] } = turns[turn] ?? {};
    const before = words[quantity.from - 1]?.form ?? '';
    const relative = [from - 1, from - 2]
      .map((at) => (at < 0 ? null : relativeAt(claim.words, at)))
      .find((one) => one !== null);
    const isTold =
      quantity.unit !== null ||
      mayBeAge(other, words) ||
      /^(?:is|am|was|turned|age|aged|like|about|i'm|he's|she's|he|she)$/u.test(before);
    const said = of[quantity.from] ?? PATIENT;
    // “Lives with her daughter aged 6.”
    const isOfRelative = relative !== undefined && relative !== null && isSamePerson(relative.name, said);
    return isTold && (isOfRelative || [from, to].some((at) => isSamePerson(experiencers[at] ?? PATIENT, said)));
  });
}

/** “9/03”, and no fraction. */
function isMonthAndYear({ sentence }: Claim, { unit, values, start, end }: Quantity): boolean {
  return unit === null && values.length === 2 && /^\d{1,2}\/\d{2}$/u.test(sentence.text.slice(start, end));
}

/** The patient's age stands in the records: where nobody tells or asks it, a note's is neither borne out nor contradicted. */
export function isAgeUntold(claim: Claim, quantity: Quantity, { heard, turns }: Conversation): boolean {
  if (!isAgeNow(claim, quantity) || !PRESENTED.test(claim.sentence.text.slice(quantity.start))) return false;
  if (quantity.from > INTRODUCTION || (claim.experiencers[quantity.from] ?? PATIENT) !== PATIENT) return false;
  if (turns.some(({ turn }) => HOW_OLD.test(turn.text))) return false;
  return !heard.some((other) => mayBeAge(other, turns[other.turn]?.words ?? []));
}

/** Words before the age, and what stands behind it, in “… is a pleasant 53-year-old right-handed female who presents …”. */
const INTRODUCTION = 8;
const PRESENTED =
  /^\S+ (?:[\w-]+ ){0,4}?(?:male|female|man|woman|gentleman|lady|patient|boy|girl)\b.*\b(?:who|presents?|presenting|here|seen|comes)\b/iu;

/** “I am almost forty”, “you said you are sixty six?”, “my seventy eight years”, “Twenty nine.” */
function mayBeAge({ quantity: { values, unit, from } }: Heard, words: readonly Word[]): boolean {
  if (unit?.kind === 'age') return true;
  const [value = 0] = values;
  if (values.length > 1 || !Number.isInteger(value) || value > OLDEST || (unit !== null && unit.name !== 'year'))
    return false;
  let at = from - 1;
  while (at > 0 && NEARLY.test((words[at] as Word).form)) at--;
  const before = words[at]?.form ?? '';
  const isOfSomebody = COPULA.test(before) && PERSON.test(words[at - 1]?.form ?? '');
  if (isOfSomebody || AGED.test(before)) return true;
  return unit === null ? words.length <= ANSWER && value >= SCORES : /^(?:my|his|her)$/u.test(before);
}

const OLDEST = 115;
/** Words of an answer that may be an age; what is no answer on a scale of ten. */
const ANSWER = 4;
const SCORES = 11;
const NEARLY = /^(?:about|almost|nearly|around|just|only|over|now)$/u;
const COPULA = /^(?:is|am|are|was|were)$/u;
const PERSON = /^(?:i|you|he|she|who|patient)$/u;
const AGED = /^(?:i'm|you're|he's|she's|age|aged|turned|turning)$/u;

const HOW_OLD =
  /\b(?:how old (?:are|is)|(?:your|his|her) age|(?:i['’]m|i am|he['’]s|she['’]s|you['’]re|you are) (?:\w+ ){0,2}(?:years|turning)\b)/iu;

/** “A 16-year-old”, and not “at the age of 16”. */
function isAgeNow({ sentence }: Claim, { unit, start, end }: Quantity): boolean {
  return unit?.kind === 'age' && /\bold$/iu.test(sentence.text.slice(start, end));
}

/** “1–2 hours”, “2-3 weeks”: “a couple of” them. */
function isCouple({ values: [low = 0, high = 0], unit }: Quantity, { turns }: Conversation): boolean {
  if (unit?.kind !== 'time' || high - low !== 1 || (low !== 2 && high !== 2)) return false;
  return turns.some(({ words, quantities }) =>
    quantities.some(
      (said) =>
        said.unit?.name === unit.name &&
        words.slice(Math.max(0, said.from - 1), said.to).some(({ form }) => form === 'couple'),
    ),
  );
}

/** “Two weeks ago”, “5/7 hx of cough”: when it began or was, and told of when something began or was. */
function isSinceThen(
  claim: Claim,
  quantity: Quantity,
  { quantity: { start, end }, turn }: Heard,
  { turns }: Conversation,
): boolean {
  if (quantity.unit?.kind !== 'time') return false;
  const isSince =
    SINCE.test(claim.sentence.text.slice(quantity.end)) || HISTORY_OF.test(claim.sentence.text.slice(quantity.end));
  if (!isSince) return false;
  const text = turns[turn]?.turn.text ?? '';
  return (
    SINCE.test(text.slice(end)) ||
    /\bfor (?:about |around |the (?:last|past) )?$/iu.test(text.slice(Math.max(0, start - AHEAD_REACH), start)) ||
    [turn - 1, turn - 2].some((asked) => BEGUN.test(turns[asked]?.turn.text ?? ''))
  );
}

const SINCE = /^\s*(?:ago|back)\b/iu;
const HISTORY_OF = /^\s*(?:hx|h\/o|history)\b/iu;
const BEGUN = /\b(?:how long|when (?:did|was|were)|since when)\b[^.!]*\?/iu;

/** “When I was sixteen.” */
function isAgeThen({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  return /\b(?:when|since) \w+ (?:was|were)\s*$/iu.test(turns[turn]?.turn.text.slice(0, quantity.start) ?? '');
}

/** “I smoked for thirty years”, “thirty years ago”: nobody's age. */
function isStretch({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  const text = turns[turn]?.turn.text ?? '';
  return (
    quantity.unit?.kind === 'time' &&
    (/\bfor (?:about |around |over |almost |nearly |the (?:last|past) )?$/iu.test(text.slice(0, quantity.start)) ||
      /^ ago\b/iu.test(text.slice(quantity.end)))
  );
}

/** Turns from a scale to the last of what is told on it. */
const SCORED_TURNS = 6;
const TEN =
  /\b(?:scale|out of|of ten|of 10|over ten|zero to ten|ten being|ten is|rate (?:your|the) pain|pain level)\b/iu;

/** “On a scale of ten?” – “Eight when it started”; and what it is now. */
function scoreHeard({ values: [value = 0] }: Quantity, { heard, turns }: Conversation): boolean {
  return heard.some(({ quantity, turn }) => {
    if (!quantity.values.includes(value) && !quantity.others.includes(value)) return false;
    // The scale itself.
    if (/\b(?:of|to|over)\s*$/iu.test(turns[turn]?.turn.text.slice(0, quantity.start) ?? '')) return false;
    return Array.from({ length: SCORED_TURNS }, (_, back) => turn - back).some((at) =>
      TEN.test(turns[at]?.turn.text ?? ''),
    );
  });
}

/** “For five days”, “x5 d”, “5/7 of cough”: how long something lasts. */
function isLength({ sentence }: Claim, { unit, start, end }: Quantity): boolean {
  if (unit?.kind !== 'time') return false;
  return (
    /(?:\b(?:for|over|lasting|of)\s+(?:the (?:last|past)\s+|about\s+|around\s+|a\s+)?|\bx\s?)$/iu.test(
      sentence.text.slice(0, start),
    ) || /^\s*(?:course|hx|history)\b/iu.test(sentence.text.slice(end))
  );
}

/** “Ten years ago.” */
function isBack({ sentence }: Claim, { unit, end }: Quantity): boolean {
  return unit?.kind === 'time' && /^\s*ago\b/iu.test(sentence.text.slice(end));
}

/** “Next week”, “in three days”: when something is to come, and no length. */
function isAhead({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  if (quantity.unit?.kind !== 'time') return false;
  const text = turns[turn]?.turn.text ?? '';
  // “For the next week.”
  if (
    /\b(?:for|over|during) (?:the )?(?:next )?$/iu.test(
      text.slice(Math.max(0, quantity.start - AHEAD_REACH), quantity.start),
    )
  )
    return false;
  return (
    /^next\b/iu.test(text.slice(quantity.start)) ||
    /\b(?:next|in (?:about |another )?(?:a |the next )?)\s*$/iu.test(
      text.slice(Math.max(0, quantity.start - AHEAD_REACH), quantity.start),
    )
  );
}

/** Characters before a number. */
const AHEAD_REACH = 24;

/** Words of talk between a thing and how long it lasts, and turns in which its length may be told. */
const BOUND_REACH = 12;
const BOUND_TURNS = 2;

/** Both of days or longer, or both shorter: minutes of icing say nothing of weeks of ibuprofen. */
function isOfLikeLength({ unit: a }: Quantity, { unit: b }: Quantity): boolean {
  if (a?.kind !== 'time' || b?.kind !== 'time') return false;
  return Math.max(a.factor, b.factor) / Math.min(a.factor, b.factor) <= LIKE;
}

/** Days in a month, and some. */
const LIKE = 40;

/** Where the thing that a length is of has another length right beside it, and the note's stands nowhere near it. */
function boundElsewhere(
  claim: Claim,
  quantity: Quantity,
  agreeing: readonly Heard[],
  conversation: Conversation,
): readonly Heard[] {
  if (!isLength(claim, quantity)) return [];
  const head = claim.mentions.findLast(({ to, concepts }) => to <= quantity.from && concepts[0]?.kind !== 'anatomy');
  if (head === undefined) return [];
  const places = conversation.occurrences(meantBy(head)).filter(({ asserted }) => asserted === 'affirmed');
  const isClose = ({ turn }: Heard) => places.some((place) => Math.abs(place.turn - turn) <= BOUND_TURNS);
  if (agreeing.some(isClose)) return [];
  return conversation.heard.filter(
    (other) =>
      isOfLikeLength(quantity, other.quantity) &&
      !isAhead(other, conversation) &&
      places.some(({ turn, at }) => turn === other.turn && Math.abs(other.quantity.from - at) <= BOUND_REACH),
  );
}

const RETURN =
  /\b(?:review|r\/v|rv|follow(?:s|ed)?[- ]?up|f\/u|return|recheck|repeat|rpt|see (?:him|her|them)|back)\b[^.;]{0,24}$/iu;

/** When to come back: whoever says it says little of the matter. */
function isReturn(
  { sentence }: Claim,
  quantity: Quantity,
  agreeing: readonly Heard[],
  { turns }: Conversation,
): boolean {
  if (quantity.unit?.kind !== 'time' || !RETURN.test(sentence.text.slice(0, quantity.start))) return false;
  return agreeing.some(({ turn }) => turns[turn]?.turn.speaker !== 'patient');
}

const BEFORE = /\b(?:last time|previously|used to be|when we (?:began|started)|back then)\W+(?:\w+\W+){0,2}$/iu;
const AGO = /^\s*(?:\w+\s+){0,3}?(?:ago|when we (?:began|started))\b/iu;

/** What a measurement was at an earlier time. */
function isPast({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  const text = turns[turn]?.turn.text ?? '';
  return BEFORE.test(text.slice(0, quantity.start)) || AGO.test(text.slice(quantity.end));
}

const EARLIER =
  /\b(?:from|prev|previous|previously|was|were|last|baseline|initially|before|earlier|ago|risen|fallen|up|down|prior)\b|→|->|\(\s*\d/iu;

const WAS = /\b(?:was|were|used to be|used to have|started at)\s+(?:a |about |around |on |at )?$/iu;
const IS_NOW = /\b(?:now|down to|up to|these days|at the moment)\b/iu;

/** “I'm down to one. It was three.”: what it was, beside what it is now. */
function isThen({ quantity, turn }: Heard, { turns }: Conversation): boolean {
  const text = turns[turn]?.turn.text ?? '';
  const isOfToday = /\btoday\b/iu.test(text.slice(Math.max(0, quantity.start - AHEAD_REACH), quantity.start));
  return (
    !isOfToday && IS_NOW.test(text) && WAS.test(text.slice(Math.max(0, quantity.start - AHEAD_REACH), quantity.start))
  );
}

/** The note gives a measurement as it is now. */
function isOfNow({ sentence }: Claim, [anchor]: readonly Concept[]): boolean {
  return anchor?.kind === 'measurement' && !EARLIER.test(sentence.text);
}

/** In another system of units; both of a pair. */
function converted(measured: string, note: Quantity, heard: Quantity): boolean {
  return note.values.every((value) =>
    [...heard.values, ...heard.others].some((other) => isConverted(measured, value, other)),
  );
}

const CIGARETTES_A_PACK = 20;

/** Packs a day, times the years. */
function packYears(note: Quantity, conversation: Conversation): Objection | null {
  const { heard } = conversation;
  if (heard.some(({ quantity }) => quantity.unit?.kind === 'pack-years' && agrees(note, quantity))) return null;
  const smoking = conversation.turns.flatMap(({ turn, words, quantities }, index) =>
    words.flatMap(({ form, end }, at) => {
      if (!/^(?:pack|packs|cigarettes)$/u.test(form) || !/^.{0,24}\b(?:day|daily)\b/isu.test(turn.text.slice(end)))
        return [];
      const count = quantities.find(({ to }) => to === at)?.values[0];
      const one = /^(?:a|one|per)$/u.test(words[at - 1]?.form ?? '') ? 1 : null;
      const half = words.slice(Math.max(0, at - 2), at).some((word) => word.form === 'half') ? 0.5 : null;
      const packs = half ?? count ?? one;
      return packs === null ? [] : [{ turn: index, packs: form === 'cigarettes' ? packs / CIGARETTES_A_PACK : packs }];
    }),
  );
  const years = heard.filter(({ quantity }) => quantity.unit?.name === 'year');
  const [wanted = 0] = note.values;
  const near = smoking.flatMap(({ turn, packs }) =>
    years.filter((other) => Math.abs(other.turn - turn) <= PACK_TURNS).map((other) => ({ heard: other, packs })),
  );
  const fits = near.some((other) =>
    other.heard.quantity.values.some((value) => Math.abs(value * other.packs - wanted) <= 0.06 * wanted),
  );
  if (fits) return null;
  return near.length > 0
    ? object(
        'Packs a day and years of smoking come to something else.',
        near.map((other) => other.heard),
      )
    : object(`${NOT_SAID}.`);
}

/** Turns between how many packs and for how long. */
const PACK_TURNS = 4;

/** Words before and after a number in which talk must touch on the sentence's matter; how long it was is often asked apart. */
const REACH = 16;
const REACH_OF_TIME = 36;

/** The talk round a number is of the sentence's matter: the same words or concepts, in its turn or in those beside it. */
function isBeside({ words, mentions }: Claim, { quantity, turn, anchor }: Heard, { turns }: Conversation): boolean {
  const stems = new Set(words.filter(isContent).map(({ stem }) => stem));
  const concepts = new Set(mentions.flatMap((mention) => mention.concepts));
  if (anchor?.some((concept) => concepts.has(concept))) return true;
  const touches = (at: number, from: number, to: number) => {
    const there = turns[at];
    if (there === undefined) return false;
    const said = there.words.slice(Math.max(0, from), Math.max(0, to));
    if (said.some((word) => stems.has(word.stem))) return true;
    const near = there.mentions.filter((mention) => mention.from >= from && mention.from < to);
    return near.some((mention) => mention.concepts.some((concept) => concepts.has(concept)));
  };
  const reach = quantity.unit?.kind === 'time' ? REACH_OF_TIME : REACH;
  if (touches(turn, quantity.from - reach, quantity.to + reach)) return true;
  for (let at = turn - 1, left = reach - quantity.from; at >= 0 && left > 0; at--) {
    const length = turns[at]?.words.length ?? 0;
    if (touches(at, length - left, length)) return true;
    left -= Math.max(1, length);
  }
  const own = turns[turn]?.words.length ?? 0;
  for (let at = turn + 1, left = reach - (own - quantity.to); at < turns.length && left > 0; at++) {
    if (touches(at, 0, left)) return true;
    left -= Math.max(1, turns[at]?.words.length ?? 0);
  }
  return false;
}

/** “Daily” without “once”: said of most medicines, and of none in particular. */
function isBareDaily(quantity: Quantity): boolean {
  return isIdle(quantity) && quantity.to - quantity.from === 1;
}

/** Doses and frequencies, which belong to one medicine and no other. */
function alone({ unit }: Quantity): boolean {
  return unit?.kind === 'mass-dose' || unit?.kind === 'rate' || unit?.kind === 'units';
}

/** A dose is no rival of a frequency; a bare number may be either. */
function alikeUnits(a: Quantity, b: Quantity): boolean {
  return a.unit?.kind === b.unit?.kind || (a.unit?.kind !== 'rate' && b.unit?.kind !== 'rate');
}

function near(turn: number, turns: ReadonlySet<number>): boolean {
  return [-2, -1, 0, 1, 2].some((offset) => turns.has(turn + offset));
}

function kindOf({ unit }: Quantity, anchor: Concept | undefined): FlagKind {
  if (unit?.kind === 'date') return 'date';
  if (unit?.kind === 'rate') return 'frequency';
  if (unit !== null && /^(?:mass-dose|units|count)$/u.test(unit.kind)) return 'dose';
  if (anchor?.kind === 'medication') return 'dose';
  if (anchor?.kind === 'measurement' || (unit !== null && /^(?:pressure|temperature|beats)$/u.test(unit.kind))) {
    return 'vital sign';
  }
  return 'number';
}

/** “10 mg” or “10 mg, 20 mg”. */
function saidOf(heard: readonly Heard[], conversation: Conversation): string {
  const said = heard.map(({ quantity, turn }) =>
    (conversation.turns[turn]?.turn.text.slice(quantity.start, quantity.end) ?? '').trim(),
  );
  return [...new Set(said)].slice(0, 3).join(', ');
}
