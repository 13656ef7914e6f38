/** What a thread of the pool does. */
import { Kernels } from '../kernels.ts';
import { Control } from './control.ts';
import type { FromThread, ToThread } from './thread-host.ts';

/** Serves one pool. @param post to the pool @returns what is to hear the pool's messages, in their order */
export function serveThread(post: (message: FromThread) => void): (message: ToThread) => void {
  const memories = new Map<number, Kernels>();
  let control: Control | null = null;
  let lane = 0;

  function receive(message: ToThread): void {
    switch (message.type) {
      case 'start':
        control = new Control(message.control);
        lane = message.lane;
        post({ type: 'started' });
        return;
      case 'attach':
        memories.set(message.id, new Kernels(message.modules, message.memory));
        post({ type: 'attached', id: message.id });
        return;
      case 'help': {
        const kernels = memories.get(message.id);
        if (kernels !== undefined) control?.help(message.pass, kernels, lane);
        return;
      }
      default:
        message satisfies never;
    }
  }
  return (message) => {
    try {
      receive(message);
    } catch (thrown) {
      post({ type: 'failed', reason: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
}
