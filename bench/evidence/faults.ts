/**
 * Faults planted into notes that clinicians wrote: a changed dose, a changed number, the other side, a flipped negation, an
 * invented finding. It works on the characters of the note alone and knows nothing of what the review looks for.
 */
export const FAULT_KINDS = ['dose', 'number', 'side', 'negation', 'finding'] as const;
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
  return kind === 'finding' ? lineEnds(note).length : changesOf(kind, note, () => 0.5).length;
}

/** Plants the fault number `place`; `findings` are those to invent from. Null when there is nothing to plant. */
export function plant(
  kind: FaultKind,
  note: string,
  conversation: string,
  place: number,
  findings: readonly InventedFinding[],
  random: Random,
): Fault | null {
  const changes = kind === 'finding' ? inventions(note, conversation, findings, random) : changesOf(kind, note, random);
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

function changesOf(kind: Exclude<FaultKind, 'finding'>, note: string, random: Random): Change[] {
  switch (kind) {
    case 'dose':
      return [...doses(note, random), ...frequencies(note, random)];
    case 'number':
      return numbers(note, random);
    case 'side':
      return [...note.matchAll(/\b(?:left|right)\b/giu)].map((match) =>
        replacing(match, sameCase(match[0], match[0].toLowerCase() === 'left' ? 'right' : 'left')),
      );
    case 'negation':
      return negations(note);
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

const FLIPS: readonly (readonly [RegExp, string])[] = [
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

function negations(note: string): Change[] {
  return FLIPS.flatMap(([pattern, text]) =>
    [...note.matchAll(pattern)].map((match) => replacing(match, sameCase(match[0], text))),
  );
}

/** A finding or a medicine, and words that would say it in a conversation. */
export interface InventedFinding {
  readonly sentence: string;
  readonly said: readonly string[];
}

/** At the end of every line that is a sentence. */
function lineEnds(note: string): number[] {
  return [...note.matchAll(/[.!?](?=[ \t]*(?:\n|$))/gu)].map((match) => match.index + 1);
}

function inventions(
  note: string,
  conversation: string,
  findings: readonly InventedFinding[],
  random: Random,
): Change[] {
  const heard = conversation.toLowerCase();
  const invented = findings.filter(({ said }) => !said.some((words) => heard.includes(words)));
  if (invented.length === 0) return [];
  const ends = lineEnds(note);
  return (ends.length > 0 ? ends : [note.length]).map((start) => {
    return { start, end: start, text: ` ${pick(invented, random).sentence}` };
  });
}
