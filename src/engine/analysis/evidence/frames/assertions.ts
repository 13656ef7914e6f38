/** What a conversation says of each concept: affirmed, denied, or only asked; questions take the polarity of their answers. */
import type { Turn } from '../../../tasks/dialogue.ts';
import type { Concept, Lexicon, Mention } from '../lexicon/concepts.ts';
import { type Word, wordsOf } from '../text/words.ts';
import { allergiesIn, asksForAllergies } from './allergies.ts';
import { changesOf, HABITS, isOfHelp, type LooseChange, looseChanges } from './change.ts';
import { experiencersSpoken, NO_TOPIC, PATIENT, type Person, relativeAt, seenFromChild } from './experiencer.ts';
import { type Frame, framesOf } from './frame.ts';
import { type Polarity, polarities } from './polarity.ts';

export type Asserted = 'affirmed' | 'denied' | 'asked';

/** An allergy that somebody speaks of. */
export interface HeardAllergy {
  /** As in `Allergy`; null for allergies of any kind. */
  readonly allergen: string | null;
  readonly asserted: Asserted;
  readonly experiencer: Person;
}

export interface TurnWords {
  readonly turn: Turn;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** Of `mentions`. */
  readonly frames: readonly Frame[];
  /** Of `words`. */
  readonly experiencers: readonly Person[];
  readonly allergies: readonly HeardAllergy[];
  /** Changes of something that another turn names. */
  readonly loose: readonly LooseChange[];
  /** Of `mentions`. */
  readonly asserted: readonly Asserted[];
  /** Of any word. */
  readonly assertedAt: (word: number) => Asserted;
  readonly ruledOut: readonly Concept[];
}

const NO =
  /^(?:(?:uh+|um+|ah+|eh+|er+m?|well|oh|i|ok|okay|not really|actually|hm+|mm|sorry|thankfully|luckily|fortunately)[\s,.…]*)*(?:no+(?![a-z])|nope|nah|never|none|negative|nothing|(?:absolutely|definitely|certainly|of course|probably) not(?![a-z])|hardly ever|not(?! (?:every|always|all|only|just|sure|bad|often|until|before|till|what|as|great|good|brilliant))(?![a-z])|neither|(?:it['’]s |quite )?the (?:other way|opposite)|god,? no|not (?:really|that|at all|yet|so|particularly|specifically|any|recently)|(?:(?:i|it|he|she|that|they|there) )?(?:have|had|did|do|does|is|am|was|are|has)(?: n['’]?t|n['’]t| not)|(?:don|haven|hasn|didn|doesn)['’]t|mm-mm|uh-uh|i do n['’]?t|(?:i|we) (?:ca|could)(?: ?n['’]?t|nnot) (?:see|feel|find|notice|think of) any|i would(?: ?n['’]?t| not) (?:say|call|think))/iu;
const YES =
  /^(?:(?:uh+|um+|well|oh|ok|okay|actually|hm+)[\s,.…]*)*(?:yes|yeah|yep|yup|ya|mm-?hmm?|mhm|uh-huh|i do|i have|i am|i did|it does|it is|it has|a (?:little|bit)|a lot|not (?:until|before|till)|sometimes|occasionally|definitely|absolutely|exactly|correct|right|sure|of course|just|only|probably|maybe|kind of|sort of|some|slight|(?:i|he|she|we|they)(?:['’](?:ve|s|d)| have| has)? (?:had|got|have|has|get|gets|take|takes|use|uses|noticed) (?:one|some|a few|a couple|several|two|three|it|them|that|those)(?![a-z])(?![^.?!]{0,40}\b(?:but|and) (?:not|no|none|nothing)\b)|(?:(?:about|around|maybe|roughly|nearly|probably) )*(?:\d+|a couple of|a few|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty) (?:pounds|kilos|kg|stone|times|days|weeks|months|years)(?![a-z])|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty) (?:a|per|or|to|every) )/iu;

/** “Apart from that, no.” */
const NOTHING_ELSE = /\b(?:apart from|other than|besides) (?:that|this|those)\b.*\bno(?:thing|pe)?[\s.!]*$/isu;

/** “This is normal for me. Nothing like that.” */
const NOTHING_LIKE_IT =
  /^[^?]{0,90}[.,!]\s*(?:no,? )?(?:nothing|none) (?:like that|of that|of those|of the sort|at all|to complain)\b/iu;

/** “Is this the first time?” – “I had one in the spring.” */
const FIRST = /\b(?:first|only) (?:time|episode|one|attack|fall|occasion)\b/iu;
const HAD_BEFORE =
  /^(?:no|well|um|uh|oh|actually|[\s,.])*\b(?:i|he|she|we)(?:['’](?:ve|d)| have| had| has)? (?:had|have|got|did|fell|been) /iu;

function isOfFirst(asked: string, words: readonly Word[], { from }: Span): boolean {
  return (
    FIRST.test(lastQuestion(asked)) && !/^(?:first|only|time|is|was|this|that|the)$/u.test((words[from] as Word).form)
  );
}

/** “On the hill, yes.” */
const LATE = /^(?!no\b|yes\b|yeah\b)[^.?!,;]{1,30},?\s(yes|yeah|no)\s*(?:[.,;]|$)/iu;

/** “Yeah, no.”, “Right, no, nothing like that”: the second word is the answer; “yes, no problem” grants. */
const YES_NO =
  /^(?:(?:uh+|um+|ah+|well|oh|ok|okay)[\s,.…]*)*(?:yes|yeah|yep|right|sure)[\s,]+(?:no|nope|nah)(?:\s*[.!]|\s*$|[\s,]+(?:no|not|nothing|none|never|i (?:have|did|do)(?: ?n['’]?t| not|n['’]t))(?![a-z]))/iu;

/** “I can confidently say no to each one.” */
const SAYS_NO = /^i (?:can|could|would|['’]d)(?: [a-z]+ly)? say no(?![a-z])/iu;

/** “Any blood?” – “On the paper, twice.”: whoever says where or when it is, has it. */
const WHERE_OR_WHEN =
  /^(?:(?:uh+|um+|well|oh|ok|okay|just|only|mostly|mainly)[\s,.…]*)*(?:(?:on|in|at|around) (?:the|my|both)|when(?:ever)? (?:i|he|she)|after (?:i|he|she)|every|once|twice|most)(?![a-z])(?![^.?!]{0,60}\b(?:no|not|n['’]t|never|nothing|none|normal|fine|good|okay|ok)\b)/iu;

/** “Yes, absolutely. No, not, no.” */
const PUT_RIGHT = /^[^.?!]{0,30}[.?!]\s*(?:no|nope|not)\b[\s,.]+(?:no|not|nothing|never|none)\b/iu;

/** What a turn says by itself. */
interface Heard {
  readonly turn: Turn;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly polarity: readonly Polarity[];
}

/** “[unintelligible]”: the typist's, said by nobody. */
function isMarker(text: string, start: number, end: number): boolean {
  return text[start - 1] === '[' && text[end] === ']';
}

/** A parent speaks for the patient. */
function isProxy({ label }: Turn): boolean {
  return /\b(?:mother|father|mum|mom|dad|parent)\b/iu.test(label);
}

/** “His brother”: of the child already, and not of the parent who speaks. */
function isOfHim(words: readonly Word[], person: Person): boolean {
  return words.some(
    (_, at) => /^(?:his|her)$/u.test(words[at - 1]?.form ?? '') && relativeAt(words, at)?.name === person,
  );
}

/** Nobody answers but a guest, who is asked after somebody else: a parent, too. */
function isAllByGuest(turns: readonly Turn[]): boolean {
  const answering = turns.filter(({ speaker }) => speaker !== 'clinician');
  return answering.length > 0 && answering.every(({ label }) => /guest/iu.test(label));
}

/** Words of an answer that name who it is. */
const NAMING = 3;

/** Who it is, where the turn ends in a question for anyone and the answer begins with a relative. */
function namedInAnswer({ text }: Turn, { words }: Heard): Person | null {
  if (!/^[^.?!]*\b(?:anyone|anybody|who)\b[^.?!]*\?\s*$/iu.test(text)) return null;
  for (let at = 0; at < Math.min(NAMING, words.length); at++) {
    const relative = relativeAt(words, at);
    if (relative !== null) return relative.name;
  }
  return null;
}

/** Turns in which a parent says for whom the visit is. */
const OPENING_TURNS = 10;
const ABOUT_CHILD =
  /\b(?:about|for|for me|it['’]s|is|with|brought|bring|behalf of)\s+my\s+(?:\w+\s+){0,3}?(son|daughter|child)\b/iu;

/** What the clinician calls the child of a guest, and a guest the child that was brought. */
const OF_GUEST = /\byour\s+(?:\w+\s+)?(son|daughter|child)\b/iu;
const BY_GUEST = /\b(?:my|our)\s+(?:\w+\s+)?(son|daughter|child)\s+(?:is|has|was|had|keeps|needs)\b/iu;

/** A visit that a guest has come to with a child: who is spoken of as son or daughter is the patient. */
function childOfGuest(opening: readonly Turn[]): Person | null {
  const isGuest = ({ label }: Turn) => /guest/iu.test(label);
  const guest = opening.findIndex(isGuest);
  if (guest < 0) return null;
  return (
    opening
      .map((turn) => (turn.speaker === 'clinician' ? OF_GUEST : isGuest(turn) ? BY_GUEST : null)?.exec(turn.text)?.[1])
      .find((name) => name !== undefined)
      ?.toLowerCase() ?? null
  );
}

/** The child of a parent who speaks as the patient: “I'm calling about my son”, and is asked after him. */
function childSpokenFor(turns: readonly Turn[]): Person | null {
  const ofGuest = childOfGuest(turns.slice(0, OPENING_TURNS));
  if (ofGuest !== null) return ofGuest;
  const opening = turns.slice(0, OPENING_TURNS).filter(({ speaker }) => speaker !== 'clinician');
  const child = opening
    .map(({ text }) => ABOUT_CHILD.exec(text)?.[1]?.toLowerCase())
    .find((name) => name !== undefined);
  return child !== undefined && speaksOfAThird(turns) ? child : null;
}

/** The clinician asks after him or her rather than you. */
export function speaksOfAThird(turns: readonly Turn[]): boolean {
  const asked = turns.filter(({ speaker }) => speaker !== 'patient').map(({ text }) => text);
  const count = (person: RegExp) => asked.reduce((sum, text) => sum + (text.match(person)?.length ?? 0), 0);
  const third = count(/\b(?:he|she|him|her|his)\b/giu);
  return third >= LEAST_THIRD && third >= count(/\b(?:you|your|yourself)\b/giu) * SHARE_OF_THIRD;
}

const LEAST_THIRD = 8;
const SHARE_OF_THIRD = 0.6;

export function analyseTurns(turns: readonly Turn[], lexicon: Lexicon): TurnWords[] {
  let topic = NO_TOPIC;
  const isByGuest = isAllByGuest(turns);
  const child = childSpokenFor(turns);
  const heard = turns.map((turn): Heard => {
    const words = wordsOf(turn.text).filter(({ start, end }) => !isMarker(turn.text, start, end));
    return { turn, words, mentions: lexicon.mentions(words, 'spoken'), polarity: polarities(turn.text, words, true) };
  });
  return heard.map(({ turn, words, mentions, polarity }, index) => {
    const next = heard[index + 1];
    const isList = turn.speaker === 'clinician' && isListOf(words, mentions);
    /** @param isRepeated whether the answer itself says what becomes of it: “a little nauseous, but no vomiting” */
    const assertedIn = (span: Span, isRepeated: (reply: 'yes' | 'no' | null) => boolean): Asserted => {
      const own = polarity[span.from] ?? 'affirmed';
      if (own === 'affirmed' && (isTestFor(words, span) || isExplained(words, span))) return 'asked';
      if (isBeforeIt(words, span)) return 'affirmed';
      if (isGranted(words, span) || isCourseAsked(turn.text, words, span)) return 'affirmed';
      if (own === 'hypothetical' || isAnnounced(turn.text, words, span)) return 'asked';
      const questionEnd = questionAt(turn.text, words, span, isList);
      if (questionEnd === null) return own === 'affirmed' && isAskedFor(words, mentions, span) ? 'asked' : own;
      if (isAskedHow(turn.text, words, span)) return own === 'denied' ? 'denied' : 'asked';
      const reply = replyTo(turns, index, questionEnd);
      // “Is this the first time you've fallen?”: whatever the answer, there was a fall.
      if (isOfFirst(turn.text.slice(0, questionEnd), words, span)) return 'affirmed';
      if (isRepeated(reply)) return 'asked';
      if (reply === 'no' && isOfOneAsked(next, mentions, span)) return 'asked';
      if (reply === 'no' && isAskedOfBefore(turn.text, words, span, questionEnd)) return 'asked';
      if (reply === 'no') return isHad(turns[index + 1]) || isQualified(words, mentions, span) ? 'asked' : 'denied';
      if (own === 'denied' && I_DO.test(turns[index + 1]?.text ?? '')) return 'affirmed';
      if (reply === 'yes') return isOfAnother(heard[index], next, span) ? 'asked' : own;
      return own === 'denied' ? 'denied' : 'asked';
    };
    const asserted = mentions.map((mention): Asserted => {
      // Whoever declines help with it may smoke.
      const isEnding = /^(?:stop|stopping|quit|quitting|up)$/u.test(words[mention.from - 1]?.form ?? '');
      if (isEnding && HABITS.test(mention.concepts[0]?.name ?? '') && isOfHelp(words, mention)) return 'asked';
      if (isOtherChoice(turn.text, words, mentions, mention, next)) return 'denied';
      return assertedIn(mention, (reply) => repeats(next, mention, reply));
    });
    // A word of a mention is asked for with it.
    const assertedAt = (at: number): Asserted => {
      const within = mentions.find(
        ({ from, to, concepts }) => from <= at && at < to && concepts[0]?.kind === 'finding',
      );
      return assertedIn(within ?? { from: at, to: at + 1 }, () => says(next, words[at] as Word));
    };
    const ruledOut = lexicon.mentions(words, 'ruledOut').flatMap(({ concepts }) => concepts);
    const isClinician = turn.speaker === 'clinician';
    // The child is whom the clinician asks after, whoever was named last.
    const whose = experiencersSpoken(turn.text, words, child !== null && isClinician ? NO_TOPIC : topic, isClinician);
    topic = whose.topic;
    const isOfChild = isProxy(turn) || ((isByGuest || child !== null) && !isClinician);
    const ofSpeaker = isOfChild
      ? whose.of.map((person) => (isOfHim(words, person) ? person : seenFromChild(person, child)))
      : whose.of.map((person) => (person === child ? PATIENT : person));
    // “Does anyone smoke at home?” – “My partner.”
    const named = isClinician && next !== undefined ? namedInAnswer(turn, next) : null;
    const relative =
      named !== null && (isProxy(next?.turn ?? turn) || child !== null) ? seenFromChild(named, child) : named;
    const experiencers =
      relative === null ? ofSpeaker : ofSpeaker.map((person) => (person === PATIENT ? relative : person));
    const isAsked = [1, 2].some((back) => {
      const before = turns[index - back];
      return before !== undefined && before.label !== turn.label && asksForAllergies(before.text);
    });
    const spoken = allergiesIn(turn.text, words, mentions, (at) => polarity[at] === 'denied', isAsked);
    const allergies = spoken.map((allergy): HeardAllergy => {
      const asserted = allergy.denied ? 'denied' : assertedIn(allergy, () => false);
      return { allergen: allergy.allergen, asserted, experiencer: experiencers[allergy.from] as Person };
    });
    const changes = changesOf(turn.text, words, mentions, polarity).map((ofOne, at) => {
      const mention = mentions[at] as Mention;
      if (!isCourseAsked(turn.text, words, mention)) return ofOne;
      const reply = replyTo(turns, index, questionAt(turn.text, words, mention, false) ?? turn.text.length);
      return reply === 'yes' ? ofOne : [];
    });
    const frames = framesOf(mentions, experiencers, changes, spoken);
    const loose = looseChanges(words, polarity, changes, mentions);
    return { turn, words, mentions, frames, experiencers, allergies, loose, asserted, assertedAt, ruledOut };
  });
}

/** “The combined pill or the mini-pill?” – “Combined pill.”: not the other. */
function isOtherChoice(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  mention: Mention,
  next: Heard | undefined,
): boolean {
  if (next === undefined || next.turn.label === '') return false;
  const at = mentions.indexOf(mention);
  return [mentions[at - 1], mentions[at + 1]].some((other) => {
    if (other === undefined || other.concepts[0]?.kind !== mention.concepts[0]?.kind) return false;
    const [first, second] = other.from < mention.from ? [other, mention] : [mention, other];
    const between = text.slice((words[first.to - 1] as Word).end, (words[second.from] as Word).start);
    const behind = text.slice((words[second.to - 1] as Word).end);
    if (!/^,? or (?:is it )?(?:the |a |an )?$/iu.test(between) || !/^\s*\?/u.test(behind)) return false;
    const isNamed = (one: Mention) =>
      next.mentions.some(({ concepts, from }) => concepts[0] === one.concepts[0] && next.polarity[from] === 'affirmed');
    return isNamed(other) && !isNamed(mention);
  });
}

const LONGEST_LIST = 10;

function isListOf(words: readonly Word[], mentions: readonly Mention[]): boolean {
  if (words.length === 0 || words.length > LONGEST_LIST) return false;
  const named = mentions
    .filter(({ concepts }) => concepts[0]?.kind === 'finding')
    .reduce((sum, { from, to }) => sum + to - from, 0);
  const joined = words.filter(({ form }) => /^(?:and|or|any|okay)$/u.test(form)).length;
  return named + joined === words.length;
}

type Span = Pick<Mention, 'from' | 'to'>;

/** Otherwise than the reply has it. */
function repeats(next: Heard | undefined, { concepts }: Mention, reply: 'yes' | 'no' | null): boolean {
  if (next === undefined) return false;
  return next.mentions.some((other) => {
    if (!other.concepts.some((concept) => concepts.includes(concept))) return false;
    return reply !== (next.polarity[other.from] === 'denied' ? 'no' : 'yes');
  });
}

/** “No. I had them in the autumn, but not now.” */
function isHad(next: Turn | undefined): boolean {
  return (
    !/^not since\b/iu.test(next?.text.trim() ?? '') &&
    /^(?:no|not)\b[^?]{0,90}?[.,]\s*(?:but )?(?:i|he|she) (?:had|did|used to|have had|was|stopped|quit|gave|packed)\b(?! n['’]?t| not)/iu.test(
      next?.text.trim() ?? '',
    )
  );
}

/** “Any blood or mucus?” – “No blood.”: the denial is of one of them, and not of this. */
function isOfOneAsked(next: Heard | undefined, asked: readonly Mention[], span: Span): boolean {
  const [first] = next?.mentions ?? [];
  if (first === undefined || first.from > 2 || !/^no[ ,]/iu.test(next?.turn.text.trim() ?? '')) return false;
  // “No falls or anything.”
  if (/\b(?:or anything|nothing|at all|none of|neither)\b/iu.test(next?.turn.text ?? '')) return false;
  if (next?.polarity[first.from] !== 'denied') return false;
  const isNamed = (mention: Mention) => mention.concepts.some((concept) => first.concepts.includes(concept));
  const own = asked.find(({ from, to }) => from === span.from && to === span.to);
  return own !== undefined && !isNamed(own) && asked.some(isNamed);
}

/** “Any back pain or weight loss?” – “I have had back pain for years”: the answer is of another thing that was asked for. */
function isOfAnother(asked: Heard | undefined, next: Heard | undefined, { from, to }: Span): boolean {
  const own = asked?.mentions.find((mention) => mention.from === from && mention.to === to);
  if (asked === undefined || next === undefined || own === undefined) return false;
  const repeated = (mention: Mention) =>
    next.mentions.some(({ concepts }) =>
      concepts.some((concept) => concept.kind === 'finding' && mention.concepts.includes(concept)),
    );
  return !repeated(own) && asked.mentions.some((mention) => mention !== own && repeated(mention));
}

/** “Any allergies besides penicillin?”, “does the pain radiate?” – “No.”: it is taken for granted, whatever the answer. */
function isGranted(words: readonly Word[], { from }: Span): boolean {
  const before = words.slice(Math.max(0, from - GRANTING), from).map(({ form }) => form);
  return /(?:\b(?:besides|other than|other then|apart from)(?: (?:the|your|that|usual|childhood)){0,2}|\b(?:does|did) (?:the|your|that))$/u.test(
    before.join(' '),
  );
}

/** “How has your health been, any headaches?” – “No.”: what is asked for with “how” or “where” is not answered with no. */
function isAskedHow(text: string, words: readonly Word[], { from }: Span): boolean {
  const first = Math.max(0, from - HOW_REACH);
  for (let at = from - 1; at >= first; at--) {
    const { form, end } = words[at] as Word;
    if (/[.,;?!]/u.test(text.slice(end, (words[at + 1] as Word).start))) return false;
    if (/^(?:any|anything|no|or)$/u.test(form)) return false;
    if (OPEN_QUESTION.test(form))
      return (
        /^(?:is|are|was|were|has|have|did|does|do|'s)$/u.test(words[at + 1]?.form ?? '') ||
        /['’]s$/u.test(text.slice((words[at] as Word).start, end))
      );
  }
  return false;
}

/** Words from “how” to what is asked of. */
const HOW_REACH = 8;
const OPEN_QUESTION = /^(?:how|where|when|why|who|which)$/u;

/** “Any abnormal Pap smears?”, “any problems with your inhaler?” – “No.”: there are some, and nothing is wrong with them. */
function isQualified(words: readonly Word[], mentions: readonly Mention[], { from }: Span): boolean {
  const asked = mentions.find((mention) => mention.from === from);
  // Who has no problems with nausea has none.
  if (asked === undefined || asked.concepts[0]?.kind === 'finding') return false;
  const before = words.slice(Math.max(0, from - QUALIFIED), from).map(({ form }) => form);
  return /(?:\babnormal|\b(?:problems?|issues?|trouble|difficulty|concerns?|reactions?|effects?) (?:with|from|to)(?: (?:your|the|that|his|her|those))?)$/u.test(
    before.join(' '),
  );
}

/** Words of “side effects from the”. */
const QUALIFIED = 3;

/** “Had you had back pain before this injury?”: whatever the answer, there was an injury. */
function isBeforeIt(words: readonly Word[], { from }: Span): boolean {
  return (
    /^(?:this|that|your)$/u.test(words[from - 1]?.form ?? '') &&
    /^(?:before|since|after)$/u.test(words[from - 2]?.form ?? '')
  );
}

/** And what is denied is denied of then. */
function isAskedOfBefore(text: string, words: readonly Word[], { to }: Span, questionEnd: number): boolean {
  return /\b(?:before|prior to) (?:this|that|your|the)\b/iu.test(text.slice((words[to - 1] as Word).end, questionEnd));
}

/** “And no dizziness?” – “Yes, I do.” */
const I_DO = /^\W*(?:yes|yeah|yep)\W+(?:i (?:do|have|am|did)|it (?:does|is|has))\W*$/iu;

/** “They did a rapid covid test”: nobody says that there is covid. */
function isTestFor(words: readonly Word[], { to }: Span): boolean {
  return /^(?:test|tests|testing|swab|swabs|screen|screening|antibody|antibodies)$/u.test(words[to]?.form ?? '');
}

/** “Palpitations means the feeling that …” */
function isExplained(words: readonly Word[], { to }: Span): boolean {
  return /^(?:means|refers)$/u.test(words[to]?.form ?? '');
}

/** “One more question regarding tobacco and alcohol”, “let me ask you about your mood”: nothing is said of it yet. */
function isAnnounced(text: string, words: readonly Word[], { from }: Span): boolean {
  const { start } = words[from] as Word;
  return ANNOUNCED.test(text.slice(Math.max(0, start - ANNOUNCING), start));
}

/** Characters of “questions to ask regarding your”. */
const ANNOUNCING = 60;
const ANNOUNCED =
  /\b(?:questions?|ask|asking)(?: you)?(?: \w+){0,2} (?:regarding|about|on)(?: (?:your|the|any|his|her))?(?: [\w-]+){0,3} ?$/iu;

/** “Is the pain any better?”: there is pain, whatever the answer; the answer tells its course. */
function isCourseAsked(text: string, words: readonly Word[], { from, to }: Span): boolean {
  const before = words.slice(Math.max(0, from - COURSE_BEFORE), from).map(({ form }) => form);
  if (!/\b(?:is|are|has|have)(?: been)? (?:the|your|that|this|his|her)\b/u.test(before.join(' '))) return false;
  const last = words[to - 1] as Word;
  return COURSE_ASKED.test(text.slice(last.end, last.end + COURSE_BEHIND));
}

/** Words of “has been the left shoulder”, and characters of a course behind a complaint. */
const COURSE_BEFORE = 4;
const COURSE_BEHIND = 60;
const COURSE_ASKED =
  /^(?: \w+){0,3} (?:any )?(?:better|worse|improving|improved|worsening|easing|settling)\b[^.?!]*\?/iu;

/** Words before what is taken for granted. */
const GRANTING = 4;

function says(next: Heard | undefined, { stem }: Word): boolean {
  return next?.words.some((word) => word.stem === stem) ?? false;
}

/** Speech recognition often leaves question marks out. */
const ASKS =
  /\b(?:any|have you|do you|are you|did you|were you|is (?:there|that|it|this|the|your|his|her)|are (?:there|the|your)|has (?:he|she|it)|does (?:it|he|she|that|the|your|this)|did (?:it|the|your|he|she)|how about|what about|anything like|you have(?: any)?|ever had)\b/iu;
const ASKING_WORDS = 18;

const ASKING = /^(?:do|did|have|are|were|has|does)$/u;
/** Words of a question before its “any”. */
const BEFORE_ANY = 6;

/** “Do you have any nausea vomiting any fever chills”: of a list that is asked for, where speech recognition left all stops out. */
function isAskedFor(words: readonly Word[], mentions: readonly Mention[], { from }: Span): boolean {
  let at = from - 1;
  for (; at >= 0; at--) {
    const { form } = words[at] as Word;
    if (form === 'any') {
      const before = words.slice(Math.max(0, at - BEFORE_ANY), at);
      const since = before.findLastIndex((word, index) => ASKING.test(word.form) && before[index + 1]?.form === 'you');
      if (since >= 0 && !before.slice(since + 2).some((word) => /^(?:not|i)$/u.test(word.form))) return true;
      continue;
    }
    const isListed =
      /^(?:or|and|kind|of|like)$/u.test(form) || mentions.some((other) => other.from <= at && at < other.to);
    if (!isListed) return false;
  }
  return false;
}

/** “Tremors or paralysis or-”. */
const UNFINISHED = /\bor\s*[-–—…]+\s*$/iu;

const TAG =
  /,\s*(?:(?:so )?is (?:that|this|it)\b|isn['’]?t it|right|okay|ok|do i\b|should i\b|can i\b|does that\b|am i\b|was i\b|you know|yeah)[^,]*$/iu;

/** Where the question ends that the mention stands in; null when it stands in none. */
/** @param isList the clinician's turn names findings and nothing else: “nausea vomiting light sensitivity” */
function questionAt(text: string, words: readonly Word[], { from, to }: Span, isList: boolean): number | null {
  const end = (words[to - 1] as Word).end;
  const mark = /[.?!;]/u.exec(text.slice(end));
  if (mark?.[0] === '?') {
    // “I'm allergic to latex, is that a problem?”: what is told, and a question about it.
    return TAG.test(text.slice(end, end + mark.index)) ? null : end + mark.index + 1;
  }
  if (isList || UNFINISHED.test(text)) return text.length;
  // Without a mark, to the end of the turn.
  const rest = mark === null ? text.length : /[\p{L}\d]/u.test(text.slice(end + mark.index)) ? null : end + mark.index;
  if (rest === null) return null;
  const before = words[Math.max(0, from - ASKING_WORDS)] as Word;
  const clause = text.slice(before.start, (words[from] as Word).start);
  const asked = ASKS.test(clause.slice(clause.search(/[.!?;][^.!?;]*$/u) + 1));
  return asked && wordsOf(text.slice(end)).length <= ASKING_WORDS ? rest : null;
}

/** The answer in what the same speaker goes on to say (“Any discharge? No, OK.”), or in the next turns of somebody else. */
function replyTo(turns: readonly Turn[], index: number, from: number): 'yes' | 'no' | null {
  const turn = turns[index] as Turn;
  const rest = turn.text.slice(from).trim();
  // Speech recognition may leave the answer in the question.
  if (ANSWERED_WITHIN.test(turn.text)) return 'no';
  // “Could you cut down? I don't want you to stop.”: no answer.
  const own = /^(?:i|we)\b/iu.test(rest) ? null : answer(rest);
  if (own === 'no') return 'no';
  for (const next of turns.slice(index + 1, index + 3)) {
    if (next.label === turn.label && turn.label !== '') continue;
    if (FIRST.test(lastQuestion(turn.text.slice(0, from))) && HAD_BEFORE.test(next.text.trim())) return 'no';
    return answer(next.text.trim()) ?? own;
  }
  return own;
}

/** “Any nausea or vomiting or anything like that no”. */
const ANSWERED_WITHIN = /\banything (?:like that|else)\b[^.?!]{0,60}\bno\s*[.?]?\s*$/iu;

function lastQuestion(text: string): string {
  return /[^.?!]*\?\s*$/u.exec(text)?.[0] ?? '';
}

function answer(heard: string): 'yes' | 'no' | null {
  // “[unintelligible]”, and speakers named within a turn.
  const text = heard.replace(/^(?:\[[^\]]*\][\s,.]*)+/u, '');
  if (NO.test(text) || YES_NO.test(text) || SAYS_NO.test(text)) return 'no';
  if (NOTHING_ELSE.test(text)) return 'no';
  if (NOTHING_LIKE_IT.test(text)) return 'no';
  const late = LATE.exec(text);
  if (late !== null) return /^n/iu.test(late[1] as string) ? 'no' : 'yes';
  if (WHERE_OR_WHEN.test(text)) return 'yes';
  if (YES.test(text)) return PUT_RIGHT.test(text) ? null : 'yes';
  return null;
}
