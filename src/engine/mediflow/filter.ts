/** Which triplets are kept: none twice, and of the others those that the judge finds best. */
import { ngrams, words } from '../evaluation/words.ts';
import type { Triplet } from './triplet.ts';

/** Words of a shingle, and the share of shingles from which on two texts are one (Broder 1997, resemblance). */
const SHINGLE = 5;
const SAME = 0.8;

/** Ids of triplets whose instruction, input and output are all but those of an earlier one. */
export function duplicates(triplets: readonly Triplet[]): ReadonlySet<string> {
  const found = new Set<string>();
  const holders = new Map<string, number[]>();
  const sizes: number[] = [];
  for (const [number, { id, instruction, input, output }] of triplets.entries()) {
    const own = [...ngrams(words([instruction, input, output].join(' ')), SHINGLE).keys()];
    sizes.push(own.length);
    const common = new Map<number, number>();
    for (const shingle of own) {
      for (const holder of holders.get(shingle) ?? []) common.set(holder, (common.get(holder) ?? 0) + 1);
    }
    const isSame = [...common].some(([other, count]) => count / (own.length + sizes[other]! - count) >= SAME);
    if (isSame) {
      found.add(id);
      continue;
    }
    for (const shingle of own) {
      const known = holders.get(shingle);
      if (known === undefined) holders.set(shingle, [number]);
      else known.push(number);
    }
  }
  return found;
}

/** The `keep` best by score, in the order they had; of equal scores the earlier. Those without a score are left out. */
export function best(
  triplets: readonly Triplet[],
  scores: ReadonlyMap<string, number>,
  keep: number,
): readonly Triplet[] {
  const twice = duplicates(triplets);
  const rated = triplets.filter(({ id }) => scores.has(id) && !twice.has(id));
  const chosen = new Set([...rated].sort((a, b) => scores.get(b.id)! - scores.get(a.id)!).slice(0, keep));
  return rated.filter((triplet) => chosen.has(triplet));
}
