/**
 * `npm run verify:speculative -- --backend webgpu`: speculative decoding against plain proxy tuning with the demo models, token for
 * token, guessing all the time. Too slow for the tests where WebGPU is software. `--prompts N` (50), `--first N` (0: where to begin,
 * to do it in parts), `--tokens N` (64), `--temperature T` (0: greedy), `--backend cpu|webgpu`, `--json`. Exit status 1 when a token differs.
 */
import { parseArgs } from 'node:util';
import { restartWithSwiftShader } from '../cli/gpu.ts';
import { generate } from '../src/engine/decoding/generate.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import { createSpeculativeEnsemble } from '../src/engine/decoding/speculative.ts';
import { type Ensemble, GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { agreement, exampleTexts, openModels, roleOf } from './notes.ts';

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'cpu' },
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

const trio = await openModels(backend, PRESETS[DEFAULT_PRESET].models);
const members = ensembleMembers('proxy', trio.participants);
const plain = trio.ensemble('proxy');
const speculative = createSpeculativeEnsemble(members, plain, { pace: 'always' });
const texts = await exampleTexts();

function promptOf(index: number) {
  const text = texts[index % texts.length] ?? '';
  const start = Math.floor(index / texts.length) * CHARACTERS;
  const part = text.slice(start, start + CHARACTERS);
  return { chat: [{ role: 'user', content: part }] as const, plain: part };
}

async function idsOf(ensemble: Ensemble, index: number): Promise<number[]> {
  const prompt = promptOf(index);
  const ids: number[] = [];
  const events = generate({
    ensemble,
    method: 'proxy',
    roles: {
      base: roleOf(trio, 'base', prompt),
      expert: roleOf(trio, 'expert', prompt),
      anti: roleOf(trio, 'anti', prompt),
    },
    // Past the end of an answer too: every prompt gives as many tokens.
    stopIds: [],
    maxTokens: Number(values.tokens),
    sampling: { ...GREEDY, temperature: Number(values.temperature) },
    seed: index,
    candidates: 0,
  });
  for await (const event of events) if (event.type === 'token') ids.push(event.id);
  return ids;
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
await trio.dispose();
const result = {
  backend,
  ...sums,
  tokensPerBasePass: sums.tokens / sums.basePasses,
  basePassesPerToken: sums.basePasses / sums.tokens,
  acceptance: sums.accepted / sums.drafted,
};
if (values.json) console.log(JSON.stringify(result));
else {
  console.log(
    `${backend}: ${result.identical} of ${result.prompts} prompts identical, ${result.equal} of ${result.tokens} tokens; ` +
      `${result.basePassesPerToken.toFixed(2)} passes of the base a token, ${(100 * result.acceptance).toFixed(0)} % of guesses right`,
  );
}
process.exit(result.identical === result.prompts ? 0 : 1);
