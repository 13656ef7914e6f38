/** Where in its recording each turn of a conversation is said, though the conversation was edited since. */
import { diffArrays } from 'diff';
import type { Turn } from '../tasks/dialogue.ts';
import type { SpokenSentence } from './transcript.ts';

export interface AudioSpan {
  /** Seconds from the beginning. */
  readonly from: number;
  readonly to: number;
}

/** Of words that may differ; beyond it the conversation is another one. */
const MOST_EDITS = 4_000;
/** Of a sentence's words that a turn has to have, or of a turn's words that a sentence has to have. */
const SHARE = 0.5;

/**
 * By a turn's number. A turn spans the sentences that it shares half of its words with, or of theirs; one of which nothing was heard
 * has no span.
 */
export function turnSpans(
  turns: readonly Pick<Turn, 'number' | 'text'>[],
  sentences: readonly SpokenSentence[],
): ReadonlyMap<number, AudioSpan> {
  const written = turns.flatMap(({ text, number }) => wordsOf(text).map((word) => ({ word, place: number })));
  const heard = sentences.flatMap(({ text }, place) => wordsOf(text).map((word) => ({ word, place })));
  const changes = diffArrays(heard, written, {
    comparator: (one, other) => one.word === other.word,
    maxEditLength: MOST_EDITS,
  });
  const shared = new Map<number, Map<number, number>>();
  let from = 0;
  let to = 0;
  for (const { added, removed, count } of changes ?? []) {
    if (added) to += count;
    else if (removed) from += count;
    else {
      for (let step = 0; step < count; step++) {
        const turn = written[to++]?.place ?? 0;
        const sentence = heard[from++]?.place ?? 0;
        const ofTurn = shared.get(turn) ?? new Map<number, number>();
        shared.set(turn, ofTurn.set(sentence, (ofTurn.get(sentence) ?? 0) + 1));
      }
    }
  }
  const spans = new Map<number, AudioSpan>();
  for (const { number, text } of turns) {
    const length = wordsOf(text).length;
    const said = [...(shared.get(number) ?? [])].flatMap(([place, words]) => {
      const sentence = sentences[place];
      const isOfIt = sentence && words >= SHARE * Math.min(length, wordsOf(sentence.text).length);
      return isOfIt ? [sentence] : [];
    });
    if (said.length === 0) continue;
    spans.set(number, {
      from: Math.min(...said.map((sentence) => sentence.from)),
      to: Math.max(...said.map((sentence) => sentence.to)),
    });
  }
  return spans;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
