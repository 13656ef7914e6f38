/**
 * `npx tsx bench/adaptive.ts`: what skipping the pair saves and what it changes, against full proxy tuning, greedy, on 20
 * dialogues: forwards of the pair avoided, tokens that differ at the same context, notes that come out the same.
 * Prints a table, writes JSON to bench/results/. `--prompts N` (20), `--tokens N` (128), `--dialogues FILE.jsonl`,
 * `--backend cpu|webgpu` (cpu), `--base`, `--expert`, `--anti`, `--json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { restartWithSwiftShader } from '../cli/gpu.ts';
import { createAdaptiveEnsemble, type SkipOptions } from '../src/engine/decoding/adaptive.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { agreement, dialogues, openModels, type Written, write } from './notes.ts';
import { describeMachine } from './report.ts';

const preset = PRESETS[DEFAULT_PRESET].models;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    backend: { type: 'string', default: 'cpu' },
    prompts: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '128' },
    characters: { type: 'string', default: '1500' },
    dialogues: { type: 'string' },
    base: { type: 'string', default: preset.base },
    expert: { type: 'string', default: preset.expert },
    anti: { type: 'string', default: preset.anti },
  },
});
const backend = values.backend === 'webgpu' ? 'webgpu' : 'cpu';
const elsewhere = backend === 'webgpu' ? await restartWithSwiftShader('webgpu') : null;
if (elsewhere !== null) process.exit(elsewhere);
const say = (text: string) =>
  values.json || process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}` : `${text}\n`);

const SETTINGS: readonly (readonly [string, Partial<SkipOptions>])[] = [
  ['default', {}],
  ['certain, safety 0', { risk: 0, safety: 0 }],
  ['certain, safety 0.25', { risk: 0, safety: 0.25 }],
  ['certain, safety 1', { risk: 0, safety: 1 }],
  ['risk 0.01', { risk: 0.01 }],
  ['risk 0.02', { risk: 0.02 }],
  ['risk 0.05', { risk: 0.05 }],
  ['risk 0.1', { risk: 0.1 }],
  ['risk 0.2', { risk: 0.2 }],
  ['risk 0.4', { risk: 0.4 }],
];

const trio = await openModels(backend, { base: values.base, expert: values.expert, anti: values.anti });
const members = ensembleMembers('proxy', trio.participants);
const plain = trio.ensemble('proxy');
const prompts = await dialogues(values.dialogues, Number(values.prompts), Number(values.characters));
const options = { tokens: Number(values.tokens), sampling: GREEDY, seed: 1 };

const references: Written[] = [];
for (const [index, prompt] of prompts.entries()) {
  say(`full proxy tuning: note ${index + 1} of ${prompts.length} …`);
  references.push(await write(trio, plain, prompt, options));
}
const fullMs = references.reduce((sum, { decodeMs }) => sum + decodeMs, 0);
const fullTokens = references.reduce((sum, { ids }) => sum + ids.length, 0);

const rows = [];
for (const [name, skip] of SETTINGS) {
  const sums = { tokens: 0, ms: 0, pair: 0, base: 0, audited: 0, differing: 0, same: 0, notes: 0 };
  const ensemble = createAdaptiveEnsemble(members, plain, { skip });
  for (const [index, prompt] of prompts.entries()) {
    say(`${name}: note ${index + 1} of ${prompts.length} …`);
    const { ids, decodeMs, report } = await write(trio, ensemble, prompt, options);
    if (report?.kind !== 'adaptive') throw new Error('Nothing was reported.');
    const same = agreement(references[index]!.ids, ids);
    sums.tokens += ids.length;
    sums.ms += decodeMs;
    sums.pair += report.passes.expert;
    sums.base += report.passes.base;
    sums.audited += report.audited;
    sums.differing += report.differing;
    sums.same += same;
    if (same === ids.length && same === references[index]!.ids.length) sums.notes++;
  }
  rows.push({
    name,
    skip,
    pairForwardsAvoided: 1 - sums.pair / sums.tokens,
    basePassesPerToken: sums.base / sums.tokens,
    /** Among all tokens, at the context they were written in. */
    tokensEqual: 1 - sums.differing / sums.tokens,
    /** Of the notes' tokens, those before the first that differs. */
    tokensBeforeFirstDifference: sums.same / sums.tokens,
    notesEqual: sums.notes,
    msPerToken: sums.ms / sums.tokens,
    speedUp: fullMs / fullTokens / (sums.ms / sums.tokens),
  });
}
await trio.dispose();

const date = new Date().toISOString();
const report = { date, machine: describeMachine(), settings: values, notes: prompts.length, tokens: fullTokens, rows };
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `adaptive-${date.replaceAll(':', '-')}.json`), `${JSON.stringify(report, null, 2)}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else {
  say('');
  console.log(
    `${backend}, ${prompts.length} notes, ${fullTokens} tokens, ${(fullMs / fullTokens).toFixed(1)} ms/token in full`,
  );
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);
  console.log(`${''.padEnd(20)} avoided  equal    until 1st difference  notes equal  base passes  speed`);
  for (const row of rows) {
    console.log(
      `${row.name.padEnd(20)} ${percent(row.pairForwardsAvoided)} ${percent(row.tokensEqual)} ` +
        `${percent(row.tokensBeforeFirstDifference)}            ${String(row.notesEqual).padStart(3)}          ` +
        `${row.basePassesPerToken.toFixed(2)}         ${row.speedUp.toFixed(2)} ×`,
    );
  }
}
process.exit(0);
