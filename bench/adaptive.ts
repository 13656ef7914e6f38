/**
 * `npm run bench:adaptive`: what skipping the pair saves and what it changes, against full proxy tuning, greedy, on 20
 * dialogues: passes of the pair avoided, tokens that differ at the same context, notes that come out the same.
 * Prints a table, writes JSON to bench/results/, and with `--write FILE.md` the table with its explanation there.
 * `--prompts N` (20), `--tokens N` (128), `--dialogues FILE.jsonl`, `--characters N` of each (9000), `--backend cpu|webgpu` (cpu),
 * `--base`, `--expert`, `--anti`, `--only TEXT` (settings whose name begins so), `--json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { restartWithSwiftShader } from '../node/gpu.ts';
import { createAdaptiveEnsemble, type SkipOptions } from '../src/engine/decoding/ahead/adaptive.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { agreement, dialogues, openModels, write } from './notes.ts';
import { describeMachine } from './report.ts';

const preset = PRESETS[DEFAULT_PRESET].models;
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    backend: { type: 'string', default: 'cpu' },
    prompts: { type: 'string', default: '20' },
    tokens: { type: 'string', default: '128' },
    characters: { type: 'string', default: '9000' },
    write: { type: 'string' },
    only: { type: 'string', default: '' },
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
  ['default: certain', {}],
  ['certain, no memory of other notes', { remember: 'note' }],
  ...[0.05, 0.1, 0.2].flatMap((risk): [string, Partial<SkipOptions>][] => [
    [`risk ${risk}`, { risk }],
    [`risk ${risk}, memory of all notes`, { risk, remember: 'session' }],
  ]),
];

const trio = await openModels(backend, { base: values.base, expert: values.expert, anti: values.anti });
const members = ensembleMembers('proxy', trio.participants);
const plain = trio.ensemble('proxy');
const prompts = await dialogues(values.dialogues, Number(values.prompts), Number(values.characters));
const options = { tokens: Number(values.tokens), sampling: GREEDY, seed: 1 };

const settings = SETTINGS.filter(([name]) => name.startsWith(values.only)).map(([name, skip]) => ({
  name,
  skip,
  ensemble: createAdaptiveEnsemble(members, plain, { skip }),
  sums: { tokens: 0, ms: 0, pair: 0, base: 0, differing: 0, same: 0, notes: 0 },
}));
let fullMs = 0;
let fullTokens = 0;
for (const [index, prompt] of prompts.entries()) {
  say(`note ${index + 1} of ${prompts.length} …`);
  const reference = await write(trio, plain, prompt, options);
  fullMs += reference.decodeMs;
  fullTokens += reference.ids.length;
  // All settings in turns, so that whatever else the machine does meets them alike.
  for (const { ensemble, sums } of settings) {
    const { ids, decodeMs, report } = await write(trio, ensemble, prompt, options);
    if (report?.kind !== 'adaptive') throw new Error('Nothing was reported.');
    const same = agreement(reference.ids, ids);
    sums.tokens += ids.length;
    sums.ms += decodeMs;
    sums.pair += report.passes.expert;
    sums.base += report.passes.base;
    sums.differing += report.differing;
    sums.same += same;
    if (same === ids.length && same === reference.ids.length) sums.notes++;
  }
}
const rows = settings.map(({ name, skip, sums }) => ({
  name,
  skip,
  pairPassesAvoided: 1 - sums.pair / sums.tokens,
  basePassesPerToken: sums.base / sums.tokens,
  /** Among all tokens, at the context they were written in. */
  tokensEqual: 1 - sums.differing / sums.tokens,
  /** Of the notes' tokens, those before the first that differs. */
  tokensBeforeFirstDifference: sums.same / sums.tokens,
  notesEqual: sums.notes,
  msPerToken: sums.ms / sums.tokens,
  speedUp: fullMs / fullTokens / (sums.ms / sums.tokens),
}));
await trio.dispose();

const date = new Date().toISOString();
const report = { date, machine: describeMachine(), settings: values, notes: prompts.length, tokens: fullTokens, rows };
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `adaptive-${date.replaceAll(':', '-')}.json`), `${JSON.stringify(report, null, 2)}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const table = [
  '| setting | pair’s passes avoided | tokens equal | until the first difference | notes equal | base passes a token | speed |',
  '|---|---:|---:|---:|---:|---:|---:|',
  ...rows.map(
    (row) =>
      `| ${row.name} | ${percent(row.pairPassesAvoided)} | ${percent(row.tokensEqual)} | ` +
      `${percent(row.tokensBeforeFirstDifference)} | ${row.notesEqual} of ${prompts.length} | ` +
      `${row.basePassesPerToken.toFixed(2)} | ${row.speedUp.toFixed(2)} × |`,
  ),
].join('\n');
const summary =
  `${values.base}, ${values.expert} − ${values.anti} on ${backend}: ${prompts.length} dialogues from ` +
  `${values.dialogues === undefined ? 'the examples' : basename(values.dialogues)}, ${fullTokens} tokens, greedy, ` +
  `${(fullMs / fullTokens).toFixed(1)} ms/token in full.`;
if (values.write !== undefined) writeFileSync(values.write, document(summary, table));
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else {
  say('');
  console.log(`${summary}\n\n${table}`);
}
process.exit(0);

function document(summary: string, table: string): string {
  return `# Adaptive proxy tuning, measured

Written by \`npm run bench:adaptive -- --write FILE\`. How it works stands in \`src/engine/decoding/ahead/adaptive.ts\`.

${summary}

${table}

* **Pair’s passes avoided**: one minus the forwards of the expert a token. A pass in which the pair catches up with several tokens counts
  once: what is saved is reading the pair’s weights, not its arithmetic. So it pays where weights are what takes time (GPUs); on a CPU, where
  arithmetic is, the column *speed* tells.
* **Tokens equal**: tokens that full proxy tuning would have chosen after the same text. In the certain mode all are, by construction; at a risk
  it is what the pair said when it caught up. **Until the first difference**: tokens before the first that differs from the note by full
  proxy tuning, after which two notes are different texts.
* **Base passes a token**: above 1 is what guesses that the pair did not confirm cost.
* The certain mode remembers what the pair did in earlier notes, which makes no token another. At a risk that is off, because then a note would
  depend on the notes before it; the rows with a memory of all notes show what that gives up.
`;
}
