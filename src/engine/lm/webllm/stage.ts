/**
 * Brings a model's files into web-llm's cache, so that web-llm itself needs no network. Shards are checked against the sums in
 * the model's index as they stream (web-llm checks none); a damaged one is not kept.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { truncated } from '../checkpoint/byte-reader.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { CHAT_CONFIG_FILE } from '../mlc/chat-config.ts';
import { INDEX_FILES, type MlcShard, readIndex, storedBytes } from '../mlc/index-file.ts';
import type { WebLlmCache } from './cache.ts';
import type { LibrarySource } from './source.ts';

export interface StageOptions {
  readonly files: FileSource;
  readonly library: LibrarySource;
  readonly cache: WebLlmCache;
  /** As `ModelRecord.model_manifest`. */
  readonly manifest?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of shards that are in place. */
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}

/**
 * @throws {LocumError} as the sources; `checksum-mismatch`, `checkpoint-truncated`, `checkpoint-invalid`, `quota-exceeded`
 * @throws {Cancelled}
 */
export async function stage({ files, library, cache, manifest, signal, onProgress }: StageOptions): Promise<void> {
  throwIfCancelled(signal);
  const { index, text } = await readIndex(files, signal);
  const total = storedBytes(index);
  // Another index under the same address is another model: one that was converted anew, or replaced.
  if ((await cache.text(INDEX_FILES[0])) !== text) await cache.clear();

  const config = await files.text(CHAT_CONFIG_FILE, signal);
  await cache.put(CHAT_CONFIG_FILE, config);
  if (manifest !== undefined) await cache.put(manifest, await files.text(manifest, signal));
  for (const path of ['tokenizer.json', 'tokenizer_config.json']) await copyText(files, path, cache, signal);
  for (const file of INDEX_FILES) await cache.put(file, text);
  await stageLibrary(library, cache, signal);
  let before = 0;
  onProgress?.(before, total);
  for (const shard of index.records) {
    if (!(await cache.has(shard.dataPath))) {
      const start = before;
      const stream = await files.stream(shard.dataPath, { signal });
      await cache.put(
        shard.dataPath,
        checked(stream, shard, signal, (bytes) => onProgress?.(start + bytes, total)),
      );
    }
    before += shard.nbytes;
    onProgress?.(before, total);
  }
}

/**
 * Once for all models that run on it.
 * @throws {LocumError} as the source; `library-mismatch` when it is no WebAssembly, `quota-exceeded` @throws {Cancelled}
 */
export async function stageLibrary(
  { source, path, url }: LibrarySource,
  cache: WebLlmCache,
  signal?: AbortSignal,
): Promise<void> {
  if (await cache.hasLibrary(url)) return;
  const bytes = new Uint8Array(await new Response(await source.stream(path, { signal })).arrayBuffer());
  if (!(await isLibrary(bytes))) {
    throw new LocumError('library-mismatch', `${path} is no model library.`, {
      hint: 'A library is a file *.wasm that was compiled for web-llm. Check its address.',
      details: { file: path },
    });
  }
  await cache.putLibrary(url, new Blob([bytes]).stream());
}

/** WebAssembly with the runtime that web-llm calls, whatever the release. */
async function isLibrary(bytes: BufferSource): Promise<boolean> {
  const module = await WebAssembly.compile(bytes).catch(() => null);
  return module !== null && WebAssembly.Module.exports(module).some(({ name }) => name === 'TVMWasmAllocSpace');
}

async function copyText(
  files: FileSource,
  path: string,
  cache: WebLlmCache,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await cache.put(path, await files.text(path, signal));
  } catch (thrown) {
    const isOptional = path !== 'tokenizer.json';
    if (!(isOptional && thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file')) throw thrown;
  }
}

/** A shard's bytes, which fail at their end when they are not those of the index. */
function checked(
  stream: ReadableStream<Uint8Array>,
  { dataPath, nbytes, md5sum }: MlcShard,
  signal: AbortSignal | undefined,
  progress: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const sum = md5.create();
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (signal?.aborted) throw new Cancelled();
        sum.update(chunk);
        bytes += chunk.length;
        progress(bytes);
        controller.enqueue(chunk);
      },
      flush() {
        if (bytes < nbytes) throw truncated(dataPath, bytes, nbytes);
        if (bytes === nbytes && (md5sum === undefined || bytesToHex(sum.digest()) === md5sum)) return;
        throw new LocumError('checksum-mismatch', `${dataPath} is not what the model’s index says.`, {
          hint: 'It was damaged on its way, or the model is being replaced. Try again.',
          details: { file: dataPath, bytes, expected: nbytes },
        });
      },
    }),
  );
}
