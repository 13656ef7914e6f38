/**
 * UniTE (Yao et al. 2024, "Determine-Then-Ensemble: Necessity of Top-k Union for Large Language Model Ensembling",
 * arXiv 2410.03777): over the union of every model's k likeliest tokens, each model's probabilities are renormalised and then
 * averaged.
 */

/** @param probabilities `[models][union]`, not normalised @returns `[union]`, which sums to 1 */
export function uniteProbabilities(probabilities: readonly (readonly number[])[]): number[] {
  const [first = []] = probabilities;
  const sums = probabilities.map((row) => row.reduce((sum, p) => sum + p, 0));
  return first.map((_, i) => {
    // A model that gives the union nothing has no say in it.
    const shares = probabilities.flatMap((row, m) => (sums[m]! > 0 ? [row[i]! / sums[m]!] : []));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  });
}
