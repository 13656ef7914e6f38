/**
 * Bootstrap over items (METHODS §6). Resamples come from counter-based noise, so that a seed gives the same ones everywhere and
 * every method is measured on the same ones: differences are paired.
 */
import { uniform } from '../lm/noise.ts';

export const RESAMPLES = 2000;

/** A figure of some items, given by their indices (with repeats). */
export type Statistic = (items: Uint32Array) => number;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Estimate {
  /** Of the items as they are. */
  readonly value: number;
  /** Central 95 % of the resamples. */
  readonly interval: Interval;
  /** Standard deviation of the resamples. */
  readonly standardError: number;
}

/** `[samples][items]`: indices drawn with replacement. */
export function resamples(items: number, samples: number, seed: number): readonly Uint32Array[] {
  return Array.from({ length: samples }, (_, sample) =>
    Uint32Array.from({ length: items }, (_, position) => Math.floor(uniform(seed, sample, position) * items)),
  );
}

export function allItems(items: number): Uint32Array {
  return Uint32Array.from({ length: items }, (_, index) => index);
}

export function estimate(statistic: Statistic, items: number, draws: readonly Uint32Array[]): Estimate {
  const values = Float64Array.from(draws, statistic);
  return {
    value: statistic(allItems(items)),
    interval: { low: quantile(values, 0.025), high: quantile(values, 0.975) },
    standardError: standardDeviation(values),
  };
}

/**
 * Two-sided paired-bootstrap p-value of a difference: how often a resampled difference lies at least as far from the
 * observed one as that lies from 0 (Berg-Kirkpatrick et al. 2012, two-sided), (1 + count) / (1 + resamples).
 */
export function pairedP(difference: Statistic, items: number, draws: readonly Uint32Array[]): number {
  const observed = difference(allItems(items));
  const far = draws.filter((draw) => Math.abs(difference(draw) - observed) >= Math.abs(observed) - 1e-12).length;
  return (1 + far) / (1 + draws.length);
}

/** With linear interpolation between order statistics, as numpy's `quantile`. */
export function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.slice().sort();
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (sorted[Math.min(below + 1, sorted.length - 1)]! - low) * (place - below);
}

/** With n − 1. */
export function standardDeviation(values: ArrayLike<number>): number {
  const count = values.length;
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / count;
  return Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
}
