/** Which candidates the sampling settings left no chance. */
import type { TokenCandidate } from '../decoding/events.ts';
import type { SamplingOptions } from '../lm/ensemble.ts';

/**
 * Ids among `candidates` (best combined first, the beginning of the whole order) that greedy decoding, top-k or top-p cut off.
 * Before the repetition penalty, which is not stored; top-p at a temperature other than 1 is taken over what is listed.
 */
export function filteredOut(
  candidates: readonly TokenCandidate[],
  { temperature, topK, topP }: SamplingOptions,
): ReadonlySet<number> {
  const ids = (list: readonly TokenCandidate[]) => new Set(list.map(({ id }) => id));
  if (temperature === 0) return ids(candidates.slice(1));
  const kept = topK > 0 ? candidates.slice(0, topK) : candidates;
  const cut = new Set(ids(candidates.slice(kept.length)));
  if (topP >= 1) return cut;
  const weights = kept.map(({ combined }) => combined ** (1 / temperature));
  const total = temperature === 1 && topK === 0 ? 1 : weights.reduce((sum, weight) => sum + weight, 0);
  let mass = 0;
  for (const [index, candidate] of kept.entries()) {
    if (mass >= topP * total) cut.add(candidate.id);
    mass += weights[index] ?? 0;
  }
  return cut;
}
