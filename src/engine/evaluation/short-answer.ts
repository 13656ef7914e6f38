/** How alike a short answer and its reference are: exact match and token F1 as SQuAD defined them (Rajpurkar et al. 2016). */
import { f1 } from './rouge.ts';

/** Lower case, without ASCII punctuation, English articles and extra blanks. */
function normalizeAnswer(text: string): string {
  return text
    .toLowerCase()
    .replace(/[!-/:-@[-`{-~]/g, '')
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ');
}

/** 1 when the normalised texts are equal, else 0. */
export function exactMatch(prediction: string, reference: string): number {
  return normalizeAnswer(prediction) === normalizeAnswer(reference) ? 1 : 0;
}

/** F1 over the normalised words, each counted as often as it stands there; two empty answers agree. */
export function tokenF1(prediction: string, reference: string): number {
  const said = normalizeAnswer(prediction).split(' ').filter(Boolean);
  const expected = normalizeAnswer(reference).split(' ').filter(Boolean);
  if (said.length === 0 || expected.length === 0) return said.length === expected.length ? 1 : 0;
  const left = new Map<string, number>();
  for (const word of expected) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of said) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common++;
  }
  return f1(common, said.length, expected.length);
}
