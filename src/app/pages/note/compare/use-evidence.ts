import { useEffect, useState } from 'react';
import type { SentenceReview } from '../../../../engine/analysis/evidence/evidence.ts';
import type { Column } from '../../../note/compare.ts';
import { columnParts } from '../../../note/compare.ts';
import { sourceKind, useNote } from '../../../note/note.ts';
import { reviewText } from '../../../text/text-worker.ts';

/** The sentences of a finished column, each with how far the conversation bears it out; null until that is known. */
export function useEvidence(column: Column | undefined, text: string): readonly SentenceReview[] | null {
  const kind = useNote(sourceKind);
  const [reviewed, setReviewed] = useState<{ of: Column; sentences: readonly SentenceReview[] } | null>(null);
  const done = column?.done === true ? column : null;
  useEffect(() => {
    if (done === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    reviewText(columnParts(done), { text, kind }, signal)
      .then(({ sentences }) => {
        if (!signal.aborted) setReviewed({ of: done, sentences });
      })
      // What cannot be reviewed, such as a text in another language, is compared by its words alone.
      .catch(() => setReviewed(null));
    return () => controller.abort();
  }, [done, text, kind]);
  return reviewed !== null && reviewed.of === done ? reviewed.sentences : null;
}
