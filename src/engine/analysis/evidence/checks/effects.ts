/** Whether what was taken or tried has helped. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { type Concept, meantBy } from '../lexicon/concepts.ts';
import { stemOf, type Word } from '../text/words.ts';

const EFFECT = new Set(
  [
    'help',
    'relieve',
    'relief',
    'alleviate',
    'ease',
    'effective',
    'benefit',
    'respond',
    'response',
    'work',
    'improve',
    'difference',
    'trick',
  ].map(stemOf),
);
const INEFFECTIVE = /^(?:ineffective|unhelpful)$/u;
/** Remedies that are no medicines. */
const REMEDY =
  /^(?:ice|icing|heat|rest|resting|massage|stretching|elevation|brace|sling|exercises|physiotherapy|diet|dairy|brace)$/u;

export function effectFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap((_, at) => {
    const helps = effectAt(claim.words, at, claim.polarity[at] === 'denied');
    if (helps === null) return [];
    const remedy = remedyOf(claim, at);
    if (remedy === null) return [];
    const said = saidOf(remedy, conversation);
    const against = said.filter((one) => one.helps !== helps);
    if (against.length === 0 || against.length < said.length) return [];
    const reason = helps ? 'The conversation says that it did not help.' : 'The conversation says that it helped.';
    return [
      flagOn(
        claim,
        at,
        at + 1,
        'direction',
        reason,
        against.map(({ turn }) => turn),
      ),
    ];
  });
}

/** Whether a word says that something helps; null where it says nothing of that. */
function effectAt(words: readonly Word[], at: number, denied: boolean): boolean | null {
  const { form, stem } = words[at] as Word;
  if (INEFFECTIVE.test(form)) return denied;
  const told = idiomAt(words, at, denied);
  if (told !== null) return told;
  if (!EFFECT.has(stem)) return null;
  const next = words[at + 1]?.form ?? '';
  const before = words.slice(Math.max(0, at - 3), at).map((word) => word.form);
  // “Works as a nurse”, “work on the garden”; “to help with the swelling” tells no effect.
  const isAtAll = next === 'at' && words[at + 2]?.form === 'all';
  if (stem === 'work' && !isAtAll && /^(?:as|at|in|for|on|from|full|part|up|out|with|through)$/u.test(next))
    return null;
  if (form === 'works' || form === 'working' || form === 'worker') return null;
  // “Does not seem to help” tells one.
  const seems = /^(?:seem|seems|seemed|appear|appears)$/u.test(words[at - 2]?.form ?? '');
  if (!seems && before.some((word) => /^(?:to|gon|will|would|can|could|may|might|should|if|for)$/u.test(word)))
    return null;
  const isFailed = before.some((word) => /^(?:fail|fails|failed|failing)$/u.test(word));
  const isOfNone = words
    .slice(Math.max(0, at - NONE_REACH), at)
    .some(
      ({ form: none }, index, all) =>
        /^(?:nothing|none|neither)$/u.test(none) && !/^(?:do|does|did)$/u.test(all[index - 1]?.form ?? ''),
    );
  return !(denied || isFailed || isOfNone || isScant(words, at));
}

/** Words of “none of them really seemed to be”. */
const NONE_REACH = 7;

/** “Little relief”, “minimal benefit”; “a little relief” is some. */
function isScant(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.form ?? '';
  return SCANT.test(before) && !(before === 'little' && words[at - 2]?.form === 'a');
}

const SCANT = /^(?:little|minimal|scant|scarce|limited|negligible|marginal|poor)$/u;

/** “Takes the edge off”; “didn't touch it”, “does not do much”, “did nothing for it”. */
function idiomAt(words: readonly Word[], at: number, denied: boolean): boolean | null {
  const { form } = words[at] as Word;
  const next = words[at + 1]?.form ?? '';
  if (form === 'edge' && next === 'off') return !denied;
  if (form === 'touch' && denied && /^(?:it|the|them)$/u.test(next)) return false;
  const isDoing = words.slice(Math.max(0, at - 2), at).some((word) => /^(?:do|does|did|done)$/u.test(word.form));
  return isDoing && (form === 'nothing' || (form === 'much' && denied)) ? false : null;
}

/** Words between an effect and what has it. */
const BEFORE = 9;
const AFTER = 4;

interface Remedy {
  readonly concepts: readonly Concept[];
  readonly stem: string | null;
}

function remedyOf({ words, mentions, sentence }: Claim, at: number): Remedy | null {
  const isParted = (a: number, b: number) =>
    /[.;,]/u.test(sentence.text.slice((words[a] as Word).end, (words[b] as Word).start));
  const medicine = mentions.find(({ from, to, concepts }) => {
    if (concepts[0]?.kind !== 'medication') return false;
    return from > at ? from - at <= AFTER && !isParted(at, from) : at - to < BEFORE && !isParted(to - 1, at);
  });
  if (medicine !== undefined) return { concepts: meantBy(medicine), stem: null };
  const near = words.findIndex(
    ({ form }, index) =>
      REMEDY.test(form) &&
      (index > at ? index - at <= AFTER && !isParted(at, index) : at - index <= BEFORE && !isParted(index, at)),
  );
  return near < 0 ? null : { concepts: [], stem: (words[near] as Word).stem };
}

interface Said {
  readonly helps: boolean;
  readonly turn: number;
}

/** Words of talk, and turns, that the effect may come after what has it. */
const SPOKEN = 14;
const TURNS = 2;

function saidOf({ concepts, stem }: Remedy, conversation: Conversation): Said[] {
  const places =
    stem === null
      ? conversation.occurrences(concepts).map(({ turn, at }) => ({ turn, at }))
      : conversation.turns.flatMap(({ words }, turn) =>
          words.flatMap((word, at) => (word.stem === stem ? [{ turn, at }] : [])),
        );
  return places.flatMap(({ turn, at }) => {
    const own = effectsIn(conversation, turn, at + 1, at + SPOKEN);
    if (own.length > 0) return own;
    const later = Array.from({ length: TURNS }, (_, offset) => turn + 1 + offset);
    return later.flatMap((next) => effectsIn(conversation, next, 0, SPOKEN)).slice(0, 1);
  });
}

function effectsIn({ turns }: Conversation, turn: number, from: number, to: number): Said[] {
  const heard = turns[turn];
  if (heard === undefined) return [];
  for (let at = from; at < Math.min(to, heard.words.length); at++) {
    // Of another medicine.
    if (heard.mentions.some((mention) => mention.from === at && mention.concepts[0]?.kind === 'medication')) return [];
    const asserted = heard.assertedAt(at);
    const helps = asserted === 'asked' ? null : effectAt(heard.words, at, asserted === 'denied');
    if (helps === null) continue;
    // “A little, but not much” is either.
    const behind = heard.words.slice(at, at + SPOKEN);
    const stop = heard.turn.text.slice(heard.words[at]?.end).search(/[.;?!]/u);
    const end = stop < 0 ? Number.POSITIVE_INFINITY : (heard.words[at]?.end ?? 0) + stop;
    const rest = behind.filter(({ start }) => start < end).map(({ form }) => form);
    const isPartly = rest.some((form) => /^(?:little|bit|somewhat|temporarily|slightly|only)$/u.test(form));
    return isPartly
      ? [
          { helps: true, turn },
          { helps: false, turn },
        ]
      : [{ helps, turn }];
  }
  return [];
}
