/**
 * `npm run record-examples`: the note of every example as the usual models write it on the CPU, token by token, into
 * `public/examples/recorded`. To be run again when models or examples change. Says what share of the sentences the conversation
 * bears out, and ends with 1 where a note has nothing usable.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelSource } from '../node/model-folder.ts';
import { version } from '../package.json';
import { reviewParts } from '../src/engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../src/engine/analysis/evidence/lexicon/concepts.ts';
import { recordingToShortJson } from '../src/engine/analysis/recording.ts';
import { authorshipOf } from '../src/engine/authorship.ts';
import type { TokenEvent } from '../src/engine/decoding/events.ts';
import { excerptConversation, noteFromExcerpts } from '../src/engine/note-excerpts.ts';
import { DEFAULT_MODELS as models } from '../src/engine/presets.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'public', 'examples');
const opened = new Map();
const source = (id: string) => modelSource(id, opened);
/** As many as the note page shows. */
const CANDIDATES = 6;

const trio = await openTrio({
  sources: { base: source(models.base), expert: source(models.expert), anti: source(models.anti) },
  backend: 'cpu',
});
const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
const request = { method: 'proxy', alpha: 0.9, seed: 1, maxTokens: 120, sampling, candidates: CANDIDATES } as const;
const lexicon = await loadLexicon();
mkdirSync(join(examples, 'recorded'), { recursive: true });
const index = JSON.parse(readFileSync(join(examples, 'index.json'), 'utf8')) as readonly {
  readonly id: string;
  readonly title: string;
}[];
for (const { id, title } of index) {
  const { dialogue } = JSON.parse(readFileSync(join(examples, `${id}.json`), 'utf8')) as { readonly dialogue: string };
  const asked = { ...request, conversation: dialogue };
  const excerpts = excerptConversation(trio, asked);
  const { sections, tokens, finish } = await noteFromExcerpts(trio, excerpts, asked);
  const standing = sections.filter(({ refused }) => refused === null);
  const recording = {
    title,
    authorship: authorshipOf(
      { ...request, template: excerpts.template, condensed: 'excerpted' },
      { ...trio, models: asPagesName(trio.models), app: version },
    ),
    // It lies beside it.
    conversation: null,
    tokens: tokens.map(alsoFirstOfBase),
    sections: standing.map(({ header, tokens: own }) => ({ header, tokens: own.length })),
    ending: { reason: finish.reason, cause: finish.cause },
  };
  writeFileSync(join(examples, 'recorded', `${id}.json`), recordingToShortJson(recording));
  const reviewed = reviewParts(
    standing.map(({ text }) => text),
    dialogue,
    lexicon,
  ).sentences;
  const unsupported = reviewed.filter(({ level }) => level === 'unsupported').length;
  console.log(
    `${id}: ${standing.length} sections, ${tokens.length} tokens, ${unsupported} of ${reviewed.length} sentences unsupported`,
  );
  if (standing.length === 0) process.exitCode = 1;
}
await trio.dispose();

/** Pages name a model by its id, and not by its file. */
function asPagesName({ base, expert, anti }: Trio['models']): Trio['models'] {
  return {
    ...(base && { base: { ...base, id: models.base } }),
    ...(expert && { expert: { ...expert, id: `${models.base}+${models.expert}` } }),
    ...(anti && { anti: { ...anti, id: models.anti } }),
  };
}

/** Of the base's own list only its first choice is kept, which tells whether another α would change the choice. */
function alsoFirstOfBase(event: TokenEvent): TokenEvent {
  return { ...event, baseCandidates: event.baseCandidates.slice(0, 1) };
}
