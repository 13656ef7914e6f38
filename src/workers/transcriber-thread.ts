/** A thread of the speech model. */
import { policyInForce } from './policy-in-force.ts';

/** The names that the module gives to its threads begin so, and it knows from them that it runs in one. */
const THREAD = 'em-pthread';

export const isThread = (): boolean => self.name.startsWith(THREAD);

/**
 * Does what the module asks of a thread. The thread shares the memory in which the recording lies, so it takes nothing before the
 * policy is seen to hold: what comes meanwhile waits.
 */
export async function serveAsThread(): Promise<void> {
  const early: MessageEvent[] = [];
  self.onmessage = (event) => void early.push(event);
  if (!(await policyInForce())) throw new Error('nothing would keep a thread from talking to the network');
  await import('@transcribe/shout');
  for (const event of early) self.onmessage?.(event);
}
