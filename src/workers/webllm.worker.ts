/** A worker for one web-llm model. It fetches nothing: the model's files are in web-llm's cache before it is asked. */
import { watchDevices } from '../engine/lm/webllm/watch-devices.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import type { WebLlmOperations } from './webllm-protocol.ts';
import { transfers, WebLlmSession } from './webllm-session.ts';

const port = ownPort<WebLlmOperations>({ transfers });

const session = new WebLlmSession(
  () => import('@mlc-ai/web-llm'),
  (error) => port.postMessage({ type: 'lost', error: error.toRecord() }),
);
watchDevices((reason) => session.deviceLost(reason));
serve(port, session.handlers);
