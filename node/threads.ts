/** Threads of the CPU backend in Node. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MOST_THREADS, type Thread, type ThreadHost } from '../src/engine/lm/cpu/threads/thread-host.ts';

/** @param wanted threads that are to compute; default: as many as the machine has cores, within reason */
export function nodeThreads(wanted = Math.min(availableParallelism(), MOST_THREADS)): ThreadHost {
  if (wanted > 1) return { threads: wanted, start: () => startThread(new URL('./thread.ts', import.meta.url)) };
  return { none: availableParallelism() > 1 ? 'no more were asked for' : 'this machine has one core' };
}

/** Runs a script that serves the pool over `parentPort`. */
export function startThread(script: URL): Thread {
  const worker = new Worker(new URL('./typescript-thread.mjs', import.meta.url), {
    workerData: script.href,
    execArgv: [],
  });
  // A pool that nobody ended does not keep the process alive.
  worker.unref();
  const thread: Thread = {
    post: (message) => worker.postMessage(message),
    onmessage: null,
    onend: null,
    end: async () => void (await worker.terminate()),
  };
  worker.on('message', (message) => thread.onmessage?.(message));
  worker.on('error', (error: Error) => thread.onend?.(error.message));
  worker.on('exit', () => thread.onend?.(''));
  return thread;
}
