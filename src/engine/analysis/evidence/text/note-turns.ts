/** A note as the source of something else, a letter: each of its sentences is cited as a turn of a conversation is. */
import type { Turn } from '../../../tasks/dialogue.ts';
import { sentencesOf } from './sentences.ts';

/** Headings, in capitals, are no turns: they label those below them. */
export function noteTurns(note: string): readonly Turn[] {
  return sentencesOf(note).map(({ index, text, start, end, section }) => {
    return { number: index + 1, speaker: 'unknown', label: section, text, start, end };
  });
}
