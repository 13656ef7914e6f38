/**
 * The worker that downloads and stores models. It is the only one that may connect to a model host, and only to those
 * that its address names (`src/policy.ts`); it is never given anything that the user wrote.
 */
import { throwIfCancelled } from '../engine/errors.ts';
import type { ModelOperations } from './models-protocol.ts';
import { ModelsSession } from './models-session.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import { storedModels } from './stored-models.ts';

const port = ownPort<ModelOperations>();

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
  storage: navigator.storage,
  wait: waitForConnection,
  gpu: navigator.gpu,
  caches: globalThis.caches,
});
serve(port, session.handlers);
