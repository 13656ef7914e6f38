/**
 * `npm run bench:peers`: Locum on the CPU, in Node and in Chromium, beside llama.cpp (`node-llama-cpp`) and wllama (both installed by
 * hand: bench/peers/README.md), the same GGUF file, in turns, with one thread and with two. `--model FILE` (default: the SmolLM2 that
 * comes with Locum), `--rounds N`, `--only a,b` of `node`, `chromium`, `llama.cpp`, `wllama`, `--json`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { PUBLIC } from '../node/shipped.ts';
import { nodeThreads } from '../node/threads.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import { openPeersPage, type PeersPage } from './peers/chromium.ts';
import { locumRunner, type Runner } from './peers/runner.ts';
import { type Figure, figure } from './statistics.ts';

const PEERS = join(import.meta.dirname, 'peers');
const PROMPT_TOKENS = 240;
const DECODED = 8;

const { values } = parseArgs({
  options: {
    model: {
      type: 'string',
      default: join(PUBLIC, 'models/smollm2-135m/SmolLM2-135M-Instruct.Q4_1-00001-of-00003.gguf'),
    },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: 'node,chromium,llama.cpp,wllama' },
    json: { type: 'boolean', default: false },
  },
});
if (!existsSync(join(PEERS, 'node_modules'))) {
  console.log('Skipped: the peers are not installed. npm install --ignore-scripts --prefix bench/peers');
  process.exit(0);
}

type Peer = 'Locum in Node' | 'Locum in Chromium' | 'llama.cpp' | 'wllama';

async function locumInNode(threads: number): Promise<Runner> {
  const loader = await openLoader('cpu', { threads: nodeThreads(threads) });
  return locumRunner(await loader.load(await openAnyCheckpoint(modelSource(values.model))));
}

async function llamaCpp(threads: number): Promise<Runner> {
  const child = spawn(process.execPath, [join(PEERS, 'llama-speed.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = lineByLine(child);
  await ask({ model: values.model, threads });
  return {
    prefill: (ids) => ask({ prefill: ids }),
    decode: (ids, tokens) => ask({ decode: ids, tokens }),
  };
}

/** A GGUF file, or all parts of the one whose first is named. */
function partsOf(file: string): readonly string[] {
  const [, name, count] = /^(.*)-00001-of-(\d{5})\.gguf$/.exec(basename(file)) ?? [];
  if (name === undefined) return [file];
  const parts = readdirSync(dirname(file)).filter(
    (each) => each.startsWith(`${name}-`) && each.endsWith(`-of-${count}.gguf`),
  );
  return parts.sort().map((part) => join(dirname(file), part));
}

/** Writes a request a line and reads the milliseconds of the answer. */
function lineByLine({ stdin, stdout }: ChildProcess): (request: object) => Promise<number> {
  const lines = createInterface({ input: stdout! })[Symbol.asyncIterator]();
  return async (request) => {
    stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('llama.cpp has ended.');
    return (JSON.parse(value) as { readonly milliseconds: number }).milliseconds;
  };
}

const ids = Array.from({ length: PROMPT_TOKENS }, (_, index) => 300 + ((index * 37) % 1000));
const counts = availableParallelism() > 1 ? [1, 2] : [1];
const only = values.only.split(',');
const page: PeersPage | null =
  only.includes('chromium') || only.includes('wllama') ? await openPeersPage(partsOf(values.model)) : null;
if (page === null) console.error('Without Chromium, and so without wllama.');
const hasWllama = existsSync(join(PEERS, 'node_modules/@wllama'));

interface Timed {
  readonly peer: Peer;
  readonly threads: number;
  readonly runner: Runner;
  readonly prefill: number[];
  readonly decode: number[];
}
const timed: Timed[] = [];
for (const threads of counts) {
  const add = async (peer: Peer, runner: Promise<Runner>) =>
    timed.push({ peer, threads, runner: await runner, prefill: [], decode: [] });
  if (only.includes('node')) await add('Locum in Node', locumInNode(threads));
  if (only.includes('llama.cpp')) await add('llama.cpp', llamaCpp(threads));
  if (page !== null && only.includes('chromium')) await add('Locum in Chromium', page.open('locum', threads));
  if (page !== null && hasWllama && only.includes('wllama')) await add('wllama', page.open('wllama', threads));
}

const rounds = Number(values.rounds);
for (let round = 0; round <= rounds; round++) {
  console.error(`Round ${round} of ${rounds} …`);
  for (const { runner, prefill, decode } of timed) {
    const read = (await runner.prefill(ids)) / PROMPT_TOKENS;
    const written = (await runner.decode(ids, DECODED)) / DECODED;
    // The first round warms up.
    if (round === 0) continue;
    prefill.push(read);
    decode.push(written);
  }
}
await page?.close();

const told = ({ median, low, high, best: fastest }: Figure) =>
  `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}], fastest ${fastest.toFixed(2)}`;
const title = `${basename(values.model)}, prompt of ${PROMPT_TOKENS} tokens, ms a token, ${rounds} ${rounds === 1 ? 'round' : 'rounds'} in turns, load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores${page ? `, Chromium ${page.version}` : ''}`;
if (values.json) {
  const rows = timed.map(({ peer, threads, prefill, decode }) => ({
    peer,
    threads,
    prefill: figure(prefill),
    decode: figure(decode),
  }));
  console.log(JSON.stringify({ title, rows }));
  process.exit(0);
}
console.log(title);
for (const what of ['prefill', 'decode'] as const) {
  for (const { peer, threads, [what]: times } of timed)
    console.log(`  ${what}  ${peer.padEnd(17)} ${threads} thread${threads > 1 ? 's' : ' '}  ${told(figure(times))}`);
  for (const own of timed.filter(({ peer }) => peer.startsWith('Locum'))) {
    for (const other of timed) {
      if (other.peer.startsWith('Locum') || other.threads !== own.threads) continue;
      const [mine, theirs] = [figure(own[what]), figure(other[what])];
      const ratio = `${(mine.median / theirs.median).toFixed(2)} × by medians, ${(mine.best / theirs.best).toFixed(2)} × by the fastest`;
      console.log(`  ${what}  ${own.peer} takes ${ratio} of ${other.peer}'s time, ${own.threads} thread(s) each`);
    }
    const [alone] = timed.filter(({ peer, threads }) => peer === own.peer && threads === 1);
    if (own.threads === 1 || alone === undefined) continue;
    const gain = figure(alone[what]).median / figure(own[what]).median;
    console.log(`  ${what}  ${own.peer}: ${own.threads} threads are ${gain.toFixed(2)} × as fast as one, by medians`);
  }
}
process.exit(0);
