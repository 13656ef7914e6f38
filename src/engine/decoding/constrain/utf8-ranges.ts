/** Ranges of code points as ranges of their UTF-8 bytes. */
import type { CodePoints } from './expression.ts';

/** First and last value of one byte. */
export type Bytes = readonly [first: number, last: number];

/** Last code points of one, two, three and four bytes; surrogates are no characters. */
const SPANS: readonly { readonly span: CodePoints; readonly length: number }[] = [
  { span: [0, 0x7f], length: 1 },
  { span: [0x80, 0x7ff], length: 2 },
  { span: [0x800, 0xd7ff], length: 3 },
  { span: [0xe000, 0xffff], length: 3 },
  { span: [0x10000, 0x10ffff], length: 4 },
];

/**
 * Sequences of byte ranges that together spell exactly the code points of the range. A range is cut until its first and
 * last code points differ, from some byte on, by whole blocks of 64 only: then byte ranges are independent of one another.
 */
export function utf8Ranges([first, last]: CodePoints): Bytes[][] {
  return SPANS.flatMap(({ span: [low, high], length }) => {
    const [from, to] = [Math.max(first, low), Math.min(last, high)];
    return from <= to ? cut(from, to, length) : [];
  });
}

function cut(first: number, last: number, length: number): Bytes[][] {
  for (let bytes = 1; bytes < length; bytes++) {
    const low = 2 ** (6 * bytes) - 1;
    if ((first & ~low) === (last & ~low)) continue;
    if ((first & low) !== 0) return [...cut(first, first | low, length), ...cut((first | low) + 1, last, length)];
    if ((last & low) !== low) return [...cut(first, (last & ~low) - 1, length), ...cut(last & ~low, last, length)];
  }
  const [from, to] = [encode(first, length), encode(last, length)];
  return [from.map((byte, index): Bytes => [byte, to[index] ?? byte])];
}

function encode(codePoint: number, length: number): number[] {
  if (length === 1) return [codePoint];
  const lead = [0, 0, 0xc0, 0xe0, 0xf0][length] ?? 0;
  return Array.from({ length }, (_, index) => {
    const bits = codePoint >> (6 * (length - 1 - index));
    return index === 0 ? lead | bits : 0x80 | (bits & 0x3f);
  });
}
