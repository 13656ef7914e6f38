/** Softmax, its logarithm and its mode over one row of scores, in float64. −∞ is a token that cannot be chosen. */
import { LocumError } from '../errors.ts';

export type Scores = Float32Array | Float64Array;

/** Index of the largest score, ties to the lowest. @throws {LocumError} `internal` when no score is a number above −∞ */
export function argmax(scores: Scores): number {
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < scores.length; v++) {
    if (scores[v]! > highest) {
      highest = scores[v]!;
      best = v;
    }
  }
  if (best < 0) throw new LocumError('internal', 'The model gave no token a usable score.', { recoverable: false });
  return best;
}

/** log Σ exp(scores), so that `exp(scores[v] − logSumExp(scores))` is the probability of v. @throws as `argmax` */
export function logSumExp(scores: Scores): number {
  const highest = scores[argmax(scores)]!;
  let sum = 0;
  for (let v = 0; v < scores.length; v++) sum += Math.exp(scores[v]! - highest);
  if (!Number.isFinite(sum)) {
    throw new LocumError('internal', 'The model gave scores that are no numbers.', { recoverable: false });
  }
  return highest + Math.log(sum);
}
