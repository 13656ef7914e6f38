/** A note as the source of something else: what each sentence says, read as a note is and not as talk. */

import type { Concept, Lexicon } from '../lexicon/concepts.ts';
import { quantitiesOf } from '../quantities/quantities.ts';
import { noteTurns } from '../text/note-turns.ts';
import { sentencesOf } from '../text/sentences.ts';
import type { Asserted, HeardAllergy, TurnWords } from './assertions.ts';
import { type Claim, readClaim } from './claim.ts';
import { PATIENT } from './experiencer.ts';
import type { Polarity } from './polarity.ts';

type WrittenTurn = TurnWords & Pick<Claim, 'quantities' | 'sides'>;

/** One a sentence; nothing in a note answers or carries on what stood before. */
export function writtenTurns(note: string, lexicon: Lexicon): readonly WrittenTurn[] {
  const turns = noteTurns(note);
  return sentencesOf(note).map((sentence, index): WrittenTurn => {
    const { words, mentions, frames, polarity, experiencers, allergies, sides } = readClaim(sentence, lexicon);
    const assertedAt = (word: number): Asserted => ASSERTED[polarity[word] ?? 'affirmed'];
    const ruledOut: readonly Concept[] = lexicon.mentions(words, 'ruledOut').flatMap(({ concepts }) => concepts);
    return {
      turn: turns[index] as WrittenTurn['turn'],
      words,
      mentions,
      frames,
      experiencers,
      allergies: allergies.map(({ allergen, denied, from }): HeardAllergy => {
        return { allergen, asserted: denied ? 'denied' : 'affirmed', experiencer: experiencers[from] ?? PATIENT };
      }),
      loose: [],
      asserted: mentions.map(({ from }) => assertedAt(from)),
      assertedAt,
      ruledOut,
      quantities: quantitiesOf(sentence.text, words, 'written'),
      sides,
    };
  });
}

const ASSERTED: Readonly<Record<Polarity, Asserted>> = {
  affirmed: 'affirmed',
  denied: 'denied',
  hypothetical: 'asked',
};
