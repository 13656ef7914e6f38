/** A note as its sections: where headers stand in a text. */
import type { NotePart } from './templates.ts';

export interface PartSpan extends NotePart {
  /** UTF-16 offsets in the note: of the header (of the text, where there is none), of the text, and behind it. */
  readonly start: number;
  readonly textStart: number;
  readonly end: number;
}

/**
 * A header alone in its line, or before a colon; Markdown's marks may stand round it. It begins and ends with what is no blank, and
 * the blanks behind it are taken once (captured ahead, and then named): what could be divided in several ways would be tried in all.
 */
const LINE =
  /(?<![^\n])[^\S\n]*(#{1,6}[^\S\n]+)?([*_]{2})?([^\s:*_#][^\n:*_#]{0,58}?[^\s:*_#])(?=([^\S\n]*))\4(?:[*_]{2})?(?:(:)?(?:[*_]{2})?[^\S\n]*(?![^\n])|(:)(?:[*_]{2})?[^\S\n]+(?=\S))/gu;

/** Splits at the given headers (case does not count), each alone in its line or before a colon. */
export function splitNote(note: string, headers: readonly string[]): readonly PartSpan[] {
  const known = new Set(headers.map((header) => header.trim().toLowerCase()));
  return split(note, ({ name, alone, colon }) => known.has(name.toLowerCase()) && (alone || colon));
}

/** Splits where a line looks like a header: in capitals, after Markdown's #, or alone with a colon. */
export function splitAtLikelyHeaders(note: string): readonly PartSpan[] {
  return split(
    note,
    ({ name, alone, colon, marked }) =>
      alone && /\p{L}{2}/u.test(name) && name.split(/\s+/u).length <= 8 && (marked || colon || isCapitals(name)),
  );
}

/** Scripts without capitals have none. */
function isCapitals(name: string): boolean {
  return name === name.toUpperCase() && name !== name.toLowerCase();
}

interface Line {
  readonly name: string;
  readonly alone: boolean;
  readonly colon: boolean;
  /** By Markdown's marks. */
  readonly marked: boolean;
}

function split(note: string, isHeader: (line: Line) => boolean): readonly PartSpan[] {
  const starts: { header: string; start: number; textStart: number }[] = [];
  for (const match of note.matchAll(LINE)) {
    const [, hashes, stars, name = '', , colonAtEnd, colonBefore] = match;
    const line = {
      name,
      alone: colonBefore === undefined,
      colon: colonAtEnd !== undefined || colonBefore !== undefined,
      marked: hashes !== undefined || stars !== undefined,
    };
    if (isHeader(line))
      starts.push({ header: line.name, start: match.index, textStart: match.index + match[0].length });
  }
  const before = { header: '', start: 0, textStart: 0 };
  const all = note.slice(0, starts[0]?.start ?? note.length).trim() === '' ? starts : [before, ...starts];
  return all.map(({ header, start, textStart }, index) => {
    const end = all[index + 1]?.start ?? note.length;
    return { header, start, textStart, end, text: note.slice(textStart, end).trim() };
  });
}
