/**
 * `npm run verify:speculative -- --backend webgpu`: speculative decoding against plain proxy tuning, token for token, guessing all the
 * time. Too slow for the tests where WebGPU is software: with the demo models 50 prompts take some 15 minutes of two cores, with
 * `--models tiny` (small random networks, expert and base nearly alike) one. `--prompts N` (50), `--first N` (0: where to begin, to do it
 * in parts), `--tokens N` (64), `--temperature T` (0: greedy), `--backend cpu|webgpu`, `--json`. Exit status 1 when a token differs.
 */
import { parseArgs } from 'node:util';
import { gpuFor, restartWithSwiftShader } from '../node/gpu.ts';
import { createSpeculativeEnsemble } from '../src/engine/decoding/ahead/speculative.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import { decodeIds } from '../src/engine/decoding/testing/decode-ids.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { type Ensemble, type EnsembleMembers, GREEDY, type Role } from '../src/engine/lm/ensemble.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import { randomCheckpoint } from '../src/engine/lm/testing/random-checkpoint.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { agreement, exampleTexts, openModels, roleOf } from './notes.ts';

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'cpu' },
    models: { type: 'string', default: 'demo' },
    prompts: { type: 'string', default: '50' },
    first: { type: 'string', default: '0' },
    tokens: { type: 'string', default: '64' },
    temperature: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});
const backend = values.backend === 'webgpu' ? 'webgpu' : 'cpu';
const elsewhere = backend === 'webgpu' ? await restartWithSwiftShader('webgpu') : null;
if (elsewhere !== null) process.exit(elsewhere);

/** So many characters of a conversation, to be continued: short, because prefill is what takes long in software. */
const CHARACTERS = 100;

interface Subject {
  readonly members: EnsembleMembers;
  readonly plain: Ensemble;
  /** Each role's prompt in its own tokens. */
  prompts(index: number): Promise<Readonly<Record<Role, readonly number[]>>>;
  dispose(): Promise<void>;
}

async function demoModels(): Promise<Subject> {
  const trio = await openModels(backend, PRESETS[DEFAULT_PRESET].models);
  const texts = await exampleTexts();
  return {
    members: ensembleMembers('proxy', trio.participants),
    plain: trio.ensemble('proxy'),
    async prompts(index) {
      const text = texts[index % texts.length] ?? '';
      const start = Math.floor(index / texts.length) * CHARACTERS;
      const part = text.slice(start, start + CHARACTERS);
      const prompt = { chat: [{ role: 'user', content: part }] as const, plain: part };
      const ids = (role: Role) => roleOf(trio, role, prompt).prompt;
      return { base: ids('base'), expert: ids('expert'), anti: ids('anti') };
    },
    dispose: () => trio.dispose(),
  };
}

async function tinyModels(): Promise<Subject> {
  const shape = {
    vocabularySize: 96,
    contextLength: 128,
    hiddenSize: 32,
    heads: 2,
    kvHeads: 1,
    layers: 1,
    ffnSize: 32,
  };
  const loader = await openLoader(backend, { gpu: await gpuFor(backend) });
  const load = async (seed: number, layers: number) =>
    loader.load(await openCheckpoint(randomCheckpoint({ seed, config: { ...shape, layers } }).source), {});
  const [base, expert, anti] = [await load(1, 2), await load(1, 1), await load(3, 1)];
  const members = { base, pair: { expert, anti }, sharedIds: null };
  return {
    members,
    plain: loader.ensemble(members),
    async prompts(index) {
      const ids = Array.from({ length: 4 + (index % 5) }, (_, i) => 1 + ((index * 31 + i * 17) % 90));
      return { base: ids, expert: ids, anti: ids.slice(1) };
    },
    async dispose() {
      for (const model of [base, expert, anti]) await model.dispose();
      loader.destroy();
    },
  };
}

const subject = values.models === 'tiny' ? await tinyModels() : await demoModels();
const { plain } = subject;
const speculative = createSpeculativeEnsemble(subject.members, plain, { pace: 'always' });

async function idsOf(ensemble: Ensemble, index: number): Promise<readonly number[]> {
  const options = {
    tokens: Number(values.tokens),
    sampling: { ...GREEDY, temperature: Number(values.temperature) },
    seed: index,
  };
  // No stop ids: past the end of an answer too, so that every prompt gives as many tokens.
  const results = await decodeIds(ensemble, await subject.prompts(index), options);
  return results.map(({ chosen }) => chosen.id);
}

const sums = { prompts: 0, identical: 0, tokens: 0, equal: 0, basePasses: 0, drafted: 0, accepted: 0 };
const first = Number(values.first);
for (let index = first; index < first + Number(values.prompts); index++) {
  const expected = await idsOf(plain, index);
  const found = await idsOf(speculative, index);
  const equal = agreement(expected, found);
  const report = speculative.report?.();
  sums.prompts++;
  if (equal === expected.length && found.length === expected.length) sums.identical++;
  sums.tokens += expected.length;
  sums.equal += equal;
  if (report?.kind === 'speculative') {
    sums.basePasses += report.passes.base;
    sums.drafted += report.drafted;
    sums.accepted += report.accepted;
  }
  process.stderr.write(`prompt ${index}: ${equal} of ${expected.length} tokens equal\n`);
}
await subject.dispose();
const result = {
  backend,
  models: values.models,
  ...sums,
  tokensPerBasePass: sums.tokens / sums.basePasses,
  basePassesPerToken: sums.basePasses / sums.tokens,
  acceptance: sums.accepted / sums.drafted,
};
if (values.json) console.log(JSON.stringify(result));
else {
  console.log(
    `${backend}, ${values.models} models: ${result.identical} of ${result.prompts} prompts identical, ${result.equal} of ${result.tokens} tokens; ` +
      `${result.basePassesPerToken.toFixed(2)} passes of the base a token, ${(100 * result.acceptance).toFixed(0)} % of guesses right`,
  );
}
process.exit(result.identical === result.prompts ? 0 : 1);
