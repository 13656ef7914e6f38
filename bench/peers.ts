/**
 * `npm run bench:peers`: Locum on the CPU beside llama.cpp (`node-llama-cpp`, installed by hand: bench/peers/README.md), the same GGUF
 * file, in turns, with one thread and with two. `--model FILE` (default: the SmolLM2 that comes with Locum), `--rounds N`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { PUBLIC } from '../node/shipped.ts';
import { nodeThreads } from '../node/threads.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import type { CausalLM } from '../src/engine/lm/causal-lm.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
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
  },
});
if (!existsSync(join(PEERS, 'node_modules'))) {
  console.log('Skipped: the peers are not installed. npm install --ignore-scripts --prefix bench/peers');
  process.exit(0);
}

interface Runner {
  readonly name: string;
  /** Milliseconds to read ids into an empty context. */
  prefill(ids: readonly number[]): Promise<number>;
  /** Milliseconds to write so many tokens greedily after them. */
  decode(ids: readonly number[], tokens: number): Promise<number>;
}

async function locum(threads: number): Promise<Runner> {
  const loader = await openLoader('cpu', { threads: nodeThreads(threads) });
  const model = await loader.load(await openAnyCheckpoint(modelSource(values.model)));
  return {
    name: `Locum, ${threads} thread${threads > 1 ? 's' : ''}`,
    async prefill(ids) {
      await model.truncate(0);
      const started = performance.now();
      await model.extend(ids);
      return performance.now() - started;
    },
    async decode(ids, tokens) {
      await model.truncate(0);
      let next = await best(model, ids);
      const started = performance.now();
      for (let step = 0; step < tokens; step++) next = await best(model, [next]);
      return performance.now() - started;
    },
  };
}

async function best(model: CausalLM, ids: readonly number[]): Promise<number> {
  const { data } = await model.extend(ids);
  let most = 0;
  for (let id = 1; id < data.length; id++) if (data[id]! > data[most]!) most = id;
  return most;
}

async function llamaCpp(threads: number): Promise<Runner> {
  const child = spawn(process.execPath, [join(PEERS, 'llama-speed.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ask = lineByLine(child);
  await ask({ model: values.model, threads });
  return {
    name: `llama.cpp, ${threads} thread${threads > 1 ? 's' : ''}`,
    prefill: (ids) => ask({ prefill: ids }),
    decode: (ids, tokens) => ask({ decode: ids, tokens }),
  };
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
const runners: Runner[] = [];
for (const threads of counts) runners.push(await locum(threads), await llamaCpp(threads));

const rounds = Number(values.rounds);
const times = new Map(runners.map(({ name }) => [name, { prefill: [] as number[], decode: [] as number[] }]));
for (let round = 0; round <= rounds; round++) {
  console.error(`Round ${round} of ${rounds} …`);
  for (const runner of runners) {
    const prefill = (await runner.prefill(ids)) / PROMPT_TOKENS;
    const decode = (await runner.decode(ids, DECODED)) / DECODED;
    // The first round warms up.
    if (round === 0) continue;
    times.get(runner.name)!.prefill.push(prefill);
    times.get(runner.name)!.decode.push(decode);
  }
}

const told = ({ median, low, high, best: fastest }: Figure) =>
  `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}], fastest ${fastest.toFixed(2)}`;
console.log(
  `${values.model.split('/').at(-1)}, prompt of ${PROMPT_TOKENS} tokens, ms a token, ${rounds} rounds in turns, load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`,
);
for (const what of ['prefill', 'decode'] as const) {
  for (const { name } of runners) console.log(`  ${what}  ${name.padEnd(22)} ${told(figure(times.get(name)![what]))}`);
  for (const threads of counts) {
    const of = (peer: string) => {
      const [, found] = [...times].find(([name]) => name.startsWith(`${peer}, ${threads} `))!;
      return figure(found[what]);
    };
    const [own, peer] = [of('Locum'), of('llama.cpp')];
    const ratio = `${(own.median / peer.median).toFixed(2)} × by medians, ${(own.best / peer.best).toFixed(2)} × by the fastest`;
    console.log(`  ${what}  Locum takes ${ratio} of llama.cpp's time, ${threads} thread${threads > 1 ? 's' : ''} each`);
  }
}
process.exit(0);
