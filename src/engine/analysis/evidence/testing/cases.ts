/** Tests of the review by short conversations: sentences of a note that each bears out, and sentences that it does not. */
import { describe, expect, it } from 'vitest';
import { reviewEvidence } from '../evidence.ts';
import { loadLexicon } from '../lexicon/concepts.ts';

/** A conversation, notes that are faithful to it, and notes that are not. */
export interface Case {
  readonly talk: string;
  readonly faithful: readonly string[];
  readonly wrong: readonly string[];
}

const lexicon = await loadLexicon();

/** No faithful sentence has a flag, and every wrong one has. */
export function describeCases(cases: readonly Case[]): void {
  describe.each(cases)('beside “$talk”', ({ talk, faithful, wrong }) => {
    const sentences = (note: string) => reviewEvidence(note, talk, lexicon).sentences;

    it.each(faithful.map((note) => [note]))('“%s” has no flag', (note) => {
      expect(sentences(note).flatMap(({ flags }) => flags)).toEqual([]);
    });

    it.each(wrong.map((note) => [note]))('“%s” is flagged', (note) => {
      expect(sentences(note).some(({ flags }) => flags.length > 0)).toBe(true);
    });
  });
}
