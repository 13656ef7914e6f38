/** The engine behind its worker's port. */
import { trustOwnScripts } from '../trusted-scripts.ts';
import { EngineSession } from './engine-session.ts';
import { ownPort } from './own-port.ts';
import type { Operations, ToWorker } from './protocol.ts';
import { serve } from './serve.ts';
import { workerThreads } from './threads.ts';

/** Takes the worker's messages from now on. @param early those that came before there was an engine */
export function startEngine(early: readonly MessageEvent<ToWorker>[]): void {
  trustOwnScripts();
  const port = ownPort<Operations>({ early });
  const createModelWorker = () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' });
  const threads = workerThreads(
    (name) => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name }),
  );
  const session = new EngineSession(
    createModelWorker,
    (error) => port.postMessage({ type: 'lost', error: error.toRecord() }),
    threads,
  );
  serve(port, session.handlers);
}
