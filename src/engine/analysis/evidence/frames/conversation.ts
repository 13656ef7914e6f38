/** A conversation, read once: where its words, concepts, numbers and sides stand. Every sentence of a note is compared with it. */
import { dialogueTurns } from '../../../tasks/dialogue.ts';
import type { Concept, ConceptKind, Lexicon } from '../lexicon/concepts.ts';
import { relativeCalled } from '../lexicon/relatives.ts';
import { PART_OF_DAY } from '../quantities/frequencies.ts';
import { agrees, type Quantity, quantitiesOf } from '../quantities/quantities.ts';
import { anchorAsked, anchorOf, anchorOfIt } from './anchor.ts';
import { type Asserted, analyseTurns, speaksOfAThird, type TurnWords } from './assertions.ts';
import { FAMILY, isSamePerson, PATIENT, relativeAt } from './experiencer.ts';
import type { Frame } from './frame.ts';
import { type SideMention, sidesSpoken } from './sides.ts';
import { writtenTurns } from './written.ts';

/** What a text is compared with. */
export type SourceKind = 'conversation' | 'note';

export interface ReadTurn extends TurnWords {
  readonly quantities: readonly Quantity[];
  readonly sides: readonly SideMention[];
}

export interface Occurrence {
  readonly turn: number;
  /** Its first word in the turn. */
  readonly at: number;
  readonly asserted: Asserted;
  /** The concept is what the phrase names, not only one of the things it may mean. */
  readonly named: boolean;
  readonly frame: Frame;
}

/** A number, and the medicine or measurement it is said of. */
export interface Heard {
  readonly quantity: Quantity;
  readonly turn: number;
  readonly anchor: readonly Concept[] | null;
  /** Of the turns before or after, where its own names nothing. */
  readonly likelyAnchor: readonly Concept[] | null;
}

/** A change that is said later of what a mention names. */
export interface Carried {
  readonly name: string;
  /** By the clinician: it is to be. */
  readonly isOrdered: boolean;
}

/** Before a class that stands for a medicine that was named. */
const DEFINITE = /^(?:the|that|this|my|your|his|her)$/u;

/** Turns that a medicine stays in mind for. */
const MEDICINE_TURNS = 6;
/** Turns that a change may come after what it is of. */
const CARRY_TURNS = 2;

export class Conversation {
  readonly turns: readonly ReadTurn[];
  readonly heard: readonly Heard[];
  /** Longer words that are no known name: among them what speech recognition makes of names. */
  readonly unnamedForms: readonly string[];
  /** Somebody speaks for the patient. */
  readonly isByProxy: boolean;
  /** Turns with a number. */
  readonly numbered: readonly number[];
  readonly #people = new Set<string>();
  readonly #carried = new Map<Frame, Carried[]>();
  readonly #byStem = new Map<string, number[]>();
  readonly #byPrefix = new Map<string, string[]>();
  readonly #byConcept = new Map<Concept, Occurrence[]>();
  readonly #ruledOut = new Map<Concept, number[]>();

  /** @param source `note`: it is a note, from which a letter is written; each of its sentences is a turn */
  constructor(text: string, lexicon: Lexicon, source: SourceKind = 'conversation') {
    this.turns = source === 'note' ? writtenTurns(text, lexicon) : spokenTurns(text, lexicon);
    this.numbered = this.turns.flatMap(({ quantities }, turn) => (quantities.length > 0 ? [turn] : []));
    const heard = this.turns.flatMap(({ quantities, mentions, words }, turn) =>
      quantities.map((quantity): Heard => {
        const before = this.turns[turn - 1];
        const asked = before === undefined ? null : anchorAsked(before.mentions, before.words.length, quantity);
        const anchor = anchorOf(null, words, mentions, quantity) ?? asked;
        const earlier = this.turns.slice(Math.max(0, turn - MEDICINE_TURNS), turn + 1).map((other) => other.mentions);
        const later = this.turns.slice(turn + 1, turn + 2).map((other) => other.mentions);
        const likely = anchor === null ? (anchorOfIt(earlier, quantity) ?? anchorOfIt(later, quantity)) : null;
        return { quantity, turn, anchor: anchor?.concepts ?? null, likelyAnchor: likely?.concepts ?? null };
      }),
    );
    this.heard = withUnits(
      heard.filter((one) => isSaid(one, this.turns) && !isPutRight(one, heard, this.turns)),
      this.turns,
    );
    for (const [index, { words, mentions, frames, asserted, ruledOut }] of this.turns.entries()) {
      for (const stem of new Set(words.map((word) => word.stem))) append(this.#byStem, stem, index);
      for (const [at, { concepts, from }] of mentions.entries()) {
        const frame = frames[at] as Frame;
        for (const [rank, concept] of concepts.entries()) {
          const occurrence = {
            turn: index,
            at: from,
            asserted: asserted[at] as Asserted,
            named: rank === 0,
            frame,
          };
          append(this.#byConcept, concept, occurrence);
        }
      }
      for (const concept of ruledOut) append(this.#ruledOut, concept, index);
    }
    this.#resolveClasses();
    this.isByProxy = source === 'conversation' && speaksOfAThird(this.turns.map(({ turn }) => turn));
    this.#carry();
    this.unnamedForms = [
      ...new Set(
        this.turns.flatMap(({ words, mentions }) => {
          const named = new Set(
            mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
          );
          return words.flatMap(({ form }, at) => (form.length >= 6 && !named.has(at) ? [form] : []));
        }),
      ),
    ];
    for (const { words, turn, experiencers } of this.turns) {
      for (const at of words.keys()) {
        const relative = relativeAt(words, at);
        if (relative !== null) this.#people.add(relative.name);
      }
      for (const person of experiencers) if (person !== PATIENT && person !== FAMILY) this.#people.add(person);
      for (const word of turn.label.toLowerCase().split(/\W+/u)) {
        const relative = relativeCalled(word);
        if (relative !== null) this.#people.add(relative.name);
      }
    }
    for (const stem of this.#byStem.keys()) if (stem.length >= 5) append(this.#byPrefix, stem.slice(0, 5), stem);
  }

  /** Turns with the word, or with one that begins alike (“hypertensive”, “hypertension”). */
  turnsWith(stem: string): readonly number[] {
    const exact = this.#byStem.get(stem);
    if (exact !== undefined) return exact;
    const like = (this.#byPrefix.get(stem.slice(0, 5)) ?? []).filter((other) => alike(stem, other));
    return [...new Set(like.flatMap((other) => this.#byStem.get(other) ?? []))];
  }

  /** What becomes of a mention by what is said of it later, in its turn or the next ones. */
  carried(frame: Frame): readonly Carried[] {
    return this.#carried.get(frame) ?? [];
  }

  /** “The water tablet” is bendroflumethiazide, where that is the only diuretic that is named. */
  #resolveClasses(): void {
    const members = new Map<Concept, Set<Concept>>();
    for (const { mentions } of this.turns) {
      for (const { concepts } of mentions) {
        const [member, ...classes] = concepts;
        if (member?.kind !== 'medication') continue;
        for (const each of classes) members.set(each, (members.get(each) ?? new Set()).add(member));
      }
    }
    for (const [each, named] of members) {
      // A narrower class is no medicine.
      const [only, ...more] = [...named].filter((member) => !members.has(member));
      if (only === undefined || more.length > 0) continue;
      for (const occurrence of this.#byConcept.get(each) ?? []) {
        const before = this.turns[occurrence.turn]?.words[occurrence.at - 1]?.form ?? '';
        if (occurrence.named && DEFINITE.test(before)) append(this.#byConcept, only, { ...occurrence, named: false });
      }
    }
  }

  #carry(): void {
    for (const [turn, { loose, assertedAt, turn: heard }] of this.turns.entries()) {
      for (const { name, kind, from } of loose) {
        // How it goes, the patient says; what is done about it, either.
        if (kind === 'finding' && heard.speaker === 'clinician') continue;
        const frame = assertedAt(from) === 'asked' ? null : this.#lastNamed(turn, from, kind);
        if (frame !== null) append(this.#carried, frame, { name, isOrdered: heard.speaker === 'clinician' });
      }
    }
  }

  /** The last mention of a kind before a word, at most a few turns back. */
  #lastNamed(turn: number, at: number, kind: ConceptKind): Frame | null {
    for (let back = 0; back <= CARRY_TURNS; back++) {
      const frames = this.turns[turn - back]?.frames ?? [];
      const named = frames.filter(
        ({ mention }) => mention.concepts[0]?.kind === kind && (back > 0 || mention.to <= at),
      );
      const last = named.at(-1);
      if (last !== undefined) return last;
    }
    return null;
  }

  /** Whether a relative of this name, or one who may be, is spoken of. */
  speaksOf(relative: string): boolean {
    // Somebody else speaks for the patient, and is called by no name.
    if (this.isByProxy && /^(?:mother|father|parent)$/u.test(relative)) return true;
    // A guest beside the patient may be any of them.
    const isGuest = ({ turn }: ReadTurn) => turn.speaker === 'other' || /guest/iu.test(turn.label);
    if (!this.isByProxy && this.turns.some(isGuest)) return true;
    return [...this.#people].some((person) => isSamePerson(person, relative));
  }

  occurrences(concepts: readonly Concept[]): Occurrence[] {
    return concepts.flatMap((concept) => this.#byConcept.get(concept) ?? []);
  }

  isRuledOut(concepts: readonly Concept[]): boolean {
    return concepts.some((concept) => this.#ruledOut.has(concept));
  }

  turnsRulingOut(concepts: readonly Concept[]): number[] {
    return concepts.flatMap((concept) => this.#ruledOut.get(concept) ?? []);
  }

  /** How telling a word is: of few turns more than of many. */
  weight(stem: string): number {
    const count = this.turnsWith(stem).length;
    return Math.log((this.turns.length + 1) / (count + 0.5));
  }

  /** “legs”, “lungs”: the part of the body in the plural. */
  speaksOfSeveral(part: string): boolean {
    return this.turns.some(({ words, mentions }) =>
      mentions.some(
        ({ concepts, to }) =>
          concepts.some(({ name, kind }) => kind === 'anatomy' && name === part) &&
          /s$|^feet$|extremities$/u.test(words[to - 1]?.form ?? ''),
      ),
    );
  }
}

function spokenTurns(text: string, lexicon: Lexicon): readonly ReadTurn[] {
  return analyseTurns(dialogueTurns(text), lexicon).map((turn) => ({
    ...turn,
    quantities: quantitiesOf(turn.turn.text, turn.words, 'spoken'),
    sides: sidesSpoken(turn.turn.text, turn.words, turn.mentions),
  }));
}

/** A part of the day is a frequency only right behind what is taken. */
function isSaid({ quantity, turn, anchor }: Heard, turns: readonly ReadTurn[]): boolean {
  if (quantity.unit?.name !== PART_OF_DAY) return true;
  if (anchor?.[0]?.kind !== 'medication') return false;
  const { mentions = [], quantities = [] } = turns[turn] ?? {};
  return [...mentions, ...quantities].some(({ to }) => to <= quantity.from && quantity.from - to <= 1);
}

/** “Amlodipine ten?” – “Amlodipine five.”; “the seventy five, one fifty, sorry”. */
function isPutRight({ quantity, turn, anchor }: Heard, heard: readonly Heard[], turns: readonly ReadTurn[]): boolean {
  const text = turns[turn]?.turn.text ?? '';
  if (/^\W+(?:\w+\W+){1,4}?(?:sorry|i mean)\b/iu.test(text.slice(quantity.end)) && quantity.unit?.kind !== 'time') {
    return heard.some((other) => other.turn === turn && other.quantity.start > quantity.end);
  }
  // “You can take two tablets, uh, one tablet.”
  const after = heard.find((other) => other.turn === turn && other.quantity.from > quantity.from);
  if (
    after !== undefined &&
    quantity.unit?.kind === 'count' &&
    after.quantity.unit?.name === quantity.unit.name &&
    /^[\s,]*(?:uh|um|er|no|sorry|rather|actually|i mean)[\s,]*$/iu.test(text.slice(quantity.end, after.quantity.start))
  )
    return true;
  const concept = anchor?.[0];
  if (concept === undefined || !isAsked(text, quantity.end)) return false;
  return heard.some(
    (other) =>
      other.turn === turn + 1 &&
      other.anchor?.[0] === concept &&
      (other.quantity.unit === null || other.quantity.unit.kind === quantity.unit?.kind) &&
      !agrees({ ...quantity, unit: null }, { ...other.quantity, unit: null }),
  );
}

function isAsked(text: string, from: number): boolean {
  return /^[^.!?]*\?/u.test(text.slice(from));
}

/** “Eighty milligrams for five days, and then back to forty”: another dose of the same. */
function isBackTo({ quantity, turn }: Heard, turns: readonly ReadTurn[]): boolean {
  const words = turns[turn]?.words ?? [];
  return (
    words[quantity.from - 1]?.form === 'to' &&
    /^(?:back|down|up|go|it|that)$/u.test(words[quantity.from - 2]?.form ?? '')
  );
}

/** “It was thirty two millimetres, and now it's fourteen”: the unit is said once. */
function withUnits(heard: readonly Heard[], turns: readonly ReadTurn[]): Heard[] {
  return heard.flatMap((one, at) => {
    if (one.quantity.unit !== null) return [one];
    const unit = heard
      .slice(0, at)
      .findLast(({ turn, quantity }) => turn === one.turn && /^(?:length|weight)$/u.test(quantity.unit?.kind ?? ''))
      ?.quantity.unit;
    const dose = heard
      .slice(0, at)
      .findLast(({ turn, quantity }) => turn === one.turn && quantity.unit?.kind === 'mass-dose');
    if (dose !== undefined && isBackTo(one, turns))
      return [one, { ...dose, quantity: { ...one.quantity, unit: dose.quantity.unit } }];
    return unit === undefined || unit === null ? [one] : [one, { ...one, quantity: { ...one.quantity, unit } }];
  });
}

function alike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let common = 0;
  while (common < shorter && a[common] === b[common]) common++;
  return common >= 5 && common >= 0.7 * Math.max(a.length, b.length);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
