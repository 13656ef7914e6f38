/** The worker's half of the protocol: takes requests from a port, runs handlers, answers. Knows nothing of models. */

import { Cancelled, LocumError } from '../engine/errors.ts';
import type { FromWorker, Operation, Operations, Request, ToWorker } from './protocol.ts';

export interface HandlerContext<Progress> {
  readonly signal: AbortSignal;
  report(progress: Progress): void;
}

export type Handlers = {
  readonly [Op in Operation]: (
    input: Operations[Op]['input'],
    context: HandlerContext<Operations[Op]['progress']>,
  ) => Promise<Operations[Op]['output']>;
};

/** The part of a `MessagePort` or worker scope that is used. */
export interface ServerPort {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

export function serve(port: ServerPort, handlers: Handlers): void {
  const running = new Map<number, AbortController>();

  async function run<Op extends Operation>(request: Request<Op>): Promise<void> {
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
      default:
        data satisfies never;
    }
  };
}
