/** The engine's worker: models, tokenizers and decoding live here, off the page's thread. */
import { EngineSession } from './engine-session.ts';
import type { FromWorker, Operations, ToWorker } from './protocol.ts';
import { type ServerPort, serve } from './serve.ts';

const scope: ServerPort<Operations> = {
  postMessage: (message: FromWorker) => self.postMessage(message),
  onmessage: null,
};
self.onmessage = (event: MessageEvent<ToWorker>) => scope.onmessage?.(event);

const createModelWorker = () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' });
const session = new EngineSession(createModelWorker, (error) =>
  scope.postMessage({ type: 'lost', error: error.toRecord() }),
);
serve(scope, session.handlers);
