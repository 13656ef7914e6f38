/** What the note gives as present and the conversation as over: a fever that went, a cough that is gone now, nothing since. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import { meantBy } from '../lexicon/concepts.ts';

/** The note says that it is so now … */
const PRESENT =
  /\b(?:has|have|having|is|are|still|currently|ongoing|persist\w*|continu\w+|presently|at present|at the moment|now)\b/iu;
/** … and nothing of another time. */
const OF_THEN =
  /\b(?:had|been|was|were|resolv\w*|settl\w*|clear\w*|gone|improv\w*|better|initially|previous\w*|prior|past|recent\w*|recurrent|episodes?|history|hx|h\/o|ago|since|first|until|last|before|used to|no longer|if|when|with(?=\s+exertion)|intermittent\w*|at times|sometimes|occasional\w*|no|nil|none)\b/iu;

export function endedFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { text } = claim.sentence;
  if (!PRESENT.test(text) || OF_THEN.test(text)) return [];
  return claim.frames.flatMap(({ mention, experiencer }) => {
    const { concepts, from, to } = mention;
    if (concepts[0]?.kind !== 'finding' || claim.polarity[from] !== 'affirmed') return [];
    const told = conversation
      .occurrences(meantBy(mention))
      .filter(({ asserted, frame }) => asserted !== 'denied' && isSamePerson(experiencer, frame.experiencer))
      .flatMap((occurrence) => {
        const state = stateOf(occurrence, conversation);
        return state === null && (occurrence.asserted === 'asked' || isAskedAfter(occurrence, conversation))
          ? []
          : [{ state, turn: occurrence.turn }];
      });
    const ended = told.filter(({ state }) => state === 'over');
    const last = ended.at(-1);
    // Told of later, or elsewhere without an end, it may be there.
    if (last === undefined || told.some(({ state, turn }) => state === 'there' || (state === null && turn > last.turn)))
      return [];
    const turns = ended.map(({ turn }) => turn);
    return [flagOn(claim, from, to, 'temporality', 'The conversation says that this is over.', turns)];
  });
}

/** Characters of talk behind a finding, of an answer, and before a finding, in which its end may be told. */
const BEHIND = 70;
const ANSWER = 50;
const BEFORE = 24;

const OVER =
  /\b(?:gone(?! to| and| through| up| for| on)|went (?:away|on (?:about )?(?:the )?day)|goes away|cleared(?: up)?|settled|resolved|subsided|(?:not|nothing|none)(?: had)?(?: \w+)? since|(?:not|n['’]t)(?: \w+)? (?:any ?more|now|at the moment)|no longer|(?:has|have|it|that|they|['’]s|['’]ve) (?:passed|stopped|healed)|(?:fine|okay|better|all right) now|back to normal|only the first|(?:was|were) only)\b/iu;
const THERE =
  /\b(?:still|not gone|n['’]t gone|keeps?|comes? back|came back|come back|again|worse|every (?:day|night|morning)|all the time|on and off|comes and goes)\b/iu;

/** “Was there a cause of the seizures?”: nothing is told of them. */
function isAskedAfter({ turn, frame }: Occurrence, { turns }: Conversation): boolean {
  const own = turns[turn];
  const last = own?.words[frame.mention.to - 1];
  return own?.turn.speaker === 'clinician' && last !== undefined && /^[^.!?]*\?/u.test(own.turn.text.slice(last.end));
}

/** “I used to have seizures.” */
const USED_TO = /\bused to (?:have|get|suffer)(?: \w+){0,2} ?$/iu;

/** “Hopefully you've passed that stone.” */
const SUPPOSED = /\b(?:hopefully|hoping|until|once|in case)\b[^.?!]*$/iu;
const SUPPOSED_BEFORE = 60;

/** Within its sentence and the next; in the answer, where it is asked after. */
function stateOf({ turn, frame, asserted }: Occurrence, conversation: Conversation): 'over' | 'there' | null {
  const { turns } = conversation;
  const own = turns[turn];
  const first = own?.words[frame.mention.from];
  const last = own?.words[frame.mention.to - 1];
  if (own === undefined || first === undefined || last === undefined) return null;
  const { text } = own.turn;
  const behind = text.slice(last.end, last.end + BEHIND).replace(/[.!]\s.*$|\b(?:but|and) (?:i|it)\b.*$/su, '');
  // Speech recognition leaves question marks out.
  const isAsked = /^[^.!?]*\?/u.test(behind) || (asserted === 'asked' && own.turn.speaker === 'clinician');
  const said = isAsked
    ? (turns[turn + 1]?.turn.text.slice(0, ANSWER) ?? '')
    : `${text.slice(Math.max(0, first.start - BEFORE), first.start)} ${behind}`;
  const told = OVER.exec(said);
  const before = text.slice(Math.max(0, first.start - SUPPOSED_BEFORE), first.start);
  const over = SUPPOSED.test(before) || SUPPOSED.test(said.slice(0, told?.index ?? 0)) ? null : told;
  if (USED_TO.test(before)) return 'over';
  const there = THERE.exec(said);
  if (there !== null && (over === null || there.index > over.index)) return 'there';
  if (over === null && asserted === 'affirmed' && endsLater(turn, conversation.turns)) return 'over';
  return over === null ? null : 'over';
}

/** “I cut it because of the diarrhea.” – “Did that help?” – “Yes, that's all gone now.” */
function endsLater(turn: number, turns: Conversation['turns']): boolean {
  const later = turns[turn + 2];
  if (later === undefined || later.turn.label !== turns[turn]?.turn.label) return false;
  if ([turn + 1, turn + 2].some((at) => turns[at]?.mentions.some(({ concepts }) => concepts[0]?.kind === 'finding')))
    return false;
  return ALL_GONE.test(later.turn.text.slice(0, ANSWER));
}

const ALL_GONE =
  /\b(?:(?:that|it|they|those)(?:['’](?:s|ve)| has| have)? (?:all |completely )?(?:gone|settled|cleared|stopped|resolved)|all gone)\b/iu;
