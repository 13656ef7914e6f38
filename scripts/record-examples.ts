/**
 * `npm run record-examples`: the note of every example as the demonstration models write it on the CPU, token by token,
 * into `public/examples/recorded`. To be run again when models or examples change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '../src/app/note/recorded.ts';
import type { TokenEvent } from '../src/engine/decoding/events.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { writeNote } from '../src/engine/note-writer.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { openTrio } from '../src/engine/trio.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'public', 'examples');
const { models } = PRESETS[DEFAULT_PRESET];
const source = (id: string) => folderSource(join(root, 'public', 'models', id));

/** Four digits are more than the page shows. */
const short = (probability: number | null) => Number((probability ?? 0).toFixed(5));

function record(token: TokenEvent): Recording['tokens'][number] {
  const { id, text, pBase, pExpert, pAnti, pCombined, argmaxChanged, candidates } = token;
  return [
    id,
    text,
    short(pBase),
    short(pExpert),
    short(pAnti),
    short(pCombined),
    argmaxChanged,
    candidates.map(({ id, text, base, expert, anti, combined }) => [
      id,
      text,
      short(base),
      short(expert),
      short(anti),
      short(combined),
    ]),
  ];
}

const trio = await openTrio({
  sources: { base: source(models.base), expert: source(models.expert), anti: source(models.anti) },
  backend: 'cpu',
});
const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
const settings = { method: 'proxy', alpha: 1, seed: 1, maxTokens: 400, candidates: 6 } as const;
const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
mkdirSync(join(examples, 'recorded'), { recursive: true });
const index = JSON.parse(readFileSync(join(examples, 'index.json'), 'utf8')) as readonly { readonly id: string }[];
for (const { id } of index) {
  const { dialogue } = JSON.parse(readFileSync(join(examples, `${id}.json`), 'utf8')) as { readonly dialogue: string };
  const tokens: Recording['tokens'] = [];
  for await (const event of writeNote(trio, { conversation: dialogue, sampling, ...settings })) {
    if (event.type === 'token') tokens.push(record(event));
  }
  const { method, alpha } = settings;
  const recording: Recording = { models: Object.values(models), method, alpha, repetitionPenalty, tokens };
  writeFileSync(join(examples, 'recorded', `${id}.json`), `${JSON.stringify(recording)}\n`);
  console.log(`${id}: ${tokens.length} tokens`);
}
await trio.dispose();
