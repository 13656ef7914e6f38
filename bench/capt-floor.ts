/**
 * `npm run bench:capt-floor -- --base MODEL.gguf`: CAPT with its plausibility floor and as published, over the same dialogues. Of each
 * text: letters of another script than Latin and Greek, chosen tokens that the base holds below 0.05 times its best, ROUGE-1 against
 * the reference, sentences that the dialogue does not bear out. `--data FILE` (MTS-Dialog in Locum's JSON lines), `--dialogues N` (40),
 * `--tokens N` (64), `--run FILE`: a line a text, taken from there when it is run again. Takes as long as the base does.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { fileSource } from '../node/documents.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { CAPT_PLAUSIBILITY } from '../src/engine/decoding/by-text/capt.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import { claimsOf } from '../src/engine/evaluation/note-content.ts';
import { readItems } from '../src/engine/evaluation/read-items.ts';
import { rouge } from '../src/engine/evaluation/rouge.ts';
import { evaluationTask, itemPrompt } from '../src/engine/evaluation/task.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_MODELS } from '../src/engine/presets.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'demo-capt-base' },
    expert: { type: 'string', default: DEFAULT_MODELS.expert },
    anti: { type: 'string', default: DEFAULT_MODELS.anti },
    data: { type: 'string', default: '../shared/data/eval/mts_dialog.jsonl' },
    dialogues: { type: 'string', default: '40' },
    tokens: { type: 'string', default: '64' },
    run: { type: 'string' },
  },
});

/** As the issue has it, whatever the floor is set to. */
const SHARE = 0.05;
/** Rounding of two probabilities and their product. */
const ROUNDING = 1e-9;

const Measured = v.object({
  id: v.string(),
  plausibility: v.number(),
  text: v.string(),
  tokens: v.number(),
  /** Letters of another script, with the text. */
  foreign: v.number(),
  /** Chosen tokens below `SHARE` of the base's best. */
  below: v.number(),
  rouge1: v.number(),
  sentences: v.number(),
  unsupported: v.number(),
});
type Measured = v.InferOutput<typeof Measured>;

async function measure(trio: Trio, item: Item, plausibility: number): Promise<Measured> {
  const prompt = itemPrompt('section-summary', item)(item.input);
  const sampling = { ...GREEDY, repetitionPenalty: trio.defaults.base?.repetitionPenalty ?? 1 };
  const maxTokens = Number(values.tokens);
  let [text, tokens, below] = ['', 0, 0];
  const capt = { plausibility };
  for await (const event of trio.generate({
    method: 'capt',
    prompt,
    maxTokens,
    sampling,
    capt,
    repetitionGuard: true,
  })) {
    if (event.type === 'finish') text = event.text;
    if (event.type !== 'token') continue;
    tokens++;
    const [best] = event.baseCandidates;
    if (best !== undefined && (event.pBase ?? 0) < SHARE * best.base * (1 - ROUNDING)) below++;
  }
  const foreign = [...text].filter((char) => /\p{L}/u.test(char) && !/[\p{Script=Latin}\p{Script=Greek}]/u.test(char));
  const rouge1 = rouge(text, item.reference).rouge1;
  return {
    id: item.id,
    plausibility,
    text,
    tokens,
    foreign: foreign.length,
    below,
    rouge1,
    ...(await claimsOf(text, item.input)),
  };
}

function known(): readonly Measured[] {
  if (values.run === undefined || !existsSync(values.run)) return [];
  const lines = readFileSync(values.run, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => v.parse(Measured, JSON.parse(line)));
}

const task = evaluationTask('section-summary');
const source = await fileSource(values.data);
const items: Item[] = [];
for await (const item of readItems(source, task, { labels: null, limit: Number(values.dialogues) })) items.push(item);
const done = [...known()];
const trio = await openTrio({
  sources: { base: modelSource(values.base), expert: modelSource(values.expert), anti: modelSource(values.anti) },
  backend: 'cpu',
  method: 'capt',
  threads: nodeThreads(),
  keepPrefixes: true,
});
try {
  for (const item of items) {
    for (const plausibility of [CAPT_PLAUSIBILITY, 0]) {
      if (done.some((each) => each.id === item.id && each.plausibility === plausibility)) continue;
      const measured = await measure(trio, item, plausibility);
      done.push(measured);
      if (values.run !== undefined) appendFileSync(values.run, `${JSON.stringify(measured)}\n`);
    }
  }
} finally {
  await trio.dispose();
}
for (const plausibility of [CAPT_PLAUSIBILITY, 0]) {
  const own = done.filter((each) => each.plausibility === plausibility);
  const sum = (key: 'foreign' | 'below' | 'tokens' | 'rouge1' | 'sentences' | 'unsupported') =>
    own.reduce((total, each) => total + each[key], 0);
  process.stdout.write(
    `floor ${plausibility}: ${own.length} dialogues, ${sum('tokens')} tokens; letters of another script ${sum('foreign')}, ` +
      `tokens below ${SHARE} of the base's best ${sum('below')}; ROUGE-1 ${(sum('rouge1') / own.length).toFixed(4)}, ` +
      `unsupported sentences ${sum('unsupported')} of ${sum('sentences')}\n`,
  );
}
