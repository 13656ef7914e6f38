/** The worker's half of the protocol: takes requests from a port, runs handlers, answers. Knows nothing of models. */

import { Cancelled, LocumError } from '../engine/errors.ts';
import type { FromServer, Name, OperationMap, RequestOf, ToServer } from './wire.ts';

export interface HandlerContext<Progress> {
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}

export type HandlersOf<Ops extends OperationMap<Ops>> = {
  readonly [Op in Name<Ops>]: (
    input: Ops[Op]['input'],
    context: HandlerContext<Ops[Op]['progress']>,
  ) => Promise<Ops[Op]['output']>;
};

/** The part of a `MessagePort` or worker scope that is used. */
export interface ServerPort<Ops extends OperationMap<Ops>> {
  postMessage(message: FromServer<Ops>): void;
  onmessage: ((event: MessageEvent<ToServer<Ops>>) => void) | null;
}

export function serve<Ops extends OperationMap<Ops>>(port: ServerPort<Ops>, handlers: HandlersOf<Ops>): void {
  const running = new Map<number, AbortController>();

  async function run<Op extends Name<Ops>>(request: RequestOf<Ops, Op>): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const value = await handlers[request.operation](request.input, {
        signal: controller.signal,
        report: (progress) => port.postMessage({ type: 'progress', id, value: progress }),
      });
      port.postMessage({ type: 'done', id, value });
    } catch (thrown) {
      if (thrown instanceof Cancelled) port.postMessage({ type: 'cancelled', id });
      else port.postMessage({ type: 'failed', id, error: LocumError.from(thrown).toRecord() });
    } finally {
      running.delete(id);
    }
  }

  port.onmessage = ({ data }) => {
    switch (data.type) {
      case 'request':
        void run(data);
        break;
      case 'cancel':
        running.get(data.id)?.abort();
        break;
      case 'ping':
        port.postMessage({ type: 'pong', number: data.number });
        break;
      case 'live':
        // Where there are no locks, silence alone tells that the worker has ended.
        void globalThis.navigator?.locks?.request(data.lock, () => {
          port.postMessage({ type: 'living' });
          return new Promise<never>(() => {});
        });
        break;
      default:
        data satisfies never;
    }
  };
}
