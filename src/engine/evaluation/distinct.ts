/** How varied texts are, and whether one goes round in circles. */
import { ngrams, words } from './words.ts';

/** distinct-n (Li et al. 2016): different n-grams over all n-grams of all texts together; 0 when there are none. */
export function distinct(texts: readonly string[], n: number): number {
  const seen = new Set<string>();
  let all = 0;
  for (const text of texts) {
    for (const [gram, count] of ngrams(words(text), n)) {
      seen.add(gram);
      all += count;
    }
  }
  return all === 0 ? 0 : seen.size / all;
}

/** Some run of four words occurs four times or more. */
export function isDegenerate(text: string): boolean {
  return [...ngrams(words(text), 4).values()].some((count) => count >= 4);
}
