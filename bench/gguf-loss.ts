/**
 * `npm run bench:gguf -- DIR`: what holding GGUF files near their own size costs, against the same files widened to f32, on the CPU:
 * perplexity when each matrix is held as it would be loaded, and when only those of one block type are; and what holding keys and values
 * as half floats or q8 costs beside f32 (`--caches` measures nothing else). `--data FILE`
 * (../shared/data/eval/lm_medical.jsonl), `--documents N` (8), `--tokens N` (65) of each, `--models a,b` chooses files by a part of their
 * names, `--json`. Skips aloud without DIR.
 */
import { existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readDocuments } from '../node/documents.ts';
import { modelSource } from '../node/model-folder.ts';
import { CACHE_FORMATS, type CacheFormat } from '../src/engine/lm/cache-format.ts';
import { type Checkpoint, openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { architectureOf } from '../src/engine/lm/checkpoint/gguf/config.ts';
import { parseGguf } from '../src/engine/lm/checkpoint/gguf/header.ts';
import { matchWeights } from '../src/engine/lm/checkpoint/gguf/match.ts';
import { Metadata } from '../src/engine/lm/checkpoint/gguf/metadata.ts';
import { entriesOf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import { agreement, type Predicted, perplexity, perplexityShift, predict, windowsOf } from './predictions.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data/eval/lm_medical.jsonl' },
    documents: { type: 'string', default: '8' },
    tokens: { type: 'string', default: '65' },
    models: { type: 'string', default: '' },
    caches: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
/** Vocabularies are long: more than any head of a file that was seen. */
const HEAD_BYTES = 64 << 20;

interface Stored {
  readonly type: string;
  readonly held: string;
  readonly elements: number;
}

/** How the matrices of a file lie there and in memory, by their names in Hugging Face's layout. */
function storedAs(path: string, { config }: Checkpoint): ReadonlyMap<string, Stored> {
  const size = statSync(path).size;
  const head = new Uint8Array(Math.min(size, HEAD_BYTES));
  readSync(openSync(path, 'r'), head);
  const header = parseGguf(head, path, size)!;
  const { byName } = matchWeights(config, architectureOf(new Metadata(header.metadata, path)), [
    { file: path, header },
  ]);
  return new Map(
    [...byName.values()].flatMap(({ tensor, stored, held }) =>
      stored.parts.map(
        ({ name, shape }) =>
          [name, { type: tensor.type.name, held, elements: shape.length === 2 ? shape[0] * shape[1]! : 0 }] as const,
      ),
    ),
  );
}

/** The checkpoint with those matrices as they are stored, and all others as f32. */
function partly(checkpoint: Checkpoint, isStored: (name: string) => boolean): Checkpoint {
  return {
    ...checkpoint,
    async *weights(options = {}) {
      const stored = checkpoint.weights({ ...options, precision: 'stored' });
      for await (const wide of checkpoint.weights({ ...options, precision: 'f32' })) {
        const { value } = await stored.next();
        yield value !== undefined && isStored(wide.name) ? value : wide;
      }
    },
  };
}

async function measure(checkpoint: Checkpoint, windows: readonly (readonly number[])[], cache: CacheFormat = 'f32') {
  const model = await loadCpuModel(checkpoint, { cache });
  const rows = await predict(model, windows);
  const { bytes } = model.info;
  await model.dispose();
  return { rows, bytes };
}

const [folder] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.log('SKIPPED: no folder with real models was named. npm run bench:gguf -- DIR');
  process.exit(0);
}
const documents = (await readDocuments(values.data)).slice(0, Number(values.documents)).map(({ text }) => text);
const wanted = values.models.split(',');
for (const file of entriesOf(readdirSync(folder)).filter((name) => wanted.some((part) => name.includes(part)))) {
  const path = join(folder, file);
  const checkpoint = await openCheckpoint(modelSource(path));
  const matrices = [...storedAs(path, checkpoint)].filter(([, { elements }]) => elements > 0);
  const windows = windowsOf(await loadTokenizer(checkpoint.files), documents, Number(values.tokens));
  const whole = await measure(checkpoint, windows);
  const tell = (
    what: string,
    share: number,
    rows: readonly Predicted[],
    others: readonly Predicted[],
    bytes: number,
  ) => {
    const { difference: loss, error } = perplexityShift(rows, others);
    const alike = agreement(rows, others);
    if (values.json)
      console.log(JSON.stringify({ file, what, share, perplexity: perplexity(rows), loss, error, alike, bytes }));
    else {
      const figures = `perplexity ${(100 * loss).toFixed(3)} ± ${(100 * error).toFixed(3)} %, best token alike at ${(100 * alike).toFixed(2)} %`;
      console.log(`  ${what} (${(100 * share).toFixed(0)} % of the weights): ${figures}`);
    }
  };
  if (!values.json)
    console.log(`${file}: perplexity ${perplexity(whole.rows).toFixed(4)} as loaded, ${whole.rows.length} positions`);
  for (const cache of CACHE_FORMATS.filter((format) => format !== 'f32')) {
    const { rows, bytes } = await measure(checkpoint, windows, cache);
    tell(`keys and values as ${cache}, against f32`, 1, rows, whole.rows, bytes);
  }
  if (values.caches) continue;
  const { rows: exact } = await measure(
    partly(checkpoint, () => false),
    windows,
  );
  if (!values.json) console.log(`  perplexity ${perplexity(exact).toFixed(4)} as f32, and against that:`);
  tell(`all as loaded, ${Math.round(whole.bytes / 1e6)} MB`, 1, whole.rows, exact, whole.bytes);
  const total = matrices.reduce((sum, [, { elements }]) => sum + elements, 0);
  for (const kind of new Set(matrices.map(([, { type, held }]) => `${type} as ${held}`))) {
    const own = new Map(matrices.filter(([, { type, held }]) => `${type} as ${held}` === kind));
    const share = [...own.values()].reduce((sum, { elements }) => sum + elements, 0) / total;
    const { rows, bytes } = await measure(
      partly(checkpoint, (name) => own.has(name)),
      windows,
    );
    tell(`${kind} alone`, share, rows, exact, bytes);
  }
}
