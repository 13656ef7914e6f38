/**
 * `npm run verify:refusals -- [FILE]`: a real GGUF file (default: SmolLM2, which is shipped in parts) is spoilt in one place at a time, and
 * adapters are put beside it that do not fit: how long the refusal takes, by which error, and what was read of the files by then. Exit
 * status 1 when something is not refused by a typed error with a hint, within two seconds, before weights are read; or when the file
 * as it is does not load.
 */
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import { LocumError } from '../src/engine/errors.ts';
import { parseGguf } from '../src/engine/lm/checkpoint/gguf/header.ts';
import { partsOf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { adaptedSource } from '../src/engine/lm/lora/adapted-source.ts';
import { memorySource } from '../src/engine/lm/testing/memory-source.ts';
import { randomAdapter } from '../src/engine/lm/testing/random-adapter.ts';
import { openTrio } from '../src/engine/trio.ts';

const MOST_SECONDS = 2;
/** Where the head of a file says so: its letters, version, numbers of tensors and of metadata. */
const AT = { magic: 0, version: 4, tensors: 8, metadata: 16 } as const;

const { positionals } = parseArgs({ allowPositionals: true });
const whole = modelSource(positionals[0] ?? 'smollm2-135m');
const { entry } = whole;
if (entry === undefined) throw new Error('It is no GGUF file.');

async function beginningOf(source: FileSource, path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of await source.stream(path, { length: 16 << 20 })) parts.push(part);
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

const size = await whole.size(entry);
const head = await beginningOf(whole, entry);
const header = parseGguf(head, entry, size);
if (header === null) throw new Error('Its head is longer than 16 MiB.');
const first = header.tensors[0]!;
const name = new TextEncoder().encode(first.name);
const nameAt = head.findIndex((_, at) => name.every((byte, i) => head[at + i] === byte));
const typeAt = nameAt + name.length + 4 + 8 * first.shape.length;

let bytesRead = 0;

interface Spoilt {
  /** Bytes in place of those at an offset of the first file. */
  readonly bytes?: readonly [number, readonly number[]];
  /** As if the file ended there. */
  readonly end?: number;
  /** A file that is not there. */
  readonly missing?: string;
}

/** The model, spoilt; what is read of it is counted. */
function spoilt({ bytes, end = Number.POSITIVE_INFINITY, missing }: Spoilt): FileSource {
  const has = (path: string): boolean => path !== missing;
  return {
    ...whole,
    text: (path, signal) => whole.text(has(path) ? path : `${path}.missing`, signal),
    async size(path, signal) {
      const own = await whole.size(has(path) ? path : `${path}.missing`, signal);
      return own === null || path !== entry ? own : Math.min(own, end);
    },
    async stream(path, options = {}) {
      const { offset = 0, length = Number.POSITIVE_INFINITY } = options;
      const most = path === entry ? Math.max(0, Math.min(length, end - offset)) : length;
      const stream = await whole.stream(has(path) ? path : `${path}.missing`, {
        ...options,
        ...(Number.isFinite(most) && { length: most }),
      });
      let at = offset;
      const changed = new TransformStream<Uint8Array, Uint8Array>({
        transform(part, controller) {
          const copy = part.slice();
          if (path === entry && bytes !== undefined) {
            for (const [i, byte] of bytes[1].entries()) {
              const to = bytes[0] + i - at;
              if (to >= 0 && to < copy.length) copy[to] = byte;
            }
          }
          bytesRead += copy.length;
          at += copy.length;
          controller.enqueue(copy);
        },
      });
      return stream.pipeThrough(changed);
    },
  };
}

/** An adapter over the first layer's output projection, of so many rows and columns. */
function adapterOf(shape: readonly [number, number], rank: number, told = rank): FileSource {
  const files = randomAdapter({ modules: { 'self_attn.o_proj': shape }, rank, config: { r: told } });
  return memorySource(files, 'adapter');
}

const width = header.tensors.find((tensor) => tensor.name === 'token_embd.weight')?.shape[1] ?? 0;
const u64 = (value: bigint): number[] => [...new Uint8Array(new BigUint64Array([value]).buffer)];
const base = spoilt({});
const cases: readonly (readonly [string, FileSource])[] = [
  ['it ends within its head', spoilt({ end: 5000 })],
  ['it ends within its weights', spoilt({ end: (size ?? head.length) - 4096 })],
  ['other letters at its beginning', spoilt({ bytes: [AT.magic, [0x50, 0x4b, 3, 4]] })],
  ['big-endian', spoilt({ bytes: [AT.version, [0, 0, 0, 3]] })],
  ['a version that is not known', spoilt({ bytes: [AT.version, [9, 0, 0, 0]] })],
  ['10¹² tensors', spoilt({ bytes: [AT.tensors, u64(10n ** 12n)] })],
  ['2⁶⁰ entries of metadata', spoilt({ bytes: [AT.metadata, u64(1n << 60n)] })],
  ['a type of tensor that is not known', spoilt({ bytes: [typeAt, [99, 0, 0, 0]] })],
  ['a type of tensor that is known and not read (IQ1_S)', spoilt({ bytes: [typeAt, [19, 0, 0, 0]] })],
  ...partsOf(entry)
    .slice(1)
    .map((part, index) => [`part ${index + 2} is missing`, spoilt({ missing: part })] as const),
  ['an adapter for another base', adaptedSource(base, adapterOf([width + 64, width + 64], 8))],
  ['an adapter of another rank than it says', adaptedSource(base, adapterOf([width, width], 8, 16))],
];

interface Outcome {
  readonly seconds: number;
  readonly megabytes: number;
  /** Weights were asked for. */
  readonly isBegun: boolean;
  /** Null: it loaded. */
  readonly thrown: unknown;
}

async function open(expert: FileSource): Promise<Outcome> {
  let isBegun = false;
  bytesRead = 0;
  const sources = expert.adapted === undefined ? { base: expert } : { base, expert, anti: base };
  const begin = performance.now();
  const outcome = (thrown: unknown): Outcome => {
    const seconds = (performance.now() - begin) / 1000;
    return { seconds, megabytes: bytesRead / 1e6, isBegun, thrown };
  };
  try {
    const options = { sources, backend: 'cpu', onProgress: () => (isBegun = true) } as const;
    const trio = await openTrio({ ...options, method: expert.adapted === undefined ? 'base' : 'proxy' });
    await trio.dispose();
    return outcome(null);
  } catch (thrown) {
    return outcome(thrown);
  }
}

let missed = 0;
for (const [what, source] of cases) {
  const { seconds, megabytes, isBegun, thrown } = await open(source);
  const isTyped = thrown instanceof LocumError && thrown.code !== 'internal' && thrown.hint !== null;
  const passed = isTyped && !isBegun && seconds <= MOST_SECONDS;
  if (!passed) missed++;
  const told = thrown instanceof LocumError ? `${thrown.code}: ${thrown.message}` : `no error of Locum’s: ${thrown}`;
  console.log(
    `${passed ? 'ok    ' : 'MISSED'} ${what}: ${seconds.toFixed(2)} s, ${megabytes.toFixed(1)} MB read${isBegun ? ', weights among them' : ''}; ${told}`,
  );
}
// What was refused above is refused for what was done to it.
for (const [what, source] of [
  ['as it is', base],
  ['an adapter that fits', adaptedSource(base, adapterOf([width, width], 8))],
] as const) {
  const { seconds, megabytes, thrown } = await open(source);
  if (thrown !== null) missed++;
  console.log(
    `${thrown === null ? 'ok    ' : 'MISSED'} ${what}: loaded in ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB read${thrown === null ? '' : `; ${thrown}`}`,
  );
}
process.exit(missed > 0 ? 1 : 0);
