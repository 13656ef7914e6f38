/** A note that the review cannot read: each of its sentences as one that the clinician has to compare and settle. */
import { dialogueTurns } from '../../tasks/dialogue.ts';
import type { Evidence, SentenceReview } from './evidence.ts';
import { sentencesOf } from './text/sentences.ts';

/** @param parts the note's texts, without their headers */
export function unsettledEvidence(parts: readonly string[], conversation: string): Evidence {
  const sentences = parts.flatMap((text, part) =>
    sentencesOf(text).map((sentence): SentenceReview => {
      return { sentence, part, level: 'uncertain', coverage: 0, units: 0, turns: [], flags: [] };
    }),
  );
  return { turns: dialogueTurns(conversation), sentences, omissions: [] };
}
