/** Words of a text beside those of another: what both have, what only this one has, what only the other has. */
import { diffWordsWithSpace } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'here' | 'there';
  readonly text: string;
}

/** In reading order; all but the `there` make up `text`, all but the `here` make up `other`. */
export function wordDiff(other: string, text: string): readonly DiffPart[] {
  return diffWordsWithSpace(other, text).map(({ added, removed, value }) => ({
    kind: added ? 'here' : removed ? 'there' : 'same',
    text: value,
  }));
}

/** Share of the words of `text` that `other` has in the same order; 1 for an empty text. */
export function sharedWords(parts: readonly DiffPart[]): number {
  const words = (kinds: readonly DiffPart['kind'][]) =>
    parts
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, { text }) => sum + (text.match(/\S+/gu)?.length ?? 0), 0);
  const all = words(['same', 'here']);
  return all === 0 ? 1 : words(['same']) / all;
}
