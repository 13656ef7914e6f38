/**
 * Contrastive decoding (Li et al. 2023, arXiv 2210.15097), the strong model being the base and the weak one the anti-expert:
 * s[v] = ln p_base[v] − α · ln p_anti[v] among the tokens that the base finds plausible, p_base[v] ≥ threshold · max p_base.
 * α = 1 in the paper.
 */
import { LocumError } from '../../errors.ts';
import type { Ensemble } from '../../lm/ensemble.ts';
import { argmax, logSumExp } from '../../lm/softmax.ts';
import { keepAllowed } from '../../lm/token-mask.ts';
import type { Participant } from '../members.ts';
import { createRuleEnsemble, type Rule } from './rule-ensemble.ts';

/** The paper's. */
export const PLAUSIBILITY = 0.1;

/** @param threshold in (0, 1] @throws {LocumError} `bad-argument` */
export function createContrastiveEnsemble(base: Participant, anti: Participant, threshold = PLAUSIBILITY): Ensemble {
  return createRuleEnsemble(base, { role: 'anti', ...anti }, contrastiveRule(threshold));
}

/** Implausible tokens are −∞; where only some are allowed, they are compared with the best of those. */
export function contrastiveRule(threshold: number): Rule {
  if (!(threshold > 0 && threshold <= 1)) {
    throw new LocumError('bad-argument', 'The plausibility threshold is above 0 and at most 1.');
  }
  return ({ base, other }, { alpha, sharedIds, allowed }, out) => {
    const [baseSum, otherSum] = [logSumExp(base), logSumExp(other)];
    const choice = allowed ? base.slice() : base;
    if (allowed) keepAllowed(choice, allowed);
    const least = base[argmax(choice)]! + Math.log(threshold);
    for (let v = 0; v < base.length; v++) {
      const logProb = base[v]! - baseSum;
      const shared = v < other.length && (sharedIds === null || sharedIds[v] === 1);
      const weak = shared ? other[v]! - otherSum : Number.NEGATIVE_INFINITY;
      // A token that the weak model lacks or rules out cannot be contrasted: taken as one that both find as likely.
      out[v] = base[v]! < least ? Number.NEGATIVE_INFINITY : logProb - alpha * (Number.isFinite(weak) ? weak : logProb);
    }
  };
}
