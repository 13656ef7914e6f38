/** As src/workers/thread.worker.ts, which takes nothing where the app's policy is not in force. */
import { serveThread } from '../../../src/engine/lm/cpu/threads/thread.ts';
import type { FromThread, ToThread } from '../../../src/engine/lm/cpu/threads/thread-host.ts';

const receive = serveThread((message: FromThread) => self.postMessage(message));
const held = new Promise<void>((resolve) => {
  void navigator.locks.request(self.name, () => {
    resolve();
    return new Promise(() => {});
  });
});
self.onmessage = async ({ data }: MessageEvent<ToThread>) => {
  await held;
  receive(data);
};
