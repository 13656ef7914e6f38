/** What excludes each other of one thing: dry and productive, upper and lower, by mouth and into a vein, married and widowed. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, ReadTurn } from '../frames/conversation.ts';
import { PATIENT } from '../frames/experiencer.ts';
import { type Mention, meantBy } from '../lexicon/concepts.ts';
import { FINDING_DETAILS, MEDICINE_DETAILS, PATIENT_DETAILS } from '../lexicon/details.ts';
import type { Phrase, Phrases } from '../text/phrases.ts';
import type { Word } from '../text/words.ts';

/** Stems that begin a detail of any kind. */
const FIRSTS: ReadonlySet<string> = new Set(
  [...PATIENT_DETAILS, ...FINDING_DETAILS, ...MEDICINE_DETAILS].flatMap((group) => [...group.firsts]),
);

export function detailFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap(({ stem }, at) => {
    if (!FIRSTS.has(stem) || claim.polarity[at] !== 'affirmed') return [];
    // “Acute on chronic heart failure” is both.
    if (/\bacute[- ]on[- ]chronic\b/iu.test(claim.sentence.text) && /^(?:acut|chronic)$/u.test(stem)) return [];
    // “Pain at worst: 7/10”, “10 = worst imaginable”: the end of a scale.
    if (stem === 'worst' && (claim.words[at - 1]?.form === 'at' || claim.words[at + 1]?.form === 'imaginable'))
      return [];
    return [
      ...PATIENT_DETAILS.flatMap((group) => ofPatient(claim, at, group, conversation)),
      ...FINDING_DETAILS.flatMap((group) => ofMention(claim, at, group, conversation, 'finding')),
      ...MEDICINE_DETAILS.flatMap((group) => ofMention(claim, at, group, conversation, 'medication')),
    ];
  });
}

/** Words between a detail and what it is of: in a note, and in talk. */
const NEAR = 4;
const NEAR_SPOKEN = 8;

function ofMention(
  claim: Claim,
  at: number,
  group: Phrases,
  conversation: Conversation,
  kind: 'finding' | 'medication',
): Flag[] {
  const detail = group.at(claim.words, at);
  if (detail === null) return [];
  // “Internal and external rotation” is both.
  const isBoth = claim.words.some((_, place) => {
    const other = place === at ? null : group.at(claim.words, place);
    return other !== null && !other.names.some((name) => detail.names.includes(name));
  });
  if (isBoth) return [];
  const heads = headsOf(claim, detail, kind);
  for (const head of heads) {
    const said = saidOf(head, group, conversation);
    if (said.some(({ names }) => names.some((name) => detail.names.includes(name)))) return [];
    if (said.length > 0) return [flagged(claim, detail, said)];
  }
  return [];
}

interface Said {
  readonly names: readonly string[];
  readonly turn: number;
}

function flagged(claim: Claim, { from, to }: Phrase, said: readonly Said[]): Flag {
  const reason = `The conversation says “${said[0]?.names[0]}” of it.`;
  return flagOn(
    claim,
    from,
    to,
    'detail',
    reason,
    said.map(({ turn }) => turn),
  );
}

/** What a detail may be of, nearest first, that which follows before that which precedes. */
function headsOf(
  { mentions, sentence, words }: Claim,
  { from, to }: Phrase,
  kind: 'finding' | 'medication',
): Mention[] {
  const isKind = ({ concepts }: Mention) => {
    const own = concepts[0]?.kind;
    return kind === 'medication' ? own === 'medication' : own !== 'medication' && own !== 'measurement';
  };
  const isParted = (a: number, b: number) =>
    /[.;,\n]/u.test(sentence.text.slice((words[a] as Word).end, (words[b] as Word).start));
  const within = mentions.filter((mention) => mention.from <= from && to <= mention.to && isKind(mention));
  const after = mentions.filter(
    (mention) => mention.from >= to && mention.from - to <= NEAR && isKind(mention) && !isParted(to - 1, mention.from),
  );
  const before = mentions.filter(
    (mention) => mention.to <= from && from - mention.to <= NEAR && isKind(mention) && !isParted(mention.to - 1, from),
  );
  return [...within, ...after, ...before.reverse()].slice(0, 1);
}

function saidOf(head: Mention, group: Phrases, conversation: Conversation): Said[] {
  return conversation.occurrences(meantBy(head)).flatMap(({ turn, frame, asserted }) => {
    const { words, mentions, turn: heard } = conversation.turns[turn] as ReadTurn;
    const { from, to } = frame.mention;
    if (asserted === 'denied') return [];
    const said: Said[] = [];
    for (let at = Math.max(0, from - NEAR_SPOKEN); at < Math.min(words.length, to + NEAR_SPOKEN); at++) {
      const phrase = group.at(words, at);
      if (
        phrase === null ||
        isOfAnother(mentions, frame.mention, at) ||
        isAlternative(words, phrase, group, heard.text)
      )
        continue;
      said.push({ names: phrase.names, turn });
    }
    return said.length > 0 ? said : answered(turn, group, conversation);
  });
}

/** Words of an answer that may tell it. */
const ANSWER = 16;

/** “Did the pain come on suddenly, or gradually?” – “It's more gradual.” */
function answered(turn: number, group: Phrases, { turns }: Conversation): Said[] {
  const asked = turns[turn];
  const answer = turns[turn + 1];
  if (
    answer === undefined ||
    !asked?.turn.text.includes('?') ||
    asked.words.every((_, at) => group.at(asked.words, at) === null)
  )
    return [];
  for (let at = 0; at < Math.min(ANSWER, answer.words.length); at++) {
    const phrase = group.at(answer.words, at);
    if (
      phrase !== null &&
      answer.assertedAt(at) !== 'denied' &&
      !isAlternative(answer.words, phrase, group, answer.turn.text)
    )
      return [{ names: phrase.names, turn: turn + 1 }];
  }
  return [];
}

const OR_REACH = 4;

function isQuestioned(text: string, from: number): boolean {
  return /^[^.!?]*\?/u.test(text.slice(from));
}

/** “Is it type one or type two?” */
function isAlternative(words: readonly Word[], { from, to, names }: Phrase, group: Phrases, text: string): boolean {
  // “Is it your lower back, your upper back?”
  if (isQuestioned(text, words[to - 1]?.end ?? 0)) {
    const near = words.slice(Math.max(0, from - NEAR_SPOKEN), to + NEAR_SPOKEN);
    if (near.some((_, at) => group.at(near, at)?.names.every((name) => !names.includes(name)) ?? false)) return true;
  }
  // “Constant, or does it come and go?”
  const before = words.slice(Math.max(0, from - OR_REACH), from);
  return before.some(({ form }) => form === 'or') || words[to]?.form === 'or';
}

/** Another mention of the kind stands nearer. */
function isOfAnother(mentions: readonly Mention[], head: Mention, at: number): boolean {
  const distance = (mention: Mention) => Math.max(mention.from - at, at - mention.to + 1, 0);
  const kind = head.concepts[0]?.kind;
  return mentions.some(
    (mention) =>
      mention !== head &&
      !(mention.from <= at && at < mention.to) &&
      mention.concepts[0]?.kind === kind &&
      distance(mention) < distance(head),
  );
}

function ofPatient(claim: Claim, at: number, group: Phrases, conversation: Conversation): Flag[] {
  const detail = group.at(claim.words, at);
  if (detail === null || claim.experiencers[at] !== PATIENT) return [];
  const said = conversation.turns.flatMap(({ words, experiencers, assertedAt }, turn) =>
    words.flatMap((_, place) => {
      const phrase = group.at(words, place);
      if (phrase === null || assertedAt(place) === 'denied') return [];
      const isOwn = experiencers[place] === PATIENT || phrase.names.includes('married');
      return isOwn ? [{ names: phrase.names, turn }] : [];
    }),
  );
  if (said.length === 0 || said.some(({ names }) => names.some((name) => detail.names.includes(name)))) return [];
  return [flagged(claim, detail, said)];
}
