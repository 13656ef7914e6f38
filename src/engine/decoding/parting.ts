/** Where a greedy text takes another turn under another α, told from what its tokens recorded – without a forward pass. */
import type { TokenEvent } from './events.ts';

/**
 * The index in `tokens` of the first choice that would be another; null when every one would stay. With the recorded
 * logit deltas, s_β[v] = s_α[v] + (β − α) · (expert[v] − anti[v]), and s_α[v] is log p_combined[v] up to a constant.
 *
 * Candidates that are not among the recorded ones are not seen, so a text may part a little earlier than this says. A
 * candidate that was ahead under α and was not taken had been held back by the repetition penalty; it is left out.
 */
export function partingIndex(
  tokens: readonly Pick<TokenEvent, 'id' | 'candidates' | 'baseCandidates'>[],
  { from: alpha, to: beta }: { readonly from: number; readonly to: number },
): number | null {
  const index = tokens.findIndex(({ id, candidates, baseCandidates }) => {
    const all = [...candidates, ...baseCandidates];
    const chosen = all.find((candidate) => candidate.id === id);
    // It is not among the best, or it is not known what the pair adds: who knows.
    if (chosen === undefined || all.some(({ delta }) => delta === null)) return true;
    const lead = (candidate: (typeof all)[number]) => Math.log(candidate.combined) - Math.log(chosen.combined);
    const shift = (candidate: (typeof all)[number]) => (beta - alpha) * ((candidate.delta ?? 0) - (chosen.delta ?? 0));
    return all.some(
      (candidate) => candidate.id !== id && lead(candidate) <= 0 && lead(candidate) + shift(candidate) > 0,
    );
  });
  return index === -1 ? null : index;
}
