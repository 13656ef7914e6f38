/** “Reports other complaints”, where the question for anything else was answered with no. */
import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';

const COMPLAINT =
  /^(?:complaint|complaints|symptom|symptoms|problem|problems|concern|concerns|issue|issues|troubles)$/u;
/** What makes them more than what is told. */
const MORE = /^(?:other|further|additional|any|some|new|acute|associated|particular|specific|significant|several)$/u;
const BEFORE = 3;

export function complaintFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap(({ form }, at) => {
    if (
      !COMPLAINT.test(form) ||
      claim.polarity[at] !== 'affirmed' ||
      /^(?:with|of)$/u.test(claim.words[at + 1]?.form ?? '')
    )
      return [];
    const from = Math.max(0, at - BEFORE);
    const more = claim.words.slice(from, at).findIndex((word) => MORE.test(word.form));
    // “Call with any further concerns.”
    if (more < 0 || /^(?:with|if|for|about)$/u.test(claim.words[from + more - 1]?.form ?? '')) return [];
    const { denied, affirmed } = askedForMore(conversation);
    if (denied.length === 0 || affirmed) return [];
    return [flagOn(claim, from + more, at + 1, 'negation', 'Asked for anything else, the patient denies it.', denied)];
  });
}

const ELSE = /^(?:else|other|complaints|concerns|problems|symptoms|issues)$/u;
const ASKING = /^(?:any|anything|other)$/u;

/** Turns that ask for anything else and are answered with no; whether one is answered with yes. */
function askedForMore({ turns }: Conversation): { readonly denied: readonly number[]; readonly affirmed: boolean } {
  const denied: number[] = [];
  let affirmed = false;
  for (const [turn, { words, assertedAt, turn: heard }] of turns.entries()) {
    if (!heard.text.includes('?')) continue;
    const at = words.findIndex(
      ({ form }, index) =>
        ELSE.test(form) && words.slice(Math.max(0, index - BEFORE), index + 1).some((word) => ASKING.test(word.form)),
    );
    if (at < 0) continue;
    const asserted = assertedAt(at);
    if (asserted === 'denied') denied.push(turn);
    affirmed ||= asserted === 'affirmed';
  }
  return { denied, affirmed };
}
