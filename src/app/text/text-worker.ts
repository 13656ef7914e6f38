/** Reading texts without a model, off the page's thread. The worker starts when it is first needed. */
import type { SourceKind } from '../../engine/analysis/evidence/frames/conversation.ts';
import type { LetterKind } from '../../engine/chart/letters/kinds.ts';
import { LocumError } from '../../engine/errors.ts';
import type { NotePart } from '../../engine/tasks/templates.ts';
import { WorkerCalls } from '../../workers/calls.ts';
import type { TextOperations } from '../../workers/text-protocol.ts';
import { workerOf } from '../workers.ts';

const calls = new WorkerCalls<TextOperations>(() => workerOf('text')(), {
  name: 'text',
  stateless: true,
  crash: (reason) =>
    new LocumError('engine-crashed', `The review stopped unexpectedly${reason === '' ? '' : `: ${reason}`}.`, {
      hint: 'Your text is kept; change a word of the note to review it again.',
    }),
});

/** @param source what the text is compared with */
export function reviewText(
  parts: readonly string[],
  { text, kind }: { readonly text: string; readonly kind: SourceKind },
  signal?: AbortSignal,
) {
  return calls.call('review', { parts, conversation: text, source: kind }, { signal });
}

/** What the note leaves to be done. */
export function planOfNote(note: readonly NotePart[], conversation: string, signal?: AbortSignal) {
  return calls.call('plan', { note, conversation }, { signal });
}

/** Codes of a list that the note may be about, of how many there are. */
export function codesFor(
  note: readonly NotePart[],
  conversation: string,
  list: TextOperations['codes']['input']['list'],
  signal?: AbortSignal,
) {
  return calls.call('codes', { note, conversation, list }, { signal });
}

/** @param by who signed the note */
export function letterFrom(note: readonly NotePart[], kind: LetterKind, by: string, signal?: AbortSignal) {
  return calls.call('letter', { note, kind, by }, { signal });
}

/** Makes the worker ready for a review that is likely to come. */
export function rehearseReview(signal?: AbortSignal) {
  return calls.call('rehearse', {}, { signal });
}

/** Of each text. */
export function identifiersIn(texts: readonly string[], signal?: AbortSignal) {
  return calls.call('identifiers', { texts }, { signal });
}
