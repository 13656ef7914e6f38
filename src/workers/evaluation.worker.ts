/** One of an evaluation's workers: models and decoding live here, off the page's thread. */
import { trustOwnScripts } from '../trusted-scripts.ts';
import type { EvaluationOperations } from './evaluation-protocol.ts';
import { EvaluationSession } from './evaluation-session.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';

trustOwnScripts();
const port = ownPort<EvaluationOperations>();

const createModelWorker = () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' });
const session = new EvaluationSession(createModelWorker, (error) =>
  port.postMessage({ type: 'lost', error: error.toRecord() }),
);
serve(port, session.handlers);
