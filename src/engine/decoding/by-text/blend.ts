/**
 * Reliability blending (BlendIn: Gan et al. 2026, *To Intervene or Not*, arXiv 2606.11201, and the weights of its published code):
 * where the base is sure, max p_base ≥ τ, it writes alone; elsewhere the expert is heard as far as it is sure itself, and a little more
 * where the base finds its favourite likely, too:
 *
 *     p[v] = w · p_expert[v] + (1 − w) · p_base[v]
 *     w = min(1, max p_expert / (max p_base + max p_expert) + 0.1 · p_base[argmax p_expert])          τ = 0.4
 *
 * How often the base is unsure tells whether the two suit each other: guidance that does not fit makes the next token harder to foresee,
 * which calls for more of it (there, §3). From half of the tokens on it is said here; the bound is this project's.
 */
import { LocumError } from '../../errors.ts';
import type { Ensemble, EnsembleReport } from '../../lm/ensemble.ts';
import { argmax, logSumExp } from '../../lm/softmax.ts';
import type { Participant } from '../members.ts';
import { createRuleEnsemble, type Rule } from './rule-ensemble.ts';

/** Above this the base writes alone. */
export const BLEND_THRESHOLD = 0.4;
/** What the base's agreement adds to the expert's weight, at most. */
const AGREEMENT = 0.1;
/** Share of tokens at which the base is unsure, from which on a pair is said not to suit, and how many tokens that takes. */
const UNSUITED = { share: 0.5, tokens: 32 } as const;

/** @param threshold in [0, 1]; 0 is the base @throws {LocumError} `bad-argument`, `vocabulary-mismatch` */
export function createBlendEnsemble(base: Participant, expert: Participant, threshold = BLEND_THRESHOLD): Ensemble {
  const watch = new Interventions();
  const rule = blendRule(threshold, (weight) => watch.count(weight));
  return createRuleEnsemble(base, { role: 'expert', ...expert }, rule, watch);
}

/** Scores are ln p. @param onWeight told of every position what the expert's distribution counted, 0 where the base was sure */
export function blendRule(threshold: number, onWeight: (weight: number) => void = () => {}): Rule {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new LocumError('bad-argument', 'The probability from which on the base writes alone is between 0 and 1.');
  }
  return ({ base, other }, { sharedIds }, out) => {
    const [baseSum, otherSum] = [logSumExp(base), logSumExp(other)];
    const surest = Math.exp(base[argmax(base)]! - baseSum);
    const isSure = surest >= threshold;
    const weight = isSure ? 0 : weightOf(surest, base, baseSum, other, otherSum);
    onWeight(weight);
    for (let v = 0; v < base.length; v++) {
      const isShared = v < other.length && (sharedIds === null || sharedIds[v] === 1);
      const own = Math.exp(base[v]! - baseSum);
      // A token that the expert does not have keeps what the base gives it.
      out[v] = Math.log(isShared ? weight * Math.exp(other[v]! - otherSum) + (1 - weight) * own : own);
    }
  };
}

function weightOf(surest: number, base: Float32Array, baseSum: number, other: Float32Array, otherSum: number): number {
  const favourite = argmax(other);
  const itsOwn = Math.exp(other[favourite]! - otherSum);
  const agreement = favourite < base.length ? Math.exp(base[favourite]! - baseSum) : 0;
  return Math.min(1, itsOwn / (surest + itsOwn) + AGREEMENT * agreement);
}

/** How often the expert was asked. */
class Interventions {
  #tokens = 0;
  #interventions = 0;

  count(weight: number): void {
    this.#tokens++;
    if (weight > 0) this.#interventions++;
  }

  reset(): void {
    this.#tokens = 0;
    this.#interventions = 0;
  }

  report(): EnsembleReport {
    const [tokens, interventions] = [this.#tokens, this.#interventions];
    return { kind: 'blend', tokens, interventions, isUnsuited: isUnsuited(tokens, interventions) };
  }
}

function isUnsuited(tokens: number, interventions: number): boolean {
  return tokens >= UNSUITED.tokens && interventions >= UNSUITED.share * tokens;
}
