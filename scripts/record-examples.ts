/**
 * `npm run record-examples`: the note of every example as the demonstration models write it on the CPU, token by token,
 * into `public/examples/recorded`. To be run again when models or examples change.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../package.json';
import { recordingToShortJson } from '../src/engine/analysis/recording.ts';
import { authorshipOf } from '../src/engine/authorship.ts';
import type { FinishEvent, TokenEvent } from '../src/engine/decoding/events.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { writeNote } from '../src/engine/note-writer.ts';
import { DEFAULT_PRESET, PRESETS } from '../src/engine/presets.ts';
import { DEFAULT_TEMPLATE } from '../src/engine/tasks/templates.ts';
import { openTrio } from '../src/engine/trio.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'public', 'examples');
const { models } = PRESETS[DEFAULT_PRESET];
const source = (id: string) => folderSource(join(root, 'public', 'models', id));
/** As many as the note page shows. */
const CANDIDATES = 6;

const trio = await openTrio({
  sources: { base: source(models.base), expert: source(models.expert), anti: source(models.anti) },
  backend: 'cpu',
});
const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
const request = { method: 'proxy', alpha: 1, seed: 1, maxTokens: 400, sampling, template: DEFAULT_TEMPLATE } as const;
const authorship = authorshipOf(request, { ...trio, app: version });
mkdirSync(join(examples, 'recorded'), { recursive: true });
const index = JSON.parse(readFileSync(join(examples, 'index.json'), 'utf8')) as readonly {
  readonly id: string;
  readonly title: string;
}[];
for (const { id, title } of index) {
  const { dialogue } = JSON.parse(readFileSync(join(examples, `${id}.json`), 'utf8')) as { readonly dialogue: string };
  const tokens: TokenEvent[] = [];
  let ending: FinishEvent | null = null;
  for await (const event of writeNote(trio, { conversation: dialogue, ...request, candidates: CANDIDATES })) {
    if (event.type === 'token') tokens.push(alsoFirstOfBase(event));
    if (event.type === 'finish') ending = event;
  }
  const told = ending && { reason: ending.reason, cause: ending.cause };
  // The conversation lies beside it.
  const recording = { title, authorship, conversation: null, tokens, ending: told };
  writeFileSync(join(examples, 'recorded', `${id}.json`), recordingToShortJson(recording));
  console.log(`${id}: ${tokens.length} tokens`);
}
await trio.dispose();

/** Of the base's own list only its first choice is kept, which tells whether another α would change the choice. */
function alsoFirstOfBase(event: TokenEvent): TokenEvent {
  return { ...event, baseCandidates: event.baseCandidates.slice(0, 1) };
}
