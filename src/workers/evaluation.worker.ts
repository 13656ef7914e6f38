/** One of an evaluation's workers: models and decoding live here, off the page's thread. */
import type { EvaluationOperations, FromEvaluation, ToEvaluation } from './evaluation-protocol.ts';
import { EvaluationSession } from './evaluation-session.ts';
import { type ServerPort, serve } from './serve.ts';

const scope: ServerPort<EvaluationOperations> = {
  postMessage: (message: FromEvaluation) => self.postMessage(message),
  onmessage: null,
};
self.onmessage = (event: MessageEvent<ToEvaluation>) => scope.onmessage?.(event);

const createModelWorker = () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' });
const session = new EvaluationSession(createModelWorker, (error) =>
  scope.postMessage({ type: 'lost', error: error.toRecord() }),
);
serve(scope, session.handlers);
