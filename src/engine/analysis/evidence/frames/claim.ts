/** One sentence of a note, read as the checks need it. */
import type { Flag, FlagKind } from '../flags.ts';
import type { Lexicon, Mention } from '../lexicon/concepts.ts';
import { PART_OF_DAY } from '../quantities/frequencies.ts';
import { type Quantity, quantitiesOf } from '../quantities/quantities.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Word, wordsOf } from '../text/words.ts';
import { type Allergy, allergiesIn } from './allergies.ts';
import { changesOf } from './change.ts';
import { experiencersWritten, FAMILY, PATIENT, type Person } from './experiencer.ts';
import { type Frame, framesOf } from './frame.ts';
import { type Polarity, polarities } from './polarity.ts';
import { type SideMention, sidesWritten } from './sides.ts';

export interface Claim {
  readonly sentence: Sentence;
  readonly words: readonly Word[];
  readonly mentions: readonly Mention[];
  /** Of `mentions`. */
  readonly frames: readonly Frame[];
  /** Of `words`. */
  readonly polarity: readonly Polarity[];
  /** Of `words`. */
  readonly experiencers: readonly Person[];
  readonly allergies: readonly Allergy[];
  readonly quantities: readonly Quantity[];
  readonly sides: readonly SideMention[];
  /** A sentence before it in its part is of somebody else, whom its pronouns may mean. */
  readonly isAfterOther: boolean;
}

const FAMILY_HEADING = /^(?:family|fh|fhx|fam)/iu;
const ALLERGY_HEADING = /^(?:drug |known )?allerg/iu;

export function readClaim(sentence: Sentence, lexicon: Lexicon, isAfterOther = false): Claim {
  const { text, section } = sentence;
  const words = wordsOf(text);
  const mentions = lexicon.mentions(words, 'written');
  const polarity = polarities(text, words, false);
  const experiencers = experiencersWritten(text, words, FAMILY_HEADING.test(section) ? FAMILY : PATIENT);
  const isDenied = (at: number) => polarity[at] === 'denied';
  const allergies = allergiesIn(text, words, mentions, isDenied, ALLERGY_HEADING.test(section));
  return {
    sentence,
    words,
    mentions,
    frames: framesOf(mentions, experiencers, changesOf(text, words, mentions, polarity), allergies),
    polarity,
    experiencers,
    allergies,
    quantities: withoutParts(quantitiesOf(text, words, 'written')),
    sides: sidesWritten(text, words, mentions),
    isAfterOther,
  };
}

/** “Twice a day (1 in the morning, 1 in the evening)”: the parts of the day add nothing. */
function withoutParts(quantities: readonly Quantity[]): readonly Quantity[] {
  const rates = quantities.filter(({ unit }) => unit?.kind === 'rate');
  return rates.length < 2 ? quantities : quantities.filter(({ unit }) => unit?.name !== PART_OF_DAY);
}

/** A flag on words `from` to `to` (exclusive) of the claim. @param turns that contradict, by index */
export function flagOn(
  { sentence, words }: Claim,
  from: number,
  to: number,
  kind: FlagKind,
  reason: string,
  turns: readonly number[] = [],
): Flag {
  const start = (words[from] as Word).start;
  const end = (words[to - 1] as Word).end;
  return {
    kind,
    start: sentence.start + start,
    end: sentence.start + end,
    text: sentence.text.slice(start, end),
    reason,
    turns: [...new Set(turns)].slice(0, MOST_TURNS).sort((a, b) => a - b),
  };
}

/** Turns that a flag names. */
const MOST_TURNS = 4;
