/** What the lexicon has no name for: words that the note denies and the conversation affirms, or the reverse. */

import type { Flag } from '../flags.ts';
import type { Asserted } from '../frames/assertions.ts';
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
    const { affirms, outspoken, denies } = heard(claim, phrase, conversation, relevance);
    if (denied ? denies || !outspoken : affirms || !denies) return [];
    // “Nil frank haematuria”: less of it there may be.
    if (denied && phrase.words.every((at) => DEGREE.test((claim.words[at] as Word).form))) return [];
    if (denied && (isOfNegativeTest(claim, phrase) || isDeclined(claim, phrase) || isOfTrouble(claim, phrase)))
      return [];
    if (!denied && (isReturning(claim, phrase) || isNormal(claim, phrase))) return [];
    if (phrase.words.some((at) => CONTRARY.test((claim.words[at] as Word).form))) return [];
    if (isAside(claim, phrase) || phrase.words.every((at) => COLOURLESS.test((claim.words[at] as Word).form)))
      return [];
    const [from = 0] = phrase.words;
    const to = (phrase.words.at(-1) ?? from) + 1;
    const reason = denied
      ? 'The note denies what the conversation affirms.'
      : 'The note affirms what the conversation denies.';
    return [flagOn(claim, from, to, 'negation', reason)];
  });
}

const DEGREE = /^(?:frank|gross|overt|obvious|marked|definite|visible)$/u;

/** Words that say how, or that somebody thinks: no matter that may be affirmed or denied by itself. */
const COLOURLESS =
  /^(?:\w+ly|small|large|near|particular|special|specific|usual|different|completely|repeat|repeated|believe|think|thinks|remember|remembers|recall|wonder|wondering|aware|candidate|care|bone|stage|deep)$/u;

const PREPOSITION = /^(?:with|of|on|to|at|in|for|before|during|by|from|than|as|about|after|over|along|into|under)$/u;
const DETERMINER = /^(?:the|a|an|his|her|their|this|that|these|those|any|right|left|both|bilateral|own)$/u;
const CONTRARY =
  /^(?:avoid|avoids|avoiding|unaware|unsure|prevent|prevents|without|limit|limits|forgot|forgets|defer|defers)$/u;

/** “No pain with movement”, “advised to avoid skiing”: what is denied is something else, or the word before denies. */
function isAside({ words, polarity, mentions }: Claim, { words: [first = 0], polarity: own }: Phrase): boolean {
  let at = first - 1;
  while (at >= 0 && DETERMINER.test((words[at] as Word).form)) at--;
  const before = words[at]?.form ?? '';
  if (CONTRARY.test(before)) return true;
  const head = words[at - 1];
  if (own !== 'denied' || head === undefined || polarity[at - 1] !== 'denied' || !PREPOSITION.test(before))
    return false;
  return isContent(head) || mentions.some(({ to }) => to === at);
}

/** “No memory complaints”, “no bowel or bladder incontinence”: what has none is not denied. */
function isOfTrouble({ words, mentions, polarity }: Claim, { words: places }: Phrase): boolean {
  const last = places.at(-1) ?? 0;
  if (places.some((at) => TROUBLE.test((words[at] as Word).form)) || TROUBLE.test(words[last + 1]?.form ?? ''))
    return true;
  if (places.some((at) => /^(?:night|morning|evening|exertion|rest)$/u.test((words[at] as Word).form))) return false;
  return mentions.some(
    ({ from, concepts }) => from === last + 1 && concepts[0]?.kind === 'finding' && polarity[from] === 'denied',
  );
}

const TROUBLE = /^(?:complaints?|problems?|issues?|concerns?|dysfunction|symptoms?|sx|difficult(?:y|ies)|trouble)$/u;

/** “Appetite returning.” */
function isReturning({ words }: Claim, { words: places }: Phrase): boolean {
  const behind = words.slice((places.at(-1) ?? 0) + 1).slice(0, 2);
  return behind.some(({ form }) =>
    /^(?:return|returns|returned|returning|improving|improved|recovering|recovered|resolved|resolving|back)$/u.test(
      form,
    ),
  );
}

/** “Normal stream”: what is denied of it is something wrong. */
function isNormal({ words }: Claim, { words: [first = 0, ...rest] }: Phrase): boolean {
  return [first - 1, (rest.at(-1) ?? first) + 1].some((at) =>
    /^(?:normal|good|intact|full|steady|regular|unremarkable|fine)$/u.test(words[at]?.form ?? ''),
  );
}

/** “RNP and Smith were negative”: tests that are spoken of. */
function isOfNegativeTest({ words }: Claim, { words: places }: Phrase): boolean {
  const last = places.at(-1) ?? 0;
  return words
    .slice(last + 1)
    .some(({ form }, index, rest) => form === 'negative' && /^(?:was|were|are|is)$/u.test(rest[index - 1]?.form ?? ''));
}

/** “Has declined use of a bed check”: what is declined was offered. */
function isDeclined({ words }: Claim, { words: [first = 0] }: Phrase): boolean {
  return words
    .slice(0, first)
    .some(({ form }) => /^(?:declines|declined|refuses|refused|defer|defers|deferred)$/u.test(form));
}

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
  let asserted: Asserted[] = [];
  let isOutspoken = false;
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
    if (found > most) {
      asserted = [];
      isOutspoken = false;
    }
    most = found;
    asserted.push(...places.map(assertedAt));
    isOutspoken ||= places.some((at) => assertedAt(at) === 'affirmed' && !isReversed(said, at));
  }
  return { affirms: asserted.includes('affirmed'), outspoken: isOutspoken, denies: asserted.includes('denied') };
}

/** Words of talk round a word that may turn it into its reverse. */
const BESIDE = 8;
const REVERSES =
  /^(?:no|not|never|nothing|none|neither|nor|nobody|without|hardly|barely|forbid|forbidden|unable|unaware|negative|unless|only|stop|stopped|quit|except|other)$/u;

/** “I'm here for nothing particular”, “I don't know if …”: with a word of denial beside it, it is not clear what is said. */
function isReversed(said: readonly Word[], at: number): boolean {
  return said.slice(Math.max(0, at - BESIDE), at + BESIDE).some(({ form }) => REVERSES.test(form));
}
