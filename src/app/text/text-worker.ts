/** Reading texts without a model, off the page's thread. The worker starts when it is first needed. */
import { LocumError } from '../../engine/errors.ts';
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

export function reviewText(parts: readonly string[], conversation: string, signal?: AbortSignal) {
  return calls.call('review', { parts, conversation }, { signal });
}

/** Makes the worker ready for a review that is likely to come. */
export function rehearseReview(signal?: AbortSignal) {
  return calls.call('rehearse', {}, { signal });
}

/** Of each text. */
export function identifiersIn(texts: readonly string[], signal?: AbortSignal) {
  return calls.call('identifiers', { texts }, { signal });
}
