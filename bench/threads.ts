/**
 * `npm run bench:threads`: what a second thread (`--threads N`: more) is worth on the CPU, in decoding and in prefill. The same model
 * with one thread and with several, in turns, a token or a short prompt at a time: on a machine that others use, trust the ratios of
 * medians, and look at the spread. `--model M` (default SmolLM2), `--rounds N`.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import type { CausalLM } from '../src/engine/lm/causal-lm.ts';
import { type Loader, openLoader } from '../src/engine/lm/loader.ts';
import { measure, type Probe } from './probe.ts';
import type { Figure } from './statistics.ts';
import { contextOf } from './subject.ts';

/** How many times as fast two threads have to be. */
const BAR = 1.7;
const CONTEXT_TOKENS = 240;
const STEPS = 4;
const PREFILL_TOKENS = 64;

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'smollm2-135m' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '25' },
  },
});
const threads = Number(values.threads);
const rounds = Number(values.rounds);
const ids = Array.from({ length: CONTEXT_TOKENS }, (_, index) => 300 + ((index * 37) % 1000));

async function open(count: number): Promise<{ readonly loader: Loader; readonly model: CausalLM }> {
  const loader = await openLoader('cpu', { threads: nodeThreads(count) });
  const model = await loader.load(await openAnyCheckpoint(modelSource(values.model)));
  console.error(`${model.info.id}: ${loader.remark ?? 'The model is too small to be shared out.'}`);
  return { loader, model };
}

const one = await open(1);
const several = await open(threads);

function probes(name: string, model: CausalLM): readonly Probe[] {
  const [written, read] = [contextOf(model), contextOf(model)];
  return [
    {
      name: `decode ${name}`,
      units: STEPS,
      async prepare() {
        if (written.length < CONTEXT_TOKENS) await written.extend(ids);
        else await written.truncate(CONTEXT_TOKENS);
      },
      async run() {
        for (let step = 0; step < STEPS; step++) await written.extend([300 + step]);
      },
    },
    {
      name: `prefill ${name}`,
      units: PREFILL_TOKENS,
      prepare: () => read.truncate(0),
      async run() {
        await read.extend(ids.slice(0, PREFILL_TOKENS));
      },
    },
  ];
}

const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
const before = load();
const figures = await measure([...probes('one', one.model), ...probes('several', several.model)], rounds, (round) =>
  console.error(`Round ${round} of ${rounds} …`),
);
const line = ({ median, low, high, best }: Figure): string =>
  `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}], fastest ${best.toFixed(2)} ms/token`;
console.log(`${one.model.info.id}, ${availableParallelism()} cores, load ${before} before and ${load()} after:`);
let isSlow = false;
for (const what of ['decode', 'prefill']) {
  const [single, shared] = [figures.get(`${what} one`)!, figures.get(`${what} several`)!];
  const gain = single.median / shared.median;
  isSlow ||= gain < BAR;
  console.log(`  ${what}, one thread   ${line(single)}`);
  console.log(`  ${what}, ${threads} threads    ${line(shared)}`);
  console.log(
    `  ${what}: ${gain.toFixed(2)} × by medians, ${(single.best / shared.best).toFixed(2)} × by the fastest (bar ${BAR})`,
  );
}
several.loader.destroy();
process.exit(isSlow ? 1 : 0);
