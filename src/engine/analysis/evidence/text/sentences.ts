/** A note as its sentences: the pieces whose basis is reviewed one by one. */
export interface Sentence {
  /** From 0. */
  readonly index: number;
  readonly text: string;
  /** Of `text` in the note. */
  readonly start: number;
  readonly end: number;
  /** The heading above it, as written; empty where there is none. */
  readonly section: string;
}

/** A full stop that ends no sentence: abbreviations, initials, list numbers. */
const ABBREVIATION = /(?:^|[\s(])(?:[A-Z]|Dr|Mr|Mrs|Ms|vs|e\.g|i\.e|approx|etc|No|St|\d{1,2})\.$/u;
const BULLET = /^[ \t]*(?:[-•*–]|\d{1,2}[.)]|[a-z][.)])[ \t]+/u;
const HEADING = /^[\p{Lu}][\p{Lu}\d &/,()'-]{2,60}:?$/u;
const TITLE = /^(?:#{1,6} .*|\*\*[^*]+\*\*:?)$/u;

export function sentencesOf(note: string): Sentence[] {
  const sentences: Sentence[] = [];
  let section = '';
  let offset = 0;
  for (const line of note.split('\n')) {
    const lineStart = offset;
    offset += line.length + 1;
    const trimmed = line.trim();
    if (trimmed === '') continue;
    if (HEADING.test(trimmed) || TITLE.test(trimmed)) {
      section = trimmed.replace(/^[#* ]+|[*: ]+$/gu, '');
      continue;
    }
    const skipped = BULLET.exec(line)?.[0].length ?? line.length - line.trimStart().length;
    for (const [start, end] of pieces(line, skipped)) {
      sentences.push({
        index: sentences.length,
        text: line.slice(start, end),
        start: lineStart + start,
        end: lineStart + end,
        section,
      });
    }
  }
  return sentences;
}

/** Ranges of a line's sentences, without the blanks between them. */
function pieces(line: string, from: number): [number, number][] {
  const ranges: [number, number][] = [];
  let start = from;
  for (const match of line.slice(from).matchAll(/[.!]+(?=\s|$)|(?<=[\p{L}\d)])\?+(?=\s|$)|[。！？؟।]+/gu)) {
    const end = from + match.index + match[0].length;
    if (ABBREVIATION.test(line.slice(start, end))) continue;
    push(ranges, line, start, end);
    start = end;
  }
  push(ranges, line, start, line.length);
  return ranges;
}

/** Characters of what is reviewed in one: a list without a stop is reviewed in pieces. */
const LONGEST = 1000;

function push(ranges: [number, number][], line: string, start: number, end: number): void {
  const numbered = /^\s*\d{1,2}[.)]\s+(?=\p{Lu})/u.exec(line.slice(start, end));
  if (numbered !== null) {
    push(ranges, line, start + numbered[0].length, end);
    return;
  }
  const text = line.slice(start, end);
  if (text.length > LONGEST) {
    const blank = text.lastIndexOf(' ', LONGEST);
    const cut = start + (blank > 0 ? blank : LONGEST);
    push(ranges, line, start, cut);
    push(ranges, line, cut, end);
    return;
  }
  const first = start + (text.length - text.trimStart().length);
  const last = end - (text.length - text.trimEnd().length);
  if (/[\p{L}\d]/u.test(line.slice(first, last))) ranges.push([first, last]);
}
