/**
 * The bootstrap (Efron 1979): how far a statistic would move with another sample of the same size.
 * Resamples are counter-based, so that numpy can replay them (`golden/make_bootstrap.py` does):
 *
 *   index(seed, sample, place) = ⌊uniform(seed, sample, place) · count⌋
 *
 * with `uniform` of `lm/noise.ts`, where `sample` stands for its step and `place` for its token id.
 */
import { LocumError } from '../errors.ts';
import { uniform } from '../lm/noise.ts';

export interface BootstrapOptions {
  /** Resamples; default 1000. */
  readonly samples?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
  /** Of the interval; default 0.95. */
  readonly level?: number | undefined;
  /** Moves the resampled values so that their mean is the statistic's own: for statistics that resampling itself makes smaller. */
  readonly centred?: boolean | undefined;
}

export interface Estimate {
  /** Of the values themselves. */
  readonly value: number;
  /** Percentile interval: quantiles (1 ∓ level) / 2 of the resampled statistic. */
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the resampled statistic, with n − 1. */
  readonly standardError: number;
  /** Values there were. With one value the interval is that value: it says nothing of how sure it is. */
  readonly count: number;
}

const BOOTSTRAP_DEFAULTS = { samples: 1000, seed: 1, level: 0.95 } as const;

/** The indices `[count]` of resample number `sample`, written to `out` (made where there is none). */
export function resample(seed: number, sample: number, count: number, out = new Uint32Array(count)): Uint32Array {
  for (let place = 0; place < count; place++) out[place] = Math.floor(uniform(seed, sample, place) * count);
  return out;
}

/**
 * `statistic` over every resample, in order: `[samples]`. The indices it is given are valid during the call only.
 * @throws {LocumError} `bad-argument`
 */
export function resampled(
  count: number,
  statistic: (indices: Uint32Array) => number,
  { samples = BOOTSTRAP_DEFAULTS.samples, seed = BOOTSTRAP_DEFAULTS.seed }: BootstrapOptions = {},
): Float64Array {
  if (!Number.isInteger(count) || count < 1) {
    throw new LocumError('bad-argument', 'A bootstrap needs at least one value.');
  }
  if (!Number.isInteger(samples) || samples < 2) {
    throw new LocumError('bad-argument', 'A bootstrap needs at least two resamples.');
  }
  const indices = new Uint32Array(count);
  return Float64Array.from({ length: samples }, (_, sample) => statistic(resample(seed, sample, count, indices)));
}

/** Any statistic of `count` items, as a function of the indices of the items that a resample holds. */
export function bootstrap(
  count: number,
  statistic: (indices: Uint32Array) => number,
  options: BootstrapOptions = {},
): Estimate {
  const { level = BOOTSTRAP_DEFAULTS.level } = options;
  if (!(level > 0 && level < 1)) {
    throw new LocumError('bad-argument', 'The level of an interval lies between 0 and 1.', { details: { level } });
  }
  const statistics = resampled(count, statistic, options);
  const value = statistic(Uint32Array.from({ length: count }, (_, index) => index));
  const shift = options.centred ? value - mean(statistics) : 0;
  const sorted = statistics.map((each) => each + shift).sort();
  return {
    value,
    low: quantile(sorted, (1 - level) / 2),
    high: quantile(sorted, (1 + level) / 2),
    standardError: standardDeviation(statistics),
    count,
  };
}

export function bootstrapMean(values: ArrayLike<number>, options: BootstrapOptions = {}): Estimate {
  return bootstrap(
    values.length,
    (indices) => {
      let sum = 0;
      for (const index of indices) sum += values[index] ?? 0;
      return sum / indices.length;
    },
    options,
  );
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, numpy's default). NaN of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? below;
  return below + (above - below) * (position % 1);
}

function standardDeviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
