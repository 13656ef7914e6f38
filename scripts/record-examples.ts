/**
 * `npm run record-examples [-- ID …]`: the note of every example as the usual models write it on the CPU, token by token, into
 * `public/examples/recorded`. To be run again when models or examples change. Each is written with the first strength of which the note
 * may be shown (`analysis/exemplary.ts`); ends with 1 where there is none, and leaves the recording before where it was.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelSource } from '../node/model-folder.ts';
import { version } from '../package.json';
import { reviewParts } from '../src/engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../src/engine/analysis/evidence/lexicon/concepts.ts';
import { shortcomings } from '../src/engine/analysis/exemplary.ts';
import { type Recording, recordingToShortJson } from '../src/engine/analysis/recording.ts';
import { authorshipOf } from '../src/engine/authorship.ts';
import type { TokenEvent } from '../src/engine/decoding/events.ts';
import { excerptConversation, noteFromExcerpts } from '../src/engine/note-excerpts.ts';
import { DEFAULT_MODELS as models } from '../src/engine/presets.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';

const root = join(import.meta.dirname, '..');
const examples = join(root, 'public', 'examples');
const opened = new Map();
const source = (id: string) => modelSource(id, opened);
/** Below 1 the base has a say in every choice. */
const STRENGTHS = [0.9, 0.85, 0.8, 0.7, 0.6, 0.5] as const;
/** As many as the note page shows. */
const CANDIDATES = 6;

const trio = await openTrio({
  sources: { base: source(models.base), expert: source(models.expert), anti: source(models.anti) },
  backend: 'cpu',
  keepPrefixes: true,
});
const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
const repair = trio.repairs;
const request = { method: 'proxy', seed: 1, maxTokens: 120, sampling, repair, candidates: CANDIDATES } as const;
const lexicon = await loadLexicon();
mkdirSync(join(examples, 'recorded'), { recursive: true });
const index = JSON.parse(readFileSync(join(examples, 'index.json'), 'utf8')) as readonly {
  readonly id: string;
  readonly title: string;
}[];
const wanted = process.argv.slice(2);
for (const { id, title } of index.filter((example) => wanted.length === 0 || wanted.includes(example.id))) {
  const { dialogue } = JSON.parse(readFileSync(join(examples, `${id}.json`), 'utf8')) as { readonly dialogue: string };
  let mayBeShown = false;
  for (const alpha of STRENGTHS) {
    const { recording, about } = await record(title, dialogue, alpha);
    const wrong = shortcomings(recording, dialogue, lexicon);
    console.log(`${id}, α ${alpha}: ${about}${wrong.length === 0 ? '' : `; not shown: ${JSON.stringify(wrong)}`}`);
    if (wrong.length > 0) continue;
    writeFileSync(join(examples, 'recorded', `${id}.json`), recordingToShortJson(recording));
    mayBeShown = true;
    break;
  }
  if (!mayBeShown) process.exitCode = 1;
}
await trio.dispose();

async function record(title: string, dialogue: string, alpha: number) {
  const asked = { ...request, alpha, conversation: dialogue };
  const excerpts = excerptConversation(trio, asked);
  const { sections, tokens, finish } = await noteFromExcerpts(trio, excerpts, asked);
  const standing = sections.filter(({ refused }) => refused === null);
  const recording: Recording = {
    title,
    authorship: authorshipOf(
      { ...request, alpha, template: excerpts.template, condensed: 'excerpted' },
      { ...trio, models: asPagesName(trio.models), app: version },
    ),
    // It lies beside it.
    conversation: null,
    tokens: tokens.map(alsoFirstOfBase),
    sections: standing.map(({ header, tokens: own, leftOut }) => {
      return { header, tokens: own.length, ...(leftOut.length > 0 && { leftOut }) };
    }),
    ending: { reason: finish.reason, cause: finish.cause },
  };
  const texts = standing.map(({ text }) => text);
  const { sentences } = reviewParts(texts, dialogue, lexicon);
  const unsupported = sentences.filter(({ level }) => level === 'unsupported').length;
  const { rewrites = 0, leftOut = [] } = finish.repair ?? {};
  const about = `${standing.length} sections, ${sentences.length} sentences (${unsupported} unsupported), ${rewrites} rewrites, ${leftOut.length} sentences left out`;
  return { recording, about };
}

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
