/**
 * The worker that downloads and stores models. It is the only one that may connect to a model host, and only to those
 * that its address names (`src/policy.ts`); it is never given anything that the user wrote.
 */
import { throwIfCancelled } from '../engine/errors.ts';
import type { FromModels, ModelOperations, ToModels } from './models-protocol.ts';
import { ModelsSession } from './models-session.ts';
import { type ServerPort, serve } from './serve.ts';
import { storedModels } from './stored-models.ts';

const scope: ServerPort<ModelOperations> = {
  postMessage: (message: FromModels) => self.postMessage(message),
  onmessage: null,
};
self.onmessage = (event: MessageEvent<ToModels>) => scope.onmessage?.(event);

/** For so long, or until the browser sees a network again. */
async function waitForConnection(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      self.removeEventListener('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    self.addEventListener('online', done);
    signal?.addEventListener('abort', done);
  });
  throwIfCancelled(signal);
}

const session = new ModelsSession({
  store: storedModels(),
  estimate: () => navigator.storage.estimate(),
  persisted: () => navigator.storage.persisted(),
  wait: waitForConnection,
  gpu: navigator.gpu,
  caches: globalThis.caches,
});
serve(scope, session.handlers);
