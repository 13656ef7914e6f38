import { LocumError } from '../engine/errors.ts';
import { policyInForce } from './policy-in-force.ts';
import type { ServerPort } from './serve.ts';
import type { FromServer, OperationMap, ToServer } from './wire.ts';

export interface PortOptions<Ops extends OperationMap<Ops>> {
  /** What of a message is moved instead of copied. */
  readonly transfers?: (message: FromServer<Ops>) => Transferable[];
  /** Messages that came before anybody listened. */
  readonly early?: readonly MessageEvent<ToServer<Ops>>[];
}

/**
 * Where a worker hears whoever started it. It hears nothing before the policy has been seen to hold in this worker; where
 * none does, every request is refused.
 */
export function ownPort<Ops extends OperationMap<Ops>>({
  transfers = () => [],
  early = [],
}: PortOptions<Ops> = {}): ServerPort<Ops> {
  const port: ServerPort<Ops> = {
    postMessage: (message) => self.postMessage(message, { transfer: transfers(message) }),
    onmessage: null,
  };
  const inForce = policyInForce();
  const receive = async (event: MessageEvent<ToServer<Ops>>): Promise<void> => {
    const { data } = event;
    const isGuarded = await inForce;
    if (isGuarded || data.type !== 'request') port.onmessage?.(event);
    else port.postMessage({ type: 'failed', id: data.id, error: withoutPolicy().toRecord() });
  };
  self.onmessage = receive;
  for (const event of early) void receive(event);
  return port;
}

function withoutPolicy(): LocumError {
  return new LocumError(
    'policy-absent',
    'Nothing would keep this worker from talking to the network, so it takes no text.',
    {
      hint: 'Reload the page: the app’s service worker then brings the policy. If this stays (private windows have none), use Locum from “npm start”, or from a host that sends its security headers.',
    },
  );
}
