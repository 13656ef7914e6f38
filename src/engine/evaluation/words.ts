/**
 * The tokenisation of every ROUGE, distinct-n and repetition figure: lower-cased runs of ASCII letters and digits, as in
 * `rouge-score` (Lin 2004's script). With `stem`, words of more than three characters are reduced to their Porter stem.
 */
import { porterStem } from './porter-stem.ts';

export interface WordOptions {
  /** Default false. */
  readonly stem?: boolean | undefined;
}

export function words(text: string, { stem = false }: WordOptions = {}): readonly string[] {
  const found = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stem ? found.map((word) => (word.length > 3 ? porterStem(word) : word)) : found;
}

/** How often each run of `n` words occurs. */
export function ngrams(tokens: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= tokens.length; start++) {
    const key = tokens.slice(start, start + n).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
