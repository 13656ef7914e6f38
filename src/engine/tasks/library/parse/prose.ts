/** Answers in words: a text, one sentence, a list, numbered answers. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

const LEAD =
  /^\s*(?:(?:answer|summary|output|response|question)\s*:|(?:sure|certainly|of course)[,!.][^\n:]{0,80}:?\s*\n)\s*/iu;
const FENCE = /^\s*```\w*[^\S\n]*\n([\s\S]*?)\n?```\s*$/u;

/** Without code fences, quotation marks round it all and “Answer:”. */
export function bareText(answer: string): string {
  const unfenced = FENCE.exec(answer)?.[1] ?? answer;
  const text = unfenced.replace(LEAD, '').trim();
  return /^(["“])[^"“”]*(["”])$/u.test(text) ? text.slice(1, -1).trim() : text;
}

export function parseText(answer: string): ParsedAnswer {
  const text = bareText(answer);
  return text === '' ? unreadable('It is empty.') : read({ kind: 'text', text });
}

/** A full stop after these ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:dr|mr|mrs|ms|vs|e\.g|i\.e|approx|no|st|prof|inc|q\.d|b\.i\.d|t\.i\.d|p\.o|a\.m|p\.m)|\b\p{L})\.$/iu;

/** Where the first sentence ends. */
function sentenceEnd(text: string): number {
  for (const match of text.matchAll(/[.!?]+["”)]*(?=\s|$)/gu)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATION.test(text.slice(0, match.index + 1)) && end < text.length) continue;
    return end;
  }
  const line = text.indexOf('\n');
  return line < 0 ? text.length : line;
}

export function parseSentence(answer: string): ParsedAnswer {
  const text = bareText(answer).replace(/[^\S\n]*\n[^\S\n]*/gu, '\n');
  if (text === '') return unreadable('It is empty.');
  const first = text.slice(0, sentenceEnd(text)).replace(/\s+/gu, ' ').trim();
  const rest = text.length - sentenceEnd(text);
  return read({ kind: 'text', text: first }, rest > 0 ? 'What follows the first sentence was left out.' : null);
}

const MARK = /^\s*(?:[-*•–]|\(?\d{1,3}[.):])\s*/u;

/** What introduces a list in its own line: “Problems: CHF, COPD”. */
const INTRODUCED = /^[^:;,]{3,40}:\s+(?=\S)/u;

/** The entries of a list that is written in one line: after numbers, between semicolons, or between commas where there are several. */
function inOneLine(line: string): readonly string[] {
  const list = line.replace(INTRODUCED, '');
  const numbered = list.split(/(?:^|\s+)(?=\(?\d{1,2}[.)]\s)/u).filter((part) => part.trim() !== '');
  if (numbered.length > 1) return numbered;
  if (list.includes(';')) return list.split(';');
  const parts = list.split(/,(?!\d)\s*(?:and\s+)?/u);
  return parts.length > 2 ? parts.map((part) => part.replace(/\.$/u, '')) : [line];
}

/** Entries are lines, or items of the one line that there is. Marks, blanks and repetitions are dropped. */
export function parseList(answer: string): ParsedAnswer {
  const lines = bareText(answer)
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '');
  const [only] = lines;
  const parts = lines.length === 1 && only !== undefined ? inOneLine(only) : lines;
  // “The problems are:” introduces the list.
  const entries = parts
    .map((part) => part.replace(MARK, '').trim())
    .filter((part, index) => part !== '' && !(index === 0 && parts.length > 1 && part.endsWith(':')));
  const distinct = entries.filter(
    (entry, index) => entries.findIndex((other) => other.toLowerCase() === entry.toLowerCase()) === index,
  );
  if (distinct.length === 0) return unreadable('It has no entries.');
  const dropped = entries.length - distinct.length;
  return read({ kind: 'list', entries: distinct }, dropped > 0 ? `${dropped} repeated entries were left out.` : null);
}

/** “1.”, “(2)”, “**3.**”, “Q4:”, “Answer 5 –” at the beginning of a line. */
const NUMBER = /^[\s*_#-]*\(?(?:(?:question|answer|q|a)\s*)?#?(\d{1,3})\s*[.):–-][*_]*\s*/iu;

/** Answers 1 … `count`, each after its number at the beginning of a line, or without numbers one a line where there are just as many. */
export function parseNumbered(answer: string, count: number): ParsedAnswer {
  const text = bareText(answer);
  const found = new Map<number, string>();
  let last: number | null = null;
  for (const line of inNumberedLines(text, count)) {
    const [mark, number] = NUMBER.exec(line) ?? [];
    if (mark !== undefined && number !== undefined) {
      last = found.has(Number(number)) ? null : Number(number);
      if (last !== null) found.set(last, line.slice(mark.length).trim());
    } else if (last !== null) found.set(last, `${found.get(last)}\n${line}`.trim());
  }
  for (const [number, own] of found) if (own === '') found.delete(number);
  if (found.size === 0 && count === 1)
    return parseText(answer).ok ? read({ kind: 'list', entries: [text] }) : unreadable('It is empty.');
  const lines = text.split('\n').flatMap((line) => line.replace(MARK, '').trim() || []);
  if (found.size === 0 && lines.length === count) {
    return read({ kind: 'list', entries: lines }, 'It has no numbers: its lines were taken in their order.');
  }
  const wanted = Array.from({ length: count }, (_, index) => index + 1);
  const missing = wanted.filter((number) => !found.has(number));
  if (missing.length === count) return unreadable('It has no numbered answers.');
  const extra = [...found.keys()].filter((number) => number < 1 || number > count);
  return read(
    { kind: 'list', entries: wanted.map((number) => found.get(number) ?? '') },
    missing.length > 0 ? `No answer to question ${missing.join(', ')}.` : null,
    extra.length > 0 ? `Answers to questions that were not asked were left out: ${extra.join(', ')}.` : null,
  );
}

/** Lines; those of a text in one line from its numbers, if they go from 1 to `count`. */
function inNumberedLines(text: string, count: number): readonly string[] {
  const lines = text.split('\n');
  if (lines.length > 1) return lines;
  const parts = text.split(/\s+(?=\(?\d{1,3}[.)]\s)/u);
  const numbers = parts.map((part) => NUMBER.exec(part)?.[1]);
  return numbers.length === count && numbers.every((number, index) => Number(number) === index + 1) ? parts : lines;
}
