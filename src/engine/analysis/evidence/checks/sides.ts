/** Left, right and both: the conversation must put the same part of the body on the same side. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import type { Side, SideMention } from '../frames/sides.ts';
import type { Relevance } from '../support.ts';

export function sideFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const compared = comparedFlags(claim, conversation);
  if (compared.length > 0) return compared;
  // “Positive on the left, negative on the right”: said together, too.
  const areBoth = isOfBoth(claim.sides) && conversation.turns.some(({ sides }) => isOfBoth(sides));
  if (areBoth && claim.sides.every(({ parts }) => parts.length === 0)) return [];
  return claim.sides.flatMap((mention) => {
    const beside = new Set(claim.words.slice(mention.at + 1, mention.at + 5).map(({ stem }) => stem));
    const reason = objection(mention, beside, conversation, relevance);
    if (reason === null) return [];
    return [flagOn(claim, mention.at, mention.at + 1, 'laterality', reason, turnsSaying(mention, conversation))];
  });
}

function isOfBoth(sides: readonly SideMention[]): boolean {
  return sides.some(({ side }) => side === 'left') && sides.some(({ side }) => side === 'right');
}

const MORE =
  /\b(?:(?:more|worse|greater|bigger|weaker)\b[^.;]{0,24}\b(left|right)\b[^.;]{0,12}\bthan\b|(left|right)\b[^.;]{0,40}\b(?:more|greater|worse)\b[^.;]{0,24}\bthan\b|([lr])\s?>\s?[lr]\b)/iu;

/** The side that is worse than the other, where a text compares them. */
function worseSide(text: string): string | null {
  const found = MORE.exec(text);
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').charAt(0).toLowerCase() || null;
}

/** “Worse on the left than on the right”: both are spoken of, and which is worse is said. */
function comparedFlags(claim: Claim, { turns }: Conversation): Flag[] {
  const side = worseSide(claim.sentence.text);
  const [first] = claim.sides;
  if (side === null || first === undefined) return [];
  const said = turns.flatMap(({ turn }, index) => {
    const worse = worseSide(turn.text);
    return worse === null ? [] : [{ worse, index }];
  });
  if (said.length === 0 || said.some(({ worse }) => worse === side)) return [];
  const reason = 'The conversation says that the other side is worse.';
  return [
    flagOn(
      claim,
      first.at,
      first.at + 1,
      'laterality',
      reason,
      said.map(({ index }) => index),
    ),
  ];
}

/** A side said this many times less than the other, where the talk is of the sentence's matter, is taken for the wrong one. */
const OUTWEIGHED = 2;

function objection(
  { side, parts, isNormal }: SideMention,
  beside: ReadonlySet<string>,
  conversation: Conversation,
  relevance: Relevance,
): string | null {
  if (side === 'both' && parts.every((part) => conversation.speaksOfSeveral(part))) return null;
  for (const part of parts) {
    const isOf = (near: readonly string[]) => near.includes(part);
    // What is wrong with one side is not said by “the other is normal”.
    const alike = weights(conversation, beside, relevance, isOf, isNormal);
    const said = alike.size > 0 ? alike : weights(conversation, beside, relevance, isOf);
    // “My left arm is numb, and some of the fingers”: what is said of the whole limb is said of its parts.
    if (said.size > 0 && !fits(side, said) && isOfLimb(side, part, said, conversation, relevance)) return null;
    if (said.size > 0) return fits(side, said) ? null : `The conversation says ${sidesSaid(said)} of the ${part}.`;
  }
  const anywhere = weights(conversation, beside, relevance, () => true);
  if (fits(side, anywhere)) return null;
  return side === 'both'
    ? 'The conversation does not say that it is both sides.'
    : `The conversation does not say “${side}”.`;
}

const LIMBS: Readonly<Record<string, string>> = {
  hand: 'arm',
  finger: 'arm',
  wrist: 'arm',
  forearm: 'arm',
  foot: 'leg',
  toe: 'leg',
};

/** The limb that the part is of is on the side, more than the part itself is on the other. */
function isOfLimb(
  side: Side,
  part: string,
  said: ReadonlyMap<Side, number>,
  conversation: Conversation,
  relevance: Relevance,
): boolean {
  const limb = LIMBS[part];
  if (limb === undefined) return false;
  const ofLimb = weights(conversation, new Set(), relevance, (near) => near.includes(limb));
  return fits(side, ofLimb) && (ofLimb.get(side) ?? 0) > Math.max(...said.values());
}

function weights(
  conversation: Conversation,
  beside: ReadonlySet<string>,
  relevance: Relevance,
  isMeant: (parts: readonly string[]) => boolean,
  normal: boolean | null = null,
): Map<Side, number> {
  const sum = new Map<Side, number>();
  for (const [turn, { sides }] of conversation.turns.entries()) {
    for (const { side, parts, company, isNormal } of sides) {
      if (normal !== null && isNormal !== normal) continue;
      if (company !== undefined && ![...company].some((stem) => beside.has(stem)) && parts.length > 0 && !isMeant([]))
        continue;
      if (!isMeant(parts)) continue;
      const weight = 0.1 + (relevance.best === 0 ? 0 : relevance.of(turn) / relevance.best);
      sum.set(side, (sum.get(side) ?? 0) + weight);
    }
  }
  return sum;
}

function fits(side: Side, said: ReadonlyMap<Side, number>): boolean {
  const left = said.get('left') ?? 0;
  const right = said.get('right') ?? 0;
  const both = said.get('both') ?? 0;
  if (side === 'both') return both > 0 || (left > 0 && right > 0);
  const [own, other] = side === 'left' ? [left, right] : [right, left];
  if (own === 0) return both > 0 && both >= other;
  return own * OUTWEIGHED >= other;
}

function sidesSaid(said: ReadonlyMap<Side, number>): string {
  return [...said]
    .sort((a, b) => b[1] - a[1])
    .map(([side]) => side)
    .join(' and ');
}

/** Turns that put the same part of the body on another side. */
function turnsSaying({ side, parts }: SideMention, { turns }: Conversation): number[] {
  return turns.flatMap(({ sides }, turn) =>
    sides.some((other) => other.side !== side && other.parts.some((part) => parts.includes(part))) ? [turn] : [],
  );
}
