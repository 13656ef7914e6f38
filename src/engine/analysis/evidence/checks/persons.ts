/** Whose it is: a relative's illness is not the patient's, nor the reverse, and people must have been spoken of. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence, ReadTurn } from '../frames/conversation.ts';
import { FAMILY, isSamePerson, PATIENT, type Person, relativeAt } from '../frames/experiencer.ts';
import { meantBy } from '../lexicon/concepts.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';
import { OUTWEIGHED, weighed } from './weighing.ts';

export function personFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const flags = [...unspokenOf(claim, conversation), ...mentionFlags(claim, conversation, relevance)];
  return flags.length > 0 ? flags : wordingFlags(claim, conversation, relevance);
}

/** Relatives whom the conversation does not name. */
function unspokenOf(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap((_, at) => {
    const relative = relativeAt(claim.words, at);
    if (relative === null || conversation.speaksOf(relative.name)) return [];
    return [flagOn(claim, at, at + 1, 'person', `The conversation does not speak of a ${relative.name}.`)];
  });
}

function mentionFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  return claim.frames.flatMap(({ mention, experiencer }) => {
    const kind = mention.concepts[0]?.kind;
    if (kind === 'anatomy' || kind === 'measurement' || claim.polarity[mention.from] !== 'affirmed') return [];
    const occurrences = conversation.occurrences(meantBy(mention)).filter(({ asserted }) => asserted !== 'denied');
    const weights = weighed(claim, mention, occurrences, conversation, relevance);
    let own = 0;
    let others = 0;
    for (const { occurrence, weight } of weights) {
      const told = occurrence.asserted === 'asked' ? weight * ASKED : weight;
      // “Any family history?” says nothing of who.
      if (occurrence.asserted === 'asked' && occurrence.frame.experiencer === FAMILY && experiencer !== FAMILY)
        continue;
      if (isSamePerson(experiencer, occurrence.frame.experiencer) || isOfFamily(experiencer, occurrence, conversation))
        own += told;
      else others += told;
    }
    if (others === 0 || others < OUTWEIGHED * own || (experiencer !== PATIENT && own > 0)) return [];
    const against = occurrences.filter((other) => !isSamePerson(experiencer, other.frame.experiencer));
    const reason = `The conversation says this of ${nameOf(against[0]?.frame.experiencer ?? PATIENT)}.`;
    return [
      flagOn(
        claim,
        mention.from,
        mention.to,
        'person',
        reason,
        against.map(({ turn }) => turn),
      ),
    ];
  });
}

/** “What runs in your family?” – “We all have high blood pressure.” */
function isOfFamily(experiencer: Person, { turn, frame }: Occurrence, { turns }: Conversation): boolean {
  if (experiencer !== FAMILY || frame.experiencer !== PATIENT) return false;
  return [turn - 1, turn].some((at) => FAMILY_SPOKEN.test(turns[at]?.turn.text ?? ''));
}

const FAMILY_SPOKEN = /\bfamily\b/iu;

/** A question says less of whom it is than an answer. */
const ASKED = 0.3;

/** Of the words of a sentence that a turn must share to speak of the same, */
const LEAST_SHARE = 0.6;
/** and the least words that tell anything. */
const LEAST_WORDS = 2;
/** Letters of a word that is enough by itself. */
const TELLING = 6;

/** Without a name in the lexicon: the turns that share most words say them of somebody else. */
function wordingFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const told = claim.words.flatMap((word, at) =>
    isContent(word) && claim.polarity[at] === 'affirmed' && relativeAt(claim.words, at) === null ? [at] : [],
  );
  const [first = 0] = told;
  const person = claim.experiencers[first] as Person;
  const wanted = new Set(
    told.filter((at) => claim.experiencers[at] === person).map((at) => (claim.words[at] as Word).stem),
  );
  // “Has autism”: one long word tells as much as two.
  if (wanted.size < LEAST_WORDS && (isNamed(claim, first) || ![...wanted].some((stem) => stem.length >= TELLING)))
    return [];
  let best = 0;
  let places: { turn: number; who: Person }[] = [];
  const speaking = new Set([...wanted].flatMap((stem) => conversation.turnsWith(stem)));
  for (const turn of [...speaking].sort((a, b) => a - b)) {
    const { words, experiencers } = conversation.turns[turn] as ReadTurn;
    if (relevance.of(turn) === 0) continue;
    const at = words.flatMap(({ stem }, index) => (wanted.has(stem) ? [index] : []));
    const share = new Set(at.map((index) => (words[index] as Word).stem)).size / wanted.size;
    if (share < LEAST_SHARE || share < best) continue;
    if (share > best) places = [];
    best = share;
    places.push(...at.map((index) => ({ turn, who: experiencers[index] as Person })));
  }
  if (places.length === 0 || places.some(({ who }) => isSamePerson(person, who))) return [];
  const reason = `The conversation says this of ${nameOf(places[0]?.who ?? PATIENT)}.`;
  const last = told.filter((at) => claim.experiencers[at] === person).at(-1) ?? first;
  return [
    flagOn(
      claim,
      first,
      last + 1,
      'person',
      reason,
      places.map(({ turn }) => turn),
    ),
  ];
}

function isNamed({ mentions }: Claim, at: number): boolean {
  return mentions.some(({ from, to }) => from <= at && at < to);
}

function nameOf(person: Person): string {
  return person === FAMILY ? 'the family' : `the ${person}`;
}
