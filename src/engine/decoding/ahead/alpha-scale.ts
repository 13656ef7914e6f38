/**
 * α for one token, from how far expert and anti-expert disagree about it ([BBW] names adaptive scaling as future work; the
 * formula is this project's own). With the Jensen–Shannon divergence in bits, JSD(p, q) = H((p + q) / 2) − (H(p) + H(q)) / 2,
 * in [0, 1], whose square root is a distance (Endres & Schindelin 2003):
 *
 *     α_t = α · (least + (most − least) · √JSD(p_expert, p_anti))
 *
 * Where the pair agrees, its difference is mostly noise and counts `least`; where tuning has changed the expert's mind it counts
 * up to `most`. Bounded by construction: α · least ≤ α_t ≤ α · most.
 */
import { LocumError } from '../../errors.ts';
import type { RoleRows } from '../../lm/choice.ts';
import { logSumExp } from '../../lm/softmax.ts';

/** What α is multiplied with at one token, from the logits of all three there. */
export type AlphaScale = (rows: RoleRows) => number;

export interface AlphaRange {
  readonly least: number;
  readonly most: number;
}

/** √JSD of softmax(a) and softmax(b), 0 … 1; over the ids both have, beyond which an id of one alone is all difference. */
export function disagreement(a: Float32Array, b: Float32Array): number {
  const [logA, logB] = [logSumExp(a), logSumExp(b)];
  const width = Math.max(a.length, b.length);
  let divergence = 0;
  for (let v = 0; v < width; v++) {
    const p = v < a.length ? Math.exp(a[v]! - logA) : 0;
    const q = v < b.length ? Math.exp(b[v]! - logB) : 0;
    const mean = (p + q) / 2;
    if (p > 0) divergence += (p / 2) * Math.log2(p / mean);
    if (q > 0) divergence += (q / 2) * Math.log2(q / mean);
  }
  // Rounding can leave a little below 0 or above 1.
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

/** 1 where no pair has looked. @throws {LocumError} `bad-argument` */
export function scaleWithin({ least, most }: AlphaRange): AlphaScale {
  if (!(Number.isFinite(least) && Number.isFinite(most) && least <= most)) {
    throw new LocumError('bad-argument', 'The range of α must be two numbers, the smaller first.');
  }
  return ({ expert, anti }) =>
    expert === undefined || anti === undefined ? 1 : least + (most - least) * disagreement(expert, anti);
}
