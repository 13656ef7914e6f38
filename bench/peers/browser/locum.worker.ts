import { openAnyCheckpoint } from '../../../src/engine/lm/any-checkpoint.ts';
import { openLoader } from '../../../src/engine/lm/loader.ts';
import { filesSource } from '../../../src/engine/lm/storage/blob-source.ts';
import { workerThreads } from '../../../src/workers/threads.ts';
import { locumRunner, type Runner } from '../runner.ts';
import type { Request } from './locum.ts';

let runner: Runner;

async function answer({ type, files, threads = 1, ids = [], tokens = 0 }: Request): Promise<number> {
  switch (type) {
    case 'open': {
      const started = performance.now();
      const host = workerThreads(
        (name) => new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module', name }),
      );
      const loader = await openLoader('cpu', {
        threads: threads === 1 || 'none' in host ? { none: 'no more were asked for' } : { ...host, threads },
      });
      const model = await loader.load(await openAnyCheckpoint(filesSource('peers', files!)));
      if (threads > 1 && loader.remark !== `${threads} threads compute.`) throw new Error(loader.remark);
      runner = locumRunner(model);
      return performance.now() - started;
    }
    case 'prefill':
      return runner.prefill(ids);
    case 'decode':
      return runner.decode(ids, tokens);
    default:
      return type satisfies never;
  }
}

self.onmessage = ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    (milliseconds) => self.postMessage(milliseconds),
    (thrown: unknown) => self.postMessage(String(thrown)),
  );
};
