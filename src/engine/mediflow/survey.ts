/** How many triplets there are of each kind, as [MediPhi] shows MediFlow (Figures 7–13 in kind). */
import type { Triplet } from './triplet.ts';

const KINDS = ['type', 'document', 'level', 'format', 'temperature'] as const satisfies readonly (keyof Triplet)[];
type Kind = (typeof KINDS)[number];

interface Bar {
  readonly value: string;
  readonly count: number;
}

/** Of each kind the values there are, the most frequent first. */
export function histograms(triplets: readonly Triplet[]): Readonly<Record<Kind, readonly Bar[]>> {
  const bars = (kind: Kind): readonly Bar[] => {
    const counts = new Map<string, number>();
    for (const triplet of triplets) counts.set(String(triplet[kind]), (counts.get(String(triplet[kind])) ?? 0) + 1);
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, bars(kind)])) as Record<Kind, readonly Bar[]>;
}
