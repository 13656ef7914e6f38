/**
 * Making a conversation fit a context: whole turns are left out of its middle, because it begins with the complaint and
 * ends with the plan, and a visible line says how many. Knows no model: the caller counts tokens.
 */
import { LocumError } from '../errors.ts';

export interface ShortenOptions {
  /** Tokens of the whole prompt when `text` is its input. */
  readonly count: (text: string) => number;
  /** Most tokens the prompt may have. */
  readonly limit: number;
}

export interface Shortened {
  readonly text: string;
  /** What was left out, in the coarsest unit that served; 0 when the text fits as it is. */
  readonly leftOut: number;
  readonly unit: Unit;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

export type Unit = 'turn' | 'line' | 'sentence' | 'word';

/** `Doctor:`, `[patient]`, `Dr. O'Neill (GP):` at the beginning of a line. */
const SPEAKER = /^[^\S\n]*(?:\[[^\]\n]{1,30}\]|\p{L}[\p{L}\p{M}.'’ -]{0,30}(?:\([^)\n]{1,20}\))?[^\S\n]*:)/gmu;
const BOUNDARIES: Readonly<Record<Unit, RegExp>> = {
  turn: SPEAKER,
  line: /^[^\S\n]*\S/gmu,
  sentence: /(?<=[.!?…]["”’)]?\s+)\S/gu,
  word: /(?<=\s)\S/gu,
};
const UNITS = Object.keys(BOUNDARIES) as Unit[];

/** @throws {LocumError} `context-too-long` when not even the first and the last words fit */
export function shortenMiddle(text: string, options: ShortenOptions): Shortened {
  const { count, limit } = options;
  const tokensBefore = count(text);
  if (tokensBefore <= limit) return { text, leftOut: 0, unit: 'turn', tokensBefore, tokensAfter: tokensBefore };
  for (const unit of UNITS) {
    const found = leaveOutFewest(text, unit, options);
    if (found !== null) return { ...found, unit, tokensBefore, tokensAfter: count(found.text) };
  }
  const over = tokensBefore - limit;
  throw new LocumError('context-too-long', `The text is ${over} tokens too long and cannot be shortened enough.`, {
    hint: 'Choose a model with a longer context, or leave less room for the answer.',
    details: { tokens: tokensBefore, limit, over },
  });
}

/** The fewest units from the middle whose absence makes the text fit; null when all but the first and last are not enough. */
function leaveOutFewest(text: string, unit: Unit, { count, limit }: ShortenOptions) {
  const starts = unitStarts(text, unit);
  const gaps = gapsFromTheMiddle(starts, text.length);
  const without = (leftOut: number) => {
    const [from = 0, to = 0] = gaps[leftOut - 1] ?? [];
    return join(text.slice(0, from), marker(leftOut, unit), text.slice(to), unit);
  };
  let low = 1;
  let high = gaps.length;
  if (high === 0 || count(without(high)) > limit) return null;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (count(without(middle)) <= limit) high = middle;
    else low = middle + 1;
  }
  return { text: without(low), leftOut: low };
}

/** Offsets at which units begin; text before the first belongs to it. */
function unitStarts(text: string, unit: Unit): number[] {
  const starts = [...text.matchAll(BOUNDARIES[unit])].map((match) => match.index).filter((start) => start > 0);
  return [0, ...starts];
}

/** `gaps[n − 1]`: from where to where n units are left out, growing from the middle of the text to the longer side. */
function gapsFromTheMiddle(starts: readonly number[], end: number): [number, number][] {
  const count = starts.length;
  if (count < 3) return [];
  const at = (unit: number) => starts[unit] ?? end;
  let first = 1;
  while (first < count - 2 && at(first + 1) <= end / 2) first++;
  let last = first + 1;
  const gaps: [number, number][] = [];
  for (;;) {
    gaps.push([at(first), at(last)]);
    const canGrowBack = first > 1;
    const canGrowOn = last < count - 1;
    if (!canGrowBack && !canGrowOn) return gaps;
    if (canGrowBack && (!canGrowOn || at(first) > end - at(last))) first--;
    else last++;
  }
}

function marker(leftOut: number, unit: Unit): string {
  return `[… ${leftOut} ${unit}${leftOut === 1 ? '' : 's'} left out …]`;
}

function join(head: string, mark: string, tail: string, unit: Unit): string {
  const ownLine = unit === 'turn' || unit === 'line';
  const gap = ownLine ? '\n' : ' ';
  return `${head.trimEnd()}${gap}${mark}${gap}${ownLine ? tail : tail.trimStart()}`;
}
