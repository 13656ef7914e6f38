/** Threads of the CPU backend in the browser: workers of the worker that computes. */
import { type FromThread, MOST_THREADS, type Thread, type ThreadHost } from '../engine/lm/cpu/threads/thread-host.ts';

/** The part of a `Worker` that is used. */
type ThreadWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** @param createWorker one that runs `thread.worker.ts` under this name */
export function workerThreads(createWorker: (name: string) => ThreadWorker): ThreadHost {
  // Memory is shared between isolated contexts only, and a thread that holds no lock could not be known to have ended.
  if (!globalThis.crossOriginIsolated)
    return { none: 'the page is not isolated from others, as threads need it to be' };
  if (globalThis.navigator.locks === undefined) return { none: 'this browser has no locks to know threads by' };
  const threads = Math.min(globalThis.navigator.hardwareConcurrency || 1, MOST_THREADS);
  if (threads < 2) return { none: 'this machine has one core' };
  return { threads, start: () => startThread(createWorker) };
}

function startThread(createWorker: (name: string) => ThreadWorker): Thread {
  const lock = `locum-thread-${crypto.randomUUID()}`;
  const worker = createWorker(lock);
  /** Resolves once the thread has ended; set when it is first heard, because then it has its lock. */
  let gone: Promise<void> | null = null;
  const thread: Thread = {
    post: (message) => worker.postMessage(message),
    onmessage: null,
    onend: null,
    async end() {
      worker.terminate();
      await gone;
    },
  };
  worker.onmessage = ({ data }: MessageEvent<FromThread>) => {
    gone ??= navigator.locks.request(lock, () => {}).then(() => thread.onend?.(''));
    thread.onmessage?.(data);
  };
  worker.onerror = ({ message }) => thread.onend?.(message ?? '');
  return thread;
}
