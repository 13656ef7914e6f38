/** A part of a whole, with the interval that it may well be in. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

export function shareOf<T>(all: readonly T[], counts: (one: T) => boolean): Share {
  return { part: all.filter(counts).length, of: all.length };
}

const Z = 1.96;

/** Wilson's 95 % interval of a proportion (1927), 0 … 1. */
export function interval({ part, of }: Share): readonly [number, number] {
  if (of === 0) return [0, 1];
  const p = part / of;
  const middle = (p + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** `93.3 % [85, 97] (70/75)`. */
export function shown(share: Share): string {
  if (share.of === 0) return '–';
  const [low, high] = interval(share).map((end) => (100 * end).toFixed(0));
  return `${((100 * share.part) / share.of).toFixed(1)} % [${low}, ${high}] (${share.part}/${share.of})`;
}
