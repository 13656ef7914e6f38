/** Two methods side by side over items, and over data sets (METHODS §6). */
import { type BootstrapOptions, resampled } from '../analysis/bootstrap.ts';

/** A figure of some items, given by their indices (with repeats). */
export type Statistic = (items: Uint32Array) => number;

export function allItems(items: number): Uint32Array {
  return Uint32Array.from({ length: items }, (_, index) => index);
}

/**
 * Two-sided paired-bootstrap p-value of a difference: how often a resampled difference lies at least as far from the
 * observed one as that lies from 0 (Berg-Kirkpatrick et al. 2012, two-sided), (1 + count) / (1 + resamples). The same seed draws
 * the same items for both methods.
 */
export function pairedP(difference: Statistic, items: number, options: BootstrapOptions): number {
  const observed = difference(allItems(items));
  const values = resampled(items, difference, options);
  const shift = options.centred ? observed - values.reduce((sum, value) => sum + value, 0) / values.length : 0;
  const drawn = values.map((value) => value + shift);
  const far = drawn.filter((value) => Math.abs(value - observed) >= Math.abs(observed) - 1e-12).length;
  return (1 + far) / (1 + drawn.length);
}

/** How two classifiers' right answers lie to each other ([BBW], Figure 1). Counts of items. */
export interface Complementarity {
  readonly onlyA: number;
  readonly onlyB: number;
  readonly both: number;
  readonly neither: number;
  /** Right under at least one: what an oracle that chooses between the two would get. */
  readonly union: number;
}

export function complementarity(a: readonly boolean[], b: readonly boolean[]): Complementarity {
  const count = (test: (left: boolean, right: boolean) => boolean) =>
    a.filter((right, index) => test(right, b[index] === true)).length;
  return {
    onlyA: count((left, right) => left && !right),
    onlyB: count((left, right) => !left && right),
    both: count((left, right) => left && right),
    neither: count((left, right) => !left && !right),
    union: count((left, right) => left || right),
  };
}

export interface AcrossDatasets {
  /** Data sets with a gain. */
  readonly gains: number;
  readonly datasets: number;
  readonly meanDifference: number;
  /** √E[(d − μ)²] / |μ| over the differences d with mean μ; null where μ is 0 or there is no data set. */
  readonly cvDelta: number | null;
}

/** Mean of (value − base) / base, as a share; null where there is no data set whose base is above 0. @param pairs one a data set */
export function meanImprovement(pairs: readonly { readonly value: number; readonly base: number }[]): number | null {
  const shares = pairs.filter(({ base }) => base > 0).map(({ value, base }) => (value - base) / base);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * Share of the way from the base to a directly tuned model that a method goes, over all data sets: Σ (value − base) / Σ (tuned − base);
 * null where the tuned model is no better.
 */
export function gapRecovered(
  triples: readonly { readonly value: number; readonly base: number; readonly tuned: number }[],
): number | null {
  const gap = triples.reduce((sum, { base, tuned }) => sum + tuned - base, 0);
  return gap > 0 ? triples.reduce((sum, { value, base }) => sum + value - base, 0) / gap : null;
}

/** #DG and CV-Δ. @param differences method minus base, one a data set, on one scale */
export function acrossDatasets(differences: readonly number[]): AcrossDatasets {
  const datasets = differences.length;
  const gains = differences.filter((difference) => difference > 0).length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / datasets;
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0) / datasets;
  const cvDelta = datasets === 0 || mean === 0 ? null : Math.sqrt(variance) / Math.abs(mean);
  return { gains, datasets, meanDifference: datasets === 0 ? 0 : mean, cvDelta };
}
