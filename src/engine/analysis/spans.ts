/** Where words, sentences and sections of a text lie, and which tokens make them up. */
import type { TokenEvent } from '../decoding/events.ts';

/** Characters `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const GRANULARITIES = ['token', 'word', 'sentence', 'section'] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** A word may hold digits, hyphens and apostrophes (follow-up, A1c, patient’s); a number its separators (120/80, 2.5, 98%). */
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’][\p{L}\p{N}]+)*|\p{N}+(?:[.,:/]\p{N}+)*%?|[^\s\p{L}\p{N}]+/gu;

/** Words, numbers and runs of signs; white space is part of none. */
export function wordSpans(text: string): readonly Span[] {
  return [...text.matchAll(WORD)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
}

/** After these a full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:dr|mr|mrs|ms|st|vs|e\.g|i\.e|approx|no|fig|jr|sr|\p{Lu})\.$/iu;
const SENTENCE_END = /[.!?]+["'”’)\]]*\s+(?=["'“‘([]*[\p{Lu}\p{N}])|\n+\s*/gu;

/** Sentences with the white space after them; a line break ends one too. They cover the text. */
export function sentenceSpans(text: string): readonly Span[] {
  const ends = [...text.matchAll(SENTENCE_END)].flatMap(({ index, 0: match }) => {
    const isAbbreviation = !match.includes('\n') && ABBREVIATION.test(text.slice(Math.max(0, index - 12), index + 1));
    return isAbbreviation ? [] : [index + match.length];
  });
  return between(text, ends);
}

/** A line that is a header: in capitals with or without a colon, Markdown’s, or a few words and a colon alone. */
const HEADER =
  /^[ \t]*(?:#{1,6}[ \t]+\S.*|[*_]*\p{Lu}[\p{Lu}\p{N} /&,'()-]{2,60}[*_]*(?::.*)?|[*_]*\p{Lu}[\p{L} /&-]{2,40}:[*_]*)[ \t]*$/gmu;

/** A section is its header and what follows up to the next one; what stands before the first header is one too. */
export function sectionSpans(text: string): readonly Span[] {
  return between(
    text,
    [...text.matchAll(HEADER)].map(({ index }) => index),
  );
}

function between(text: string, cuts: readonly number[]): readonly Span[] {
  const bounds = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((start, index) => ({ start, end: bounds[index + 1] ?? text.length }));
}

/**
 * Where each token's text lies. A token without text (a part of a character, what was held back) lies where the next text
 * begins; the token that ends the text lies at its end.
 */
export function tokenSpans(tokens: readonly Pick<TokenEvent, 'text'>[]): readonly Span[] {
  let end = 0;
  return tokens.map(({ text }) => {
    const start = end;
    end += text.length;
    return { start, end };
  });
}

/**
 * For each token the index of the one of `spans` (in order, apart) that holds its first visible character, or, if it is blank,
 * its first character; −1 for none. A token without text goes with the next that has some.
 */
export function spanOfTokens(text: string, tokens: readonly Span[], spans: readonly Span[]): Int32Array {
  const found = new Int32Array(tokens.length).fill(-1);
  let at = 0;
  for (const [index, { start, end }] of tokens.entries()) {
    const visible = start + Math.max(0, text.slice(start, end).search(/\S/u));
    while (at < spans.length && (spans[at]?.end ?? 0) <= visible) at++;
    if (start < end && (spans[at]?.start ?? Number.POSITIVE_INFINITY) <= visible) found[index] = at;
  }
  for (let index = tokens.length - 2; index >= 0; index--) {
    const { start, end } = tokens[index] ?? { start: 0, end: 0 };
    if (start === end) found[index] = found[index + 1] ?? -1;
  }
  return found;
}

/** Tokens `first` to before `end` belong together. */
export interface Unit {
  readonly first: number;
  readonly end: number;
}

/** The tokens in order, in units of `granularity`. The token that ends the text is a unit of its own. */
export function unitsOf(
  tokens: readonly Pick<TokenEvent, 'text'>[],
  granularity: Granularity,
  endsWithStop: boolean,
): readonly Unit[] {
  const count = tokens.length - (endsWithStop ? 1 : 0);
  const owners = granularity === 'token' ? null : ownersOf(tokens.slice(0, count), granularity);
  const units: { first: number; end: number }[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const last = units.at(-1);
    const owner = owners?.[index] ?? -1;
    const joins = last !== undefined && index < count && owner !== -1 && owner === owners?.[index - 1];
    if (joins) last.end = index + 1;
    else units.push({ first: index, end: index + 1 });
  }
  return units;
}

function ownersOf(tokens: readonly Pick<TokenEvent, 'text'>[], granularity: Exclude<Granularity, 'token'>): Int32Array {
  const text = tokens.map((token) => token.text).join('');
  const places = tokenSpans(tokens);
  switch (granularity) {
    case 'word':
      return spanOfTokens(text, places, wordSpans(text));
    case 'sentence':
      return spanOfTokens(text, places, sentenceSpans(text));
    case 'section':
      return spanOfTokens(text, places, sectionSpans(text));
    default:
      return granularity satisfies never;
  }
}
