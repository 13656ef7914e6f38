/**
 * Real visits at the first press: `npm run bench:visits -- [--family demo|smollm2] [--limit N] [--only ID,…] [--max-tokens N] [--show] [--plan]
 * [--alpha A] [--repair|--no-repair] [--every N]`.
 * Every dialogue of ACI-Bench and PriMock57 in `../shared/data/eval` and one of 200 turns, written for the bench, becomes a note as the
 * page would write it: whole where it fits, else section by section. Tells what was read, what was refused, how long it took, and what
 * share of the sentences the conversation does not bear out, and ROUGE-1 against the reference note. Ends with 1 where a visit was refused. With `--plan` no weights are read:
 * only what each visit would be written from, and whether it fits.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { modelSource } from '../../node/model-folder.ts';
import { reviewParts } from '../../src/engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../../src/engine/analysis/evidence/lexicon/concepts.ts';
import { type Unusable, whyUnusable } from '../../src/engine/analysis/unusable.ts';
import { LocumError } from '../../src/engine/errors.ts';
import { rouge } from '../../src/engine/evaluation/rouge.ts';
import { excerptConversation, type SectionRequest, writeFromExcerpts } from '../../src/engine/note-excerpts.ts';
import { measureRoom, needsExcerpts, writeNote } from '../../src/engine/note-writer.ts';
import { DEMO_FAMILY, preset, SMOLLM2_FAMILY } from '../../src/engine/presets.ts';
import { splitAtLikelyHeaders } from '../../src/engine/tasks/note-parts.ts';
import { joinParts, type NotePart } from '../../src/engine/tasks/templates.ts';
import { openReader, openTrio, type Trio } from '../../src/engine/trio.ts';
import { readDialogues } from '../evidence/dialogues.ts';
import { shareOf, shown } from '../evidence/share.ts';

const { values } = parseArgs({
  options: {
    family: { type: 'string', default: 'demo' },
    limit: { type: 'string' },
    only: { type: 'string' },
    method: { type: 'string', default: 'proxy' },
    show: { type: 'boolean', default: false },
    repair: { type: 'boolean' },
    'no-repair': { type: 'boolean' },
    every: { type: 'string', default: '1' },
    alpha: { type: 'string', default: '1' },
    plan: { type: 'boolean', default: false },
    'max-tokens': { type: 'string', default: '400' },
  },
});

const DATA = join(import.meta.dirname, '../../../shared/data/eval');
const LONG = {
  id: '200-turns',
  conversation: readFileSync(join(import.meta.dirname, 'two-hundred-turns.txt'), 'utf8'),
};

interface Visit {
  readonly id: string;
  readonly conversation: string;
  readonly set?: string;
  readonly reference?: string;
}

interface Outcome {
  readonly id: string;
  readonly plan: 'whole' | 'by section';
  readonly turns: number;
  readonly unread: number;
  readonly parts: readonly NotePart[];
  readonly refused: readonly (Unusable | null)[];
  readonly leftOut: number;
  /** Milliseconds from the request to the first token, to the end of the first section, and to the end. */
  readonly first: number;
  readonly section: number;
  readonly total: number;
}

async function write(
  trio: Trio,
  { id, conversation }: Visit,
  request: Omit<SectionRequest, 'conversation'>,
): Promise<Outcome> {
  const asked = { ...request, conversation };
  const started = performance.now();
  let first = 0;
  let section = 0;
  const see = (type: string) => {
    if (type === 'token' && first === 0) first = performance.now() - started;
    if (type === 'finish' && section === 0) section = performance.now() - started;
  };
  const end = () => ({ first, section, total: performance.now() - started });
  if (!needsExcerpts(trio, asked)) {
    let text = '';
    let leftOut = 0;
    for await (const event of writeNote(trio, asked)) {
      see(event.type);
      if (event.type !== 'finish') continue;
      text = event.text;
      leftOut = event.repair?.leftOut.length ?? 0;
    }
    const refused = [whyUnusable(text, conversation)];
    const turns = conversation.trim().split('\n').length;
    return { id, plan: 'whole', turns, unread: 0, parts: splitAtLikelyHeaders(text), refused, leftOut, ...end() };
  }
  const excerpts = excerptConversation(trio, asked);
  const writing = writeFromExcerpts(trio, excerpts, asked);
  for (;;) {
    const step = await writing.next();
    if (!step.done) {
      see(step.value.event.type);
      continue;
    }
    const refused = step.value.map((section) => section.refused);
    const { turns, unread } = excerpts;
    const leftOut = step.value.reduce((sum, section) => sum + section.leftOut.length, 0);
    return { id, plan: 'by section', turns, unread: unread.length, parts: step.value, refused, leftOut, ...end() };
  }
}

/** Every reading of every section, counted by the models' tokenizers. @returns how many visits have one that does not fit */
async function plans(): Promise<number> {
  const reader = await openReader(sources);
  let bad = 0;
  console.log('visit                      turns  unread  plan        ms  over before  fullest reading, tokens free');
  for (const { id, conversation } of visits) {
    const request = { conversation, method: 'proxy', maxTokens: Number(values['max-tokens']) } as const;
    const started = performance.now();
    const { over } = measureRoom(reader, request);
    const excerpts = over <= 0 ? null : excerptConversation(reader, request);
    const ms = performance.now() - started;
    const readings = excerpts?.sections.flatMap((section) => section.readings) ?? [{ text: conversation }];
    const template = excerpts?.template;
    const free = Math.min(
      ...readings.map(({ text }) => -measureRoom(reader, { ...request, template, conversation: text }).over),
    );
    if (free < 0) bad++;
    const { turns = conversation.trim().split('\n').length, unread = [] } = excerpts ?? {};
    const columns = [id.padEnd(26), String(turns).padStart(5), String(unread.length).padStart(7)];
    const plan = excerpts === null ? 'whole' : 'by section';
    console.log(
      `${columns.join(' ')}  ${plan.padEnd(10)}  ${ms.toFixed(0).padStart(4)}  ${String(over).padStart(6)}  ${free}`,
    );
  }
  console.log(`\n${visits.length} visits, ${bad} of them with a reading that does not fit.`);
  return bad === 0 ? 0 : 1;
}

const hasData = existsSync(join(DATA, 'aci_bench.jsonl'));
if (!hasData) console.log('The dialogues of ACI-Bench and PriMock57 are not here: only the written visit is tried.');
const all: readonly Visit[] = [...(hasData ? readDialogues() : []), LONG];
const only = values.only?.split(',');
const visits = all
  .filter(({ id }, index) => (only === undefined ? index % Number(values.every) === 0 : only.includes(id)))
  .slice(0, Number(values.limit ?? all.length));

const family = [DEMO_FAMILY, SMOLLM2_FAMILY].find(({ id }) => id === values.family);
const method = (['base', 'expert', 'proxy'] as const).find((each) => each === values.method);
if (family === undefined || method === undefined)
  throw new Error('--family is demo or smollm2, --method base, expert or proxy.');
const cast = preset(family, 'CPT+IT').models;
const known = new Map();
const sources = {
  base: modelSource(cast.base, known),
  expert: modelSource(cast.expert, known),
  anti: modelSource(cast.anti, known),
};
if (values.plan) {
  process.exit(await plans());
}
const trio = await openTrio({ sources, backend: 'cpu', keepPrefixes: true });
const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
const lexicon = await loadLexicon();
const alpha = Number(values.alpha);
const repair = values.repair === true || (values['no-repair'] !== true && trio.repairs);
console.log(`${family.name}, ${method}, α ${alpha}, greedy, CPU, ${repair ? 'with' : 'without'} repair\n`);
console.log(
  'visit                      turns  unread  plan        first s  total s  sections  refused              unsupported  left out  ROUGE-1',
);
const sentences: { readonly unsupported: boolean }[] = [];
const scores: { readonly set: string; readonly score: number }[] = [];
let leftOut = 0;
let failed = 0;
const outcomes: Outcome[] = [];
for (const visit of visits) {
  try {
    const request = { method, alpha, repair, sampling, seed: 1, maxTokens: Number(values['max-tokens']) };
    const outcome = await write(trio, visit, request);
    outcomes.push(outcome);
    const parts = outcome.parts.map(({ text }) => text).filter((text) => text.trim() !== '');
    const reviewed = parts.length === 0 ? [] : reviewParts(parts, visit.conversation, lexicon).sentences;
    const judged = reviewed.map(({ level }) => ({ unsupported: level === 'unsupported' }));
    sentences.push(...judged);
    const score = visit.reference === undefined ? null : rouge(joinParts(outcome.parts), visit.reference).rouge1;
    if (score !== null) scores.push({ set: visit.set ?? '', score });
    leftOut += outcome.leftOut;
    const why = outcome.refused.flatMap((each) => each ?? []);
    const columns = [
      visit.id.padEnd(26),
      String(outcome.turns).padStart(5),
      String(outcome.unread).padStart(7),
      ` ${outcome.plan.padEnd(10)}`,
      (outcome.first / 1000).toFixed(1).padStart(8),
      (outcome.total / 1000).toFixed(1).padStart(8),
      String(parts.length).padStart(9),
      ` ${why.join(', ').padEnd(20)}`,
      `${judged.filter(({ unsupported }) => unsupported).length} of ${judged.length}`.padEnd(11),
      String(outcome.leftOut).padStart(8),
      score === null ? '' : score.toFixed(3).padStart(8),
    ];
    console.log(columns.join(' '));
    if (values.show) console.log(`${joinParts(outcome.parts)}\n`);
  } catch (thrown) {
    failed++;
    console.log(`${visit.id.padEnd(26)} REFUSED: ${LocumError.from(thrown).message}`);
  }
}
await trio.dispose();

const bySection = outcomes.filter(({ plan }) => plan === 'by section');
const empty = outcomes.filter(({ refused }) => refused.every((why) => why !== null));
const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
console.log(`
${visits.length} visits: ${failed} refused at the first press; ${bySection.length} written by section.
Of ${outcomes.length} notes ${empty.length} hold nothing that can be used.
Turns in no reading: ${shown({ part: bySection.reduce((sum, { unread }) => sum + unread, 0), of: bySection.reduce((sum, { turns }) => sum + turns, 0) })}
First token: ${spread(({ first }) => first)}; first section: ${spread(({ section }) => section)}; whole note: ${spread(({ total }) => total)}
Unsupported sentences: ${shown(shareOf(sentences, ({ unsupported }) => unsupported))}; ${leftOut} left out
${[...new Set(scores.map(({ set }) => set))].map(rougeOf).join('\n')}`);

function spread(milliseconds: (outcome: Outcome) => number): string {
  const seconds = outcomes.map((outcome) => milliseconds(outcome) / 1000);
  return `median ${middle(seconds).toFixed(1)} s, longest ${Math.max(...seconds).toFixed(1)} s`;
}

function rougeOf(wanted: string): string {
  const own = scores.filter(({ set }) => set === wanted);
  const mean = own.reduce((sum, { score }) => sum + score, 0) / own.length;
  return `ROUGE-1 ${wanted}: ${mean.toFixed(3)} (${own.length} notes)`;
}
process.exitCode = failed > 0 ? 1 : 0;
