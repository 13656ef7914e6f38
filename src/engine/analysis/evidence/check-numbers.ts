/** Numbers, doses, vital signs and dates: each must be said in the conversation, and of the same thing. */
import { anchorOf } from './anchor.ts';
import { calendarFlags, dateHeard } from './calendar.ts';
import { type Claim, flagOn } from './claim.ts';
import type { Concept } from './concepts.ts';
import type { Conversation, Heard } from './conversation.ts';
import type { Flag, FlagKind } from './flags.ts';
import { agrees, comparable, isIdle, pairHeard, type Quantity, rangeHeard } from './quantities.ts';
import type { Relevance } from './support.ts';
import { isContent } from './words.ts';

export function numberFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const flags = claim.quantities.flatMap((quantity) => {
    const anchor = anchorOf(claim.mentions, quantity);
    const reason = objection(claim, quantity, anchor?.concepts ?? null, conversation, relevance);
    if (reason === null) return [];
    return [flagOn(claim, quantity.from, quantity.to, kindOf(quantity, anchor?.concepts[0]), reason)];
  });
  return [...flags, ...calendarFlags(claim, conversation)];
}

const NOT_SAID = 'This number is not in the conversation.';

function objection(
  claim: Claim,
  quantity: Quantity,
  anchor: readonly Concept[] | null,
  conversation: Conversation,
  relevance: Relevance,
): string | null {
  const { heard } = conversation;
  if (quantity.unit?.kind === 'date') {
    return dateHeard(quantity, conversation) ? null : 'This date is not in the conversation.';
  }
  if (anchor !== null) {
    // What is said of the same medicine or measurement.
    const own = heard.filter((other) => other.anchor?.some((concept) => anchor.includes(concept)));
    const rivals = own.filter((other) => comparable(quantity, other.quantity) && alikeUnits(quantity, other.quantity));
    if (rivals.some((other) => agrees(quantity, other.quantity))) return null;
    if (isIdle(quantity) && rivals.length === 0) return null;
    if (rivals.length > 0) {
      const turns = new Set(conversation.occurrences(anchor).map(({ turn }) => turn));
      const rivalTurns = new Set(rivals.map(({ turn }) => turn));
      const beside = heard.some(
        (other) =>
          other.anchor === null &&
          !rivalTurns.has(other.turn) &&
          agrees(quantity, other.quantity) &&
          near(other.turn, turns),
      );
      if (!beside) return `The conversation has ${saidOf(rivals, conversation)} for ${anchor[0]?.name}.`;
    }
    const turns = new Set(conversation.occurrences(anchor).map(({ turn }) => turn));
    const agreeing = heard.filter((other) => agrees(quantity, other.quantity));
    if (agreeing.some(({ turn }) => near(turn, turns))) return null;
    if (turns.size > 0 && quantity.unit !== null && alone(quantity))
      return `${NOT_SAID.slice(0, -1)} for ${anchor[0]?.name}.`;
  }
  if (isIdle(quantity)) return null;
  const agreeing = heard.filter((other) => agrees(quantity, other.quantity));
  if (agreeing.some((other) => relevance.best === 0 || isBeside(claim, other, conversation))) return null;
  if (agreeing.length > 0) {
    return 'The conversation has this number, but of something else.';
  }
  if (conversation.turns.some(({ quantities }) => rangeHeard(quantity, quantities))) return null;
  return pairHeard(
    quantity,
    heard.map((other) => other.quantity),
  )
    ? null
    : NOT_SAID;
}

/** Words before and after a number in which talk must touch on the sentence's matter. */
const REACH = 16;

/** The talk round a number is of the sentence's matter: the same words or concepts, in that turn or, of a short one, beside it. */
function isBeside({ words, mentions }: Claim, { quantity, turn }: Heard, { turns }: Conversation): boolean {
  const stems = new Set(words.filter(isContent).map(({ stem }) => stem));
  const concepts = new Set(mentions.flatMap((mention) => mention.concepts));
  const touches = (at: number, from: number, to: number) => {
    const there = turns[at];
    if (there === undefined) return false;
    const said = there.words.slice(Math.max(0, from), to);
    if (said.some((word) => stems.has(word.stem))) return true;
    const near = there.mentions.filter((mention) => mention.from >= from && mention.to <= to);
    return near.some((mention) => mention.concepts.some((concept) => concepts.has(concept)));
  };
  const length = turns[turn]?.words.length ?? 0;
  if (touches(turn, quantity.from - REACH, quantity.to + REACH)) return true;
  const before = turns[turn - 1]?.words.length ?? 0;
  if (quantity.from < REACH && touches(turn - 1, before - REACH, before)) return true;
  if (length - quantity.to < REACH && touches(turn + 1, 0, REACH)) return true;
  return length < REACH && before < REACH && touches(turn - 2, 0, Number.POSITIVE_INFINITY);
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
  if (unit !== null && /^(?:mass-dose|rate|units|count)$/u.test(unit.kind)) return 'dose';
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
