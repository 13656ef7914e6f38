/** What a speech model heard, as sentences that keep their place in the recording. */
import { sentencesOf } from '../analysis/evidence/text/sentences.ts';
import { isQuiet } from './recording.ts';

/** A stretch that a speech model heard in one, in seconds from the beginning. */
export interface HeardSegment {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Its pieces with their own times, where the model tells them; together they may be another text. */
  readonly tokens: readonly { readonly text: string; readonly from: number; readonly to: number }[];
}

/** A sentence, and from where to where it is said, in seconds. */
export interface SpokenSentence {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What recognisers write of what is no speech: `[BLANK_AUDIO]`, `(coughing)`, `♪`. */
const NO_SPEECH = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|♪/gu;

/**
 * The sentences in their order. Of a sentence over which nothing can be heard nothing is kept: speech models write into silence what
 * they have read most often.
 * @param samples as `recording.ts` has them
 */
export function spokenSentences(segments: readonly HeardSegment[], samples: Float32Array): readonly SpokenSentence[] {
  let text = '';
  const marks: { readonly start: number; readonly end: number; readonly from: number; readonly to: number }[] = [];
  for (const segment of segments) {
    for (const piece of piecesOf(segment)) {
      const said = piece.text.replace(NO_SPEECH, ' ');
      marks.push({ start: text.length, end: text.length + said.length, from: piece.from, to: piece.to });
      text += said;
    }
    text += ' ';
  }
  const spoken = sentencesOf(text.replaceAll('\n', ' ')).map(({ start, end }): SpokenSentence => {
    const within = marks.filter((mark) => mark.start < end && mark.end > start && mark.to > mark.from);
    return {
      text: text.slice(start, end).replace(/\s+/gu, ' '),
      from: Math.min(...within.map(({ from }) => from)),
      to: Math.max(...within.map(({ to }) => to)),
    };
  });
  return spoken.filter(({ from, to }) => from < to && !isQuiet(samples, from, to));
}

/** A segment by its tokens where they are its text and lie within it, else as a whole. */
function piecesOf({ text, from, to, tokens }: HeardSegment): readonly SpokenSentence[] {
  const words = tokens.filter((token) => !/^\[_.*\]$|^<\|.*\|>$/u.test(token.text));
  const isWhole = words.map((word) => word.text).join('') === text;
  if (!isWhole || words.some((word) => word.from < from - 1 || word.to > to + 1)) return [{ text, from, to }];
  return words;
}

/** A line for each sentence. @param speakers of each sentence, from 0; null where nothing tells them apart: a speech model does not */
export function transcriptText(sentences: readonly SpokenSentence[], speakers: readonly number[] | null): string {
  const name = (index: number) => (speakers === null ? '' : `Speaker ${(speakers[index] ?? 0) + 1}: `);
  return sentences.map(({ text }, index) => name(index) + text).join('\n');
}
