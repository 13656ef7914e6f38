/** A worker for one web-llm model. It fetches nothing: the model's files are in web-llm's cache before it is asked. */
import { watchDevices } from '../engine/lm/webllm/watch-devices.ts';
import { type ServerPort, serve } from './serve.ts';
import type { FromModelWorker, ToModelWorker, WebLlmOperations } from './webllm-protocol.ts';
import { transfers, WebLlmSession } from './webllm-session.ts';

const scope: ServerPort<WebLlmOperations> = {
  postMessage: (message: FromModelWorker) => self.postMessage(message, { transfer: transfers(message) }),
  onmessage: null,
};
self.onmessage = (event: MessageEvent<ToModelWorker>) => scope.onmessage?.(event);

const session = new WebLlmSession(
  () => import('@mlc-ai/web-llm'),
  (error) => scope.postMessage({ type: 'lost', error: error.toRecord() }),
);
watchDevices((reason) => session.deviceLost(reason));
serve(scope, session.handlers);
