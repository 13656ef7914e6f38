import type { LargeReply, LargeRequest } from './protocol.ts';

declare global {
  interface Window {
    /** Starts the worker; resolves when the engine is ready for the model. */
    prepare(request: LargeRequest): Promise<void>;
    /** Loads and decodes. */
    load(): Promise<LargeReply>;
  }
}

let worker: Worker;

function answer(): Promise<LargeReply> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<LargeReply>) => resolve(data), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true });
  });
}

window.prepare = async (request) => {
  worker?.terminate();
  worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });
  const ready = answer();
  worker.postMessage(request);
  const reply = await ready;
  if (reply.kind === 'failed') throw new Error(reply.message);
};

window.load = () => {
  const done = answer();
  worker.postMessage('go');
  return done;
};
