/** What the lexicon has no name for: words that the note denies and the conversation affirms, or the reverse. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, ReadTurn } from '../frames/conversation.ts';
import type { Polarity } from '../frames/polarity.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';

/** Words of one polarity with no stop between them. */
interface Phrase {
  readonly words: readonly number[];
  readonly polarity: Polarity;
}

export function wordingFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  return phrasesOf(claim).flatMap((phrase) => {
    const denied = phrase.polarity === 'denied';
    const { affirms, denies } = heard(claim, phrase, conversation, relevance);
    if (denied ? denies || !affirms : affirms || !denies) return [];
    // “Nil frank haematuria”: less of it there may be.
    if (denied && phrase.words.every((at) => DEGREE.test((claim.words[at] as Word).form))) return [];
    const [from = 0] = phrase.words;
    const to = (phrase.words.at(-1) ?? from) + 1;
    const reason = denied
      ? 'The note denies what the conversation affirms.'
      : 'The note affirms what the conversation denies.';
    return [flagOn(claim, from, to, 'negation', reason)];
  });
}

const DEGREE = /^(?:frank|gross|overt|obvious|marked|definite|visible)$/u;

function phrasesOf({ sentence, words, mentions, quantities, polarity }: Claim): Phrase[] {
  const named = new Set<number>();
  for (const { from, to } of [...mentions, ...quantities]) for (let at = from; at < to; at++) named.add(at);
  const phrases: { words: number[]; polarity: Polarity }[] = [];
  let open = false;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (before !== undefined && /[.,;:?!()]/u.test(sentence.text.slice(before.end, word.start))) open = false;
    if (named.has(at) || !isContent(word)) continue;
    const own = polarity[at] ?? 'affirmed';
    const last = phrases.at(-1);
    if (open && last !== undefined && last.polarity === own) last.words.push(at);
    else phrases.push({ words: [at], polarity: own });
    open = true;
  }
  return phrases.filter((phrase) => phrase.polarity !== 'hypothetical');
}

/** Of a phrase's words, a turn that speaks of the same has so many, */
const LEAST_SHARE = 0.6;
/** and is so much to the matter of the sentence, the best turn being 1. */
const LEAST_RELEVANCE = 0.5;

/** What the turns that speak most of the same say of it. */
function heard({ words }: Claim, phrase: Phrase, conversation: Conversation, relevance: Relevance) {
  const wanted = new Set(phrase.words.map((at) => (words[at] as Word).stem));
  let most = Math.max(1, Math.ceil(LEAST_SHARE * wanted.size));
  let asserted: string[] = [];
  const speaking = new Set([...wanted].flatMap((stem) => conversation.turnsWith(stem)));
  for (const turn of speaking) {
    const { words: said, mentions, assertedAt } = conversation.turns[turn] as ReadTurn;
    if (relevance.of(turn) < LEAST_RELEVANCE * relevance.best) continue;
    // “Sleeping tablets” says nothing of sleep.
    const isWithin = (at: number) =>
      mentions.some(({ from, to, concepts }) => concepts[0]?.kind === 'medication' && from <= at && at < to);
    const places = said.flatMap(({ stem }, at) => (wanted.has(stem) && !isWithin(at) ? [at] : []));
    const found = new Set(places.map((at) => (said[at] as Word).stem)).size;
    if (found < most) continue;
    if (found > most) asserted = [];
    most = found;
    asserted.push(...places.map(assertedAt));
  }
  return { affirms: asserted.includes('affirmed'), denies: asserted.includes('denied') };
}
