/**
 * Counter-based Gumbel noise: the same (seed, step, token id) gives the same number on every backend, so that a
 * seeded generation is the same on CPU and GPU. Drawing argmax(score / temperature + gumbel) is exact sampling
 * from the softmax (the Gumbel-max trick), needs no sort and no prefix sum, and so runs in a shader as it is.
 * Hash: PCG output permutation (Jarzynski & Olano 2020), iterated over the three keys.
 */

function pcg(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) >>> 0;
  const word = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** Uniform in (0, 1), 24 bits, never 0 or 1. */
export function uniform(seed: number, stepIndex: number, id: number): number {
  return uniformOf(noiseKey(seed, stepIndex), id);
}

/** What seed and step come to, for many ids: `uniformOf(noiseKey(seed, stepIndex), id)` is `uniform(seed, stepIndex, id)`. */
export function noiseKey(seed: number, stepIndex: number): number {
  return pcg((pcg(seed >>> 0) + (stepIndex >>> 0)) >>> 0);
}

export function uniformOf(key: number, id: number): number {
  const bits = pcg((key + (id >>> 0)) >>> 0) >>> 8;
  return (bits + 0.5) / 16777216;
}

/** Standard Gumbel noise for one token of one step. */
export function gumbel(seed: number, stepIndex: number, id: number): number {
  return -Math.log(-Math.log(uniform(seed, stepIndex, id)));
}
