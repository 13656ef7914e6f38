/**
 * `npm run bench`: what a token costs, on the CPU and on the WebGPU adapter that Node finds (SwiftShader where there is
 * no GPU). Prints a table, writes JSON to bench/results/. `--json`: JSON only; `--quick`: fewer rounds;
 * `--backend cpu|webgpu`: one of them; `--base`, `--expert`, `--anti`: other models; `--light`: instead, what a light trio's step costs over
 * that of its base.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gpuFor, restartWithSwiftShader } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { LIGHT_BAR, lightLines, lightReport } from './light.ts';
import { measure } from './probe.ts';
import { backendReport, describeMachine, type Report, rate, table } from './report.ts';
import { type BackendName, openSubject, type Settings, type Subject } from './subject.ts';
import { yardstick } from './yardstick.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    light: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    backend: { type: 'string', default: 'all' },
    base: { type: 'string', default: 'demo-base' },
    expert: { type: 'string', default: 'demo-it' },
    anti: { type: 'string', default: 'demo-anti' },
  },
});
const wanted = (['cpu', 'webgpu'] as const).filter((name) => values.backend === 'all' || values.backend === name);
if (wanted.length === 0) {
  console.error('--backend must be cpu, webgpu or all.');
  process.exit(2);
}
if (wanted.includes('webgpu')) {
  const elsewhere = await restartWithSwiftShader('webgpu');
  if (elsewhere !== null) process.exit(elsewhere);
}

const rounds = values.quick ? 3 : 11;
const settings: Settings = {
  contextTokens: values.quick ? 64 : 256,
  decodeTokens: values.quick ? 4 : 8,
  prefillTokens: values.quick ? 64 : 256,
  precisions: ['q4', 'f32'],
};
const say = (text: string) =>
  values.json || process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);

async function adapterName(gpu: GPU): Promise<string | null> {
  const adapter = await gpu.requestAdapter();
  return (
    adapter && [adapter.info.vendor, adapter.info.architecture, adapter.info.description].filter(Boolean).join(' ')
  );
}

const sources = {
  base: modelSource(values.base),
  expert: modelSource(values.expert),
  anti: modelSource(values.anti),
};
const gpu = wanted.includes('webgpu') ? await gpuFor('webgpu') : undefined;
const adapter = gpu ? await adapterName(gpu) : null;
if (values.light) {
  let isDear = false;
  for (const backend of wanted) {
    if (backend === 'webgpu' && adapter === null) {
      say('There is no WebGPU adapter here: only the CPU is measured.');
      continue;
    }
    const on = backend === 'webgpu' ? { gpu, adapter } : { gpu: undefined, adapter: null };
    const found = await lightReport(backend, on, sources.base, settings, rounds, (round) =>
      say(`Decoding on ${backend}, round ${round} of ${rounds} …`),
    );
    console.log(values.json ? JSON.stringify(found) : lightLines(found).join('\n'));
    isDear ||= found.overBase['three contexts'] > LIGHT_BAR;
  }
  process.exit(isDear ? 1 : 0);
}
const subjects: Subject[] = [];
for (const backend of wanted) {
  if (backend === 'webgpu' && adapter === null) {
    say('There is no WebGPU adapter here: only the CPU is measured.');
    continue;
  }
  say(`Loading on ${backend} …`);
  subjects.push(await openSubject(backend, gpu, sources, settings));
}

const decode = await measure([yardstick, ...subjects.flatMap((subject) => subject.decode)], rounds, (round) =>
  say(`Decoding, round ${round} of ${rounds} …`),
);
const prefillRounds = Math.ceil(rounds / 2);
const prefill = await measure(
  subjects.flatMap((subject) => subject.prefill),
  prefillRounds,
  (round) => say(`Prefilling, round ${round} of ${prefillRounds} …`),
);
const figures = new Map([...decode, ...prefill]);
const plain = figures.get(yardstick.name);
if (plain === undefined) throw new Error('The yardstick was not measured.');

const adapterOf = (backend: BackendName) => (backend === 'webgpu' ? adapter : null);
const report: Report = {
  date: new Date().toISOString(),
  machine: describeMachine(),
  settings: { ...settings, rounds },
  yardstickGflops: rate(plain),
  backends: subjects.map((subject) => backendReport(subject, adapterOf(subject.backend), figures, plain)),
};
for (const subject of subjects) await subject.dispose();

const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
const path = join(folder, `${report.date.replaceAll(':', '-')}.json`);
const json = `${JSON.stringify(report, null, 2)}\n`;
writeFileSync(path, json);
if (values.json) process.stdout.write(json);
else {
  say('');
  process.stdout.write(table(report));
  say(`Written to ${path}`);
}
process.exit(0);
