/**
 * `npm run bench:quantise`: how fast weights are narrowed while they stream in, and what a token costs at that size, on a
 * random Llama of a billion parameters in bf16 (written to a temporary folder, or `--folder`). `--backend cpu|webgpu`,
 * `--precision q4,q8`, `--layers N` (16), `--tokens N` (8), `--keep`: leave the checkpoint there; `--json`: JSON only.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gpuFor, restartWithSwiftShader } from '../node/gpu.ts';
import type { CausalLM } from '../src/engine/lm/causal-lm.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { type QuantisedPrecision, writeQuantised } from '../src/engine/lm/checkpoint/quantised-writer.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import { largeCheckpoint } from './large-checkpoint.ts';
import { describeMachine } from './report.ts';
import { figure } from './statistics.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    folder: { type: 'string' },
    backend: { type: 'string', default: 'cpu' },
    precision: { type: 'string', default: 'q4,q8' },
    layers: { type: 'string', default: '16' },
    tokens: { type: 'string', default: '8' },
  },
});
const backend = values.backend === 'webgpu' ? 'webgpu' : 'cpu';
if (backend === 'webgpu') {
  const elsewhere = await restartWithSwiftShader('webgpu');
  if (elsewhere !== null) process.exit(elsewhere);
}
const say = (text: string) => values.json || console.error(text);
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'locum-large-'));
const decodeTokens = Number(values.tokens);

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
}

async function decode(model: CausalLM) {
  await model.extend([1, 2, 3, 4, 5, 6, 7, 8]);
  const times: number[] = [];
  for (let i = 0; i < decodeTokens; i++) times.push((await timed(() => model.extend([100 + i])))[1]);
  return figure(times);
}

const sink = join(folder, 'quantised');
try {
  say(`Writing the checkpoint to ${folder} …`);
  const large = await largeCheckpoint(folder, Number(values.layers));
  const source = folderSource(folder);
  const megabytes = large.bytes / 1e6;
  const runs = [];
  for (const precision of values.precision.split(',') as QuantisedPrecision[]) {
    say(`Loading as ${precision} on ${backend} …`);
    const loader = await openLoader(backend, { gpu: await gpuFor(backend) });
    const checkpoint = await openCheckpoint(source);
    const [, readMs] = await timed(async () => {
      for await (const _ of checkpoint.weights({ precision }));
    });
    const [model, loadMs] = await timed(() => loader.load(checkpoint, { precision }));
    say(`Decoding ${decodeTokens} tokens …`);
    const decodeMs = await decode(model);
    const weightBytes = model.info.bytes;
    await model.dispose();
    say('Writing it down, and loading that …');
    const [keptBytes, writeMs] = await timed(() => writeQuantised(checkpoint, folderSink(sink), { precision }));
    const [again, secondMs] = await timed(async () => loader.load(await openCheckpoint(folderSource(sink))));
    await again.dispose();
    loader.destroy();
    runs.push({
      precision,
      weightBytes,
      keptBytes,
      quantiseMBps: megabytes / (readMs / 1e3),
      loadMBps: megabytes / (loadMs / 1e3),
      loadMs,
      writeMs,
      secondLoadMs: secondMs,
      decodeMs,
    });
  }
  const report = {
    date: new Date().toISOString(),
    machine: describeMachine(),
    backend,
    parameters: large.parameters,
    bf16Bytes: large.bytes,
    runs,
  };
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else {
    console.log(
      `${(large.parameters / 1e9).toFixed(2)} billion parameters, ${(megabytes / 1e3).toFixed(2)} GB as bf16, on ${backend}`,
    );
    for (const run of runs) {
      const { median, low, high } = run.decodeMs;
      console.log(
        `${run.precision}: quantised ${run.quantiseMBps.toFixed(0)} MB/s, loaded ${run.loadMBps.toFixed(0)} MB/s (${(run.loadMs / 1e3).toFixed(1)} s), ` +
          `${(run.weightBytes / 1e9).toFixed(2)} GB of weights; written down in ${(run.writeMs / 1e3).toFixed(1)} s, ` +
          `second start ${(run.secondLoadMs / 1e3).toFixed(1)} s; a token ${median.toFixed(0)} ms (${low.toFixed(0)}–${high.toFixed(0)})`,
      );
    }
  }
} finally {
  rmSync(sink, { recursive: true, force: true });
  if (!values.keep && values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
