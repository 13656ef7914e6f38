/** The engine in a worker, as the app has it, told to load one checkpoint and to decode one token. */
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { urlSource } from '../src/engine/lm/checkpoint/source.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import type { LargeReply, LargeRequest } from './protocol.ts';

const reply = (message: LargeReply) => postMessage(message);

async function run({ url, backend, precision }: LargeRequest): Promise<void> {
  const loader = await openLoader(backend, { gpu: navigator.gpu });
  reply({ kind: 'ready' });
  await new Promise((resolve) => addEventListener('message', resolve, { once: true }));
  const started = performance.now();
  const model = await loader.load(await openCheckpoint(urlSource(url)), { precision });
  const loadMs = performance.now() - started;
  await model.extend([1, 2, 3], { logits: 'none' });
  const before = performance.now();
  const { data } = await model.extend([4]);
  const decodeMs = performance.now() - before;
  const { parameters, bytes } = model.info;
  const token = data.indexOf(data.reduce((a, b) => Math.max(a, b)));
  reply({
    kind: 'done',
    parameters,
    weightBytes: bytes,
    loadMs,
    decodeMs,
    token,
    isFinite: data.every(Number.isFinite),
  });
}

addEventListener(
  'message',
  ({ data }: MessageEvent<LargeRequest>) => {
    run(data).catch((thrown: unknown) => reply({ kind: 'failed', message: String(thrown) }));
  },
  { once: true },
);
