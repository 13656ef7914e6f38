/**
 * `npm run verify:real -- DIR`: real GGUF models (`get.py` of the shared tools puts some into DIR) against llama.cpp, which
 * `npm install --prefix bench/peers` brings: the same ids for 50 texts, the same best token at 99 % of positions or more, a perplexity
 * within 1 %, and a note by each to read. `--data FILE` (../shared/data/eval/lm_medical.jsonl) holds the documents, `--documents N` (8)
 * of them are read, `--tokens N` (65) of each; `--models a,b` chooses files by a part of their names, `--backend cpu|webgpu`,
 * `--float DIR` holds the same files widened to F32 (`bench/peers/to_float.py`): of quantised ones llama.cpp rounds the activations, too.
 * `--written` has llama.cpp read what Locum writes of them as f16 and Q8_0, too: the same ids, 99 % and 1 % of the f16 file's.
 * `--precision P`, `--note N` (60) tokens of the note, 0 for none, `--json`. Skips aloud without DIR. Exit status 1 when something is missed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readDocuments } from '../node/documents.ts';
import { gpuFor, restartWithSwiftShader } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import type { Precision } from '../src/engine/lm/causal-lm.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { entriesOf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import { writeGguf } from '../src/engine/lm/checkpoint/gguf/write.ts';
import { writeNote } from '../src/engine/note-writer.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import { exampleTexts } from './notes.ts';
import { agreement, type Predicted, perplexity, perplexityShift, predict, windowsOf } from './predictions.ts';

const LEAST_AGREEMENT = 0.99;
const MOST_DIFFERENCE = 0.01;
const TEXTS = 50;
const PEER = join(import.meta.dirname, 'peers', 'llama.mjs');

/** What tokenizers trip over. */
const ODD_TEXTS = [
  'Naïve café – “smart quotes” … 37.5 °C, SpO₂ 94 %, µg/mL, ½ tablet, Größe 1,82 m',
  'BP 142/91, HR 88, T 37.2. Metoprolol 25mg bid; HbA1c 7.4% (was 8.1%) on 2024-03-07 at 09:45.',
  '  two leading blanks,   three inside, and trailing  ',
  'line one\n\nline three\r\nline four\ttab\n\n\n\nend',
  '患者は胸痛を訴えています。 Пациент жалуется на боль. المريض يعاني من ألم',
  "I've, we'll, can't, IT'S, don’t; she'd've",
  '👍🏽 emoji 🫀 and 🩺 — zero\u200bwidth',
  '1234567890 12,345.678 1e-5 0x1F #42 @home http://example.org/a?b=c&d=e',
  'def f(x):\n    return {"a": [x ** 2, None]}  # comment\n',
  'aaaaaaaaaaaaaaaaaaaa ---------- ========== ..........',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data/eval/lm_medical.jsonl' },
    documents: { type: 'string', default: '8' },
    tokens: { type: 'string', default: '65' },
    models: { type: 'string', default: '' },
    float: { type: 'string' },
    backend: { type: 'string', default: 'cpu' },
    precision: { type: 'string', default: 'stored' },
    note: { type: 'string', default: '60' },
    written: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const Answer = v.object({
  ids: v.array(v.array(v.number())),
  windows: v.array(v.array(v.object({ best: v.number(), logProbability: v.number() }))),
});

interface Compared {
  readonly agreement: number;
  /** Of perplexity, as a share, and its standard error. */
  readonly difference: number;
  readonly error: number;
}

async function askPeer(model: string, texts: readonly string[], windows: readonly (readonly number[])[]) {
  // Not `execPath`: under another C library's loader, as lavapipe needs it, that is the loader.
  const child = spawn(process.argv0, [PEER], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ model, texts, windows }));
  return v.parse(Answer, JSON.parse(await readAll(child.stdout)));
}

/**
 * The model written down by Locum as f16 and as Q8_0, read by llama.cpp: the same ids, and what it says against what Locum says of the
 * file itself.
 */
async function asWritten(
  path: string,
  texts: readonly string[],
  windows: readonly (readonly number[])[],
  own: readonly Predicted[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'locum-written-'));
  try {
    const checkpoint = await openCheckpoint(modelSource(path));
    const tokenizer = await loadTokenizer(checkpoint.files);
    const found = [];
    for (const type of ['f16', 'q8_0'] as const) {
      const file = `${type}.gguf`;
      const { bytes } = await writeGguf(checkpoint, folderSink(folder), file, { type });
      const peer = await askPeer(join(folder, file), texts, windows);
      const others = peer.windows.flat();
      found.push({
        type,
        megabytes: Math.round(bytes / 1e6),
        ids: texts.filter((text, index) => tokenizer.encode(text).join() === peer.ids[index]?.join()).length,
        agreement: agreement(own, others),
        ...perplexityShift(own, others),
      });
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function note(trio: Trio, conversation: string, maxTokens: number): Promise<string> {
  const sampling = { repetitionPenalty: 1.1, temperature: 0, topK: 0, topP: 1 };
  const request = { conversation, method: 'base', alpha: 1, sampling, seed: 0, maxTokens } as const;
  for await (const event of writeNote(trio, request)) if (event.type === 'finish') return event.text;
  return '';
}

interface Differences extends Compared {
  readonly perplexity: number;
}

interface Verified {
  readonly backend: string;
  readonly held: Precision;
  readonly megabytes: number;
  readonly loadSeconds: number;
  readonly texts: number;
  /** Texts that llama.cpp tokenises otherwise. */
  readonly different: readonly string[];
  readonly positions: number;
  readonly perplexity: number;
  readonly quantised: Differences;
  readonly floats: Differences | null;
  /** How much the reference differs from itself by rounding activations. */
  readonly noise: Differences | null;
  readonly written: Awaited<ReturnType<typeof asWritten>>;
}

/** @param onCompared gets all but the note, which takes longest where the backend is slow */
async function verify(
  path: string,
  texts: readonly string[],
  documents: readonly string[],
  conversation: string,
  onCompared: (compared: Verified) => void,
): Promise<string> {
  const started = performance.now();
  const precision = values.precision as Precision | 'stored';
  const trio = await openTrio({
    sources: { base: modelSource(path) },
    method: 'base',
    backend,
    gpu: await gpuFor(backend),
    precision,
  });
  const loadSeconds = (performance.now() - started) / 1000;
  try {
    const base = trio.participants.base!;
    const { tokenizer, model } = base;
    const windows = windowsOf(tokenizer, documents, Number(values.tokens));
    const peer = await askPeer(path, texts, windows);
    const rounded = peer.windows.flat();
    const widened = values.float === undefined ? null : join(values.float, basename(path));
    const floats =
      widened === null || !existsSync(widened) ? null : (await askPeer(widened, [], windows)).windows.flat();
    const different = texts.filter((text, index) => tokenizer.encode(text).join() !== peer.ids[index]?.join());
    const own = await predict(model, windows);
    const between = (ours: readonly Predicted[], others: readonly Predicted[]) => ({
      agreement: agreement(ours, others),
      perplexity: perplexity(others),
      ...perplexityShift(ours, others),
    });
    const written = values.written ? await asWritten(path, texts, windows, own) : [];
    onCompared({
      backend: trio.backend,
      held: model.info.precision,
      megabytes: Math.round(model.info.bytes / 1e6),
      loadSeconds,
      texts: texts.length,
      different,
      positions: own.length,
      perplexity: perplexity(own),
      quantised: between(own, rounded),
      floats: floats && between(own, floats),
      noise: floats && between(rounded, floats),
      written,
    });
    const maxTokens = Number(values.note);
    return maxTokens > 0 ? await note(trio, conversation, maxTokens) : '';
  } finally {
    await trio.dispose();
  }
}

const backend = values.backend === 'webgpu' ? 'webgpu' : 'cpu';
const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.log('SKIPPED: no folder with real models was named. npm run verify:real -- DIR');
  process.exit(0);
}
if (!existsSync(join(import.meta.dirname, 'peers', 'node_modules'))) {
  console.log('SKIPPED: llama.cpp is not installed. npm install --ignore-scripts --prefix bench/peers');
  process.exit(0);
}
const elsewhere = backend === 'webgpu' ? await restartWithSwiftShader('webgpu') : null;
if (elsewhere !== null) process.exit(elsewhere);

const wanted = values.models.split(',');
const files = entriesOf(readdirSync(folder)).filter((file) => wanted.some((part) => file.includes(part)));
const documents = (await readDocuments(values.data)).slice(0, Number(values.documents)).map(({ text }) => text);
const conversations = await exampleTexts();
const sentences = [...documents.join('\n').matchAll(/[^.]+\.\s*/g)].map(([sentence]) => sentence);
const turns = conversations.join('\n').split('\n');
const texts = [...ODD_TEXTS, ...sentences.slice(0, 20), ...turns].slice(0, TEXTS);
let missed = 0;

function tell(file: string, result: Verified): void {
  const isNear = (one: Compared): boolean =>
    one.agreement >= LEAST_AGREEMENT && Math.abs(one.difference) <= MOST_DIFFERENCE;
  const written = result.written.every(({ type, ids, ...each }) => ids === TEXTS && (type !== 'f16' || isNear(each)));
  const passed = result.different.length === 0 && isNear(result.floats ?? result.quantised) && written;
  if (!passed) missed++;
  if (values.json) {
    console.log(JSON.stringify({ file, ...result, passed }));
    return;
  }
  console.log(
    `${file}, ${result.backend}, held as ${result.held}, ${result.megabytes} MB, loaded in ${result.loadSeconds.toFixed(1)} s: ${passed ? 'as llama.cpp' : 'MISSED'}\n` +
      `  ids: ${result.texts - result.different.length} of ${result.texts} texts alike\n` +
      `  perplexity: ${result.perplexity.toFixed(4)} over ${result.positions} positions`,
  );
  const figures = ({ agreement: alike, difference, error }: Compared): string =>
    `best token alike at ${(100 * alike).toFixed(2)} %, perplexity ${(100 * difference).toFixed(3)} ± ${(100 * error).toFixed(3)} %`;
  console.log(`  llama.cpp, the file as it is: ${figures(result.quantised)}`);
  if (result.floats !== null) console.log(`  llama.cpp, the file widened to F32: ${figures(result.floats)}`);
  if (result.noise !== null) console.log(`  llama.cpp as it is against itself widened: ${figures(result.noise)}`);
  for (const { type, megabytes, ids, ...each } of result.written) {
    console.log(
      `  llama.cpp, written by Locum as ${type}, ${megabytes} MB: ${ids} of ${TEXTS} texts alike, ${figures(each)}`,
    );
  }
  for (const text of result.different) console.log(`  differs: ${JSON.stringify(text)}`);
}

for (const file of files) {
  const written = await verify(join(folder, file), texts, documents, conversations[0] ?? '', (result) =>
    tell(file, result),
  );
  if (values.json) console.log(JSON.stringify({ file, note: written }));
  else if (written !== '') console.log(`  note: ${written.replaceAll('\n', '\n    ')}`);
}
process.exit(missed > 0 ? 1 : 0);
