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

export interface Moments {
  /** log Σ exp(scores). */
  readonly logSum: number;
  /** Expectation of `scores`, and of `others`, under the softmax of `scores`. */
  readonly own: number;
  readonly other: number;
}

/** `logSumExp` and two expectations in one pass. What cannot be chosen counts for nothing. @throws as `logSumExp` */
export function moments(scores: Scores, others: Scores): Moments {
  const highest = scores[argmax(scores)]!;
  let sum = 0;
  let own = 0;
  let other = 0;
  for (let v = 0; v < scores.length; v++) {
    const weight = Math.exp(scores[v]! - highest);
    if (weight === 0) continue;
    sum += weight;
    own += weight * scores[v]!;
    other += weight * others[v]!;
  }
  if (!Number.isFinite(sum)) {
    throw new LocumError('internal', 'The model gave scores that are no numbers.', { recoverable: false });
  }
  return { logSum: highest + Math.log(sum), own: own / sum, other: other / sum };
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
