/**
 * Whose a finding, a medicine or a procedure is: the patient's or a relative's. After ConText (Harkema et al. 2009): a relative as
 * the subject holds to the end of the sentence or to the next subject; in talk a subject is also carried by he and she, and by
 * sentences without one, over the turns that follow.
 */
import { type Gender, type Relative, relativeCalled, relativeNamed } from '../lexicon/relatives.ts';
import type { Word } from '../text/words.ts';

/** `PATIENT`, `FAMILY` or the name of a relative. */
export type Person = string;
export const PATIENT: Person = 'patient';
/** Somebody of the family; who, is not said. */
export const FAMILY: Person = 'family';

/** Whether what is said of one person may be what is said of the other. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a === b) return true;
  if (a === PATIENT || b === PATIENT) return false;
  if (a === FAMILY || b === FAMILY) return true;
  return (relativeNamed(a)?.members.includes(b) ?? false) || (relativeNamed(b)?.members.includes(a) ?? false);
}

const OF_CHILD: Readonly<Record<Person, Person>> = {
  husband: 'father',
  wife: 'mother',
  partner: 'parent',
  son: 'brother',
  daughter: 'sister',
  child: 'sibling',
  mother: 'grandmother',
  father: 'grandfather',
  brother: 'uncle',
  sister: 'aunt',
};

/** Who a parent's relative is to the child that the parent speaks for. @param child as the parent calls it, where that is known */
export function seenFromChild(person: Person, child: Person | null = null): Person {
  if (person === child && child !== null) return PATIENT;
  return OF_CHILD[person] ?? person;
}

/** What stays in mind from turn to turn. */
export interface Topic {
  /** Whom a sentence without a subject is about. */
  readonly subject: Person;
  /** Whom he or she may be, named last first. */
  readonly antecedents: readonly Person[];
  /** Turns since one was named. */
  readonly age: number;
}

export const NO_TOPIC: Topic = { subject: PATIENT, antecedents: [], age: 0 };

export interface Experiencers {
  /** Of each word. */
  readonly of: readonly Person[];
  readonly topic: Topic;
}

const SENTENCE_END = /[.?!;\n]/u;
const POSSESSIVE =
  /^(?:my|your|his|her|their|our|the|a|an|patient|pt|maternal|paternal|older|younger|elder|late|own)$/u;
/** Before a relative who only is there: “lives with his wife”, “help from his wife”. */
const BYSTANDER_BEFORE =
  /^(?:with|w|by|to|for|from|than|see|sees|call|calls|tell|told|visit|visiting|at|per|like|help|asked|and|or|accompanied|via|advised|advise|informed|inform|instructed|counseled|educated|thanked|let|lets)$/u;
/** After a relative who only tells: “my wife noticed swelling of my legs”. */
const TELLS =
  /^(?:say|says|said|tell|tells|told|notice|noticed|notices|think|thinks|thought|report|reports|reported|state|states|stated|mention|mentioned|want|wants|wanted|make|makes|made|help|helps|helped|drove|drives|brought|brings|call|called|calls|suggest|suggested|recommend|recommended|insisted|convinced|can|could|will|listening|describes|described|note|notes|noted|confirms|confirmed|denies|complains|worries|worried|provides|corroborates|witnessed|saw|found)$/u;
/** Before a relative whom what was said before is about: “cancer in his father”. */
const OF_BEFORE = /^(?:in|of|on)$/u;
const CARE = /^(?:care|front|behalf|company|fond|way)$/u;

const PLURAL =
  /^(?:children|kids|sons|daughters|boys|girls|brothers|sisters|siblings|parents|grandparents|aunts|uncles|cousins|friends|relatives)$/u;

/** Words that a subject holds for where no punctuation ends it. */
const REACH = 18;

interface Context {
  readonly text: 'written' | 'spoken';
  /** Whom it is about where nobody is named: `FAMILY` under a heading of family history. */
  readonly base: Person;
  readonly topic: Topic;
  /** Of the turn's speaker; a clinician's question begins a new matter. */
  readonly isClinician: boolean;
}

/** The experiencer of every word of a note's sentence. */
export function experiencersWritten(text: string, words: readonly Word[], base: Person): readonly Person[] {
  return read(text, words, { text: 'written', base, topic: NO_TOPIC, isClinician: false }).of;
}

/** The experiencer of every word of a turn, and whom the next turn goes on about. */
export function experiencersSpoken(
  text: string,
  words: readonly Word[],
  topic: Topic,
  isClinician: boolean,
): Experiencers {
  return read(text, words, { text: 'spoken', base: PATIENT, topic, isClinician });
}

function read(text: string, words: readonly Word[], context: Context): Experiencers {
  const of: Person[] = new Array(words.length).fill(context.base);
  let antecedents = context.topic.age > MOST_TURNS ? [] : context.topic.antecedents;
  let subject = context.text === 'spoken' ? context.topic.subject : context.base;
  let named = false;
  // “Half of the children are coughing. He …”: several people are no one whom “he” may be.
  let areSeveral = false;
  for (const { from, to } of sentences(text, words)) {
    let current = opening(text, words, from, to, subject, antecedents, context);
    let since = from;
    let clause = from;
    for (let at = from; at < to; at++) {
      const { form } = words[at] as Word;
      const family = familyAt(words, at);
      const relative = subjectOf(text, words, at, context);
      if (family !== null) {
        if (family === 'before') of.fill(FAMILY, clause, at);
        current = FAMILY;
        since = at;
      } else if (relative !== null) {
        const role = roleOf(text, words, at);
        const isOne = !PLURAL.test(form);
        // In a note, she of whom a mother tells is the patient.
        if (isOne && !(context.text === 'written' && isTelling(words, at)))
          antecedents = [relative.name, ...antecedents.filter((name) => name !== relative.name)].slice(0, MOST_NAMED);
        named ||= isOne;
        if (role === 'of') of.fill(relative.name, clause, at);
        if (role === 'aside') {
          // “DM (mother), CVA (brother)”.
          of.fill(relative.name, clause, at + 1);
          clause = at + 1;
          continue;
        }
        if (role !== 'bystander') {
          current = relative.name;
          areSeveral = !isOne;
          since = at;
        }
      } else if (isPatientWord(words, at, context.text)) {
        current = PATIENT;
        since = at;
        clause = at;
      } else if (
        /^(?:her|him)$/u.test(form) &&
        /^(?:to|with|for|at|from|about)$/u.test(words[at - 1]?.form ?? '') &&
        current === PATIENT
      ) {
        // “I was talking to her and stepped off.”
        of[at] = pronoun(form, current, antecedents);
        continue;
      } else if (/^(?:he|she|his|her|him)$/u.test(form)) {
        current = pronoun(form, areSeveral ? context.base : current, antecedents);
        areSeveral = false;
        since = at;
      } else if (at - since > REACH) {
        current = context.base;
      }
      of[at] = current;
    }
    subject = context.text === 'written' || areSeveral ? context.base : current;
  }
  const age = named ? 0 : context.topic.age + 1;
  return { of, topic: { subject: age > MOST_TURNS ? PATIENT : subject, antecedents, age } };
}

/** Turns that somebody stays in mind for without being named. */
const MOST_TURNS = 5;

/** Relatives who stay in mind. */
const MOST_NAMED = 4;

/** Whom a sentence is about before it names anybody. */
function opening(
  text: string,
  words: readonly Word[],
  from: number,
  to: number,
  subject: Person,
  antecedents: readonly Person[],
  context: Context,
): Person {
  if (context.text === 'written') return context.base;
  for (let at = from; at < to; at++) {
    const { form } = words[at] as Word;
    if (isPatientWord(words, at, 'spoken')) return PATIENT;
    if (/^(?:he|she|his|her|him)$/u.test(form)) return pronoun(form, subject, antecedents);
    if (relativeAt(words, at) !== null || familyAt(words, at) !== null) return PATIENT;
  }
  // “Any allergies?” is about the patient again; “Bowel cancer, ten years ago?” is not.
  const asks = (words[to - 1] as Word).end;
  const isQuestion = text.slice(asks, asks + 3).includes('?');
  const first = (words[from] as Word).form;
  if (context.isClinician && isTold(words, from, to)) return PATIENT;
  if (
    context.isClinician &&
    (/^(?:any|anything|what|how|when|where|which|and|so)$/u.test(first) || (isQuestion && to - from > 3))
  ) {
    return PATIENT;
  }
  return subject;
}

/** “So straight away take the antihistamines”: whoever is told to do something is there. */
function isTold(words: readonly Word[], from: number, to: number): boolean {
  return words
    .slice(from, to)
    .some(
      ({ form }, at) =>
        /^(?:take|start|stop|use|continue|drink|avoid)$/u.test(form) &&
        (at === 0 || /^(?:so|and|then|just|please|away|now|right|okay|ok)$/u.test(words[from + at - 1]?.form ?? '')),
    );
}

function pronoun(form: string, current: Person, antecedents: readonly Person[]): Person {
  const gender: Gender = /^(?:he|his|him)$/u.test(form) ? 'm' : 'f';
  const genderOf = (person: Person) => relativeNamed(person)?.gender ?? '-';
  if (current !== PATIENT && (genderOf(current) === '-' || genderOf(current) === gender)) return current;
  return (
    antecedents.find((person) => genderOf(person) === gender) ??
    antecedents.find((person) => genderOf(person) === '-') ??
    PATIENT
  );
}

/** I and you in talk; in a note, the patient by name. */
function isPatientWord(words: readonly Word[], at: number, text: 'written' | 'spoken'): boolean {
  const { form } = words[at] as Word;
  if (text === 'written')
    return (
      form === 'you' || (/^(?:patient|pt)$/u.test(form) && words[at + 1] !== undefined && !isRelativeNext(words, at))
    );
  if (isAside(words, at)) return false;
  if (/^(?:i|i'm|i've|i'd|i'll|me|myself|we|you|you're|you've|you'd|you'll|yourself)$/u.test(form)) return true;
  return /^(?:my|your)$/u.test(form) && !isRelativeNext(words, at) && familyAt(words, at + 1) === null;
}

/** “I think”, “you know”: about nobody. */
function isAside(words: readonly Word[], at: number): boolean {
  const { form } = words[at] as Word;
  const next = words.slice(at + 1, at + 3).map((word) => word.form);
  if (form === 'you') return next[0] === 'know';
  if (form === "i'm") return /^(?:not|sure|sorry|afraid)$/u.test(next[0] ?? '');
  return (
    form === 'i' && next.some((word) => /^(?:think|guess|believe|know|suppose|mean|remember|understand)$/u.test(word))
  );
}

function isRelativeNext(words: readonly Word[], at: number): boolean {
  return words.slice(at + 1, at + 4).some((_, offset) => relativeAt(words, at + 1 + offset) !== null);
}

/** Whom a word makes the subject: in talk no twin, who is the same age, and he or she as much as the patient. */
function subjectOf(text: string, words: readonly Word[], at: number, context: Context): Relative | null {
  if (context.text === 'spoken' && isSpeaker(words, at)) return null;
  const relative = relativeOf(text, words, at);
  return relative?.name === 'twin' && context.text === 'spoken' ? null : relative;
}

/** The relative that a word names in its text: “my mother's sister” is an aunt. */
function relativeOf(text: string, words: readonly Word[], at: number): Relative | null {
  const relative = relativeAt(words, at);
  if (relative === null) return null;
  const next = words[at + 1];
  if (next !== undefined && isOwner(text, words, at) && relativeAt(words, at + 1) !== null) return null;
  if (at > 0 && isOwner(text, words, at - 1)) return relativeNamed(OF_PARENT[relative.name] ?? relative.name);
  // “My mom and her sister.”
  const owner = isAndHer(words, at) ? OF_PARENT[relative.name] : undefined;
  if (owner !== undefined) return relativeNamed(owner);
  return together(words, at, relative) ?? relative;
}

function isOwner(text: string, words: readonly Word[], at: number): boolean {
  const { form, start, end } = words[at] as Word;
  return PARENT.test(relativeCalled(form)?.name ?? '') && /['’]s$/u.test(text.slice(start, end));
}

/** “My mom and her sister”, “my dad and his brother”. */
function isAndHer(words: readonly Word[], at: number): boolean {
  const [parent, and, her] = words.slice(Math.max(0, at - 3), at);
  return (
    and?.form === 'and' &&
    /^(?:his|her)$/u.test(her?.form ?? '') &&
    /^(?:mother|father)$/u.test(relativeCalled(parent?.form ?? '')?.name ?? '')
  );
}

const PAIRS: readonly (readonly [Person, Person, Person])[] = [
  ['mother', 'father', 'parent'],
  ['brother', 'sister', 'sibling'],
  ['grandmother', 'grandfather', 'grandparent'],
  ['son', 'daughter', 'child'],
];

/** “My mom and dad both have it”: what is said of the one is said of the other. */
function together(words: readonly Word[], at: number, { name }: Relative): Relative | null {
  const isPossessive = (word: Word | undefined) => word !== undefined && POSSESSIVE.test(word.form);
  const next = isPossessive(words[at + 2]) ? words[at + 3] : words[at + 2];
  const before = isPossessive(words[at - 1]) ? at - 2 : at - 1;
  const other =
    words[at + 1]?.form === 'and'
      ? relativeCalled(next?.form ?? '')
      : words[before]?.form === 'and'
        ? relativeCalled(words[before - 1]?.form ?? '')
        : null;
  const pair = PAIRS.find(([a, b]) => (a === name && b === other?.name) || (b === name && a === other?.name));
  return pair === undefined ? null : relativeNamed(pair[2]);
}

const PARENT = /^(?:mother|father|parent)$/u;
const OF_PARENT: Readonly<Record<string, string>> = {
  sister: 'aunt',
  brother: 'uncle',
  mother: 'grandmother',
  father: 'grandfather',
};

/** The relative that a word names; “as a child” names none. */
export function relativeAt(words: readonly Word[], at: number): Relative | null {
  const relative = relativeCalled((words[at] as Word).form);
  if (/^(?:boy|girl)s?$/u.test((words[at] as Word).form))
    return words.slice(Math.max(0, at - 2), at).some(({ form }) => /^(?:my|our|her|his)$/u.test(form))
      ? relative
      : null;
  // “On my dad's side.”
  if (words[at + 1]?.form === 'side') return null;
  // “Room-mates”; “she's a twin”.
  if (/^mates?$/u.test((words[at] as Word).form) && /^(?:room|flat|house)$/u.test(words[at - 1]?.form ?? ''))
    return relativeNamed('roommate');
  if (relative?.name === 'twin' && /^(?:a|of|the)$/u.test(words[at - 1]?.form ?? '')) return null;
  if (relative?.name !== 'child') return relative;
  const before = words.slice(Math.max(0, at - 3), at).map(({ form }) => form);
  return before.includes('as') || before.includes('since') || before.includes('was') || before.includes('were')
    ? null
    : relative;
}

/** “in your family”, “family history of”, “FHx”. */
function familyAt(words: readonly Word[], at: number): 'here' | 'before' | null {
  const form = words[at]?.form;
  if (form === 'fhx' || form === 'fh' || form === 'famhx') return 'here';
  if (form === 'side' && /^(?:paternal|maternal|mother|father|mom|dad|mum)$/u.test(words[at - 1]?.form ?? ''))
    return 'before';
  if (form !== 'family' && form !== 'familial') return null;
  const next = words[at + 1]?.form ?? '';
  if (/^(?:history|hx|member|members)$/u.test(next) && !/^(?:with|by|good|other)$/u.test(words[at - 1]?.form ?? ''))
    return 'here';
  const before = words.slice(Math.max(0, at - 3), at).map((word) => word.form);
  if (!before.includes('in')) return null;
  return words
    .slice(Math.max(0, at - 6), at)
    .some((word) => /^(?:anyone|anybody|anything|someone|somebody|is|any)$/u.test(word.form))
    ? 'here'
    : 'before';
}

/** “My wife says”, “his wife has noticed”. */
function isTelling(words: readonly Word[], at: number): boolean {
  const next = AUXILIARY.test(words[at + 1]?.form ?? '') ? words[at + 2] : words[at + 1];
  return next !== undefined && TELLS.test(next.form);
}

const AUXILIARY = /^(?:has|have|had|would|might|also|then|now)$/u;

/** “His grandmother was told that …”, “both parents were in favor of surgery”: of the patient. */
function isToldOf(words: readonly Word[], at: number): boolean {
  const [first, second, third] = words.slice(at + 1, at + 4).map(({ form }) => form);
  if (/^(?:agree|agrees|agreed|consent|consents|consented)$/u.test(first ?? '')) return true;
  if (!/^(?:was|were|is|are)$/u.test(first ?? '')) return false;
  return (
    /^(?:told|informed|advised|counseled|reassured|educated)$/u.test(second ?? '') ||
    (second === 'in' && third === 'favor')
  );
}

/** “Jumping on her child's trampoline”: whose thing it is; “his mother's cancer” is hers. */
function isOwning(text: string, words: readonly Word[], at: number): boolean {
  const { start, end } = words[at] as Word;
  return (
    /['’]s$/u.test(text.slice(start, end)) &&
    /^(?:trampoline|house|home|car|place|apartment|flat|school|wedding|birthday|graduation|funeral|party|game|room|bed|bike|dog|cat|garden|pool|phone|insurance|pills?|tablets?)$/u.test(
      words[at + 1]?.form ?? '',
    )
  );
}

/** “I am her daughter”: whoever speaks is no subject. */
function isSpeaker(words: readonly Word[], at: number): boolean {
  const before = words
    .slice(Math.max(0, at - 3), at)
    .map(({ form }) => form)
    .join(' ');
  return /(?:\bi am|\bi'm) (?:her|his|the)$/u.test(before);
}

function roleOf(text: string, words: readonly Word[], at: number): 'subject' | 'of' | 'aside' | 'bystander' {
  if (isTelling(words, at) || isToldOf(words, at) || isOwning(text, words, at)) return 'bystander';
  // “My wife and I were on a walk.”
  if (words[at + 1]?.form === 'and' && /^(?:i|me)$/u.test(words[at + 2]?.form ?? '')) return 'bystander';
  let first = at - 1;
  while (first >= 0 && POSSESSIVE.test((words[first] as Word).form) && at - first <= 3) first--;
  const before = words[first];
  if (before === undefined || SENTENCE_END.test(text.slice(before.end, (words[first + 1] as Word).start)))
    return 'subject';
  const opening = text.slice(before.end, (words[at] as Word).start);
  if (/[(]/u.test(opening) && /^[^.;(]*\)/u.test(text.slice((words[at] as Word).end))) return 'aside';
  if (/[:,]/u.test(opening)) return 'subject';
  if (OF_BEFORE.test(before.form)) return CARE.test(words[first - 1]?.form ?? '') ? 'bystander' : 'of';
  return BYSTANDER_BEFORE.test(before.form) && !isAnd(words, first) ? 'bystander' : 'subject';
}

/** “and my father”: somebody new, unless he stands in a row of bystanders. */
function isAnd(words: readonly Word[], at: number): boolean {
  if ((words[at] as Word).form !== 'and') return false;
  return !words.slice(Math.max(0, at - 4), at).some(({ form }) => form === 'with' || form === 'by');
}

function* sentences(text: string, words: readonly Word[]): Generator<{ from: number; to: number }> {
  let from = 0;
  for (let at = 1; at <= words.length; at++) {
    const before = words[at - 1] as Word;
    const next = words[at];
    if (next !== undefined && !SENTENCE_END.test(text.slice(before.end, next.start))) continue;
    yield { from, to: at };
    from = at;
  }
}
