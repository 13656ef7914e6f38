/**
 * `npm run bench:decoding`: the methods beyond the papers (docs/METHODS.md §7) over the clinical pair, on sections of MTS-Dialog: ROUGE-1,
 * and sentences that the dialogue does not bear out. Writes docs/decoding-smollm2.md. `--data FILE`, `--dialogues N` (40), `--tokens N` (64),
 * `--gate FILE` (of `locum gate`), `--run FILE`: a line a text, taken from there when it is run again; `--out FILE`.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { fileSource } from '../../node/documents.ts';
import { gateOfFile } from '../../node/gate-file.ts';
import { nodeThreads } from '../../node/threads.ts';
import type { GenerationEvent } from '../../src/engine/decoding/events.ts';
import type { Item } from '../../src/engine/evaluation/item.ts';
import { claimsOf } from '../../src/engine/evaluation/note-content.ts';
import { readItems } from '../../src/engine/evaluation/read-items.ts';
import { rouge } from '../../src/engine/evaluation/rouge.ts';
import { evaluationTask, itemPrompt } from '../../src/engine/evaluation/task.ts';
import { GREEDY } from '../../src/engine/lm/ensemble.ts';
import { repaired } from '../../src/engine/note-repair.ts';
import { NOTE_HEADERS } from '../../src/engine/tasks/prompt.ts';
import { openTrio, type Trio } from '../../src/engine/trio.ts';
import { document, Measured } from './document.ts';
import { modelsOf, type Way, waysOf } from './ways.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/eval/mts_dialog.jsonl' },
    dialogues: { type: 'string', default: '40' },
    tokens: { type: 'string', default: '64' },
    gate: { type: 'string' },
    run: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../../docs/decoding-smollm2.md') },
  },
});

/** As `GenerateOptions`. */
const CANDIDATES = 5;

function written(trio: Trio, { method, alpha, scaling, plausibility, repair }: Way, item: Item) {
  const request = {
    ...{ method, alpha, prompt: itemPrompt('section-summary', item)(item.input), maxTokens: Number(values.tokens) },
    sampling: { ...GREEDY, repetitionPenalty: trio.defaults.base?.repetitionPenalty ?? 1 },
    ...(scaling && { adaptive: { scaling } }),
    ...(plausibility !== undefined && { contextAware: { plausibility } }),
    repetitionGuard: true,
  };
  if (repair !== true) return trio.generate(request);
  return repaired((changed) => trio.generate({ ...request, ...changed }), {
    conversation: item.input,
    opening: { ids: [] },
    openingText: '',
    candidates: CANDIDATES,
    stopIds: trio.participants.base?.model.info.stopIds ?? [],
    headers: NOTE_HEADERS,
  });
}

async function measure(events: AsyncIterable<GenerationEvent>, way: string, item: Item): Promise<Measured> {
  for await (const event of events) {
    if (event.type !== 'finish') continue;
    const { text, tokens, decodeMsPerToken: msPerToken, repair, report } = event;
    return {
      ...{ way, id: item.id, text, tokens, msPerToken, leftOut: repair?.leftOut.length ?? 0 },
      asked: report?.kind === 'blend' ? report.interventions : 0,
      rouge1: rouge(text, item.reference).rouge1,
      ...(await claimsOf(text, item.input)),
    };
  }
  throw new Error(`${way} of ${item.id} has no end`);
}

if (!existsSync(values.data)) {
  console.log('Skipped: there is no data. Name it with --data.');
} else {
  const task = evaluationTask('section-summary');
  const items: Item[] = [];
  const reading = { labels: null, limit: Number(values.dialogues) };
  for await (const item of readItems(await fileSource(values.data), task, reading)) items.push(item);
  const { run } = values;
  const known = run !== undefined && existsSync(run) ? readFileSync(run, 'utf8').split('\n').filter(Boolean) : [];
  const done = known.map((line) => v.parse(Measured, JSON.parse(line)));
  const ways = waysOf(values.gate === undefined ? null : (await gateOfFile(values.gate)).scaling);
  for (const way of ways) {
    const open = items.filter(({ id }) => !done.some((one) => one.way === way.name && one.id === id));
    if (open.length === 0) continue;
    const models = modelsOf(way.cast);
    const own = { method: way.method, backend: 'cpu', threads: nodeThreads(), keepPrefixes: true } as const;
    const trio = await openTrio({ ...models, ...own });
    try {
      for (const item of open) {
        const measured = await measure(written(trio, way, item), way.name, item);
        done.push(measured);
        if (run !== undefined) appendFileSync(run, `${JSON.stringify(measured)}\n`);
        process.stderr.write(`\r${way.name}: ${measured.id}          `);
      }
    } finally {
      await trio.dispose();
    }
  }
  const ids = items.map(({ id }) => id);
  writeFileSync(values.out, document(ways, ids, done, Number(values.tokens)));
  console.log(`\nWrote ${values.out}.`);
}
