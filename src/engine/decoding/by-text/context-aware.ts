/**
 * Context-aware decoding (Shi et al. 2024, *Trusting Your Evidence*) among the tokens that the model finds plausible when it sees the
 * source, the constraint of contrastive decoding (Li et al. 2023), which is the same difference of two views:
 * s[v] = with[v] + α · (with[v] − without[v]) where p_with[v] ≥ plausibility · max p_with. Without it a token that both views hold
 * next to impossible can win by the ratio of two noises. The published method has none: `plausibility` 0.
 */
import { LocumError } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Ensemble, EnsembleMembers } from '../../lm/ensemble.ts';
import { argmax } from '../../lm/softmax.ts';
import { keepAllowed } from '../../lm/token-mask.ts';
import type { Participant } from '../members.ts';
import { PLAUSIBILITY } from './contrastive.ts';
import { createRuleEnsemble, type Rule } from './rule-ensemble.ts';

export interface ContextAwareOptions {
  /** Of the most probable token, that others must have; 0 or more, below 1. Default: that of contrastive decoding. */
  readonly plausibility?: number | undefined;
}

/**
 * @param blind the same weights in a second context, which has not read the source
 * @param plain where logits of the published method meet
 * @throws {LocumError} `bad-argument`
 */
export function createContextAwareEnsemble(
  base: Participant,
  blind: CausalLM,
  plain: (members: EnsembleMembers) => Ensemble,
  { plausibility = PLAUSIBILITY }: ContextAwareOptions = {},
): Ensemble {
  if (!(plausibility >= 0 && plausibility < 1)) {
    throw new LocumError('bad-argument', 'The least plausibility of a token is at least 0 and below 1.');
  }
  // Proxy tuning whose expert is the base itself and whose anti-expert is the base that has not seen the source.
  if (plausibility === 0)
    return plain({ base: base.model, pair: { expert: base.model, anti: blind }, sharedIds: null });
  return createRuleEnsemble(base, { ...base, role: 'anti', model: blind }, contextAwareRule(plausibility));
}

/** Implausible tokens are −∞; where only some are allowed, they are compared with the best of those. */
function contextAwareRule(plausibility: number): Rule {
  return ({ base: seeing, other: blind }, { alpha, allowed }, out) => {
    const choice = allowed ? seeing.slice() : seeing;
    if (allowed) keepAllowed(choice, allowed);
    const least = seeing[argmax(choice)]! + Math.log(plausibility);
    for (let v = 0; v < seeing.length; v++) {
      const own = seeing[v]!;
      out[v] = own < least ? Number.NEGATIVE_INFINITY : own + alpha * (own - blind[v]!);
    }
  };
}
