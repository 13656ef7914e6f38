/** Modifiers of the note – new, lasting, gone, more, regular, referred – that talk of the same matter bears out, leaves open or contradicts. */

import type { Flag, FlagKind } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { MODIFIERS } from '../lexicon/modifiers.ts';
import type { Relevance } from '../support.ts';
import { type Phrase, Phrases } from '../text/phrases.ts';
import { isContent, type Word } from '../text/words.ts';

const AGAINST = '-';

const { written: WRITTEN, spoken: SPOKEN } = read();

function read(): { readonly written: Phrases; readonly spoken: Phrases } {
  const written: string[] = [];
  const spoken: string[] = [];
  for (const line of MODIFIERS.trim().split('\n')) {
    const [name = '', phrases = ''] = line.split('=').map((part) => part.trim());
    const [note = '', talk = '', contrary = ''] = phrases.split(' / ');
    if (note !== '-') written.push(`${name} = ${note}`);
    spoken.push(`${name} = ${note} | ${talk}`);
    if (contrary.trim() !== '-') spoken.push(`${AGAINST}${name} = ${contrary}`);
  }
  return { written: new Phrases(...written), spoken: new Phrases(...spoken) };
}

/** A modifier that a turn says, of itself or by the reverse of it. */
interface Said extends Phrase {
  readonly denied: boolean;
  /** On a condition, or asked. */
  readonly open: boolean;
}

const heardIn = new WeakMap<Conversation, readonly (readonly Said[])[]>();

function heard(conversation: Conversation): readonly (readonly Said[])[] {
  const known = heardIn.get(conversation);
  if (known !== undefined) return known;
  const found = conversation.turns.map(({ words, assertedAt }) => {
    const said: Said[] = [];
    for (let at = 0; at < words.length; at++) {
      const phrase = SPOKEN.at(words, at);
      if (phrase === null) continue;
      const asserted = assertedAt(at);
      // “Not taking it anymore”: no longer.
      const isOver = /^(?:anymore|any)$/u.test(words[at]?.form ?? '');
      said.push({ ...phrase, denied: asserted === 'denied' && !isOver, open: asserted === 'asked' });
      // “Out of control” says nothing of control.
      at = phrase.to - 1;
    }
    return said;
  });
  heardIn.set(conversation, found);
  return found;
}

/** The modifiers of a sentence, and what each may be of. */
interface Modifier extends Phrase {
  readonly name: string;
  /** Content words beside it. */
  readonly beside: readonly Word[];
}

/** Words between a modifier and what it is of. */
const BESIDE = 4;

function modifiersOf({ words, mentions, polarity, quantities, sentence }: Claim): Modifier[] {
  let end = 0;
  return words.flatMap((_, at) => {
    // “Out of control” says nothing of control.
    const isWithin = at < end;
    end = Math.max(end, SPOKEN.at(words, at)?.to ?? 0);
    const phrase = WRITTEN.at(words, at);
    if (isWithin || phrase === null || polarity[at] !== 'affirmed') return [];
    // “Failed to improve.”
    if (words.slice(Math.max(0, at - 2), at).some(({ form }) => /^fail/u.test(form))) return [];
    if (quantities.some(({ from, to }) => from < phrase.to && at < to)) return [];
    // “Will be obtained.”
    const isToBe =
      words[at - 1]?.form === 'be' && /^(?:will|to|should|can|would|may)$/u.test(words[at - 2]?.form ?? '');
    if (isToBe && phrase.names.includes('done')) return [];
    const near = (place: number) =>
      (place < at ? at - place : place - phrase.to + 1) <= BESIDE &&
      !/[,;.]/u.test(
        sentence.text.slice((words[Math.min(place, at)] as Word).end, (words[Math.max(place, at)] as Word).start),
      );
    const beside = words.filter((word, place) => (place < at || place >= phrase.to) && isContent(word) && near(place));
    // “Currently sexually active”: of no complaint.
    const isOfFinding = mentions.some(
      ({ from, to, concepts }) =>
        concepts[0]?.kind === 'finding' && words.slice(from, to).some((word) => beside.includes(word)),
    );
    return phrase.names
      .filter((name) => name !== 'current' || isOfFinding)
      .map((name) => ({ ...phrase, name, beside }));
  });
}

/** Words of talk between a thing and what is said to the contrary of it. */
const REACH = 18;

export function modifierFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  return told(claim, conversation, relevance).flatMap(([modifier, { said, against }]) => {
    if (said || (against.length === 0 && (!MUST_BE_SAID.test(modifier.name) || isOfArrival(claim, modifier))))
      return [];
    const kind: FlagKind = OF_TIME.test(modifier.name) ? 'temporality' : 'direction';
    const reason =
      against.length > 0 ? 'The conversation says the contrary of it.' : 'The conversation does not say this of it.';
    return [flagOn(claim, modifier.from, modifier.to, kind, reason, against)];
  });
}

/** What is decided, somebody has said. */
const MUST_BE_SAID = /^(?:referred|restricted|encouraged)$/u;

/** “Was referred to us”, “is seen in referral”: how somebody came, and nothing that was decided here. */
function isOfArrival({ words }: Claim, { name, from, to }: Modifier): boolean {
  if (name !== 'referred') return false;
  const before = words.slice(Math.max(0, from - 2), from).map(({ form }) => form);
  if (before.some((form) => /^(?:who|self)$/u.test(form))) return true;
  const isPassive = before.some((form) => /^(?:was|were|been)$/u.test(form));
  const behind = words.slice(to, to + ARRIVAL_REACH).map(({ form }) => form);
  return (
    (isPassive && behind.some((form) => /^(?:by|from)$/u.test(form))) ||
    behind.slice(0, 3).some((form) => /^(?:us|me|here|chart|records|note)$/u.test(form))
  );
}

/** Words of “to nephrology by genetics”. */
const ARRIVAL_REACH = 5;

const OF_TIME = /^(?:persists|resolved|new|recent|lately|current|before|for long|regularly)$/u;

/** Whether nobody says, where the talk is of the same, what one of a sentence's modifiers says; that something is so now goes without saying. */
export function isModifierUnsaid(claim: Claim, conversation: Conversation, relevance: Relevance): boolean {
  return told(claim, conversation, relevance).some(([{ name }, { said }]) => !said && name !== 'current');
}

interface Told {
  readonly said: boolean;
  /** Turns that say the contrary right beside what the modifier is of. */
  readonly against: readonly number[];
}

/** Of every modifier of a sentence; flags and doubts ask for the same. */
const toldIn = new WeakMap<Claim, readonly (readonly [Modifier, Told])[]>();

function told(claim: Claim, conversation: Conversation, relevance: Relevance): readonly (readonly [Modifier, Told])[] {
  let known = toldIn.get(claim);
  if (known === undefined) {
    known = modifiersOf(claim).map((modifier) => [modifier, toldOf(modifier, claim, conversation, relevance)] as const);
    toldIn.set(claim, known);
  }
  return known;
}

function toldOf({ name, beside }: Modifier, claim: Claim, conversation: Conversation, relevance: Relevance): Told {
  const places = placesOf(beside, claim, conversation);
  const near = new Set([...places.keys()].flatMap((turn) => [turn - 1, turn, turn + 1]));
  const isConditional = /\b(?:if|unless|should)\b/iu.test(claim.sentence.text);
  const against: number[] = [];
  let said = false;
  for (const [turn, modifiers] of heard(conversation).entries()) {
    if (modifiers.length === 0 || !(places.size === 0 ? relevance.isNear(turn) : near.has(turn))) continue;
    const own = places.get(turn) ?? [];
    const answers = places.has(turn - 1) && /\?\s*$/u.test(conversation.turns[turn - 1]?.turn.text ?? '');
    for (const { names, denied, open, from } of modifiers) {
      // What may be done is not done.
      if (open && !isConditional && name !== 'done') continue;
      if (names.includes(denied ? `${AGAINST}${name}` : name) && (!open || isConditional)) said = true;
      // “Any recent flights?” – “No.”: none at all.
      const isContrary = names.includes(denied ? name : `${AGAINST}${name}`) && !(denied && name === 'recent');
      if (isContrary && (own.some((at) => Math.abs(at - from) <= REACH) || (answers && from <= REACH)))
        against.push(turn);
    }
  }
  return { said, against };
}

/** Where the conversation speaks of some words of a sentence, by turn. */
function placesOf(beside: readonly Word[], claim: Claim, conversation: Conversation): ReadonlyMap<number, number[]> {
  const places = new Map<number, number[]>();
  const add = (turn: number, at: number) => places.set(turn, [...(places.get(turn) ?? []), at]);
  for (const { stem } of beside) {
    for (const turn of conversation.turnsWith(stem)) {
      for (const [at, word] of conversation.turns[turn]?.words.entries() ?? []) if (word.stem === stem) add(turn, at);
    }
  }
  const concepts = claim.mentions
    .filter(({ from, to }) => claim.words.slice(from, to).some((word) => beside.includes(word)))
    .flatMap((mention) => mention.concepts);
  for (const { turn, at } of conversation.occurrences(concepts)) add(turn, at);
  return places;
}
