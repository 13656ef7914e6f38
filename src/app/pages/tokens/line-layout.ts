/**
 * Text broken into lines of equal height before it is drawn, so that only the lines in sight need to be: lines can begin
 * before blanks and after line breaks, and within a word only where it is wider than a line.
 */

/** Tokens `first` to before `end`. */
export interface Line {
  readonly first: number;
  readonly end: number;
  /** Where each token begins, in pixels from the left. */
  readonly lefts: readonly number[];
  readonly width: number;
}

/** What stands for a token: line breaks are shown, so that they can be chosen. */
export function shownText(text: string): string {
  return text.replaceAll('\n', '↵');
}

/** @param widthOf of a shown text, in pixels @param width of a line */
export function layOut(texts: readonly string[], width: number, widthOf: (shown: string) => number): readonly Line[] {
  const lines: Line[] = [];
  let first = 0;
  let lefts: number[] = [];
  let used = 0;
  const endLine = (end: number) => {
    if (end > first) lines.push({ first, end, lefts, width: used });
    first = end;
    lefts = [];
    used = 0;
  };
  const widths = texts.map((text) => Math.max(widthOf(shownText(text)), MARK_WIDTH * Number(text === '')));
  for (let start = 0; start < texts.length; ) {
    const end = endOfPiece(texts, start);
    const piece = widths.slice(start, end).reduce((sum, each) => sum + each, 0);
    if (used + piece > width) endLine(start);
    for (let index = start; index < end; index++) {
      const own = widths[index] ?? 0;
      if (used + own > width && used > 0) endLine(index);
      lefts.push(used);
      used += own;
    }
    if (texts[end - 1]?.includes('\n')) endLine(end);
    start = end;
  }
  endLine(texts.length);
  return lines;
}

/** Of the mark for a token without text. */
const MARK_WIDTH = 11;

/** Tokens that stay together: up to the next that begins with a blank or follows one. */
function endOfPiece(texts: readonly string[], start: number): number {
  let end = start + 1;
  while (end < texts.length && !/^\s/u.test(texts[end] ?? '') && !/\s$/u.test(texts[end - 1] ?? '')) end++;
  return end;
}

/** The line that a token is in. */
export function lineOf(lines: readonly Line[], token: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.first ?? 0) <= token) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The token of another line that lies nearest below or above. */
export function nearestAcross(lines: readonly Line[], token: number, step: -1 | 1): number {
  const from = lineOf(lines, token);
  const target = lines[from + step];
  const left = lines[from]?.lefts[token - (lines[from]?.first ?? 0)] ?? 0;
  if (target === undefined) return token;
  let best = 0;
  for (const [index, other] of target.lefts.entries()) {
    if (Math.abs(other - left) < Math.abs((target.lefts[best] ?? 0) - left)) best = index;
  }
  return target.first + best;
}
