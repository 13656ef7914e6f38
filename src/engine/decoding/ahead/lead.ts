/** How far a token is ahead of every other in the draw of one step. */
import { gumbel } from '../../lm/noise.ts';
import { type Draw, MOST_NOISE } from '../../lm/sample.ts';

/**
 * score(id) − max over the others, where a score is what the draw compares: the score itself when greedy, score / temperature
 * plus the token's noise when sampling (before top-k and top-p). Negative when another token is ahead; ∞ when there is no other.
 * @param scores after the repetition penalty, −∞ for what may not be chosen
 */
export function leadOf(id: number, scores: Float64Array, { sampling, seed, stepIndex }: Omit<Draw, 'recent'>): number {
  const { temperature } = sampling;
  const own = scores[id]!;
  let other = Number.NEGATIVE_INFINITY;
  if (temperature === 0) {
    for (let v = 0; v < scores.length; v++) if (v !== id && scores[v]! > other) other = scores[v]!;
    return own - other;
  }
  for (let v = 0; v < scores.length; v++) {
    if (v === id || !(scores[v]! / temperature + MOST_NOISE > other)) continue;
    other = Math.max(other, scores[v]! / temperature + gumbel(seed, stepIndex, v));
  }
  return own / temperature + gumbel(seed, stepIndex, id) - other;
}
