/** What the note gives as done, and the conversation only as what is to be done: a test “checked today” that is to come. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import { isContent, type Word } from '../text/words.ts';

/** Right behind what it is of, after “was” or “were”. */
const DONE =
  /^(?:checked|rechecked|done|performed|obtained|taken|given|repeated|administered|completed|normal|positive|negative|abnormal)$/u;
const KINDS = /^(?:investigation|measurement|medication|specialty|examination)$/u;

export function planFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.mentions.flatMap((mention) => {
    const { concepts, from, to } = mention;
    if (!KINDS.test(concepts[0]?.kind ?? '') || claim.polarity[from] !== 'affirmed') return [];
    if (/^(?:last|previous|prior|earlier|initial)$/u.test(claim.words[from - 1]?.form ?? '')) return [];
    const at = doneAt(claim.words, to);
    if (at === null || claim.polarity[at] !== 'affirmed') return [];
    const said = conversation.occurrences(concepts.slice(0, 1));
    if (said.length === 0 || !said.every((one) => isToCome(one, conversation))) return [];
    const turns = said.map(({ turn }) => turn);
    return [
      flagOn(claim, from, to, 'temporality', 'The conversation speaks of this only as what is to be done.', turns),
    ];
  });
}

/** Words that an operation is known by. */
const NAMED = 4;
const AFTER_OPERATION = /\b(?:s\/p|status[- ]post|underwent|post-?op(?:erative)?)\b/iu;
const OPERATION =
  /\b(?:surger(?:y|ies)|surgical|operations?|resections?|replacements?|repair|fusion|fixation|pinning|orif|o r i f|bypass|\p{L}+(?:ectomy|otomy|plasty))\b/giu;
const HAD = /\b(?:had|having had|underwent|previous|prior|past|last|history of)\b[^.?!]{0,30}$/iu;
const AGO = /^[^.?!]{0,30}\b(?:ago|back in|in \d{4}|when (?:i|he|she) was)\b/iu;
const TO_BE =
  /\b(?:would|will|['’]ll|going to|gon na|option|schedul\w*|plan|refer|consider|need|risks?|before|possible)\b/iu;

/** “S/p resection”: where every operation that is spoken of is to come. */
export function operationFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { sentence, words } = claim;
  const after = AFTER_OPERATION.exec(sentence.text);
  if (after === null || sentence.text.slice(after.index).search(OPERATION) < 0) return [];
  const named = words.filter((word) => word.start > after.index && isContent(word)).slice(0, NAMED);
  const isOfIt = (text: string) => named.some(({ form }) => text.toLowerCase().includes(form));
  const said = conversation.turns.flatMap(({ turn: { text } }, turn) =>
    [...text.matchAll(OPERATION)].map(({ index, 0: word }) => {
      const before = text.slice(Math.max(0, index - BEFORE), index);
      const behind = text.slice(index + word.length, index + word.length + BEHIND);
      const isToBe = TO_BE.test(`${before} ${behind}`) && isOfIt(text);
      return { turn, isHad: HAD.test(before) || AGO.test(behind), isToBe };
    }),
  );
  if (said.some(({ isHad }) => isHad) || !said.some(({ isToBe }) => isToBe)) return [];
  const at = words.findIndex(({ start }) => start >= after.index);
  const turns = said.filter(({ isToBe }) => isToBe).map(({ turn }) => turn);
  return [
    flagOn(
      claim,
      at,
      at + 1,
      'temporality',
      'The conversation speaks of an operation only as what may be done.',
      turns,
    ),
  ];
}

/** Words between a test and what was done with it. */
const REACH = 3;

function doneAt(words: readonly Word[], to: number): number | null {
  for (let at = to; at < Math.min(words.length, to + REACH); at++) {
    const isPast = /^(?:was|were)$/u.test(words[at - 1]?.form ?? '');
    if (at > to && isPast && DONE.test((words[at] as Word).form)) return at;
  }
  return null;
}

/** Characters round what is spoken of that say when. */
const BEFORE = 60;
const BEHIND = 60;
const TO_COME =
  /\b(?:will|['’]ll|['’]d (?:like|rather|then|refer|swab|start|do)|would|going to|gon na|gonna|want(?: to| a| you)?|let['’]?s|need(?: to| a)?|(?:only way|able|can) (?:to )?[^.?!]{0,20}do|order|arrange|book|schedule|if|until|once|tomorrow|next (?:week|time|visit|month)|in (?:\w+ )?(?:weeks?|days?|months?)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|when you (?:come|are)|not (?:today|yet|before)|rather than|thought about|offer)\b/iu;
const OUTCOME =
  /\b(?:showed|shows|came back|normal|negative|positive|looks?|looked|was (?:fine|good|okay|done|high|low)|did (?:a|an|the|some)|had (?:a|an|the)|result(?:s)?|is (?:fine|good|high|low|\w*ty))\b/iu;

/** Only what is to be: ordered, booked, wanted, on a condition. */
export function isToCome({ turn, frame, asserted }: Occurrence, { turns }: Conversation): boolean {
  const own = turns[turn];
  const first = own?.words[frame.mention.from];
  const last = own?.words[frame.mention.to - 1];
  if (own === undefined || first === undefined || last === undefined) return false;
  const before = own.turn.text.slice(Math.max(0, first.start - BEFORE), first.start);
  const behind = own.turn.text.slice(last.end, last.end + BEHIND);
  // Only of its own sentence.
  const said = `${before.replace(/^.*[.?!]\s/su, '')} ${behind.replace(/[.?!]\s.*$/su, '')}`;
  if (own.quantities.some(({ unit, from }) => unit?.kind !== 'time' && Math.abs(from - frame.mention.to) <= 2))
    return false;
  return !OUTCOME.test(said) && (asserted === 'asked' ? own.turn.speaker === 'clinician' : TO_COME.test(said));
}
