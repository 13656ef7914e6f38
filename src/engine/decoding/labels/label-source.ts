/** Where the probabilities of labels' tokens come from. */

import type { Role } from '../../lm/ensemble.ts';
import { logSumExp, type Scores } from '../../lm/softmax.ts';

/** Whose distribution: a model's own, or that of all together. */
export type View = Role | 'combined';

/** What may come next in the tree of labels. */
export interface Branches {
  /** The tokens that labels go on with. */
  readonly ids: readonly number[];
  /** A label ends here while others go on: the probability of stopping is wanted, too. */
  readonly stops: boolean;
}

/** ln p, in nats. */
export interface BranchScores {
  /** Of each of `Branches.ids`. */
  readonly ids: readonly number[];
  /** Of stopping, by whatever token; 0 where it was not asked for. */
  readonly stop: number;
}

/** A place in the text, with the logits there. */
export type Position = (branches: Branches) => Readonly<Partial<Record<View, BranchScores>>>;

export interface LabelSource {
  readonly views: readonly View[];
  /** After the prompt. @throws {LocumError} what the models throw @throws {Cancelled} */
  begin(signal: AbortSignal | undefined): Promise<Position>;
  /** After each of `chain`, which goes on from the tokens `path` after the prompt. */
  goOn(
    path: readonly number[],
    chain: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<readonly Position[]>;
}

/** ln p of the branches under a softmax of `scores`. */
export function branchScores(scores: Scores, { ids, stops }: Branches, stopIds: readonly number[]): BranchScores {
  const logSum = logSumExp(scores);
  return {
    ids: ids.map((id) => scores[id]! - logSum),
    stop: stops ? logSumOf(scores, stopIds) - logSum : 0,
  };
}

/** log Σ exp over some ids: any of the stop tokens ends a text. */
function logSumOf(scores: Scores, ids: readonly number[]): number {
  const own = ids.filter((id) => (scores[id] ?? Number.NEGATIVE_INFINITY) > Number.NEGATIVE_INFINITY);
  return own.length === 0 ? Number.NEGATIVE_INFINITY : logSumExp(Float64Array.from(own, (id) => scores[id]!));
}
