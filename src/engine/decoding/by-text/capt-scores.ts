/**
 * CAPT (Ronaghi et al., arXiv 2601.03423): over the base's k likeliest tokens,
 * s[i] = ln p_base[i] + α · (ln p_expert[i] − ln p_anti[i]), each a log-softmax over that model's whole vocabulary.
 */
import { logSumExp, type Scores } from '../../lm/softmax.ts';

/** ln of the summed probability of `ids`, from the logits of a whole vocabulary; −∞ for none. */
export function logProbability(logits: Scores, logSum: number, ids: readonly number[]): number {
  const [first] = ids;
  if (first === undefined) return Number.NEGATIVE_INFINITY;
  if (ids.length === 1) return (logits[first] ?? Number.NEGATIVE_INFINITY) - logSum;
  const own = Float64Array.from(ids, (id) => logits[id] ?? Number.NEGATIVE_INFINITY);
  return own.some((logit) => logit > Number.NEGATIVE_INFINITY) ? logSumExp(own) - logSum : Number.NEGATIVE_INFINITY;
}

/** `[k]` each. Where a ratio is not finite (a token without counterpart, or ruled out) the base decides alone. */
export function captScores(
  base: readonly number[],
  expert: readonly number[],
  anti: readonly number[],
  alpha: number,
): number[] {
  return base.map((logprob, i) => {
    const delta = alpha * ((expert[i] ?? Number.NaN) - (anti[i] ?? Number.NaN));
    return Number.isFinite(delta) ? logprob + delta : logprob;
  });
}
