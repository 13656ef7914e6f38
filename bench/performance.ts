/**
 * `npm run bench:performance`: measures what Locum aims at in speed and writes docs/PERFORMANCE.md. Everything is a ratio within one run, in
 * turns; run it on a machine that does nothing else. `--models a.gguf,b.gguf` (default: the SmolLM2 that comes with Locum), `--wllama
 * c.gguf,…` (files that wllama is measured on, default: the first of the models), `--parts peers,wllama,steps,light,sections,traffic`
 * measures some anew: the others stay as bench/results/performance.json has them.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type StepTraffic, stepOfPhi3Mini } from '../src/engine/lm/webgpu/testing/step-traffic.ts';
import type { LightReport } from './light.ts';
import { describeMachine, type Report } from './report.ts';
import type { Figure } from './statistics.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'bench/results/performance.json');
const DOCUMENT = join(ROOT, 'docs/PERFORMANCE.md');

const WHATS = ['prefill', 'decode'] as const;
const BARS = {
  decode: 2,
  prefill: 4.5,
  threads: 1.7,
  ensemble: 1.05,
  /** WebGPU is a software adapter here: arithmetic and not memory is its bound. */
  light: { cpu: 2, webgpu: 2.2 },
  section: 0.15,
  dispatches: 228,
} as const;

interface PeersReport {
  readonly title: string;
  readonly rows: readonly {
    readonly peer: string;
    readonly threads: number;
    readonly prefill: Figure;
    readonly decode: Figure;
  }[];
}

interface SectionsReport {
  readonly model: string;
  readonly first: Figure;
  readonly second: Figure;
  readonly ratio: number;
}

interface Found {
  /** By the names of files. */
  peers?: Readonly<Record<string, PeersReport>>;
  wllama?: readonly PeersReport[];
  steps?: readonly Report[];
  light?: readonly LightReport[];
  sections?: readonly SectionsReport[];
  traffic?: readonly StepTraffic[];
  machine?: Report['machine'];
  date?: string;
}

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: '' },
    wllama: { type: 'string' },
    parts: { type: 'string', default: 'peers,wllama,steps,light,sections,traffic' },
    rounds: { type: 'string', default: '5' },
  },
});
const parts = values.parts.split(',');
const models = named(values.models);
const besideWllama = values.wllama === undefined ? models.slice(0, 1) : named(values.wllama);

/** The options that name each file; none is the model that comes with Locum. */
function named(files: string): readonly (readonly string[])[] {
  return files === '' ? [[]] : files.split(',').map((file) => ['--model', file]);
}

/** What a benchmark prints, one JSON value a line. A bar that is missed ends it with 1, and is told here. */
async function bench<Result>(script: string, ...options: string[]): Promise<readonly Result[]> {
  console.error(`$ ${script} ${options.join(' ')}`);
  const all = ['--import', 'tsx', join(import.meta.dirname, script), ...options, '--json'];
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'inherit'] });
  const text = await readAll(child.stdout);
  if (text.startsWith('{\n')) return [JSON.parse(text) as Result];
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Result);
}

const found: Found = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Found) : {};
function keep(): void {
  mkdirSync(join(ROOT, 'bench/results'), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(found, null, 2)}\n`);
  writeFileSync(DOCUMENT, document());
}

const measurements: Readonly<Record<string, () => Promise<void>>> = {
  async traffic() {
    found.traffic = [await stepOfPhi3Mini('subgroup'), await stepOfPhi3Mini('workgroup')];
  },
  async peers() {
    for (const model of models) {
      const only = ['--only', 'node,chromium,llama.cpp', '--rounds', values.rounds];
      for (const report of await bench<PeersReport>('peers.ts', ...model, ...only)) {
        found.peers = { ...found.peers, [report.title.split(',')[0]!]: report };
        keep();
      }
    }
  },
  async sections() {
    found.sections = await bench('sections.ts', ...(models.length > 1 ? models.at(-1)! : []), '--rounds', '2');
  },
  async light() {
    found.light = await bench('main.ts', '--light', '--quick');
  },
  async steps() {
    found.steps = await bench('main.ts', '--quick');
  },
  async wllama() {
    found.wllama = [];
    for (const model of besideWllama) {
      const only = ['--only', 'chromium,wllama', '--rounds', '1'];
      found.wllama = [...found.wllama, ...(await bench<PeersReport>('peers.ts', ...model, ...only))];
      keep();
    }
  },
};
for (const [part, measure] of Object.entries(measurements)) {
  if (!parts.includes(part)) continue;
  await measure();
  found.machine = { ...describeMachine(), load: loadavg()[2]! };
  found.date = new Date().toISOString().slice(0, 10);
  keep();
}
keep();
process.exit(0);

function verdict(value: number, bar: number, isLeast = false): string {
  return (isLeast ? value >= bar : value <= bar) ? 'yes' : '**no**';
}

function document(): string {
  const { machine, date } = found;
  const lines = [
    '# Performance',
    '',
    'Written by `npm run bench:performance`, never by hand. Ratios are of medians within one run, all in turns.',
    '',
  ];
  if (machine)
    lines.push(
      `${date}: ${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, mean load over the last quarter of an hour ${machine.load.toFixed(1)}. WebGPU is software (SwiftShader): nothing was measured on a real GPU.`,
      '',
    );
  const reports = [...Object.values(found.peers ?? {}), ...(found.wllama ?? [])];
  if (reports.length > 0) lines.push('## The CPU beside its peers', '', ...reports.flatMap(peersLines));
  lines.push('## Steps', '', '| what | figure | bar | met |', '|---|---|---|---|');
  for (const { backend, ensembleOverSum, ensembleMs } of (found.steps ?? []).flatMap(({ backends }) => backends)) {
    lines.push(
      `| step of a trio over the sum of its three (${backend}, demo models, ${ensembleMs.median.toFixed(1)} ms) | ${ensembleOverSum.toFixed(2)} × | ${BARS.ensemble} | ${verdict(ensembleOverSum, BARS.ensemble)} |`,
    );
  }
  for (const { backend, overBase } of found.light ?? []) {
    const ratio = overBase['three contexts'];
    lines.push(
      `| light trio, three contexts, over one model (${backend}, processor time) | ${ratio.toFixed(2)} × | ${BARS.light[backend]} | ${verdict(ratio, BARS.light[backend])} |`,
    );
  }
  for (const { model, first, second, ratio } of found.sections ?? []) {
    lines.push(
      `| first token of a second section (${basename(model)}, ${second.median.toFixed(0)} ms) over the first’s (${first.median.toFixed(0)} ms) | ${ratio.toFixed(3)} × | ${BARS.section} | ${verdict(ratio, BARS.section)} |`,
    );
  }
  for (const { kernels, dispatches, overFloor } of found.traffic ?? []) {
    lines.push(
      `| dispatches a token, layers of Phi-3-mini, ${kernels} kernels | ${dispatches} | ${BARS.dispatches} | ${verdict(dispatches, BARS.dispatches)} |`,
      `| bytes of weights read a step over what they take, ${kernels} kernels | ${overFloor.toFixed(3)} × | 1 | ${verdict(overFloor, 1)} |`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function peersLines({ title, rows }: PeersReport): readonly string[] {
  const ms = ({ median, low, high }: Figure): string => `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}]`;
  const lines = [title, '', '| engine | threads | prefill, ms a token | decode, ms a token |', '|---|---|---|---|'];
  for (const { peer, threads, prefill, decode } of rows)
    lines.push(`| ${peer} | ${threads} | ${ms(prefill)} | ${ms(decode)} |`);
  lines.push('', '| ratio | threads | prefill | bar | met | decode | bar | met |', '|---|---|---|---|---|---|---|---|');
  for (const own of rows.filter(({ peer }) => peer.startsWith('Locum'))) {
    for (const other of rows.filter(({ peer, threads }) => !peer.startsWith('Locum') && threads === own.threads)) {
      const bars = other.peer === 'wllama' ? { prefill: 1, decode: 1 } : BARS;
      const [read, written] = WHATS.map((what) => own[what].median / other[what].median) as [number, number];
      lines.push(
        `| ${own.peer} takes … of ${other.peer}’s time | ${own.threads} | ${read.toFixed(2)} × | ${bars.prefill} | ${verdict(read, bars.prefill)} | ${written.toFixed(2)} × | ${bars.decode} | ${verdict(written, bars.decode)} |`,
      );
    }
  }
  for (const own of rows.filter(({ threads }) => threads > 1)) {
    const alone = rows.find(({ peer, threads }) => peer === own.peer && threads === 1);
    if (alone === undefined) continue;
    const [read, written] = WHATS.map((what) => alone[what].median / own[what].median) as [number, number];
    // A peer's gain tells what the cores of this machine have to give.
    const held = (gain: number): string =>
      own.peer.startsWith('Locum') ? `${BARS.threads} | ${verdict(gain, BARS.threads, true)}` : '– | –';
    lines.push(
      `| ${own.peer}: ${own.threads} threads over one | ${own.threads} | ${read.toFixed(2)} × faster | ${held(read)} | ${written.toFixed(2)} × faster | ${held(written)} |`,
    );
  }
  return [...lines, ''];
}
