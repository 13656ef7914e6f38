/** Locum's CPU backend in a worker of the page, as the app has it. */
import type { Runner } from '../runner.ts';

export interface Request {
  readonly type: 'open' | 'prefill' | 'decode';
  readonly files?: ReadonlyMap<string, Blob>;
  readonly threads?: number;
  readonly ids?: readonly number[];
  readonly tokens?: number;
}

export async function startLocum(files: ReadonlyMap<string, Blob>, threads: number): Promise<Runner> {
  const worker = new Worker(new URL('./locum.worker.ts', import.meta.url), { type: 'module' });
  const ask = (request: Request): Promise<number> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number | string>) =>
        typeof data === 'number' ? resolve(data) : reject(new Error(data));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(request);
    });
  await ask({ type: 'open', files, threads });
  return {
    prefill: (ids) => ask({ type: 'prefill', ids }),
    decode: (ids, tokens) => ask({ type: 'decode', ids, tokens }),
  };
}
