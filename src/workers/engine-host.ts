/** The engine behind its worker's port. */
import { EngineSession } from './engine-session.ts';
import type { FromWorker, Operations, ToWorker } from './protocol.ts';
import { type ServerPort, serve } from './serve.ts';

/** @param early messages that came before there was an engine @returns what takes the messages from now on */
export function startEngine(early: readonly MessageEvent<ToWorker>[]): (event: MessageEvent<ToWorker>) => void {
  const port: ServerPort<Operations> = {
    postMessage: (message: FromWorker) => self.postMessage(message),
    onmessage: null,
  };
  const createModelWorker = () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' });
  const session = new EngineSession(createModelWorker, (error) =>
    port.postMessage({ type: 'lost', error: error.toRecord() }),
  );
  serve(port, session.handlers);
  const receive = (event: MessageEvent<ToWorker>) => port.onmessage?.(event);
  early.forEach(receive);
  return receive;
}
