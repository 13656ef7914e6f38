/** Which way: started, not stopped; increased, not decreased; better, not worse; positive, not pending. */

import type { Flag } from '../flags.ts';
import { type Change, courseAt, HABITS, habitAt, isWeak, medicineChangeAt, reversed } from '../frames/change.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence, ReadTurn } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import { type Frame, RESULTS } from '../frames/frame.ts';
import { BORNE_OUT_BY, CONTRADICTED_BY, MUST_BE_SAID } from '../lexicon/changes.ts';
import { meantBy } from '../lexicon/concepts.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';
import { isResultSaid } from './doubts.ts';
import { isNotTakenYet, isRefused, isSupposed } from './medicines.ts';
import { isAskedOfNow } from './now.ts';
import { turnedDown } from './offers.ts';
import { isToCome } from './plans.ts';
import { OUTWEIGHED } from './weighing.ts';

export function directionFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const ofMentions = claim.frames.flatMap((frame) =>
    frame.changes.flatMap((change) => {
      const objected = objection(claim, frame, change, conversation);
      if (objected === null) return [];
      const kind = RESULTS.has(change.name) ? 'result' : TIMES.has(change.name) ? 'temporality' : 'direction';
      return [flagOn(claim, change.from, change.to, kind, objected.reason, objected.turns)];
    }),
  );
  return [
    ...ofMentions,
    ...objectFlags(claim, conversation, relevance),
    ...courseFlags(claim, conversation),
    ...shownFlags(claim, conversation),
    ...resultFlags(claim, conversation),
    ...conditionFlags(claim, conversation),
    ...declineFlags(claim, conversation),
    ...agreeFlags(claim, conversation),
  ];
}

const TIMES = new Set(['past', 'present']);
const HOW_OFTEN =
  /\b(?:a|per|every|each|once|twice|times) (?:day|week|month|year|daily|weekly|every)\b|\d ?\/ ?(?:day|week|wk|d)\b/iu;

function objection(
  claim: Claim,
  { mention, experiencer, isAllergen }: Frame,
  { name, from, to }: Change,
  conversation: Conversation,
): { readonly reason: string; readonly turns: readonly number[] } | null {
  // “Took iron in the pregnancy”: and not now.
  if (name === 'take' && /^(?:took|was|were|had)$/u.test(claim.words[from]?.form ?? '')) return null;
  // How much of a habit there is, is said by its number.
  if (TIMES.has(name) && HOW_OFTEN.test(claim.sentence.text)) return null;
  if (isAllergen || claim.polarity[mention.from] !== 'affirmed' || isOfAnother(claim, to, mention.from)) return null;
  const occurrences = conversation
    .occurrences(meantBy(mention))
    .filter(({ frame }) => isSamePerson(experiencer, frame.experiencer) && !frame.isAllergen);
  const said = occurrences.flatMap((occurrence) => [
    ...(name === 'start' && isNotTakenYet(occurrence, conversation) ? [] : directions(occurrence, conversation)).map(
      (direction): Said => {
        const carried = conversation.carried(occurrence.frame).find(({ name: later }) => later === direction);
        const isOrdered =
          carried?.isOrdered ??
          (occurrence.asserted === 'affirmed' && conversation.turns[occurrence.turn]?.turn.speaker === 'clinician');
        return { direction, turn: occurrence.turn, isRefused: occurrence.asserted === 'denied', isOrdered };
      },
    ),
    ...turnedDown(occurrence, conversation).map((turn): Said => {
      return {
        direction: occurrence.frame.mention.concepts[0]?.kind === 'medication' ? 'stop' : 'decline',
        turn,
        isRefused: true,
      };
    }),
  ]);
  const contradicted = CONTRADICTED_BY[name] ?? [];
  // “Nil taken for it yet”, and then it is to be.
  const isNotTaken = claim.words[from]?.stem === 'take' && claim.polarity[from] === 'denied';
  const against = said.filter(
    ({ direction, isOrdered = false }) =>
      contradicted.includes(direction) &&
      !(isNotTaken && isOrdered) &&
      // What is to be stopped is taken.
      !(name === 'take' && direction === 'stop' && isOrdered && claim.words[from]?.form !== 'take'),
  );
  const exact = said.filter(({ direction }) => direction === name);
  const isCourse = mention.concepts[0]?.kind === 'finding' && !TIMES.has(name);
  const isOutweighed = isCourse && against.length >= OUTWEIGHED * exact.length;
  if (exact.length > 0 && !isOutweighed && !isTakenBack(name, exact, against, conversation)) return null;
  const borne = said.filter(({ direction }) => (BORNE_OUT_BY[name] ?? []).includes(direction));
  // What the patient takes is one thing, what the clinician decides is another.
  const decides =
    name === 'continue' && against.some(({ turn }) => conversation.turns[turn]?.turn.speaker !== 'patient');
  const last = (all: readonly Said[]) => Math.max(-1, ...all.map(({ turn }) => turn));
  const isStopped =
    name === 'start' && last(against) >= last(borne) && !/\b(?:if|delayed)\b/iu.test(claim.sentence.text);
  if (against.length > 0 && (borne.length === 0 || decides || isStopped)) {
    return { reason: `The conversation says “${against[0]?.direction}”.`, turns: against.map(({ turn }) => turn) };
  }
  const turns = occurrences.map(({ turn }) => turn);
  if (name === 'worse' && mention.concepts[0]?.kind === 'finding' && occurrences.length > 0) {
    // “Increased fatigue” is fatigue.
    const isMore = /^(?:increas|flare)$/u.test(claim.words[from]?.stem ?? '');
    if (isMore || isCondition(claim) || isCourseSaid('worse', WORSE, occurrences, conversation)) return null;
    return { reason: 'The conversation does not say that it is worse.', turns };
  }
  if (name === 'better' && mention.concepts[0]?.kind === 'finding' && occurrences.length > 0) {
    if (isCondition(claim) || isCourseSaid('better', BETTER, occurrences, conversation)) return null;
    // “Any more nausea?” – “No.”: it is better.
    if (occurrences.some((one) => one.asserted === 'denied' && isAskedOfNow(one, conversation))) return null;
    return { reason: 'The conversation does not say that it is better.', turns };
  }
  if (name === 'order' && isOnlySupposed(claim, occurrences, conversation))
    return { reason: 'The conversation speaks of this only on a condition.', turns };
  if (isNotTaken) return null;
  if (!MUST_BE_SAID.has(name) || mention.concepts[0]?.kind !== 'medication' || occurrences.length === 0) return null;
  return isSaidNear(name, turns, conversation) ? null : { reason: 'The conversation does not say this of it.', turns };
}

/** “Increase fluids, paracetamol for pain”: of what stands between. */
function isOfAnother({ words, sentence, mentions }: Claim, to: number, from: number): boolean {
  if (from <= to) return false;
  const between = words.slice(to, from);
  if (!sentence.text.slice((words[to - 1] as Word).end, (words[from] as Word).start).includes(',')) return false;
  return between.some(
    (word, at) => isContent(word) && !mentions.some((one) => one.from <= to + at && to + at < one.to),
  );
}

/** “We would only get an MRI if therapy does not help.” */
function isOnlySupposed({ sentence }: Claim, occurrences: readonly Occurrence[], conversation: Conversation): boolean {
  if (
    /\b(?:if|unless|should|consider\w*|may|might|could|discuss\w*|would|depending|pending|when|once)\b/iu.test(
      sentence.text,
    )
  )
    return false;
  return (
    occurrences.length > 0 &&
    occurrences.every(
      (one) => isSupposed(one, conversation) && /\bif\b/iu.test(conversation.turns[one.turn]?.turn.text ?? ''),
    )
  );
}

const CONDITION =
  /\b(?:if|until|unless|when|should|will|may|might|to|with|by|goal|hope|during|after|at (?:night|rest|work)|in the (?:morning|afternoon|evening)s?|on (?:exertion|walking|standing|lying|movement|stairs))\b/iu;

/** A course that is wished for, supposed, or of a cause or an hour: “worse with stairs”, “worse at night”. */
function isCondition({ sentence }: Claim): boolean {
  return CONDITION.test(sentence.text);
}

const WORSE =
  /^(?:bad|badly|severe|more|bigger|harder|stronger|increasing|spreading|spread|further|unbearable|much|another|again)$/u;
const BETTER = /^(?:help|helps|helped|helping|fine|gone|normal|relief|works|worked|stopped|stops)$/u;

/** Words of talk between a complaint and a word of its course; what says it in passing stands nearer. */
const COURSE_NEAR = 30;
const PASSING_NEAR = 8;

/** By a word of its course near the complaint or in the turns beside it, or by another right beside it. */
function isCourseSaid(
  name: string,
  passing: RegExp,
  spokenOf: readonly Occurrence[],
  { turns }: Conversation,
): boolean {
  /** @param place of the complaint in the turn, or where the turn is beside it the end that is nearer */
  const tells = (turn: number, place: number) => {
    const { words = [], assertedAt = () => 'asked' as const } = turns[turn] ?? {};
    return words.some(({ form }, at) => {
      const distance = Math.abs(at - place);
      const isTold =
        (distance <= COURSE_NEAR && courseAt(words, at)?.name === name) ||
        (distance <= PASSING_NEAR && passing.test(form));
      return isTold && (name === 'worse' || assertedAt(at) === 'affirmed');
    });
  };
  return spokenOf.some(
    ({ turn, at }) =>
      tells(turn, at) ||
      tells(turn + 1, 0) ||
      tells(turn + 2, 0) ||
      tells(turn - 1, (turns[turn - 1]?.words.length ?? 0) - 1),
  );
}

/** Of something in the turns where the medicine is spoken of. */
function isSaidNear(name: string, turns: readonly number[], { turns: all }: Conversation): boolean {
  const near = new Set(turns.flatMap((turn) => [turn - 1, turn, turn + 1]));
  return [...near].some((turn) =>
    all[turn]?.words.some((_, at, words) => {
      const change = medicineChangeAt(words, at);
      return change?.name === name && !isWeak(words, change);
    }),
  );
}

/** Words between a change and what it is of. */
const REACH = 6;

/** What no name stands for: icing stopped and not continued, a diet begun and not given up. */
function objectFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const { turns } = conversation;
  const taken = new Set(claim.frames.flatMap(({ changes }) => changes.map(({ from }) => from)));
  return claim.words.flatMap((_, at) => {
    const change = medicineChangeAt(claim.words, at);
    if (
      change === null ||
      (change.name === 'stop' && isNoEnding(claim.words, change)) ||
      [...taken].some((from) => from >= change.from && from < change.to) ||
      claim.polarity[at] === 'denied' ||
      isOfThen(claim.words, at) ||
      !isVerb(claim.words, change)
    )
      return [];
    const object = isPassive(claim.words, at)
      ? claim.words.slice(Math.max(0, at - REACH), at).findLast(isContent)
      : claim.words.slice(change.to, change.to + REACH).find(isContent);
    // What is drunk is encouraged, and no medicine that goes up.
    if (
      object === undefined ||
      (change.name === 'increase' && /^(?:fluids?|water|hydration|intake|oral)$/u.test(object.form))
    )
      return [];
    const mention = claim.mentions.find(({ from }) => claim.words[from] === object);
    const places =
      mention === undefined
        ? turns.flatMap(({ words }, turn) =>
            words.flatMap(({ stem }, place) => (stem === object.stem ? [{ turn, place }] : [])),
          )
        : conversation
            .occurrences(meantBy(mention))
            .map((occurrence) => ({ turn: occurrence.turn, place: occurrence.at }));
    const ends =
      places.length > 0
        ? places.some(({ turn, place }) => endsBeside(turn, place, conversation))
        : endsNear(conversation, relevance);
    const flagged = (reason: string, at: readonly { readonly turn: number }[]): Flag[] => [
      flagOn(
        claim,
        change.from,
        change.to,
        'direction',
        reason,
        at.map(({ turn }) => turn),
      ),
    ];
    if (isEnding(claim.words, change) && !ends)
      return flagged('The conversation does not say that this was stopped.', places);
    const spokenOf = places.map(({ turn, place }) => {
      const { words = [], assertedAt = () => 'asked' } = turns[turn] ?? {};
      return { turn, direction: nearestChange(words, place, assertedAt) };
    });
    const said = spokenOf.filter((one): one is Said => one.direction !== null);
    if (said.some(({ direction }) => direction === change.name)) return [];
    const contradicted = CONTRADICTED_BY[change.name] ?? [];
    const against = said.filter(({ direction }) => contradicted.includes(direction));
    // “No longer wheezes” stops nothing; who “no longer gets up at night” does not.
    if (claim.words[change.from]?.form === 'no' && (mention?.concepts[0]?.kind === 'finding' || ends)) return [];
    const isMedicine = mention?.concepts[0]?.kind === 'medication';
    const isUnsaid = (change.name === 'stop' || (isMedicine && MUST_BE_SAID.has(change.name))) && spokenOf.length > 0;
    if (against.length === 0 && !isUnsaid) return [];
    const reason =
      against.length > 0
        ? `The conversation says “${against[0]?.direction}”.`
        : 'The conversation does not say this of it.';
    return flagged(reason, against.length > 0 ? against : spokenOf);
  });
}

/** “Since she began swimming”, “unable to continue”: when or how it was, and nothing that is to be. */
function isOfThen(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - THEN_REACH), at).map(({ form }) => form);
  return (
    before.some((form) => /^(?:since|when)$/u.test(form)) ||
    before.slice(-3).some((form) => /^(?:after|before|unable|able)$/u.test(form))
  );
}

/** Words of “when she is still and stops”. */
const THEN_REACH = 5;

/** “A four-way stop”, “it stops after a while”: nothing is given up. */
function isNoEnding(words: readonly Word[], { from, to }: Change): boolean {
  return (
    /^(?:a|the|way|bus)$/u.test(words[from - 1]?.form ?? '') || /^(?:at|after|when|by|on)$/u.test(words[to]?.form ?? '')
  );
}

function isEnding(words: readonly Word[], { from }: Change): boolean {
  return /^(?:stop|stops|stopped|stopping|discontinue|discontinued|cease|ceased)$/u.test(words[from]?.form ?? '');
}

/** Words of talk between what is stopped and that it is. */
const END_NEAR = 20;

/** It is stopped, or refused, right beside where it is spoken of, or in a reply. */
function endsBeside(turn: number, place: number, { turns }: Conversation): boolean {
  const { words = [] } = turns[turn] ?? {};
  const near = words.slice(Math.max(0, place - END_NEAR), place + END_NEAR);
  const isSaid = near.some(({ form }, at) => {
    const change = medicineChangeAt(near, at);
    return form === 'not' || form === 'without' || (change?.name === 'stop' && !isWeak(near, change));
  });
  return isSaid || [turn - 1, turn + 1].some((beside) => ENDS.test(turns[beside]?.turn.text.slice(0, REPLY) ?? ''));
}

/** Characters of a reply that may end something. */
const REPLY = 70;

const ENDS = /\b(?:stop\w*|quit\w*|no|not|n['’]t|never|come off|came off|gave up|rather not)\b/iu;

/** Words of a turn that refuses something by the whole of it. */
const SHORT_TURN = 40;

/** Something is stopped, or refused, where the talk is of the sentence's matter. */
function endsNear({ turns }: Conversation, relevance: Relevance): boolean {
  return turns.some(({ words, turn }, index) => {
    if (!relevance.isNear(index)) return false;
    return (
      (words.length <= SHORT_TURN && REFUSAL.test(turn.text)) ||
      words.some((_, at) => {
        const change = medicineChangeAt(words, at);
        return change?.name === 'stop' && !isWeak(words, change);
      })
    );
  });
}

/** It changes something by itself; to use something, only where it goes on. */
function isVerb(words: readonly Word[], { name, from, to }: Change): boolean {
  // “Will be held.”
  if (isPassive(words, from)) return true;
  const forms = words.slice(from, to).map(({ form }) => form);
  if (name === 'take') return /^(?:using|uses|use)$/u.test(forms[0] ?? '') && isOngoing(words, from);
  return !isWeak(words, { from, to });
}

function isPassive(words: readonly Word[], at: number): boolean {
  return (
    /^(?:held|stopped|discontinued|continued|withheld|resumed|increased|decreased|reduced)$/u.test(
      words[at]?.form ?? '',
    ) && /^(?:be|been|was|were|is|are)$/u.test(words[at - 1]?.form ?? '')
  );
}

/** “Currently uses”, “still using”. */
function isOngoing(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 2), at).some(({ form }) => /^(?:currently|still)$/u.test(form));
}

/** Words behind an object that may say what becomes of it. */
const REACH_BEHIND = 8;

function nearestChange(words: readonly Word[], place: number, assertedAt: (at: number) => string): string | null {
  const nameAt = (at: number) => {
    const change = medicineChangeAt(words, at);
    if (change === null || change.name === 'take') return null;
    if (assertedAt(at) === 'denied') return reversed(change.name);
    return change.name;
  };
  for (let at = place - 1; at >= Math.max(0, place - REACH); at--) {
    const name = nameAt(at);
    if (name !== null) return name;
  }
  for (let at = place + 1; at < Math.min(words.length, place + REACH_BEHIND); at++) {
    const name = nameAt(at);
    if (name === 'stop') return name;
  }
  return null;
}

/** Words before a course that it may be said of, and words of talk between the two. */
const SUBJECT_REACH = 4;
const COURSE_REACH = 7;

/** Better or worse of what no name stands for: sleep, breathing, a stream; the answer to how it is, too. */
function courseFlags(claim: Claim, conversation: Conversation): Flag[] {
  const taken = new Set(claim.frames.flatMap(({ changes }) => changes.map(({ from }) => from)));
  return claim.words.flatMap((_, at) => {
    const change = courseAt(claim.words, at);
    if (change === null) return [];
    if (claim.polarity[at] === 'denied') return deniedCourse(claim, at, change, conversation);
    if (taken.has(at) || claim.polarity[at] !== 'affirmed') return [];
    if (
      claim.words
        .slice(Math.max(0, at - IF_REACH), at)
        .some(({ form }) => /^(?:nothing|neither|if|what|factors)$/u.test(form))
    )
      return [];
    const subjects = claim.words.slice(Math.max(0, at - SUBJECT_REACH), at).filter(isContent);
    const contradicted = CONTRADICTED_BY[change.name] ?? [];
    for (const { stem } of subjects) {
      const said = coursesOf(stem, conversation);
      const against = said.filter(({ direction }) => contradicted.includes(direction));
      if (against.length === 0 || said.some(({ direction }) => direction === change.name)) continue;
      const reason = `The conversation says “${against[0]?.direction}”.`;
      const flagged = against.map(({ turn }) => turn);
      return [flagOn(claim, change.from, change.to, 'direction', reason, flagged)];
    }
    // “The patient is stable”: what the clinician makes of it all.
    return subjects.length > 0 || change.name === 'same' || isSaidOfAnything(change.name, conversation)
      ? []
      : [flagOn(claim, change.from, change.to, 'direction', 'The conversation does not say this of anything.')];
  });
}

/** “The fall did not worsen the pain”: nobody says of it that it did. */
function deniedCourse(claim: Claim, at: number, { name, from, to }: Change, conversation: Conversation): Flag[] {
  const around = [
    ...claim.words.slice(Math.max(0, at - SUBJECT_REACH), at),
    ...claim.words.slice(to, to + SUBJECT_REACH),
  ];
  for (const { stem } of around.filter(isContent)) {
    const said = coursesOf(stem, conversation);
    if (said.length === 0) continue;
    const against = said.filter(({ direction }) => direction === name);
    if (against.length < said.length) return [];
    const reason = `The conversation says “${name}”.`;
    return [
      flagOn(
        claim,
        from,
        to,
        'direction',
        reason,
        against.map(({ turn }) => turn),
      ),
    ];
  }
  return [];
}

/** “Symptoms have worsened”: of whatever it is, somebody must have said so. */
function isSaidOfAnything(name: string, { turns }: Conversation): boolean {
  const others = new Set<string>();
  for (const { words, assertedAt } of turns) {
    for (const at of words.keys()) {
      const change = courseAt(words, at);
      if (change !== null) others.add((assertedAt(at) === 'denied' ? reversed(change.name) : change.name) ?? '');
    }
  }
  return others.has(name) || !(CONTRADICTED_BY[name] ?? []).some((other) => others.has(other));
}

function coursesOf(stem: string, { turns }: Conversation): Said[] {
  return turns.flatMap(({ words, turn, assertedAt }, index) => {
    const place = words.findIndex((word) => word.stem === stem);
    if (place < 0) return [];
    const own = nearestCourse(words, place, assertedAt);
    if (own !== null) return [{ direction: own, turn: index }];
    const answer = turns[index + 1];
    if (!turn.text.includes('?') || answer === undefined) return [];
    const told = nearestCourse(answer.words.slice(0, COURSE_REACH), 0, answer.assertedAt);
    return told === null ? [] : [{ direction: told, turn: index + 1 }];
  });
}

function nearestCourse(words: readonly Word[], place: number, assertedAt: (at: number) => string): string | null {
  const nameAt = (at: number) => {
    const change = courseAt(words, at);
    if (change === null) return null;
    return assertedAt(at) === 'denied' ? reversed(change.name) : change.name;
  };
  for (let distance = 0; distance <= COURSE_REACH; distance++) {
    const after = nameAt(place + distance);
    if (after !== null) return after;
    const before = place - distance;
    if (before >= 0 && nameAt(before) !== null) return nameAt(before);
  }
  return null;
}

const REFUSAL =
  /\b(?:declin|refus|rather not|would(?:n['’]t| not| n['’]t)|wo n['’]?t|won['’]t|(?:do n['’]?t|don['’]t|not|never|no) (?:really )?(?:want|like|keen|interested|ready|comfortable|happy|need|feel)|no thank|not (?:today|now|going to|for me|at the (?:minute|moment))|no\W+i think|against it|hold off|put (?:it|that) off|think about it)/iu;

/** Somebody who declines must have said so. */
function declineFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap(({ form }, at) => {
    if (!/^(?:declined|declines|refused|refuses)$/u.test(form)) return [];
    // “Her balance has declined.”
    const next = claim.words[at + 1];
    if (form === 'declined' && /^(?:have|has|had)$/u.test(claim.words[at - 1]?.form ?? '') && next === undefined)
      return [];
    const refusing = conversation.turns.some(({ turn }) => REFUSAL.test(turn.text));
    if (refusing) return [];
    return [flagOn(claim, at, at + 1, 'direction', 'The conversation does not say that anything was declined.')];
  });
}

/** Somebody who agrees to what was turned down. */
function agreeFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.words.flatMap(({ form }, at) => {
    if (!/^(?:agreed|agrees|accepted|accepts|consented|consents)$/u.test(form) || claim.polarity[at] !== 'affirmed')
      return [];
    const refused = claim.mentions
      .flatMap((mention) => conversation.occurrences(meantBy(mention)))
      .flatMap((occurrence) => turnedDown(occurrence, conversation));
    if (refused.length === 0) return [];
    return [flagOn(claim, at, at + 1, 'direction', 'The conversation says that this was turned down.', refused)];
  });
}

const SHOWS = /^(?:show|shows|showed|shown|reveals|revealed|demonstrates|demonstrated)$/u;
const CAME_OUT =
  /^(?:show|shows|showed|shown|showing|reveal|reveals|revealed|demonstrates|demonstrated|normal|fine|clear|good|found|positive|negative|unremarkable|abnormal|came|said|told|looked|looks|reviewed|see|sees|saw|done|result|results)$/u;
/** Words between a test and what it shows. */
const SHOWS_REACH = 4;

/** “Renal ultrasound shows a fused kidney”: where the talk is only of having it done, it has shown nothing yet. */
function shownFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.mentions.flatMap((mention) => {
    if (mention.concepts[0]?.kind !== 'investigation') return [];
    const behind = claim.words.slice(mention.to, mention.to + SHOWS_REACH);
    if (!behind.some(({ form }) => SHOWS.test(form))) return [];
    const said = conversation.occurrences(mention.concepts);
    const turns = [...new Set(said.map(({ turn }) => turn))];
    if (said.length === 0 || said.some((one) => !isToCome(one, conversation) && hasComeOut(one, conversation)))
      return [];
    const reason = 'The conversation does not say what this has shown.';
    return [flagOn(claim, mention.from, mention.to, 'result', reason, turns)];
  });
}

/** “ECG is normal”: where tests are spoken of, and nobody says that of this one. */
function resultFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.frames.flatMap((frame) => {
    const { mention, experiencer } = frame;
    const kind = mention.concepts[0]?.kind;
    if ((kind !== 'investigation' && kind !== 'measurement') || claim.polarity[mention.from] !== 'affirmed') return [];
    const result = frame.changes.find(({ name }) => RESULTS.has(name));
    if (result === undefined) return [];
    const said = conversation
      .occurrences(meantBy(mention))
      .filter((other) => isSamePerson(experiencer, other.frame.experiencer));
    // “A raised prolactin”, of which nobody has spoken; what is normal may be one of “the labs”.
    if (
      said.length === 0 &&
      kind === 'measurement' &&
      DEVIATES.test(result.name) &&
      !/^(?:diet|intake|salt|foods?|meals?)$/u.test(claim.words[mention.to]?.form ?? '') &&
      !EVERYDAY.test(mention.concepts[0]?.name ?? '')
    )
      return [flagOn(claim, mention.from, mention.to, 'result', 'The conversation does not speak of this.')];
    if (said.length === 0 || isResultSaid(frame, said) || said.some((other) => tellsResult(other, conversation)))
      return [];
    const turns = said.map(({ turn }) => turn);
    return [flagOn(claim, result.from, result.to, 'result', 'The conversation does not say what came out.', turns)];
  });
}

const DEVIATES = /^(?:elevated|low|abnormal|positive)$/u;
/** What is measured and told in other words: the blood is too thin, the sugars run high. */
const EVERYDAY =
  /^(?:blood pressure|heart rate|temperature|oxygen saturation|respiratory rate|weight|height|bmi|hemoglobin|hemoglobin a1c|glucose|cholesterol|inr|gfr|pain score|phq-9|visual acuity|intraocular pressure)$/u;

const OUTCOME =
  /^(?:normal|fine|clear|good|okay|ok|positive|negative|unremarkable|abnormal|high|low|elevated|raised|shows|showed|perfect|great|bad|changes|change)$/u;

/** Words of talk between a test and what came out, and words of the next turn. */
const OUTCOME_REACH = 30;
const LEAST_WORDS = 3;

/** Near it in its turn, or in what is said next; not only supposed. */
function tellsResult({ turn, at }: Occurrence, { turns }: Conversation): boolean {
  const own = turns[turn];
  const next = turns[turn + 1];
  const tells = (heard: ReadTurn | undefined, from: number, to: number) =>
    heard !== undefined &&
    (heard.quantities.some(
      (quantity) => quantity.unit?.kind !== 'time' && quantity.from >= from && quantity.from < to,
    ) ||
      heard.words.some(
        ({ form }, word) =>
          word >= from &&
          word < to &&
          (OUTCOME.test(form) || isUpOrDown(heard.words, word)) &&
          heard.assertedAt(word) === 'affirmed',
      ));
  // “OK.” tells nothing.
  const goesOn = (next?.words.length ?? 0) >= LEAST_WORDS;
  return tells(own, at - OUTCOME_REACH / 2, at + OUTCOME_REACH) || (goesOn && tells(next, 0, OUTCOME_REACH / 2));
}

/** “It is up slightly.” */
function isUpOrDown(words: readonly Word[], at: number): boolean {
  return (
    /^(?:up|down)$/u.test((words[at] as Word).form) &&
    /^(?:is|was|are|were|it's|that's|they're)$/u.test(words[at - 1]?.form ?? '')
  );
}

/** Words of talk between a test and what came out. */
const CAME_OUT_REACH = 24;
const TOLD_OUT =
  /^(?:show|shows|showed|shown|reveal|reveals|revealed|normal|abnormal|positive|negative|found|said|told|came|result|results)$/u;

/** Turns until what a test has shown is told. */
const FOUND_TURNS = 3;
const LOOKED = /\b(?:have a look|right here|shows?|showed|as you can see|i can see)\b/iu;

/** Near the test in its turn, or in what is said next. */
function hasComeOut({ turn, at }: Occurrence, { turns }: Conversation): boolean {
  const isTold = (heard: ReadTurn | undefined, told: RegExp, from: number, to: number) =>
    heard?.words.some(
      ({ form }, word) => word >= from && word < to && told.test(form) && heard.assertedAt(word) !== 'asked',
    ) ?? false;
  // “We did an x-ray, and luckily there are no fractures.”
  const { mentions = [], asserted = [] } = turns[turn] ?? {};
  const isFound = mentions.some(
    ({ from, concepts }, index) =>
      from > at && from < at + CAME_OUT_REACH && concepts[0]?.kind === 'finding' && asserted[index] !== 'asked',
  );
  // “Have they taken x-rays?” – “Yes.” – “Let's have a look. You broke your leg.”
  const isToldOfIt = turns
    .slice(turn + 1, turn + 1 + FOUND_TURNS)
    .some(
      (heard) =>
        heard.turn.speaker === 'clinician' &&
        LOOKED.test(heard.turn.text) &&
        heard.mentions.some(
          ({ concepts }, index) => concepts[0]?.kind === 'finding' && heard.asserted[index] === 'affirmed',
        ),
    );
  return (
    isFound ||
    isToldOfIt ||
    isTold(turns[turn], CAME_OUT, at - CAME_OUT_REACH, at + CAME_OUT_REACH) ||
    isTold(turns[turn + 1], TOLD_OUT, 0, CAME_OUT_REACH)
  );
}

/** “Earlier if worsening”, “if not improving”: on what somebody is to come back, or a medicine to be begun. */
function conditionFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { words, sentence } = claim;
  if (!/\b(?:if|unless|should)\b/iu.test(sentence.text)) return [];
  return words.flatMap((_, at) => {
    const condition = conditionAt(words, at);
    if (condition === null || condition.name !== 'better') return [];
    const isSaid = conversation.turns.some(
      ({ words: said, turn }) =>
        turn.speaker !== 'patient' && said.some((_, place) => conditionAt(said, place)?.name === 'better'),
    );
    if (isSaid) return [];
    const reason = 'The conversation does not make this the condition.';
    return [flagOn(claim, condition.from, condition.to, 'direction', reason)];
  });
}

/** Words between an “if” and what it supposes. */
const IF_REACH = 9;

const NOT_REACH = 4;
const COURSE_FORM = /^(?:or|and|settling|improving|better|resolving|worse|worsening)$/u;

/** A course that is supposed; “not worsening” is better. */
function conditionAt(words: readonly Word[], at: number): Change | null {
  const change = courseAt(words, at);
  if (change === null || change.name === 'same') return null;
  const before = words.slice(Math.max(0, at - IF_REACH), at).map(({ form }) => form);
  const since = before.lastIndexOf('if');
  if (since < 0) return null;
  const negated = before
    .slice(since)
    .findLastIndex((form) => /^(?:not|no|never|without|fail|fails|failed|failing)$/u.test(form));
  const between = before.slice(since + Math.max(0, negated));
  if (negated < 0 || between.length > NOT_REACH || between.some((form) => COURSE_FORM.test(form))) return change;
  return { ...change, name: change.name === 'better' ? 'worse' : 'better' };
}

interface Said {
  readonly direction: string;
  readonly turn: number;
  /** By a denial: “we won't use propranolol”. */
  readonly isRefused?: boolean;
  /** By the clinician, of what is to be. */
  readonly isOrdered?: boolean;
}

/** A test or a medicine that was to be, and then was not wanted. */
function isTakenBack(name: string, exact: readonly Said[], against: readonly Said[], { turns }: Conversation): boolean {
  const last = (said: readonly Said[]) => Math.max(-1, ...said.map(({ turn }) => turn));
  if (name === 'order') return last(against) > last(exact);
  if (name === 'start') return last(against.filter((one) => one.isRefused)) > last(exact);
  // What was taken, and was stopped before this talk.
  const stopped = against.filter(({ turn }) => turns[turn]?.turn.speaker === 'patient');
  return name === 'take' && stopped.length > 0 && last(stopped) >= last(exact);
}

/** “Are you still smoking?” – “I packed it in.” */
function habitAnswered({ turn, frame }: Occurrence, { turns }: Conversation): string[] {
  if (!HABITS.test(frame.mention.concepts[0]?.name ?? '')) return [];
  const { words = [] } = turns[turn + 1] ?? {};
  return words.slice(0, HABIT_REACH).some((_, at) => habitAt(words, at)?.name === 'past') ? ['past'] : [];
}

/** Words of an answer that tell whether a habit is given up. */
const HABIT_REACH = 10;

/** What an occurrence says, a plain denial too: what is not taken is stopped, a test that is not done declined. */
function directions(occurrence: Occurrence, conversation: Conversation): string[] {
  const carried = conversation.carried(occurrence.frame).map(({ name }) => name);
  const names = occurrence.frame.changes.map(({ name }) => name);
  const kind = occurrence.frame.mention.concepts[0]?.kind;
  if (occurrence.asserted === 'asked')
    return [...carried, ...names.filter((name) => name === 'past'), ...habitAnswered(occurrence, conversation)];
  if (occurrence.asserted === 'affirmed') return [...names, ...carried];
  // “You smoke?” – “Not since 2012.”
  if (HABITS.test(occurrence.frame.mention.concepts[0]?.name ?? '')) return names.filter((name) => name !== 'present');
  if (kind === 'medication' && isRefused(occurrence, conversation))
    return names.includes('continue') ? names : ['stop'];
  return kind === 'investigation' ? ['decline', ...names.filter((name) => name !== 'order')] : names;
}
