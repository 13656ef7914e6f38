/** “Some significant past medical problems”, where the question for any was answered with no: histories that name nothing. */
import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';

/** What a note calls a history, without a word of what is in it, and how it is asked for. */
const HISTORIES: readonly (readonly [written: RegExp, spoken: RegExp])[] = [
  [
    /\b(?:past )?(?:medical|health) (?:history|problems?|conditions?|issues?)(?=\s*(?:[.,;]|$))/iu,
    /\b(?:medical|health|chronic) (?:history|problems?|conditions?|issues?|illness(?:es)?)\b/iu,
  ],
  [
    /\b(?:(?:past )?surgical history|(?:past|previous|prior) (?:surger(?:y|ies)|operations?))(?=\s*(?:[.,;]|$))/iu,
    /\b(?:surgical history|surger(?:y|ies)|operations?)\b/iu,
  ],
  [
    /\bfamily (?:history|medical history)(?=\s*(?:[.,;]|$))/iu,
    /\b(?:family (?:history|medical history|members?)|(?:in|anyone in|run in) (?:your|the) family)\b/iu,
  ],
  [
    /\bother (?:medications?|medicines?|drugs)(?=\s*(?:[.,;]|$))/iu,
    /\b(?:any|on|take|taking) other (?:medications?|medicines?|drugs|meds)\b/iu,
  ],
];
/** There is one, says the note. */
const SOME = /\b(?:some|any|several|significant|relevant|known|positive|apparent|takes?)\b(?: [\w-]+){0,3} ?$/iu;
/** Characters before a history in which the note says so. */
const BEFORE = 40;

export function historyFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { text } = claim.sentence;
  return HISTORIES.flatMap(([written, spoken]) => {
    const found = written.exec(text);
    if (found === null || !SOME.test(text.slice(Math.max(0, found.index - BEFORE), found.index))) return [];
    const from = claim.words.findIndex(({ start }) => start >= found.index);
    const last = claim.words.findLastIndex(({ end }) => end <= found.index + found[0].length);
    if (from < 0 || claim.polarity[from] !== 'affirmed') return [];
    const { denied, affirmed } = answers(spoken, conversation);
    if (denied.length === 0 || affirmed) return [];
    return [flagOn(claim, from, last + 1, 'negation', 'Asked for any, the patient denies it.', denied)];
  });
}

/** Turns that ask for it and are answered with no; whether any tells of it. */
function answers(spoken: RegExp, { turns }: Conversation) {
  const denied: number[] = [];
  let affirmed = false;
  for (const [turn, { words, assertedAt, turn: heard }] of turns.entries()) {
    const found = spoken.exec(heard.text);
    if (found === null) continue;
    const at = words.findIndex(({ start }) => start >= found.index);
    const asserted = at < 0 ? 'asked' : assertedAt(at);
    if (asserted === 'denied') denied.push(turn);
    affirmed ||= asserted === 'affirmed';
  }
  return { denied, affirmed };
}
