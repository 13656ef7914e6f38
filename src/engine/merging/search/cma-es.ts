/**
 * CMA-ES, evolution strategy with covariance matrix adaptation (Hansen 2016, *The CMA Evolution Strategy: A Tutorial*), minimising a
 * function of a few numbers that is costly and has no gradient. Seeded: the draws of a generation depend on the seed and its number
 * alone, so that a search that was cut off goes on from its state as if nothing had been.
 */
import { uniform } from '../../lm/noise.ts';
import { symmetricEigen } from './eigen.ts';

/** All that the next generation depends on; plain data. */
export interface CmaState {
  readonly seed: number;
  readonly generation: number;
  readonly mean: readonly number[];
  /** Step size. */
  readonly sigma: number;
  readonly covariance: readonly (readonly number[])[];
  readonly pathSigma: readonly number[];
  readonly pathC: readonly number[];
}

export function startSearch(mean: readonly number[], sigma: number, seed: number): CmaState {
  const zero = mean.map(() => 0);
  const covariance = mean.map((_, i) => mean.map((__, j) => Number(i === j)));
  return { seed, generation: 0, mean: [...mean], sigma, covariance, pathSigma: zero, pathC: zero };
}

/** The candidates of this generation, always the same of one state: 4 + ⌊3 ln n⌋ of them. */
export function candidatesOf({ seed, generation, mean, sigma, covariance }: CmaState): readonly (readonly number[])[] {
  const { values, vectors } = symmetricEigen(covariance);
  const n = mean.length;
  const spread = values.map((value) => Math.sqrt(Math.max(value, 0)));
  return Array.from({ length: populationFor(n) }, (_, k) => {
    const z = spread.map((length, i) => length * normal(seed, generation, k * n + i));
    return mean.map((middle, row) => middle + sigma * vectors[row]!.reduce((sum, x, i) => sum + x * z[i]!, 0));
  });
}

function populationFor(dimensions: number): number {
  return 4 + Math.floor(3 * Math.log(dimensions));
}

/**
 * The state after the candidates of this generation have been measured.
 * @param values of `candidatesOf(state)`, in their order; the lower the better
 */
export function advance(state: CmaState, values: readonly number[]): CmaState {
  const { mean, sigma, covariance, generation } = state;
  const n = mean.length;
  const candidates = candidatesOf(state);
  const order = candidates.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);

  // Weights of the better half, and the rates that follow from them (table 1 of the tutorial).
  const mu = Math.floor(candidates.length / 2);
  const raw = Array.from({ length: mu }, (_, i) => Math.log((candidates.length + 1) / 2) - Math.log(i + 1));
  const total = raw.reduce((sum, w) => sum + w, 0);
  const weights = raw.map((w) => w / total);
  const muEff = 1 / weights.reduce((sum, w) => sum + w * w, 0);
  const cSigma = (muEff + 2) / (n + muEff + 5);
  const dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
  const cC = (4 + muEff / n) / (n + 4 + (2 * muEff) / n);
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  const cMu = Math.min(1 - c1, (2 * (muEff - 2 + 1 / muEff)) / ((n + 2) ** 2 + muEff));
  const chiN = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));

  const steps = order.slice(0, mu).map((k) => candidates[k]!.map((x, i) => (x - mean[i]!) / sigma));
  const step = mean.map((_, i) => steps.reduce((sum, y, k) => sum + weights[k]! * y[i]!, 0));
  const { values: eigen, vectors } = symmetricEigen(covariance);
  const whitened = whiten(step, eigen, vectors);
  const pathSigma = state.pathSigma.map(
    (p, i) => (1 - cSigma) * p + Math.sqrt(cSigma * (2 - cSigma) * muEff) * whitened[i]!,
  );
  const length = Math.hypot(...pathSigma);
  const isLong = length / Math.sqrt(1 - (1 - cSigma) ** (2 * (generation + 1))) >= (1.4 + 2 / (n + 1)) * chiN;
  const h = isLong ? 0 : 1;
  const pathC = state.pathC.map((p, i) => (1 - cC) * p + h * Math.sqrt(cC * (2 - cC) * muEff) * step[i]!);
  const kept = 1 - c1 - cMu + (1 - h) * c1 * cC * (2 - cC);
  return {
    ...state,
    generation: generation + 1,
    mean: mean.map((x, i) => x + sigma * step[i]!),
    sigma: sigma * Math.exp((cSigma / dSigma) * (length / chiN - 1)),
    covariance: covariance.map((row, i) =>
      row.map((c, j) => {
        const rankMu = steps.reduce((sum, y, k) => sum + weights[k]! * y[i]! * y[j]!, 0);
        return kept * c + c1 * pathC[i]! * pathC[j]! + cMu * rankMu;
      }),
    ),
    pathSigma,
    pathC,
  };
}

/** C^(−1/2) · y. */
function whiten(
  y: readonly number[],
  values: readonly number[],
  vectors: readonly (readonly number[])[],
): readonly number[] {
  const along = values.map(
    (value, k) => y.reduce((sum, x, i) => sum + vectors[i]![k]! * x, 0) / Math.sqrt(Math.max(value, 1e-300)),
  );
  return y.map((_, i) => along.reduce((sum, x, k) => sum + vectors[i]![k]! * x, 0));
}

/** Box and Muller's transform of counter-based noise. */
function normal(seed: number, generation: number, index: number): number {
  const [a, b] = [uniform(seed, generation, 2 * index), uniform(seed, generation, 2 * index + 1)];
  return Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b);
}
