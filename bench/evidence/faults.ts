/**
 * Faults planted into notes that clinicians wrote: a changed dose or frequency, a changed number, the other side, a flipped
 * negation, the other direction, another medicine, another person, and sentences that are invented. It works on the characters
 * of the note alone and knows nothing of what the review looks for.
 */
import { ANOTHER_MEDICINE, type InventedSentence } from './inventions.ts';

export const FAULT_KINDS = [
  'dose',
  'frequency',
  'number',
  'side',
  'negation',
  'direction',
  'medicine',
  'person',
  'finding',
  'examination',
  'allergy',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** The note with the fault. */
  readonly note: string;
  /** What was changed, in that note. */
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** A number ≥ 0 and < 1. */
export type Random = () => number;

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every place of the note where such a fault can be planted. */
export function places(kind: FaultKind, note: string): number {
  return isInvented(kind) ? lineEnds(note).length : changesOf(kind, note, '', () => 0.5).length;
}

type InventedKind = 'finding' | 'examination' | 'allergy';

function isInvented(kind: FaultKind): kind is InventedKind {
  return kind === 'finding' || kind === 'examination' || kind === 'allergy';
}

/** Plants the fault number `place`; `sentences` are those to invent from. Null when there is nothing to plant. */
export function plant(
  kind: FaultKind,
  note: string,
  conversation: string,
  place: number,
  sentences: readonly InventedSentence[],
  random: Random,
): Fault | null {
  const changes = isInvented(kind)
    ? inventions(note, conversation, sentences, random)
    : changesOf(kind, note, conversation, random);
  const change = changes[place % Math.max(1, changes.length)];
  if (change === undefined) return null;
  const { start, end, text } = change;
  return {
    kind,
    note: note.slice(0, start) + text + note.slice(end),
    start,
    end: start + text.length,
    before: note.slice(start, end),
    after: text,
  };
}

function changesOf(
  kind: Exclude<FaultKind, InventedKind>,
  note: string,
  conversation: string,
  random: Random,
): Change[] {
  switch (kind) {
    case 'dose':
      return doses(note, random);
    case 'frequency':
      return frequencies(note, random);
    case 'number':
      return numbers(note, random);
    case 'side':
      return [...note.matchAll(/\b(?:left|right)\b/giu)].map((match) =>
        replacing(match, sameCase(match[0], match[0].toLowerCase() === 'left' ? 'right' : 'left')),
      );
    case 'negation':
      return flips(note, NEGATIONS);
    case 'direction':
      return flips(note, DIRECTIONS);
    case 'medicine':
      return medicines(note, conversation, random);
    case 'person':
      return [...flips(note, RELATIVES), ...otherSubjects(note)];
    default:
      return kind satisfies never;
  }
}

function replacing(match: RegExpMatchArray, text: string): Change {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length, text };
}

function sameCase(like: string, text: string): string {
  return /^\p{Lu}/u.test(like) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

const DOSE = /(?<![\d.,/])\d+(?:\.\d+)?(?=\s?(?:mg|mcg|ml|units|g|milligrams|micrograms)\b)/giu;

function doses(note: string, random: Random): Change[] {
  return [...note.matchAll(DOSE)].map((match) => {
    const value = Number(match[0]);
    return replacing(match, String(pick([value * 2, value / 2, value * 10, value * 1.5, value / 5], random)));
  });
}

/** How often a medicine is taken. */
function frequencies(note: string, random: Random): Change[] {
  const words = ['once', 'twice', 'three times', 'four times'];
  const codes = ['BD', 'TDS', 'QDS'];
  const spans = ['daily', 'weekly', 'monthly'];
  return [
    ...[...note.matchAll(/\b(?:once|twice|three times|four times)(?= (?:a day|daily|per day)\b)/giu)].map((match) =>
      replacing(
        match,
        pick(
          words.filter((word) => word !== match[0].toLowerCase()),
          random,
        ),
      ),
    ),
    ...[...note.matchAll(/\b(?:BD|TDS|QDS)\b/gu)].map((match) =>
      replacing(
        match,
        pick(
          codes.filter((code) => code !== match[0]),
          random,
        ),
      ),
    ),
    ...[...note.matchAll(/(?<!(?:once|twice|times) )\b(?:daily|weekly)\b/gu)].map((match) =>
      replacing(
        match,
        pick(
          spans.filter((span) => span !== match[0]),
          random,
        ),
      ),
    ),
    ...[...note.matchAll(/(?<=\bevery )\d+(?= (?:to \d+ )?hours)/giu)].map((match) =>
      replacing(match, String(Number(match[0]) + pick([2, 4, 6], random))),
    ),
  ];
}

/** Numbers that are no doses, no list's numbers and no part of a name (A1c, B12, L4). */
const NUMBER = /(?<![\p{L}\d.,/-])\d+(?:\.\d+)?(?![\p{L}\d]|[.)]\s|\s?(?:mg|mcg|ml|units|g|milligrams)\b)/giu;

function numbers(note: string, random: Random): Change[] {
  return [...note.matchAll(NUMBER)].map((match) => {
    const value = Number(match[0]);
    const decimals = match[0].includes('.') ? 1 : 0;
    const other = pick([value + 2, value + 3, value * 2 + 1, value + 7, Math.max(0, value - 2) || value + 4], random);
    return replacing(match, other.toFixed(decimals));
  });
}

type Flips = readonly (readonly [RegExp, string])[];

const NEGATIONS: Flips = [
  [/\bdenies\b/giu, 'reports'],
  [/\bdenied\b/giu, 'reported'],
  [/\bhas not had\b/giu, 'has had'],
  [/\bdoes not have\b/giu, 'has'],
  [/\bnegative for\b/giu, 'positive for'],
  [/\bwithout\b(?= [a-z])/gu, 'with'],
  [/\bno (?=[a-z])/gu, 'some '],
  [/\bNo (?=[a-z])/gu, 'Some '],
  [/\bNil (?=[a-z])/gu, 'Some '],
  [/\breports\b(?! that| being| having)/giu, 'denies'],
  [/\bendorses\b/giu, 'denies'],
  [/\bcomplains of\b/giu, 'denies'],
  [/\bpositive for\b/giu, 'negative for'],
  [/\bwith (?=(?:nausea|pain|swelling|fever|cough|tenderness|vomiting|dizziness|numbness)\b)/gu, 'without '],
];

const DIRECTIONS: Flips = [
  [/\bcontinue\b/giu, 'stop'],
  [/\bstart\b(?! of)/giu, 'stop'],
  [/\bincrease\b/giu, 'decrease'],
  [/\bincreased to\b/giu, 'decreased to'],
  [/\bdecrease\b/giu, 'increase'],
  [/\bworsening\b/giu, 'improving'],
  [/\bworsened\b/giu, 'improved'],
  [/\bimproved\b/giu, 'worsened'],
  [/\bimproving\b/giu, 'worsening'],
];

const RELATIVES: Flips = [
  [/\b(?<![’'] ?)father\b/giu, 'sister'],
  [/\bmother\b/giu, 'brother'],
  [/\bbrother\b/giu, 'aunt'],
  [/\bsister\b/giu, 'uncle'],
];

function flips(note: string, table: Flips): Change[] {
  return table.flatMap(([pattern, text]) =>
    [...note.matchAll(pattern)].map((match) => replacing(match, sameCase(match[0], text))),
  );
}

/** What is the patient's, said of a relative. */
function otherSubjects(note: string): Change[] {
  const matches = note.matchAll(
    /(?<=^|[.\n] ?)(?:He|She|The patient) (?=(?:has|had|reports|takes|is taking|denies|experienced|states)\b)/gu,
  );
  return [...matches].map((match) => replacing(match, match[0] === 'She ' ? 'Her sister ' : 'His brother '));
}

/** Another medicine, of a like name or of the same class, that nobody spoke of. */
function medicines(note: string, conversation: string, random: Random): Change[] {
  const heard = conversation.toLowerCase();
  return [...note.matchAll(/\b[\p{L}-]{5,}\b/gu)].flatMap((match) => {
    const others = (ANOTHER_MEDICINE[match[0].toLowerCase()] ?? []).filter((other) => !heard.includes(other));
    return others.length === 0 ? [] : [replacing(match, sameCase(match[0], pick(others, random)))];
  });
}

/** At the end of every line that is a sentence. */
function lineEnds(note: string): number[] {
  return [...note.matchAll(/[.!?](?=[ \t]*(?:\n|$))/gu)].map((match) => match.index + 1);
}

function inventions(
  note: string,
  conversation: string,
  sentences: readonly InventedSentence[],
  random: Random,
): Change[] {
  const heard = conversation.toLowerCase();
  const invented = sentences.filter(({ said }) => !said.some((words) => heard.includes(words)));
  if (invented.length === 0) return [];
  const ends = lineEnds(note);
  return (ends.length > 0 ? ends : [note.length]).map((start) => {
    return { start, end: start, text: ` ${pick(invented, random).sentence}` };
  });
}
