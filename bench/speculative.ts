/**
 * `npm run bench:speculative`: speculative against plain proxy decoding on every backend: whether the tokens are the same,
 * tokens a pass of the base, what a pass over k tokens costs against k over one, and whether it pays. Half of the notes are
 * greedy, half sampled. Prints a table, writes JSON to bench/results/. `--prompts N` (50), `--tokens N` (64),
 * `--dialogues FILE.jsonl`, `--backend cpu|webgpu`, `--base`, `--expert`, `--anti`, `--json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { restartWithSwiftShader } from '../node/gpu.ts';
import { createSpeculativeEnsemble } from '../src/engine/decoding/ahead/speculative.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import type { CausalLM } from '../src/engine/lm/causal-lm.ts';
import { type Ensemble, GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { agreement, dialogues, openModels, write } from './notes.ts';
import { measure } from './probe.ts';
import { describeMachine } from './report.ts';
import type { Figure } from './statistics.ts';
import type { BackendName } from './subject.ts';

const preset = PRESETS[DEFAULT_PRESET].models;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    backend: { type: 'string', default: 'all' },
    prompts: { type: 'string', default: '50' },
    tokens: { type: 'string', default: '64' },
    characters: { type: 'string', default: '400' },
    dialogues: { type: 'string' },
    base: { type: 'string', default: preset.base },
    expert: { type: 'string', default: preset.expert },
    anti: { type: 'string', default: preset.anti },
  },
});
const wanted = (['cpu', 'webgpu'] as const).filter((name) => values.backend === 'all' || values.backend === name);
if (wanted.includes('webgpu')) {
  const elsewhere = await restartWithSwiftShader('webgpu');
  if (elsewhere !== null) process.exit(elsewhere);
}
const say = (text: string) =>
  values.json || process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);

const SAMPLED = { repetitionPenalty: 1, temperature: 0.7, topK: 0, topP: 0.95 };
const PASS_LENGTHS = [1, 2, 4, 8];

/** Milliseconds of one pass of `model` over so many tokens, from the same context. */
async function passCosts(model: CausalLM): Promise<Readonly<Record<string, Figure>>> {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => 300 + ((index * 37) % 1000));
  const probes = PASS_LENGTHS.map((length) => ({
    name: String(length),
    units: 1,
    async prepare() {
      await model.truncate(0);
      await model.extend(ids(128), { logits: 'none' });
    },
    async run() {
      await model.extend(ids(length), { logits: 'all' });
    },
  }));
  const figures = await measure(probes, 7, () => {});
  await model.truncate(0);
  return Object.fromEntries(figures);
}

interface Totals {
  tokens: number;
  ms: number;
  passes: number;
  drafted: number;
  accepted: number;
  identical: number;
  off: number;
}

async function bench(backend: BackendName) {
  say(`Loading on ${backend} …`);
  const trio = await openModels(backend, { base: values.base, expert: values.expert, anti: values.anti });
  const members = ensembleMembers('proxy', trio.participants);
  const plain = trio.ensemble('proxy');
  const contestants: readonly (readonly [string, Ensemble])[] = [
    ['plain', plain],
    ['always', createSpeculativeEnsemble(members, plain, { pace: 'always' })],
    ['measured', createSpeculativeEnsemble(members, plain)],
  ];
  const totals = new Map<string, Totals>(
    contestants.map(([name]) => [name, { tokens: 0, ms: 0, passes: 0, drafted: 0, accepted: 0, identical: 0, off: 0 }]),
  );
  let offReason: string | null = null;
  const prompts = await dialogues(values.dialogues, Number(values.prompts), Number(values.characters));
  for (const [index, prompt] of prompts.entries()) {
    say(`${backend}: note ${index + 1} of ${prompts.length} …`);
    const options = { tokens: Number(values.tokens), sampling: index % 2 === 0 ? GREEDY : SAMPLED, seed: index };
    let reference: readonly number[] = [];
    for (const [name, ensemble] of contestants) {
      const { ids, decodeMs, report } = await write(trio, ensemble, prompt, options);
      if (name === 'plain') reference = ids;
      const total = totals.get(name)!;
      total.tokens += ids.length;
      total.ms += decodeMs;
      const isSame = ids.length === reference.length && agreement(reference, ids) === ids.length;
      total.identical += isSame ? 1 : 0;
      if (report?.kind !== 'speculative') {
        total.passes += ids.length;
        continue;
      }
      total.passes += report.passes.base;
      total.drafted += report.drafted;
      total.accepted += report.accepted;
      if (report.offReason !== null) total.off++;
      offReason = report.offReason ?? offReason;
    }
  }
  const base = trio.participants.base?.model;
  if (base === undefined) throw new Error('There is no base.');
  say(`${backend}: passes …`);
  const passMs = await passCosts(base);
  await trio.dispose();
  const plainMs = totals.get('plain')!.ms / totals.get('plain')!.tokens;
  return {
    backend,
    notes: prompts.length,
    passMs,
    offReason,
    contestants: Object.fromEntries(
      [...totals].map(([name, { tokens, ms, passes, drafted, accepted, identical, off }]) => [
        name,
        {
          msPerToken: ms / tokens,
          speedUp: plainMs / (ms / tokens),
          identicalNotes: identical,
          tokensPerBasePass: tokens / passes,
          basePassesPerToken: passes / tokens,
          acceptance: drafted === 0 ? 0 : accepted / drafted,
          notesSwitchedOff: off,
        },
      ]),
    ),
  };
}

const backends: Awaited<ReturnType<typeof bench>>[] = [];
for (const backend of wanted) backends.push(await bench(backend));
const date = new Date().toISOString();
const report = { date, machine: describeMachine(), settings: values, backends };
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `speculative-${date.replaceAll(':', '-')}.json`), `${JSON.stringify(report, null, 2)}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else {
  say('');
  for (const { backend, notes, passMs, offReason, contestants } of backends) {
    const single = passMs['1']?.median ?? Number.NaN;
    const costs = PASS_LENGTHS.slice(1).map((k) => `${k}: ${((passMs[k]?.median ?? Number.NaN) / single).toFixed(2)}`);
    console.log(
      `${backend}, ${notes} notes. A pass of the base over k tokens, in passes over one: ${costs.join(', ')}.`,
    );
    for (const [name, each] of Object.entries(contestants)) {
      console.log(
        `  ${name.padEnd(9)} ${each.msPerToken.toFixed(1)} ms/token, ${each.speedUp.toFixed(2)} × plain; ` +
          `${each.identicalNotes} notes as plain; ${each.basePassesPerToken.toFixed(2)} base passes a token, ` +
          `${(100 * each.acceptance).toFixed(0)} % of guesses right; off in ${each.notesSwitchedOff} notes`,
      );
    }
    if (offReason !== null) console.log(`  ${offReason}`);
  }
}
process.exit(0);
