/** The shift along a text as paths: bars from a zero line, ticks where the first choice changed. */
import type { Shading } from './shading.ts';

export const HEIGHT = 56;
/** Of the row of ticks below the bars. */
const TICKS = 6;

export interface StripPaths {
  /** The height of no shift. */
  readonly zero: number;
  readonly pushed: string;
  readonly held: string;
  readonly changed: string;
}

/** Where tokens are more than pixels, a pixel shows the one of its tokens that moved most. */
export function stripPaths(
  { shifts, matches, changed }: Pick<Shading, 'shifts' | 'matches' | 'changed'>,
  width: number,
): StripPaths {
  const bars = HEIGHT - TICKS;
  const zero = bars / 2;
  const columns = Math.min(shifts.length, Math.max(1, Math.floor(width)));
  const step = width / Math.max(1, columns);
  const parts = { pushed: '', held: '', changed: '' };
  for (let column = 0; column < columns; column++) {
    const first = Math.floor((column * shifts.length) / columns);
    const end = Math.max(first + 1, Math.floor(((column + 1) * shifts.length) / columns));
    let most = 0;
    let isChanged = false;
    for (let index = first; index < end; index++) {
      if (!matches[index]) continue;
      const shift = shifts[index] ?? 0;
      if (Math.abs(shift) > Math.abs(most)) most = shift;
      isChanged ||= changed[index] ?? false;
    }
    const x = (column * step).toFixed(1);
    const wide = Math.max(0.6, step > 3 ? step - 1 : step).toFixed(1);
    const height = (Math.abs(most) * zero).toFixed(1);
    if (most > 0) parts.pushed += `M${x} ${zero}h${wide}v-${height}h-${wide}z`;
    if (most < 0) parts.held += `M${x} ${zero}h${wide}v${height}h-${wide}z`;
    if (isChanged) parts.changed += `M${x} ${bars + 2}h${wide}v3h-${wide}z`;
  }
  return { zero, ...parts };
}
