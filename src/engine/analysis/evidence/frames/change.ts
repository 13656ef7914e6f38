/** Which way: a medicine started, stopped or changed; a complaint better or worse; a test ordered or declined, its result. */
import { COURSE_CHANGES, HABIT_CHANGES, MEDICINE_CHANGES, RESULT_CHANGES, TEST_CHANGES } from '../lexicon/changes.ts';
import type { ConceptKind, Mention } from '../lexicon/concepts.ts';
import { Phrases } from '../text/phrases.ts';
import type { Word } from '../text/words.ts';
import type { Polarity } from './polarity.ts';

export interface Change {
  readonly name: string;
  /** Words of the cue, the end exclusive. */
  readonly from: number;
  readonly to: number;
}

const MEDICINE = new Phrases(MEDICINE_CHANGES);
const COURSE = new Phrases(COURSE_CHANGES);
const RESULTS = new Phrases(RESULT_CHANGES);
const TEST_CUES = [new Phrases(TEST_CHANGES), RESULTS];
const RESULT_CUES = [RESULTS];
const CUES: Readonly<Partial<Record<ConceptKind, readonly Phrases[]>>> = {
  medication: [MEDICINE],
  finding: [COURSE],
  investigation: TEST_CUES,
  specialty: TEST_CUES,
  measurement: RESULT_CUES,
  examination: RESULT_CUES,
};
const HABIT = new Phrases(HABIT_CHANGES);
const HABIT_CUES = [HABIT];
/** Findings that are habits. */
export const HABITS = /^(?:tobacco|alcohol|drug) use$/u;

/** Words between a change and what it is said of. */
const REACH_BEFORE = 7;
const REACH_AFTER = 6;

/** What is said to become of each mention; none, one, or of a test both what is done and what came out. */
export function changesOf(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  polarity: readonly Polarity[],
): readonly (readonly Change[])[] {
  return mentions.map((mention, index) => {
    const [concept] = mention.concepts;
    if (concept === undefined) return [];
    const isHabit = HABITS.test(concept.name);
    const tables = isHabit ? HABIT_CUES : (CUES[concept.kind] ?? []);
    return tables.flatMap((cues) => {
      const after = cueAfter(text, words, mentions, index, cues);
      // “The McMurray's is negative”: a result right behind what it is of.
      const isBehind = cues === RESULTS && after !== null && after.from - mention.to <= 1;
      const cue = isBehind ? after : (cueBefore(text, words, mentions, index, cues) ?? after);
      if (cue === null) return isHabit ? [{ name: 'present', from: mention.from, to: mention.to }] : [];
      if (isSomeDay(words, cue) || (isHabit && isOfHelp(words, cue))) return [];
      if (cue.name === 'take' && polarity[cue.from] === 'denied' && (isOfAdherence(words, cue) || isNoun(words, cue)))
        return [];
      const isFailed = words[cue.from - 1]?.stem === 'fail' || words[cue.from - 2]?.stem === 'fail';
      if (
        isHabit &&
        cue.name === 'past' &&
        words.slice(Math.max(0, cue.from - 3), cue.from).some(({ form }) => form === 'not')
      )
        return [];
      const name =
        isFailed || polarity[cue.from] === 'denied' ? reversed(cue.name) : isHabitual(words, cue) ? 'take' : cue.name;
      return name === null ? [] : [{ ...cue, name }];
    });
  });
}

/** “Some help stopping smoking?”: it is not stopped yet. */
export function isOfHelp(words: readonly Word[], { from }: Pick<Change, 'from'>): boolean {
  return words
    .slice(Math.max(0, from - HELP_REACH), from)
    .some(({ form }) =>
      /^(?:help|helping|support|advice|like|want|try|trying|need|about|consider|should|could)$/u.test(form),
    );
}

const HELP_REACH = 4;

/** A change said of it or them, where no mention stands beside: “How is the pain?” – “It's getting better.” */
export interface LooseChange extends Change {
  readonly kind: 'finding' | 'medication';
}

const IT = /^(?:it|it's|they|they're|they've|that|that's|this|these|them|those|things)$/u;
/** Words of an answer that says nothing but the change, and words between it and its pronoun. */
const SHORT_ANSWER = 12;
const REACH_OF_IT = 6;

/** Changes of a turn that belong to no mention of it. @param taken changes that do */
export function looseChanges(
  words: readonly Word[],
  polarity: readonly Polarity[],
  taken: readonly (readonly Change[])[],
  mentions: readonly Mention[],
): LooseChange[] {
  const used = new Set(taken.flat().map(({ from }) => from));
  const found = (['finding', 'medication'] as const).flatMap((kind) =>
    words.flatMap((_, at) => {
      const cues = CUES[kind]?.[0];
      const cue = cues === undefined ? null : cueAt(words, at, cues);
      if (cue === null || used.has(at) || isWeak(words, cue) || isSomeDay(words, cue)) return [];
      if (kind === 'medication' && isOfComplaint(words, cue, mentions)) return [];
      const around = [...words.slice(Math.max(0, at - REACH_OF_IT), at), ...words.slice(cue.to, cue.to + 2)];
      if (
        words.length > SHORT_ANSWER &&
        !around.some(({ form }) => IT.test(form)) &&
        !hasNoObject(words, cue) &&
        !isToAmount(words, cue)
      )
        return [];
      if (cue.name === 'take' && isOfAdherence(words, cue)) return [];
      const name = polarity[at] === 'denied' ? reversed(cue.name) : cue.name;
      return name === null || name === 'take' ? [] : [{ name, kind, from: at, to: cue.to }];
    }),
  );
  // “I weaned myself off it before we started trying.”
  const isOfAnother = ({ name, from }: LooseChange) =>
    name === 'start' &&
    found.some(
      (other) =>
        other.name === 'stop' &&
        other.to <= from &&
        words.slice(other.to, from).some(({ form }) => /^(?:before|when|after|until)$/u.test(form)),
    );
  return found.filter((change) => !isOfAnother(change));
}

/** “I haven't been great about taking it”, “not taking it every day”: it is taken, and not always. */
function isOfAdherence(words: readonly Word[], { from, to }: Pick<Change, 'from' | 'to'>): boolean {
  return [...words.slice(Math.max(0, from - ADHERENCE), from), ...words.slice(to, to + ADHERENCE)].some(({ form }) =>
    /^(?:great|good|best|perfect|diligent|compliant|consistent|consistently|regularly|religiously|always|daily|everyday|every|faithfully|properly|correctly)$/u.test(
      form,
    ),
  );
}

const ADHERENCE = 5;

/** “No regular meds apart from Implanon”: none is stopped. */
function isNoun(words: readonly Word[], { from }: Pick<Change, 'from'>): boolean {
  return /^(?:meds|medication|medications)$/u.test(words[from]?.form ?? '');
}

/** Words between a complaint and its end. */
const COMPLAINT_REACH = 16;

/** “I had a nosebleed but it stopped by itself”, “your A1c was 8, so it's gone up”: no medicine was stopped or increased. */
function isOfComplaint(words: readonly Word[], { from, to }: Change, mentions: readonly Mention[]): boolean {
  if (
    /^(?:by|on) (?:itself|its own|it own|themselves|their own)/u.test(
      words
        .slice(to, to + 3)
        .map(({ form }) => form)
        .join(' '),
    )
  )
    return true;
  const before = mentions.filter((mention) => mention.to <= from);
  const last = before.at(-1);
  if (last === undefined || from - last.to > COMPLAINT_REACH) return false;
  const kind = last.concepts[0]?.kind ?? '';
  if (kind === 'finding') return !before.some(({ concepts }) => concepts[0]?.kind === 'medication');
  return kind === 'measurement' || kind === 'investigation';
}

/** “We can eventually get you off that.” */
function isSomeDay(words: readonly Word[], { from }: Pick<Change, 'from'>): boolean {
  return words
    .slice(Math.max(0, from - SOME_DAY), from)
    .some(({ form }) => /^(?:eventually|someday|hope|hopefully|goal|hoping)$/u.test(form));
}

const SOME_DAY = 5;

/** Forms that by themselves mostly say no change: “lower extremity”, “off”, “up to”. */
export function isWeak(words: readonly Word[], { from, to }: Pick<Change, 'from' | 'to'>): boolean {
  const form = words[from]?.form ?? '';
  return form === 'instead' || form === 'leave' || (to === from + 1 && WEAK.test(form));
}

const WEAK =
  /^(?:lower|raise|raised|off|hold|holding|held|keep|add|double|dc|rx|begin|prescription|initiation|finish|maintain)$/u;

/** “It made me constipated, I stopped two weeks ago.” */
function hasNoObject(words: readonly Word[], { from, to }: Pick<Change, 'from' | 'to'>): boolean {
  const next = words[to]?.form ?? '';
  return (
    /^(?:i|we)$/u.test(words[from - 1]?.form ?? '') &&
    /^(?:\d+|a|last|about|in|because|after|two|three|four|five|six|)$/u.test(next)
  );
}

/** “We're going to go back to five”: of what that is an amount of. */
function isToAmount(words: readonly Word[], { to }: Pick<Change, 'to'>): boolean {
  const form = words[words[to]?.form === 'to' ? to + 1 : to]?.form ?? '';
  return (
    /^(?:\d+|half|five|ten|twenty|twenty-five|forty|fifty|eighty|one|two|three|four)$/u.test(form) &&
    words[to - 1]?.form === 'to'
  );
}

/** “has continued to use”: what was so, and no decision. */
function isHabitual(words: readonly Word[], { from }: Change): boolean {
  return words[from]?.form === 'continued' && /^(?:has|have|had)$/u.test(words[from - 1]?.form ?? '');
}

/** “do not stop” is to go on; what is not begun is nothing. */
export function reversed(name: string): string | null {
  switch (name) {
    case 'stop':
      return 'continue';
    case 'continue':
    case 'take':
    case 'start':
      return 'stop';
    case 'worse':
      return 'not worse';
    case 'better':
      return 'not better';
    case 'order':
      return 'decline';
    case 'past':
    case 'present':
      return name;
    case 'normal':
      return 'abnormal';
    default:
      return null;
  }
}

/** “Takes the edge off”, “off and on”, “lower extremity”, “adds that …”, “started off as a cold”: nothing becomes of a medicine. */
function isNoChange(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.form ?? '';
  const next = words[at + 1]?.form ?? '';
  switch (words[at]?.form) {
    // “The only thing I can think about”; who thought about it, left it.
    case 'think':
    case 'thinking':
      return next === 'about' || next === 'of';
    // “He used to smoke more.”
    case 'used':
      return next === 'to' && words.slice(at + 2, at + 5).some(({ form }) => form === 'more');
    // “Decreased range of motion” is no course of a complaint, a “positive effect” no result.
    case 'decrease':
    case 'decreased':
    case 'reduced':
    case 'less':
    case 'increased':
    case 'better':
    case 'improved':
      return isFunctionNext(words, at);
    // “At the same time”; “the culture is growing …”; “lifted a box”.
    case 'same':
      return /^(?:time|day|side|place|way|thing|level|as|area|spot)$/u.test(next);
    case 'grow':
    case 'growing':
    case 'grew':
      return words
        .slice(Math.max(0, at - GROWN_REACH), at)
        .some(({ form }) => /^(?:culture|cultures|swab|test|sample|urine|blood|wound)$/u.test(form));
    case 'lifted':
      return (
        /^(?:a|an|the|his|her|my|some|something|up|heavy|it|one)$/u.test(next) &&
        !/^(?:bit|little|lot)$/u.test(words[at + 2]?.form ?? '')
      );
    case 'positive':
    case 'negative':
      return /^(?:effect|effects|impact|attitude|outlook|change|changes|mood|reinforcement|experience|way)$/u.test(
        next,
      );
    case 'off':
      return NO_END.test(before) || next === 'and' || (before === 'and' && words[at - 2]?.form === 'on');
    case 'lower':
      return PART.test(next);
    case 'add':
    case 'adds':
    case 'added':
      return next === 'that';
    case 'start':
    case 'started':
    case 'starts':
      return next === 'off' || next === 'out';
    default:
      return false;
  }
}

/** Words of “culture of the wound is growing”. */
const GROWN_REACH = 6;

/** What goes down for the worse: “decreased range of motion”, “reduced grip strength”. */
export function isFunctionNext(words: readonly Word[], at: number): boolean {
  return words.slice(at + 1, at + 3).some(({ form }) => FUNCTION.test(form));
}

const FUNCTION = /^(?:range|rom|motion|strength|sensation|mobility|flexibility|reflexes|hearing|acuity)$/u;

/** What is upper or lower. */
const PART =
  /^(?:extremity|extremities|leg|legs|back|limb|limbs|abdomen|abdominal|quadrant|lobe|lobes|eyelid|lip|jaw|end|lumbar|respiratory|body|teeth|left|right)$/u;

/** “Takes the edge off”, “it wears off”, “a day off”: nothing is stopped. */
const NO_END =
  /^(?:edge|wear|wears|wore|wearing|worn|day|days|time|work|better|well|straight|set|paid|drop|drops|nod)$/u;

function cueAt(words: readonly Word[], at: number, cues: Phrases): Change | null {
  if (isNoChange(words, at)) return null;
  // “Lifting the arm.”
  if (cues === COURSE && /^lift(?:ing|s)?$/u.test(words[at]?.form ?? '')) return null;
  const moved = cues === COURSE ? movedAt(words, at) : null;
  if (moved !== null) return moved;
  const cue = cues.at(words, at);
  return cue === null ? null : { name: cue.names[0] as string, from: cue.from, to: cue.to };
}

/** “Keep going with it”: a longer phrase that began before the word and ends behind it. */
function coveringCue(words: readonly Word[], at: number, cues: Phrases): Change | null {
  for (let from = at - 1; from >= Math.max(0, at - LONGEST_CUE); from--) {
    const cue = cueAt(words, from, cues);
    if (cue !== null && cue.to > at) return cue;
  }
  return null;
}

/** Words before the last of a phrase. */
const LONGEST_CUE = 3;

/** “It's gone down”, “they've come back up”; not where a pain goes: “it goes down my leg”. */
function movedAt(words: readonly Word[], at: number): Change | null {
  if (!/^(?:gone|went|come|came|coming|blown|flared)$/u.test(words[at]?.form ?? '')) return null;
  const by = words[at + 1]?.form === 'back' || words[at + 1]?.form === 'right' ? at + 2 : at + 1;
  const where = words[by]?.form ?? '';
  if (!/^(?:up|down)$/u.test(where) || /^(?:to|into|my|the|your|his|her|with|on)$/u.test(words[by + 1]?.form ?? ''))
    return null;
  return { name: where === 'up' ? 'worse' : 'better', from: at, to: by + 1 };
}

/** A change of a medicine that begins at a word, whatever it is of. */
export function medicineChangeAt(words: readonly Word[], at: number): Change | null {
  return cueAt(words, at, MEDICINE);
}

/** Whether a habit is given up or kept up, by a phrase that begins at a word. */
export function habitAt(words: readonly Word[], at: number): Change | null {
  return cueAt(words, at, HABIT);
}

/** A course that begins at a word, whatever it is of. */
export function courseAt(words: readonly Word[], at: number): Change | null {
  return cueAt(words, at, COURSE);
}

const BREAK = /[.;?!\n]/u;
/** A result is of what stands right beside it. */
const RESULT_BREAK = /[.,;?!\n]/u;
const RESULT_REACH = 4;

function cueBefore(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  index: number,
  cues: Phrases,
): Change | null {
  const mention = mentions[index] as Mention;
  let best: Change | null = null;
  const [stop, reach] = limitsOf(cues, REACH_BEFORE);
  let limit = mention.from - reach;
  for (let at = mention.from - 1; at >= Math.max(0, limit); at--) {
    if (stop.test(text.slice((words[at] as Word).end, (words[at + 1] as Word).start))) break;
    const other = mentions.find(({ from, to, concepts }) => from <= at && at < to && sameKind(concepts, mention));
    if (other !== undefined) {
      // In a row (“continue A and B”) a change is said of all.
      if (!isRow(text, words, other.to, mention)) break;
      at = other.from;
      limit = at - reach;
      continue;
    }
    const cue = coveringCue(words, at, cues) ?? cueAt(words, at, cues);
    if (cue === null) continue;
    // “stopped taking”: what is said of the taking.
    if (best === null || best.name === 'take') best = cue;
    if (cue.name !== 'take') return best;
    limit = Math.max(limit, at - 3);
  }
  return best;
}

/** A verb of the doctor's after a comma, and its object. */
function isCommand(text: string, words: readonly Word[], at: number): boolean {
  const { form, start } = words[at] as Word;
  const gap = text.slice((words[at - 1] as Word).end, start);
  return gap.includes(',') && COMMAND.test(form) && words[at + 1] !== undefined;
}

const COMMAND =
  /^(?:stop|start|continue|cont|increase|decrease|reduce|hold|add|begin|switch|d|dc|repeat|order|check|↑|↓)$/u;

/** “I'd like an MRI, and we'll hold off on the injection”: a clause of its own says it of what comes after it. */
function hasOwnObject(words: readonly Word[], mention: Mention, { from, to }: Change, isOfNext: boolean): boolean {
  const formsOf = (some: readonly Word[]): string => some.map(({ form }) => form).join(' ');
  return (
    NEXT_CLAUSE.test(formsOf(words.slice(mention.to, from))) &&
    (isOfNext || OBJECT.test(formsOf(words.slice(to, to + OBJECT_REACH))))
  );
}

const NEXT_CLAUSE =
  /\b(?:and|but|so|then|while) (?:then |also )?(?:i|we|you|he|she|they|let's|i'll|we'll|you'll|i'd|we'd|you'd|i've|we've|you've|i'm|we're|you're)\b/u;
const OBJECT = /^(?:(?:off|on|with|up|back|out) ){0,2}(?:the|your|my|his|her|a|an|any|some|all)\b/u;
/** Words of a particle or two, and the article. */
const OBJECT_REACH = 3;

const HEDGES = /^(?:a|little|bit|slightly|just|kind|of|tad|um|uh)$/u;

function limitsOf(cues: Phrases, reach: number): readonly [RegExp, number] {
  return cues === RESULTS ? [RESULT_BREAK, RESULT_REACH] : [BREAK, reach];
}

function sameKind(concepts: Mention['concepts'], mention: Mention): boolean {
  return concepts[0]?.kind === mention.concepts[0]?.kind;
}

function isRow(text: string, words: readonly Word[], to: number, mention: Mention): boolean {
  const between = text.slice((words[to - 1] as Word).end, (words[mention.from] as Word).start);
  return /^\s*(?:,|and|or|&|\/|,\s*and|as well as|along with|(?:that |which )?(?:you|he|she)(?:['’]re| are|['’]s| is)? (?:taking|on)|also|something like|such as|like|called|,? something called|,? that's|,? which is|,? that is)?\s*(?:the|your|his|her|my)?\s*$/iu.test(
    between,
  );
}

function cueAfter(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  index: number,
  cues: Phrases,
): Change | null {
  const mention = mentions[index] as Mention;
  const [stop, reach] = limitsOf(cues, REACH_AFTER);
  let limit = mention.to + reach;
  for (let at = mention.to; at < Math.min(words.length, limit); at++) {
    // “Was a little bit high.”
    if (HEDGES.test((words[at] as Word).form)) limit++;
    if (stop.test(text.slice((words[at - 1] as Word).end, (words[at] as Word).start))) return null;
    if (mentions.some(({ from, to, concepts }) => from <= at && at < to && sameKind(concepts, mention))) return null;
    const cue = cueAt(words, at, cues);
    // “↑ sertraline to 100 mg, stop St John's wort”: of what comes after it.
    if (isCommand(text, words, at)) return null;
    // “lisinopril on Monday” takes nothing.
    if (cue === null || cue.name === 'take' || words[cue.from]?.form === 'instead') continue;
    const isOfNext = mentions.some(
      ({ from, concepts }) => sameKind(concepts, mention) && from - cue.to <= 1 && from >= cue.to,
    );
    return hasOwnObject(words, mention, cue, isOfNext) ? null : cue;
  }
  return null;
}
