import type { ServerPort } from './serve.ts';
import type { FromServer, OperationMap, ToServer } from './wire.ts';

/**
 * Where a worker hears whoever started it.
 * @param transfers what of a message is moved instead of copied
 */
export function ownPort<Ops extends OperationMap<Ops>>(
  transfers: (message: FromServer<Ops>) => Transferable[] = () => [],
): ServerPort<Ops> {
  const port: ServerPort<Ops> = {
    postMessage: (message) => self.postMessage(message, { transfer: transfers(message) }),
    onmessage: null,
  };
  self.onmessage = (event: MessageEvent<ToServer<Ops>>) => port.onmessage?.(event);
  return port;
}
