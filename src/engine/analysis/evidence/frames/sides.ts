/** Left, right and both, with the part of the body they belong to. */
import type { Mention } from '../lexicon/concepts.ts';
import type { Word } from '../text/words.ts';

export type Side = 'left' | 'right' | 'both';

export interface SideMention {
  readonly side: Side;
  /** Of the word, in its words. */
  readonly at: number;
  /** Names of the parts of the body that it may mean, nearest first; empty where none is near. */
  readonly parts: readonly string[];
  /** Where the part is only that of which was spoken before: words beside the side, by which to know what is said of it. */
  readonly company?: ReadonlySet<string>;
  /** Nothing is wrong there: “the right shoulder is normal”. */
  readonly isNormal: boolean;
}

const BOTH = /^(?:both|bilateral|bilaterally)$/u;
/** After these “right” is no side. */
const TALK_AFTER =
  /^(?:now|here|there|away|after|before|behind|when|at|about|around|as|i|okay|ok|you|then|where|this|that|word|time|thing|way|step|answer|decision|treatment|choice|move|call|track|dose|idea|direction|amount|place)$/u;
const SIDE_BEFORE = /^(?:my|your|his|her|the|on|to|or|left|of|their|lower|upper|always|it's)$/u;

/** In a note, shorthand too: `R knee`, `B/L`, `(L)`, `OD` of an eye, `RUQ`. */
export function sidesWritten(text: string, words: readonly Word[], mentions: readonly Mention[]): SideMention[] {
  return sidesOf(text, words, mentions, (at) => writtenAt(text, words, at, mentions));
}

/** In talk, where “right” is mostly no side. */
export function sidesSpoken(text: string, words: readonly Word[], mentions: readonly Mention[]): SideMention[] {
  const parts = mentions.filter(isPart);
  return sidesOf(text, words, mentions, (at) => spokenAt(words, at, parts)).map((mention) => {
    if (mention.parts.length > 0) return mention;
    // “Changes in the right eye, the left was clear.”
    const last = parts.filter(({ to }) => to <= mention.at).at(-1);
    if (last === undefined) return mention;
    const names = last.concepts.filter(({ kind }) => kind === 'anatomy').map(({ name }) => name);
    const company = new Set(words.slice(mention.at + 1, mention.at + 1 + BESIDE).map(({ stem }) => stem));
    return { ...mention, parts: names, company };
  });
}

/** Words behind a side that tell what is said of it. */
const BESIDE = 4;

function isPart({ concepts }: Mention): boolean {
  return concepts.some(({ kind }) => kind === 'anatomy');
}

/** Words from a side to what is said of it. */
const SAID_REACH = 6;
const NORMAL = /^(?:normal|fine|good|clear|ok|okay|alright|unremarkable|perfect|stable|intact|unaffected)$/u;

function isNormalAt(text: string, words: readonly Word[], at: number): boolean {
  for (let next = at + 1; next < Math.min(words.length, at + SAID_REACH); next++) {
    const gap = text.slice((words[next - 1] as Word).end, (words[next] as Word).start);
    const { form } = words[next] as Word;
    // “Left testicle, normal”.
    if (/^\s*,\s*$/u.test(gap) && NORMAL.test(form)) return true;
    if (/[.,;?!]/u.test(gap)) return false;
    if (/^(?:not|no|left|right)$/u.test(form)) return false;
    if (NORMAL.test(form)) return true;
  }
  return false;
}

function sidesOf(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  sideAt: (at: number) => Side | null,
): SideMention[] {
  const parts = mentions.filter(isPart);
  return words.flatMap((_, at) => {
    const side = sideAt(at);
    return side === null
      ? []
      : [{ side, at, parts: partsNear(words, at, side, parts), isNormal: isNormalAt(text, words, at) }];
  });
}

/** Before its noun as a rule; “bilaterally” and “on the left” also after it. */
function partsNear(words: readonly Word[], at: number, side: Side, parts: readonly Mention[]): string[] {
  if (isOfHandedness(words, at)) return [HANDEDNESS];
  // “On the right-hand side” names no hand.
  if (words[at + 1]?.form === 'hand' && words[at + 2]?.form === 'side') return [];
  const reach = side === 'both' ? 3 : 5;
  return parts
    .map((mention) => ({ mention, distance: mention.from > at ? mention.from - at : (at - mention.to + 1) * 1.5 }))
    .filter(({ distance, mention }) => distance <= reach && !parted(words, at, mention))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 2)
    .flatMap(({ mention }) => mention.concepts.filter(({ kind }) => kind === 'anatomy').map(({ name }) => name));
}

const HANDEDNESS = 'handedness';

/** “Right-handed”, “left hand dominant”: no side of a hand. */
function isOfHandedness(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.form;
  return next === 'handed' || (next === 'hand' && words[at + 2]?.form === 'dominant');
}

/** Another side between the word and the part: the part is that one's. */
function parted(words: readonly Word[], at: number, { from, to }: Mention): boolean {
  const between = from > at ? words.slice(at + 1, from) : words.slice(to, at);
  return between.some(({ form }) => form === 'left' || form === 'right');
}

const LETTERS: Readonly<Record<string, Side>> = {
  R: 'right',
  L: 'left',
  Rt: 'right',
  Lt: 'left',
  RT: 'right',
  LT: 'left',
};
/** Of the eyes and ears (oculus dexter, auris sinistra …): once a day, too, where no eye is near. */
const LATIN: Readonly<Record<string, Side>> = {
  OD: 'right',
  OS: 'left',
  OU: 'both',
  AD: 'right',
  AS: 'left',
  AU: 'both',
};
/** Quadrants, lobes and limbs: the first letter is the side. */
const COMPOUND = /^[RL](?:UQ|LQ|UL|ML|LL|UE|LE)$/u;
const EYE_OR_EAR =
  /\b(?:eyes?|vision|visual|acuity|ocular|conjunctiva\p{L}*|cornea\p{L}*|pupils?|cataract|iop|ears?|tympanic|hearing|otitis)\b/iu;

function writtenAt(text: string, words: readonly Word[], at: number, mentions: readonly Mention[]): Side | null {
  const { form, start, end } = words[at] as Word;
  if (BOTH.test(form) || form === 'bilat') return 'both';
  // “Children left home.”
  if (
    form === 'left' &&
    /^(?:home|school|work|university|college|hospital|the|against)$/u.test(words[at + 1]?.form ?? '')
  )
    return null;
  // “Right away”, “right after the fall”.
  if (form === 'right' && /^(?:away|now|after|before|there|here|when|where)$/u.test(words[at + 1]?.form ?? ''))
    return null;
  if (form === 'left' || form === 'right') return form;
  const raw = text.slice(start, end);
  // “B/L”.
  if (form === 'b' && /^\/l\b/iu.test(text.slice(end))) return 'both';
  if (COMPOUND.test(raw)) return raw.startsWith('R') ? 'right' : 'left';
  const letter = LETTERS[raw];
  if (letter !== undefined) {
    const before = text.slice(Math.max(0, start - 2), start);
    // “2 L of oxygen”, “L4”, “R/O”, “B/L”, “R>L”.
    if (/[\d/>]\s?$/u.test(before) || /^(?:[\d/'’>-](?!sided)|\s*>)/u.test(text.slice(end))) return null;
    return letter;
  }
  const latin = LATIN[raw];
  if (latin === undefined || !EYE_OR_EAR.test(text)) return null;
  const isDosed = mentions.some(
    ({ to, concepts }) => concepts[0]?.kind === 'medication' && at - to >= 0 && at - to <= 4,
  );
  return isDosed && raw === 'OD' ? null : latin;
}

function spokenAt(words: readonly Word[], at: number, parts: readonly Mention[]): Side | null {
  const { form } = words[at] as Word;
  if (BOTH.test(form)) return 'both';
  if (form !== 'left' && form !== 'right') return null;
  if (isAlternative(words, at) || isRefused(words, at)) return null;
  const before = words[at - 1]?.form ?? '';
  const after = words[at + 1]?.form ?? '';
  if (form === 'left') return /^(?:i|he|she|they|we|you|had|have|has)$/u.test(before) ? null : 'left';
  if (
    before === 'the' &&
    /^(?:on|to)$/u.test(words[at - 2]?.form ?? '') &&
    !/^(?:track|thing|way|person)$/u.test(after)
  )
    return 'right';
  if (before === 'all' || TALK_AFTER.test(after)) return null;
  const named = parts.some(({ from }) => from > at && from <= at + 3);
  return named || SIDE_BEFORE.test(before) || /^(?:side|sided|one|upper|lower|hand|handed)$/u.test(after)
    ? 'right'
    : null;
}

/** “left or right?” says neither. */
function isAlternative(words: readonly Word[], at: number): boolean {
  const around = words.slice(Math.max(0, at - 4), at + 5).map(({ form }) => form);
  return around.includes('or') && around.includes('left') && around.includes('right');
}

/** “it's not the right knee”. */
function isRefused(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 2), at).some(({ form }) => form === 'not' || form === 'never');
}
