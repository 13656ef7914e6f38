/**
 * `npx tsx bench/capt.ts`: whether the cost of a CAPT token grows with the text. The answer is the same words over and over,
 * and the pair, with a tokenizer of its own, follows them. Beside it the three models by themselves in contexts of the same
 * length, for attention has more to read in a longer one, whatever the method. `--json`: JSON only; `--quick`: fewer rounds.
 */
import { parseArgs } from 'node:util';
import { modelSource } from '../cli/input.ts';
import { createCaptEnsemble } from '../src/engine/decoding/capt.ts';
import type { Participant } from '../src/engine/decoding/members.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import { type Ensemble, GREEDY, type Role } from '../src/engine/lm/ensemble.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { measure, type Probe } from './probe.ts';

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
function following(ensemble: Ensemble, length: number): Probe {
  return {
    name: `capt ${length}`,
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

/** The three models, one token at a time, in contexts of `length` tokens. */
function alone(length: number): Probe {
  const models = ROLES.map((role) => parts[role].model.fork?.() ?? parts[role].model);
  return {
    name: `models ${length}`,
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

const ensemble = createCaptEnsemble({ base: parts.base, expert: parts.expert, anti: parts.anti });
const probes = LENGTHS.flatMap((length) => [following(ensemble, length), alone(length)]);
const figures = await measure(
  probes,
  values.quick ? 3 : 11,
  (round) => values.json || console.error(`Round ${round} …`),
);
const of = (name: string) => figures.get(name)?.median ?? Number.NaN;
const [short, long] = LENGTHS;
const report = {
  models: Object.fromEntries(ROLES.map((role) => [role, parts[role].model.info.id])),
  msPerToken: Object.fromEntries(probes.map(({ name }) => [name, of(name)])),
  ratio: of(`capt ${long}`) / of(`capt ${short}`),
  ratioOfModels: of(`models ${long}`) / of(`models ${short}`),
  /** Of what CAPT adds to its models: following the text, and tokens that are run again. */
  ratioOfRest: (of(`capt ${long}`) - of(`models ${long}`)) / (of(`capt ${short}`) - of(`models ${short}`)),
};
if (values.json) console.log(JSON.stringify(report, null, 2));
else {
  for (const { name } of probes) console.log(`${name.padEnd(12)} ${of(name).toFixed(2).padStart(8)} ms a token`);
  const { ratio, ratioOfModels, ratioOfRest } = report;
  console.log(
    `At ${long} tokens ÷ at ${short}: CAPT ${ratio.toFixed(2)}, its models alone ${ratioOfModels.toFixed(2)}, the rest ${ratioOfRest.toFixed(2)}`,
  );
}
