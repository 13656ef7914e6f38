/**
 * Mixture of two models over one vocabulary, the plainest ensemble and a baseline (linear interpolation, Jelinek and Mercer
 * 1980): p[v] = w · p_base[v] + (1 − w) · p_expert[v].
 */
import { LocumError } from '../../errors.ts';
import type { Ensemble } from '../../lm/ensemble.ts';
import { logSumExp } from '../../lm/softmax.ts';
import type { Participant } from '../members.ts';
import { createRuleEnsemble, type Rule } from './rule-ensemble.ts';

/** Of the base. */
export const MIXTURE_WEIGHT = 0.5;

/** `alpha` of a step has no part in it. @param weight of the base, in [0, 1] @throws {LocumError} `bad-argument` */
export function createMixtureEnsemble(base: Participant, expert: Participant, weight = MIXTURE_WEIGHT): Ensemble {
  return createRuleEnsemble(base, { role: 'expert', ...expert }, mixtureRule(weight));
}

/** Scores are ln p. Ids that the expert does not have keep the base's share. */
export function mixtureRule(weight: number): Rule {
  if (!(weight >= 0 && weight <= 1)) throw new LocumError('bad-argument', 'The weight of the base is between 0 and 1.');
  return ({ base, other }, { sharedIds }, out) => {
    const [baseSum, otherSum] = [logSumExp(base), logSumExp(other)];
    for (let v = 0; v < base.length; v++) {
      const shared = v < other.length && (sharedIds === null || sharedIds[v] === 1);
      const p = shared ? Math.exp(other[v]! - otherSum) : 0;
      out[v] = Math.log(weight * Math.exp(base[v]! - baseSum) + (1 - weight) * p);
    }
  };
}
