import { describe, expect, test } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { type Files, memorySource } from '../testing/memory-source.ts';
import { localAddress, modelAddress, WebLlmCache } from './cache.ts';
import { stage } from './stage.ts';
import { type MemoryCaches, memoryCaches } from './testing/memory-caches.ts';
import { LIBRARY_FILES, mlcFiles } from './testing/mlc-files.ts';

const ADDRESS = localAddress('tiny');
const LIBRARY_URL = 'https://models.invalid/lib.wasm';

/** A source that counts what is read from it. */
function counted(files: Files) {
  const read: string[] = [];
  const source = memorySource(files, 'tiny', 700);
  const counting: FileSource = {
    ...source,
    stream(path, options) {
      read.push(path);
      return source.stream(path, options);
    },
  };
  return { source: counting, read };
}

function staging(files: FileSource, caches: MemoryCaches, extra: Partial<Parameters<typeof stage>[0]> = {}) {
  const library = { source: memorySource(LIBRARY_FILES), path: 'model_lib.wasm', url: LIBRARY_URL };
  return stage({ files, library, cache: new WebLlmCache(ADDRESS, 'tiny', caches), ...extra });
}

describe('bringing a model into web-llm’s cache', () => {
  test('puts every file where web-llm looks for it, under both names of the index', async () => {
    const caches = memoryCaches();
    const progress: [number, number][] = [];
    const { source, read } = counted(mlcFiles());
    await staging(source, caches, { onProgress: (...bytes) => progress.push(bytes) });
    expect(caches.addresses('webllm/config')).toEqual([`${ADDRESS}mlc-chat-config.json`]);
    expect(caches.addresses('webllm/wasm')).toEqual([LIBRARY_URL]);
    expect([...caches.addresses('webllm/model')].sort()).toEqual(
      ['ndarray-cache.json', 'params_shard_0.bin', 'params_shard_1.bin', 'tensor-cache.json', 'tokenizer.json'].map(
        (file) => ADDRESS + file,
      ),
    );
    expect(read).toEqual(['params_shard_0.bin', 'params_shard_1.bin']);
    expect(progress[0]).toEqual([0, 4000]);
    expect(progress.at(-1)).toEqual([4000, 4000]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).sort((a, b) => a - b));
  });

  test('fetches nothing twice', async () => {
    const caches = memoryCaches();
    await staging(memorySource(mlcFiles()), caches);
    const { source, read } = counted(mlcFiles());
    await staging(source, caches);
    expect(read).toEqual([]);
  });

  test('takes the place of another model under the same address', async () => {
    const caches = memoryCaches();
    await staging(memorySource(mlcFiles({ seed: 1 })), caches);
    const files = mlcFiles({ seed: 2 });
    await staging(memorySource(files), caches);
    const cached = new WebLlmCache(ADDRESS, 'tiny', caches).source();
    expect(await bytesOf(cached, 'params_shard_1.bin')).toEqual(files['params_shard_1.bin']);
  });

  test('keeps no shard that is damaged or cut short, and fetches it again', async () => {
    const files = mlcFiles();
    const damaged = Uint8Array.from(files['params_shard_1.bin'] as Uint8Array);
    damaged[500] = 255 - (damaged[500] ?? 0);
    const caches = memoryCaches();
    const wrong = memorySource({ ...files, 'params_shard_1.bin': damaged });
    await expect(staging(wrong, caches)).rejects.toMatchObject({
      code: 'checksum-mismatch',
      details: { file: 'params_shard_1.bin' },
    });
    const short = memorySource({ ...files, 'params_shard_1.bin': damaged.subarray(0, 400) });
    await expect(staging(short, caches)).rejects.toMatchObject({ code: 'checkpoint-truncated' });
    const { source, read } = counted(files);
    await staging(source, caches);
    expect(read).toEqual(['params_shard_1.bin']);
  });

  test.each([
    ['no WebAssembly', '<html>Not found</html>'],
    ['WebAssembly of something else', Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)],
  ])('refuses a library that is %s', async (_, content) => {
    const source = memorySource({ 'model_lib.wasm': content });
    const caches = memoryCaches();
    const library = { source, path: 'model_lib.wasm', url: LIBRARY_URL };
    await expect(staging(memorySource(mlcFiles()), caches, { library })).rejects.toMatchObject({
      code: 'library-mismatch',
    });
    expect(caches.addresses('webllm/wasm')).toEqual([]);
  });

  test('brings the file along that some models of web-llm’s list have beside the usual ones', async () => {
    const manifest = 'mlc-model-manifest.json';
    const caches = memoryCaches();
    await staging(memorySource({ ...mlcFiles(), [manifest]: '{}' }), caches, { manifest });
    expect(caches.addresses('webllm/config')).toContain(ADDRESS + manifest);
    await expect(staging(memorySource(mlcFiles()), memoryCaches(), { manifest })).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
    });
  });

  test('says when the browser has no room, and which file is missing', async () => {
    await expect(staging(memorySource(mlcFiles()), memoryCaches(2500))).rejects.toMatchObject({
      code: 'quota-exceeded',
    });
    const { 'params_shard_1.bin': _, ...files } = mlcFiles();
    await expect(staging(memorySource(files), memoryCaches())).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      details: { file: 'params_shard_1.bin' },
    });
  });

  test('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const caches = memoryCaches();
    const work = staging(memorySource(mlcFiles(), 'tiny', 700), caches, {
      signal: controller.signal,
      onProgress: (bytes) => bytes > 0 && controller.abort(),
    });
    await expect(work).rejects.toBeInstanceOf(Cancelled);
    expect(caches.addresses('webllm/model')).not.toContain(`${ADDRESS}params_shard_0.bin`);
  });

  test('a model in the cache is a source of files like any other', async () => {
    const files = mlcFiles();
    const caches = memoryCaches();
    await staging(memorySource(files), caches);
    const source = new WebLlmCache(ADDRESS, 'tiny', caches).source();
    expect(await source.text('mlc-chat-config.json')).toBe(files['mlc-chat-config.json']);
    expect(await source.size('params_shard_0.bin')).toBe(3000);
    const part = new Uint8Array(
      await new Response(await source.stream('params_shard_0.bin', { offset: 10, length: 20 })).arrayBuffer(),
    );
    expect(part).toEqual((files['params_shard_0.bin'] as Uint8Array).slice(10, 30));
    await expect(source.text('config.json')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });
});

test('addresses are those that web-llm makes of a model’s URL', () => {
  const resolved = 'https://huggingface.co/mlc-ai/m/resolve/main/';
  expect(modelAddress('https://huggingface.co/mlc-ai/m')).toBe(resolved);
  expect(modelAddress(resolved)).toBe(resolved);
  expect(modelAddress(localAddress('a b/c'))).toBe(localAddress('a b/c'));
});

test('a page without a Cache API says so', () => {
  expect(() => new WebLlmCache(ADDRESS, 'tiny', undefined)).toThrow(/keeps no files/);
});

async function bytesOf(source: FileSource, path: string): Promise<Uint8Array> {
  return new Uint8Array(await new Response(await source.stream(path)).arrayBuffer());
}
