import { useMemo } from 'react';
import type { Triplet } from '../../../../engine/mediflow/triplet.ts';
import { keptTriplets } from '../../../mediflow/mediflow.ts';
import { useMediFlow } from '../../../mediflow/state.ts';

/** The triplets that are kept, of those there are. */
export function useKept(): readonly Triplet[] {
  const triplets = useMediFlow((state) => state.triplets);
  const ratings = useMediFlow((state) => state.ratings);
  const keep = useMediFlow((state) => state.keep);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept follows from these
  return useMemo(keptTriplets, [triplets, ratings, keep]);
}
