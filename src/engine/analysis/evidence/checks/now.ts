/** What is asked of now, and was so before: “are you still nauseous?” */
import type { Conversation, Occurrence } from '../frames/conversation.ts';

/** Characters round a finding in which it is asked whether it is there now. */
const NOW_REACH = 40;

/** “Are you still nauseous?”, “no cough any more?”: whatever the answer, it was there. */
export function isAskedOfNow({ turn, frame }: Occurrence, { turns }: Conversation): boolean {
  const { turn: heard, words = [] } = turns[turn] ?? {};
  const first = words[frame.mention.from];
  const last = words[frame.mention.to - 1];
  if (heard === undefined || first === undefined || last === undefined) return false;
  const before = heard.text.slice(Math.max(0, first.start - NOW_REACH), first.start);
  const behind = heard.text.slice(last.end, last.end + NOW_REACH);
  return /\b(?:still|any ?more|no longer)\b[^.?!]*$/iu.test(before) || /^[^.?!]*\bany ?more\b/iu.test(behind);
}
