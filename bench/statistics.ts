/** Figures that say how much they can be trusted: a median with the spread it was taken from. */
import { quantile } from '../src/engine/analysis/bootstrap.ts';

export interface Figure {
  readonly median: number;
  /** First and third quartile. */
  readonly low: number;
  readonly high: number;
  /** The fastest: what an idle machine would come near to. */
  readonly best: number;
  readonly samples: number;
}

export function figure(values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    best: sorted[0] ?? Number.NaN,
    samples: sorted.length,
  };
}
