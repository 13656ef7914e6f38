/**
 * `npm run verify:capt -- BASE.gguf …`: does the clinical pair that comes with Locum help a base with another tokenizer? Each base
 * alone and tuned by CAPT on MTS-Dialog: ROUGE-1 of both, their difference with an interval and a paired p. `--data FILE`, `--items N`
 * (60), `--tokens N` (64), `--alpha A` (1), `--run FILE`: a line a text, so that it can be gone on with. Skips aloud without a base; exit
 * status 1 where one gains nothing that chance would not (p < 0.05).
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { fileSource } from '../node/documents.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { bootstrap } from '../src/engine/analysis/bootstrap.ts';
import { pairedP } from '../src/engine/evaluation/comparison.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import { readItems } from '../src/engine/evaluation/read-items.ts';
import { rouge } from '../src/engine/evaluation/rouge.ts';
import { evaluationTask, itemPrompt } from '../src/engine/evaluation/task.ts';
import { GREEDY } from '../src/engine/lm/ensemble.ts';
import { DEFAULT_MODELS } from '../src/engine/presets.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data/eval/mts_dialog.jsonl' },
    items: { type: 'string', default: '60' },
    tokens: { type: 'string', default: '64' },
    alpha: { type: 'string', default: '1' },
    run: { type: 'string' },
  },
});
const WAYS = ['base', 'capt'] as const;
type Way = (typeof WAYS)[number];

const Written = v.object({
  base: v.string(),
  id: v.string(),
  way: v.picklist(WAYS),
  alpha: v.number(),
  text: v.string(),
  rouge1: v.number(),
});
type Written = v.InferOutput<typeof Written>;

const alpha = Number(values.alpha);
const done: Written[] =
  values.run !== undefined && existsSync(values.run)
    ? readFileSync(values.run, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => v.parse(Written, JSON.parse(line)))
    : [];

async function write(trio: Trio, item: Item, way: Way): Promise<string> {
  const prompt = itemPrompt('section-summary', item)(item.input);
  const sampling = { ...GREEDY, repetitionPenalty: trio.defaults.base?.repetitionPenalty ?? 1 };
  const asked = { method: way, alpha, prompt, sampling, maxTokens: Number(values.tokens), repetitionGuard: true };
  for await (const event of trio.generate(asked)) if (event.type === 'finish') return event.text;
  return '';
}

const find = (base: string, id: string, way: Way) =>
  done.find((one) => one.base === base && one.id === id && one.way === way && one.alpha === alpha);

/** @returns whether it gains what chance would not */
async function verify(file: string, items: readonly Item[]): Promise<boolean> {
  const base = basename(file);
  const trio = await openTrio({
    sources: {
      base: modelSource(file),
      expert: modelSource(DEFAULT_MODELS.expert),
      anti: modelSource(DEFAULT_MODELS.anti),
    },
    backend: 'cpu',
    method: 'capt',
    threads: nodeThreads(),
    keepPrefixes: true,
  });
  try {
    for (const item of items) {
      for (const way of WAYS) {
        if (find(base, item.id, way) !== undefined) continue;
        const text = await write(trio, item, way);
        const written = { base, id: item.id, way, alpha, text, rouge1: rouge(text, item.reference).rouge1 };
        done.push(written);
        if (values.run !== undefined) appendFileSync(values.run, `${JSON.stringify(written)}\n`);
      }
    }
  } finally {
    await trio.dispose();
  }
  const scores = (way: Way) => items.map(({ id }) => find(base, id, way)?.rouge1 ?? Number.NaN);
  const [alone, tuned] = [scores('base'), scores('capt')];
  const mean = (from: readonly number[]) => (own: Uint32Array) =>
    own.reduce((sum, at) => sum + from[at]!, 0) / own.length;
  const gain = mean(tuned.map((score, at) => score - alone[at]!));
  const options = { seed: 1 };
  const { value, low, high } = bootstrap(items.length, gain, options);
  const p = pairedP(gain, items.length, options);
  const all = Uint32Array.from(items, (_, at) => at);
  console.log(
    `${base}, α ${alpha}, ${items.length} items: ROUGE-1 alone ${mean(alone)(all).toFixed(4)}, by CAPT ${mean(tuned)(all).toFixed(4)}; ` +
      `gain ${value.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}], p ${p.toFixed(4)}`,
  );
  return value > 0 && p < 0.05;
}

const present = positionals.filter((file) => existsSync(file));
if (present.length === 0 || !existsSync(values.data)) {
  console.log(
    'Skipped: name GGUF files of bases with another tokenizer, and data with --data. Neither comes with Locum.',
  );
} else {
  const items: Item[] = [];
  const source = await fileSource(values.data);
  const task = evaluationTask('section-summary');
  for await (const item of readItems(source, task, { labels: null, limit: Number(values.items) })) items.push(item);
  for (const file of present) if (!(await verify(file, items))) process.exitCode = 1;
}
