/** Models brought into web-llm's cache by the session that the models' worker runs, from real HTTP hosts and from checkpoints. */
import { afterEach, describe, expect, test } from 'vitest';
import { Cancelled, LocumError } from '../engine/errors.ts';
import { TOKENIZER } from '../engine/lm/mlc/testing/tokenizer.ts';
import { type ModelHost, openModelHost } from '../engine/lm/storage/testing/model-host.ts';
import { memorySource } from '../engine/lm/testing/memory-source.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { localAddress, WebLlmCache } from '../engine/lm/webllm/cache.ts';
import { StagedModels } from '../engine/lm/webllm/staged.ts';
import { type MemoryCaches, memoryCaches } from '../engine/lm/webllm/testing/memory-caches.ts';
import { LIBRARY_FILES, mlcFiles } from '../engine/lm/webllm/testing/mlc-files.ts';
import type { StageInput, StageProgress } from './models-protocol.ts';
import { WebLlmStaging, type WebLlmStagingOptions } from './webllm-staging.ts';

const LIBRARY_BYTES = (LIBRARY_FILES['model_lib.wasm'] ?? '').length;
const hosts: ModelHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.kill();
});

async function modelHost(): Promise<ModelHost> {
  const folder = Object.entries(mlcFiles()).map(([name, content]) => [`m/${name}`, content]);
  const host = await openModelHost({ ...Object.fromEntries(folder), ...LIBRARY_FILES });
  hosts.push(host);
  return host;
}

function input({ url }: ModelHost, own: Partial<StageInput> = {}): StageInput {
  return {
    id: 'tiny',
    folder: `${url}/m/`,
    library: `${url}/model_lib.wasm`,
    contextLength: 512,
    requiredFeatures: null,
    manifest: null,
    memory: 1000,
    ...own,
  };
}

function session(caches: MemoryCaches | undefined, own: Partial<WebLlmStagingOptions> = {}) {
  const reports: StageProgress[] = [];
  const staging = new WebLlmStaging({
    caches,
    gpu: undefined,
    wait: async () => {},
    open: async () => memorySource({ ...randomCheckpoint().files, 'tokenizer.json': TOKENIZER }, 'own/tiny'),
    checkRoom: async () => {},
    checkMemory: async () => {},
    ...own,
  });
  const context = (signal = new AbortController().signal) => ({
    signal,
    report: (progress: StageProgress) => void reports.push(progress),
  });
  return { staging, reports, context };
}

describe('a model of MLC’s layout at a host', () => {
  test('is brought into the cache, listed, and opened from there without its host', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const { staging, reports, context } = session(caches);
    await staging.handlers.stage({ model: input(host) }, context());
    expect(reports.at(-1)).toEqual({ state: 'downloading', bytesDone: 4000, bytesTotal: 4000 });
    expect(await staging.list()).toEqual([
      {
        ...input(host),
        hasLibrary: true,
        family: null,
        bytesStored: 4000 + LIBRARY_BYTES,
        bytesTotal: 4000 + LIBRARY_BYTES,
        complete: true,
        shared: false,
        needsHalfFloats: false,
        facts: { architecture: 'LlamaForCausalLM', quantization: 'q4f32_1', parameters: 8000, contextLength: 600 },
      },
    ]);
    await host.kill();
    const source = await new StagedModels(caches).source('tiny');
    // The sums of both shards.
    expect(await new StagedModels(caches).fingerprint('tiny')).toMatch(/^[0-9a-f]{32} [0-9a-f]{32}$/);
    expect(source).toMatchObject({ label: 'tiny', contextLength: 512 });
    expect(await source.files.text('tokenizer.json')).toBe('{}');
    await host.start();
  });

  test('goes on at the byte when the connection breaks', async () => {
    const host = await modelHost();
    host.stallAfter = 1200;
    const { staging, reports, context } = session(memoryCaches(), {
      wait: async () => {
        host.stallAfter = null;
        await host.start();
      },
    });
    const done = staging.handlers.stage({ model: input(host) }, context());
    await expect.poll(() => reports.some(({ bytesDone }) => bytesDone === 1200)).toBe(true);
    await host.kill();
    await done;
    expect(reports.filter(({ state }) => state === 'waiting')).toMatchObject([{ bytesDone: 1200, bytesTotal: 4000 }]);
    const shards = host.asked.filter(({ path }) => path.includes('params_shard'));
    expect(shards.map(({ path, from }) => [path, from])).toEqual([
      ['m/params_shard_0.bin', 0],
      ['m/params_shard_0.bin', 1200],
      ['m/params_shard_1.bin', 0],
    ]);
  });

  test('keeps the shards that arrived when it is stopped, says so, and fetches the rest later', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const controller = new AbortController();
    const { staging, context } = session(caches);
    const { report } = context();
    const stopped = staging.handlers.stage(
      { model: input(host) },
      {
        signal: controller.signal,
        report: (progress) => {
          report(progress);
          if (progress.bytesDone > 3000) controller.abort();
        },
      },
    );
    await expect(stopped).rejects.toBeInstanceOf(Cancelled);
    expect(await staging.list()).toMatchObject([
      { id: 'tiny', bytesStored: 3000 + LIBRARY_BYTES, bytesTotal: 4000 + LIBRARY_BYTES, complete: false },
    ]);
    await expect(new StagedModels(caches).source('tiny')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
    const before = host.asked.length;
    let room = 0;
    const later = session(caches, {
      checkRoom: async (bytes) => {
        room = bytes;
      },
    });
    await later.staging.handlers.stage({ model: input(host) }, later.context());
    expect(room).toBe(1000);
    const again = host.asked.slice(before).map(({ path }) => path);
    expect(again.filter((path) => path.includes('shard') || path.endsWith('wasm'))).toEqual(['m/params_shard_1.bin']);
    expect(await later.staging.list()).toMatchObject([{ complete: true }]);
  });

  test('is refused before it is fetched when there is no room, and leaves nothing', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const full = new LocumError('quota-exceeded', 'Full.');
    const { staging, context } = session(caches, { checkRoom: () => Promise.reject(full) });
    await expect(staging.handlers.stage({ model: input(host) }, context())).rejects.toBe(full);
    expect(await staging.list()).toEqual([]);
    expect(host.asked.some(({ path }) => path.includes('shard'))).toBe(false);
  });

  test('is refused before it is fetched when the adapter has no room, unless that is not asked for', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const small = new LocumError('out-of-memory', 'Too small.');
    const { staging, context } = session(caches, { checkMemory: () => Promise.reject(small) });
    const need = { bytes: 1000, largest: 0 };
    await expect(staging.handlers.stage({ model: input(host), need }, context())).rejects.toBe(small);
    expect(await staging.list()).toEqual([]);
    await staging.handlers.stage({ model: input(host) }, context());
    // What is here already is not tried again.
    await staging.handlers.stage({ model: input(host), need }, context());
    expect(await staging.list()).toMatchObject([{ complete: true }]);
  });

  test('shares its weights with a variant, and its library with whoever runs on it', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const { staging, context } = session(caches);
    await staging.handlers.stage({ model: input(host) }, context());
    const before = host.asked.length;
    await staging.handlers.stage({ model: input(host, { id: 'tiny-1k', contextLength: 128 }) }, context());
    expect(host.asked.slice(before).some(({ path }) => path.includes('shard') || path.endsWith('wasm'))).toBe(false);
    expect((await staging.list()).map(({ id, shared }) => [id, shared])).toEqual([
      ['tiny', true],
      ['tiny-1k', true],
    ]);
    await staging.handlers.removeStaged('tiny', context());
    expect(await staging.list()).toMatchObject([{ id: 'tiny-1k', complete: true, shared: false }]);
    await staging.handlers.removeStaged('tiny-1k', context());
    for (const scope of ['webllm/config', 'webllm/model', 'webllm/wasm', 'locum-webllm-models']) {
      expect(caches.addresses(scope)).toEqual([]);
    }
  });

  test('is read again and compared with the sums of its index', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const { staging, context } = session(caches);
    await staging.handlers.stage({ model: input(host) }, context());
    expect(await staging.handlers.verifyStaged('tiny', context())).toEqual([]);
    const cache = new WebLlmCache(localAddress(`${host.url}/m/`), 'tiny', caches);
    await cache.put('params_shard_1.bin', new Uint8Array(1000));
    expect(await staging.handlers.verifyStaged('tiny', context())).toEqual(['params_shard_1.bin']);
    expect(await staging.list()).toMatchObject([{ bytesStored: 3000 + LIBRARY_BYTES, complete: false }]);
    expect(await new StagedModels(caches).fingerprint('tiny')).toBeNull();
    // A damaged index is no reason not to list it.
    await cache.put('tensor-cache.json', '{"records": 3}');
    expect(await staging.list()).toMatchObject([{ id: 'tiny', bytesTotal: null, complete: false, facts: null }]);
  });
});

describe('a checkpoint prepared for web-llm', () => {
  const stored = { stored: 'key' };

  test('tells beforehand what it will be', async () => {
    const { staging, context } = session(memoryCaches());
    const preparable = await staging.handlers.inspectForWebLlm(stored, context());
    expect(preparable).toMatchObject({
      form: 'float',
      family: null,
      becomes: { q4f16_1: { id: 'own/tiny (q4f16_1)' } },
    });
    expect(preparable.becomes.q4f32_1.bytes).toBeGreaterThan(preparable.becomes.q4f16_1.bytes);
  });

  test('lacks its library until that is named, and can be deleted', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const { staging, reports, context } = session(caches);
    await staging.handlers.convert({ from: stored, quantization: 'q4f32_1', library: null }, context());
    expect(reports.at(-1)).toMatchObject({ state: 'converting' });
    const id = 'own/tiny (q4f32_1)';
    expect(await staging.list()).toMatchObject([
      { id, folder: null, library: null, hasLibrary: false, complete: false },
    ]);
    const library = `${host.url}/model_lib.wasm`;
    await staging.handlers.stage({ model: input(host, { id, folder: null, library }) }, context());
    const [model] = await staging.list();
    expect(model).toMatchObject({ id, library, hasLibrary: true, complete: true, needsHalfFloats: false });
    // Its memory is what it was found to be, not what a list says.
    expect(model?.memory).toBeGreaterThan(1000);
    await staging.handlers.removeStaged(id, context());
    expect(caches.addresses('webllm/model')).toEqual([]);
    expect(caches.addresses('webllm/wasm')).toEqual([]);
  });

  test('is not begun when its library cannot be had', async () => {
    const host = await modelHost();
    const caches = memoryCaches();
    const { staging, context } = session(caches);
    const library = `${host.url}/m/tokenizer.json`;
    const work = staging.handlers.convert({ from: stored, quantization: 'q4f16_1', library }, context());
    await expect(work).rejects.toMatchObject({ code: 'library-mismatch' });
    expect(await staging.list()).toEqual([]);
  });
});

test('a browser without a Cache API has no models for web-llm, and says why it can take none', async () => {
  const host = await modelHost();
  const { staging, context } = session(undefined);
  expect(await staging.list()).toEqual([]);
  await expect(staging.handlers.stage({ model: input(host) }, context())).rejects.toMatchObject({
    code: 'unsupported',
  });
});

test('looking for models creates no cache', async () => {
  const caches = memoryCaches();
  await session(caches).staging.list();
  expect(await caches.has('locum-webllm-models')).toBe(false);
});
