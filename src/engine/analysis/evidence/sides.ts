/** Left, right and both, with the part of the body they belong to. */
import type { Mention } from './concepts.ts';
import type { Word } from './words.ts';

export type Side = 'left' | 'right' | 'both';

export interface SideMention {
  readonly side: Side;
  /** Of the word, in its words. */
  readonly at: number;
  /** Names of the parts of the body that it may mean, nearest first; empty where none is near. */
  readonly parts: readonly string[];
}

const BOTH = /^(?:both|bilateral|bilaterally)$/u;
/** After these “right” is no side. */
const TALK_AFTER =
  /^(?:now|here|there|away|after|before|behind|when|at|about|around|as|i|okay|ok|you|then|where|this|that|word|time|thing|way)$/u;
const SIDE_BEFORE = /^(?:my|your|his|her|the|on|to|or|left|of|their|lower|upper|always|it's)$/u;

/** @param talk spoken text, where “right” is mostly no side */
export function sidesOf(words: readonly Word[], mentions: readonly Mention[], talk: boolean): SideMention[] {
  const parts = mentions.filter(({ concepts }) => concepts.some(({ kind }) => kind === 'anatomy'));
  const found: SideMention[] = [];
  for (let at = 0; at < words.length; at++) {
    const side = sideAt(words, at, parts, talk);
    if (side !== null) found.push({ side, at, parts: partsNear(words, at, side, parts) });
  }
  return found;
}

/** Before its noun as a rule; “bilaterally” and “on the left” also after it. */
function partsNear(words: readonly Word[], at: number, side: Side, parts: readonly Mention[]): string[] {
  const reach = side === 'both' ? 3 : 5;
  return parts
    .map((mention) => ({ mention, distance: mention.from > at ? mention.from - at : (at - mention.to + 1) * 1.5 }))
    .filter(({ distance, mention }) => distance <= reach && !parted(words, at, mention))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 2)
    .flatMap(({ mention }) => mention.concepts.filter(({ kind }) => kind === 'anatomy').map(({ name }) => name));
}

/** Another side between the word and the part: the part is that one's. */
function parted(words: readonly Word[], at: number, { from, to }: Mention): boolean {
  const between = from > at ? words.slice(at + 1, from) : words.slice(to, at);
  return between.some(({ form }) => form === 'left' || form === 'right');
}

function sideAt(words: readonly Word[], at: number, parts: readonly Mention[], talk: boolean): Side | null {
  const { form } = words[at] as Word;
  if (BOTH.test(form)) return 'both';
  if (form !== 'left' && form !== 'right') return null;
  if (!talk) return form;
  if (isAlternative(words, at) || isRefused(words, at)) return null;
  const before = words[at - 1]?.form ?? '';
  const after = words[at + 1]?.form ?? '';
  if (form === 'left') return /^(?:i|he|she|they|we|you|had|have|has)$/u.test(before) ? null : 'left';
  if (before === 'all' || TALK_AFTER.test(after)) return null;
  const named = parts.some(({ from }) => from > at && from <= at + 3);
  return named || SIDE_BEFORE.test(before) || /^(?:side|sided|one|upper|lower|hand)$/u.test(after) ? 'right' : null;
}

/** “left or right?” says neither. */
function isAlternative(words: readonly Word[], at: number): boolean {
  const around = words.slice(Math.max(0, at - 4), at + 5).map(({ form }) => form);
  return around.includes('or') && around.includes('left') && around.includes('right');
}

/** “it's not the right knee”. */
function isRefused(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 2), at).some(({ form }) => form === 'not');
}
