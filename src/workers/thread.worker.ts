/**
 * A thread of the CPU backend. It is handed the memory of models, in which lies what the user typed, so it takes nothing before
 * the policy is seen to hold. Its name is a lock that it holds as long as it lives.
 */
import { serveThread } from '../engine/lm/cpu/threads/thread.ts';
import type { FromThread, ToThread } from '../engine/lm/cpu/threads/thread-host.ts';
import { policyInForce } from './policy-in-force.ts';

const post = (message: FromThread) => self.postMessage(message);
const receive = serveThread(post);
const held = new Promise<void>((resolve) => {
  void navigator.locks.request(self.name, () => {
    resolve();
    return new Promise(() => {});
  });
});
const isGuarded = Promise.all([policyInForce(), held]).then(([inForce]) => inForce);

self.onmessage = async ({ data }: MessageEvent<ToThread>) => {
  if (await isGuarded) receive(data);
  else post({ type: 'failed', reason: 'nothing would keep it from talking to the network' });
};
