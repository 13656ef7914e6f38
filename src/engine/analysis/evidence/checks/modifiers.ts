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
}

const heardIn = new WeakMap<Conversation, readonly (readonly Said[])[]>();

function heard(conversation: Conversation): readonly (readonly Said[])[] {
  const known = heardIn.get(conversation);
  if (known !== undefined) return known;
  const found = conversation.turns.map(({ words, assertedAt }) =>
    words.flatMap((_, at): Said[] => {
      const phrase = SPOKEN.at(words, at);
      if (phrase === null) return [];
      const asserted = assertedAt(at);
      return asserted === 'asked' ? [] : [{ ...phrase, denied: asserted === 'denied' }];
    }),
  );
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

function modifiersOf({ words, polarity, quantities, sentence }: Claim): Modifier[] {
  return words.flatMap((_, at) => {
    const phrase = WRITTEN.at(words, at);
    if (phrase === null || polarity[at] !== 'affirmed') return [];
    if (quantities.some(({ from, to }) => from < phrase.to && at < to)) return [];
    const near = (place: number) =>
      (place < at ? at - place : place - phrase.to + 1) <= BESIDE &&
      !/[,;.]/u.test(
        sentence.text.slice((words[Math.min(place, at)] as Word).end, (words[Math.max(place, at)] as Word).start),
      );
    const beside = words.filter((word, place) => (place < at || place >= phrase.to) && isContent(word) && near(place));
    return phrase.names.map((name) => ({ ...phrase, name, beside }));
  });
}

/** Words of talk between a thing and what is said to the contrary of it. */
const REACH = 12;

export function modifierFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  return modifiersOf(claim).flatMap((modifier) => {
    const { said, against } = toldOf(modifier, claim, conversation, relevance);
    if (said || against.length === 0) return [];
    const kind: FlagKind = OF_TIME.test(modifier.name) ? 'temporality' : 'direction';
    const reason = 'The conversation says the contrary of it.';
    return [flagOn(claim, modifier.from, modifier.to, kind, reason, against)];
  });
}

const OF_TIME = /^(?:persists|resolved|new|before|for long|regularly)$/u;

/** Whether nobody says, where the talk is of the same, what one of a sentence's modifiers says. */
export function isModifierUnsaid(claim: Claim, conversation: Conversation, relevance: Relevance): boolean {
  return modifiersOf(claim).some((modifier) => !toldOf(modifier, claim, conversation, relevance).said);
}

interface Told {
  readonly said: boolean;
  /** Turns that say the contrary right beside what the modifier is of. */
  readonly against: readonly number[];
}

function toldOf({ name, beside }: Modifier, claim: Claim, conversation: Conversation, relevance: Relevance): Told {
  const stems = new Set(beside.map(({ stem }) => stem));
  const concepts = new Set(
    claim.mentions
      .filter(({ from, to }) => claim.words.slice(from, to).some((word) => beside.includes(word)))
      .flatMap((mention) => mention.concepts),
  );
  const places = conversation.turns.map(({ words, mentions }) => [
    ...words.flatMap(({ stem }, at) => (stems.has(stem) ? [at] : [])),
    ...mentions.filter((mention) => mention.concepts.some((concept) => concepts.has(concept))).map(({ from }) => from),
  ]);
  const isUnnamed = places.every((at) => at.length === 0);
  const against: number[] = [];
  let said = false;
  for (const [turn, modifiers] of heard(conversation).entries()) {
    const own = places[turn] ?? [];
    const isNear = isUnnamed
      ? relevance.isNear(turn)
      : [turn - 1, turn, turn + 1].some((at) => (places[at]?.length ?? 0) > 0);
    if (!isNear) continue;
    for (const { names, denied, from } of modifiers) {
      if (names.includes(denied ? `${AGAINST}${name}` : name)) said = true;
      const isContrary = names.includes(denied ? name : `${AGAINST}${name}`);
      if (isContrary && own.some((at) => Math.abs(at - from) <= REACH)) against.push(turn);
    }
  }
  return { said, against };
}
