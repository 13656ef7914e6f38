/**
 * `npm run bench:capt`: whether the cost of a CAPT token grows with the text. The answer is the same words over and over, and the
 * pair, with a tokenizer of its own, follows them. What grows is told apart:
 * - *CAPT*: a step as it is taken;
 * - *its models*: the same three models one token at a time in contexts as long, and *the base* by itself, for attention has more
 *   to read in a longer context whatever the method;
 * - *the method*: a step whose models answer at once, so that only following the text, tokenising, looking up and weighing are left,
 *   and how many tokens a step has each of the pair run, those that are run again among them.
 * Times are of the processor, not of the clock. `--json`: JSON only; `--quick`: fewer rounds.
 */
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { createCaptEnsemble } from '../src/engine/decoding/by-text/capt.ts';
import type { Participant } from '../src/engine/decoding/members.ts';
import type { CausalLM, Logits, ModelInfo } from '../src/engine/lm/causal-lm.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import { type Ensemble, GREEDY, type Role } from '../src/engine/lm/ensemble.ts';
import { uniform } from '../src/engine/lm/noise.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { measure, type Probe, processorTime } from './probe.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    base: { type: 'string', default: 'demo-capt-base' },
    expert: { type: 'string', default: 'demo-it' },
    anti: { type: 'string', default: 'demo-anti' },
  },
});
const LENGTHS = [100, 1000] as const;
const STEPS = 16;
const TEXT =
  'The patient reports chest pain for 3 days, worse on exertion. BP 142/88 mmHg, HR 76. Continue metoprolol 12.5 mg twice daily. ';

async function load(name: string): Promise<Participant> {
  const source = modelSource(name);
  const [tokenizer, checkpoint] = await Promise.all([loadTokenizer(source), openCheckpoint(source)]);
  return { tokenizer, model: await loadCpuModel(checkpoint) };
}

const parts: Record<Role, Participant> = {
  base: await load(values.base),
  expert: await load(values.expert),
  anti: await load(values.anti),
};
const ROLES = Object.keys(parts) as Role[];
const words = parts.base.tokenizer.encode(TEXT.repeat(50));
const prompts = Object.fromEntries(ROLES.map((role) => [role, parts[role].tokenizer.encode('Note:\n')]));
const request = { alpha: 1, sampling: GREEDY, recent: [], seed: 0, stepIndex: 0, candidates: 5 };

/** Steps of one token each, after an answer of `length` tokens. */
function following(name: string, ensemble: Ensemble, length: number): Probe {
  return {
    name: `${name} ${length}`,
    units: STEPS,
    async prepare() {
      await ensemble.reset();
      await ensemble.step({ ...request, append: prompts });
      await ensemble.step({ ...request, append: { base: words.slice(0, length) } });
    },
    async run() {
      for (let i = 0; i < STEPS; i++) await ensemble.step({ ...request, append: { base: [words[length + i] ?? 0] } });
    },
  };
}

/** Models one token at a time, in contexts of `length` tokens. */
function alone(name: string, roles: readonly Role[], length: number): Probe {
  const models = roles.map((role) => parts[role].model.fork?.() ?? parts[role].model);
  return {
    name: `${name} ${length}`,
    units: STEPS,
    async prepare() {
      for (const model of models) {
        await model.truncate(0);
        await model.extend(Array<number>(length).fill(300), { logits: 'none' });
      }
    },
    async run() {
      for (let i = 0; i < STEPS; i++) for (const model of models) await model.extend([300 + i]);
    },
  };
}

/** A model that has its answer at once. */
class Instant implements CausalLM {
  readonly info: ModelInfo;
  readonly #row: Float32Array;
  length = 0;
  /** Tokens it was given. */
  tokens = 0;

  constructor(info: ModelInfo) {
    this.info = info;
    this.#row = Float32Array.from({ length: info.vocabularySize }, (_, id) => 8 * uniform(1, 1, id));
  }

  async extend(ids: readonly number[]): Promise<Logits> {
    this.length += ids.length;
    this.tokens += ids.length;
    return { rows: 1, vocabularySize: this.info.vocabularySize, data: this.#row };
  }

  async truncate(length: number): Promise<void> {
    this.length = length;
  }

  async dispose(): Promise<void> {}
}

const instant = (role: Role) => ({ tokenizer: parts[role].tokenizer, model: new Instant(parts[role].model.info) });
const instants = { base: instant('base'), expert: instant('expert'), anti: instant('anti') };

/** Tokens that a step has the expert run, over 200 steps. */
async function tokensRun(length: number): Promise<number> {
  const ensemble = createCaptEnsemble(instants);
  await following('', ensemble, length).prepare?.();
  const before = instants.expert.model.tokens;
  for (let i = 0; i < 200; i++) await ensemble.step({ ...request, append: { base: [words[length + i] ?? 0] } });
  return (instants.expert.model.tokens - before) / 200;
}

const capt = createCaptEnsemble(parts);
const method = createCaptEnsemble(instants);
const NAMES = ['capt', 'models', 'base', 'method'] as const;
const probes = LENGTHS.flatMap((length) => [
  following('capt', capt, length),
  alone('models', ROLES, length),
  alone('base', ['base'], length),
  following('method', method, length),
]);
const figures = await measure(
  probes,
  values.quick ? 3 : 11,
  (round) => values.json || console.error(`Round ${round} …`),
  processorTime,
);
const [short, long] = LENGTHS;
const of = (name: string, length: number) => {
  const { median = Number.NaN, best = Number.NaN } = figures.get(`${name} ${length}`) ?? {};
  return { median, best };
};
/** Of the medians, and of the fastest runs, which an otherwise busy machine disturbs least. */
const ratioOf = (name: string) => ({
  median: of(name, long).median / of(name, short).median,
  best: of(name, long).best / of(name, short).best,
});
const report = {
  models: Object.fromEntries(ROLES.map((role) => [role, parts[role].model.info.id])),
  msPerToken: Object.fromEntries(probes.map(({ name }) => [name, figures.get(name)])),
  ratios: Object.fromEntries(NAMES.map((name) => [name, ratioOf(name)])),
  tokensRunPerStep: { [short]: await tokensRun(short), [long]: await tokensRun(long) },
};
if (values.json) console.log(JSON.stringify(report, null, 2));
else {
  console.log(`ms a token (median, best)   at ${short} tokens      at ${long} tokens     ratio`);
  const SAID = { capt: 'CAPT', models: 'its models alone', base: 'the base alone', method: 'the method alone' };
  for (const name of NAMES) {
    const cell = ({ median, best }: { median: number; best: number }) => `${median.toFixed(2)}, ${best.toFixed(2)}`;
    const row = [of(name, short), of(name, long), ratioOf(name)].map((each) => cell(each).padStart(16));
    console.log(`${SAID[name].padEnd(18)} ${row.join('   ')}`);
  }
  const run = report.tokensRunPerStep;
  console.log(
    `A step has each of the pair run ${run[short]?.toFixed(2)} tokens at ${short}, ${run[long]?.toFixed(2)} at ${long}.`,
  );
}
process.exit(0);
