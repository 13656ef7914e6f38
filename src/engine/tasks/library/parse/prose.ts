/** Answers in words: a text, one sentence, a list, numbered answers. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

const LEAD =
  /^\s*(?:(?:answer|summary|output|response|question)\s*:|(?:sure|certainly|of course)[,!.][^\n:]{0,80}:?\s*\n)\s*/iu;
const FENCE = /^\s*```\w*\s*\n([\s\S]*?)\n?```\s*$/u;

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

/** Entries are lines, or items between semicolons where there is one line only. Marks, blanks and repetitions are dropped. */
export function parseList(answer: string): ParsedAnswer {
  const lines = bareText(answer)
    .split(/\r\n?|\n/u)
    .filter((line) => line.trim() !== '');
  const [only] = lines;
  const parts = lines.length === 1 && only !== undefined && only.includes(';') ? only.split(';') : lines;
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

/** Answers 1 … `count`, each after its number at the beginning of a line. */
export function parseNumbered(answer: string, count: number): ParsedAnswer {
  const found = new Map<number, string>();
  for (const block of bareText(answer).split(/\n(?=\s*\(?\d{1,3}[.):])/u)) {
    const [, number, text] = /^\s*\(?(\d{1,3})[.):]\s*([\s\S]*)$/u.exec(block) ?? [];
    if (number !== undefined && text?.trim() && !found.has(Number(number))) found.set(Number(number), text.trim());
  }
  if (found.size === 0 && count === 1)
    return parseText(answer).ok ? read({ kind: 'list', entries: [bareText(answer)] }) : unreadable('It is empty.');
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
