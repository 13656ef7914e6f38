/** One sentence of a note, read as the checks need it. */
import { type Mention, mentionsOf } from './concepts.ts';
import type { Flag, FlagKind } from './flags.ts';
import { type Polarity, polarities } from './polarity.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import type { Sentence } from './sentences.ts';
import { type SideMention, sidesOf } from './sides.ts';
import { type Word, wordsOf } from './words.ts';

export interface Claim {
  readonly sentence: Sentence;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  readonly polarity: readonly Polarity[];
  readonly quantities: readonly Quantity[];
  readonly sides: readonly SideMention[];
}

export function readClaim(sentence: Sentence): Claim {
  const words = wordsOf(sentence.text);
  const mentions = mentionsOf(words, 'written');
  return {
    sentence,
    words,
    mentions,
    polarity: polarities(sentence.text, words, false),
    quantities: quantitiesOf(sentence.text, words, 'written'),
    sides: sidesOf(words, mentions, false),
  };
}

/** A flag on words `from` to `to` (exclusive) of the claim. */
export function flagOn({ sentence, words }: Claim, from: number, to: number, kind: FlagKind, reason: string): Flag {
  const start = (words[from] as Word).start;
  const end = (words[to - 1] as Word).end;
  return {
    kind,
    start: sentence.start + start,
    end: sentence.start + end,
    text: sentence.text.slice(start, end),
    reason,
  };
}
