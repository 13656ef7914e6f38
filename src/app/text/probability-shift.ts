/** How a token is shaded: by δ = p_proxy − p_base, the probability that the pair added to the chosen token. */
import type { TokenEvent } from '../../workers/protocol.ts';

/** Bounds of |δ| between the levels 0 | 1 | 2 | 3 | 4. */
export const SHIFT_BOUNDS = [0.02, 0.1, 0.25, 0.5] as const;

/** Null where the base did not run. */
export function probabilityShift(token: TokenEvent): number | null {
  return token.pBase === null ? null : token.pCombined - token.pBase;
}

/** −4 … 4; 0 is not shaded. */
export function shiftLevel(shift: number, bounds: readonly number[] = SHIFT_BOUNDS): number {
  const magnitude = Math.abs(shift);
  const level = bounds.filter((bound) => magnitude >= bound).length;
  return shift < 0 ? -level : level;
}
