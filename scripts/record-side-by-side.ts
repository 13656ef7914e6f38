/**
 * `npm run record-side-by-side`: the opening of the first example's note by base, expert and both together, for the first page, into
 * `public/examples/side-by-side.json`; with the strength of its recording, so `npm run record-examples` comes before it. Every method
 * writes by itself here: what a note would have repaired or refused is shown as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelSource } from '../node/model-folder.ts';
import { reviewParts } from '../src/engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../src/engine/analysis/evidence/lexicon/concepts.ts';
import { recordingFromJson, textOf } from '../src/engine/analysis/recording.ts';
import { excerptConversation, noteFromExcerpts } from '../src/engine/note-excerpts.ts';
import { DEFAULT_MODELS as models } from '../src/engine/presets.ts';
import { openTrio } from '../src/engine/trio.ts';

const examples = join(import.meta.dirname, '..', 'public', 'examples');
const read = (...path: readonly string[]) => readFileSync(join(examples, ...path), 'utf8');
const [{ id, title }] = JSON.parse(read('index.json')) as [{ readonly id: string; readonly title: string }];
const { dialogue: conversation } = JSON.parse(read(`${id}.json`)) as { readonly dialogue: string };
const { authorship } = recordingFromJson(read('recorded', `${id}.json`), id);
const { alpha = 1 } = authorship;

const opened = new Map();
const source = (model: string) => modelSource(model, opened);
const trio = await openTrio({
  sources: { base: source(models.base), expert: source(models.expert), anti: source(models.anti) },
  backend: 'cpu',
});
const sampling = { repetitionPenalty: trio.defaults.base?.repetitionPenalty ?? 1, temperature: 0, topK: 0, topP: 1 };
const request = { conversation, alpha, seed: 1, maxTokens: 120, sampling, candidates: 1 };
const excerpts = excerptConversation(trio, { ...request, method: 'proxy' });
const opening = { ...excerpts, sections: excerpts.sections.slice(0, 1) };
const lexicon = await loadLexicon();

async function write(method: 'base' | 'expert' | 'proxy') {
  const { sections } = await noteFromExcerpts(trio, opening, { ...request, method });
  const text = textOf({ tokens: sections.flatMap(({ tokens }) => tokens) }).trim();
  const { sentences } = reviewParts([text], conversation, lexicon);
  const supported = sentences.filter(({ level }) => level === 'supported').length;
  console.log(`${id}, ${method}: ${supported} of ${sentences.length} sentences supported`);
  return { text, sentences: sentences.length, supported };
}

const texts = { base: await write('base'), expert: await write('expert'), proxy: await write('proxy') };
await trio.dispose();
const header = opening.sections[0]?.header ?? '';
const named = { base: models.base, expert: `${models.base}+${models.expert}` };
const written = { example: id, title, header, alpha, models: named, texts };
writeFileSync(join(examples, 'side-by-side.json'), `${JSON.stringify(written, null, 2)}\n`);
