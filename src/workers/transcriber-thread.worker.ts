/**
 * A thread of the speech model. It shares the memory in which the recording lies, so it takes nothing before the policy is seen to hold:
 * what comes meanwhile waits.
 */
import { policyInForce } from './policy-in-force.ts';

const early: MessageEvent[] = [];
self.onmessage = (event) => void early.push(event);

if (!(await policyInForce())) throw new Error('nothing would keep a thread from talking to the network');
// Its name tells the module that this is a thread, and the module listens from then on.
await import('@transcribe/shout');
for (const event of early) self.onmessage?.(event);
