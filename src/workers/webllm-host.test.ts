import { describe, expect, test } from 'vitest';
import { Cancelled } from '../engine/errors.ts';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import type { FileSource } from '../engine/lm/checkpoint/source.ts';
import { loadCpuModel } from '../engine/lm/cpu/model.ts';
import { memorySource } from '../engine/lm/testing/memory-source.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { localAddress } from '../engine/lm/webllm/cache.ts';
import type { ModelRecord } from '../engine/lm/webllm/module.ts';
import { folderOfMlc, openWebLlm, type WebLlmSource } from '../engine/lm/webllm/source.ts';
import { memoryCaches } from '../engine/lm/webllm/testing/memory-caches.ts';
import { LIBRARY_FILES, mlcFiles } from '../engine/lm/webllm/testing/mlc-files.ts';
import { type StandIn, type StandInOptions, standIn } from '../engine/lm/webllm/testing/stand-in.ts';
import { byteLevelFiles } from '../engine/tokenizer/fixtures.ts';
import { openTrio, type Trio } from '../engine/trio.ts';
import { modelSources } from './model-sources.ts';
import { prebuiltModels } from './prebuilt-models.ts';
import { type ServerPort, serve } from './serve.ts';
import { createWebLlmHost, type ModelWorker } from './webllm-host.ts';
import type { FromModelWorker, ToModelWorker, WebLlmOperations } from './webllm-protocol.ts';
import { transfers, WebLlmSession } from './webllm-session.ts';

const ROWS = 512;
const PROMPT = { chat: [{ role: 'user', content: 'the pain' }], plain: 'the pain' } as const;
const tokenizer = byteLevelFiles();

const checkpoint = (seed: number) => randomCheckpoint({ seed, config: { vocabularySize: ROWS }, stopIds: [] });
const random = async (seed: number) => loadCpuModel(await openCheckpoint(checkpoint(seed).source));

/** The same weights for Locum's own runtime … */
function own(seed: number): FileSource {
  const { source, files } = checkpoint(seed);
  return {
    ...source,
    label: `m${seed}`,
    text: (path, signal) => (path in files ? source.text(path, signal) : tokenizer.text(path)),
  };
}

/** … and for web-llm. */
async function hosted(seed: number): Promise<WebLlmSource> {
  const json = await tokenizer.text('tokenizer.json');
  const files = mlcFiles({ seed, vocabularySize: ROWS, contextLength: 128, stopIds: [ROWS + 7], tokenizer: json });
  const config = await tokenizer.text('tokenizer_config.json');
  return {
    kind: 'webllm',
    label: `m${seed}`,
    files: memorySource({ ...files, 'tokenizer_config.json': config }, `m${seed}`),
    library: { source: memorySource(LIBRARY_FILES), path: 'model_lib.wasm', url: 'https://models.invalid/lib.wasm' },
    address: localAddress(`m${seed}`),
  };
}

/** The real session and wire over message channels, one worker a model; only web-llm's engine is a stand-in. */
function workers(options: Partial<StandInOptions> = {}) {
  const started: { readonly webllm: StandIn; readonly session: WebLlmSession; isEnded: boolean }[] = [];
  const create = (): ModelWorker => {
    const { port1, port2 } = new MessageChannel();
    const webllm = standIn({ model: (id) => random(Number(id.slice(1))), ...options });
    const port: ServerPort<WebLlmOperations> = {
      postMessage: (message: FromModelWorker) => port2.postMessage(message, transfers(message)),
      onmessage: null,
    };
    port2.onmessage = (event) => port.onmessage?.(event as MessageEvent<ToModelWorker>);
    const session = new WebLlmSession(
      async () => webllm.module,
      (error) => port.postMessage({ type: 'lost', error: error.toRecord() }),
    );
    serve(port, session.handlers);
    const state = { webllm, session, isEnded: false };
    started.push(state);
    const worker: ModelWorker = {
      postMessage: (message) => port1.postMessage(message),
      terminate: () => {
        state.isEnded = true;
        port1.close();
      },
      onmessage: null,
      onerror: null,
      onmessageerror: null,
    };
    port1.onmessage = (event) => worker.onmessage?.(event as MessageEvent<FromModelWorker>);
    return worker;
  };
  return { started, create, host: createWebLlmHost(create, memoryCaches(), GPU_PRESENT) };
}

/** Its adapter is asked for and never used. */
const GPU_PRESENT = { requestAdapter: async () => ({}) as GPUAdapter };

async function write(trio: Trio, method: 'base' | 'proxy', alpha = 1): Promise<number[]> {
  const ids: number[] = [];
  for await (const event of trio.generate({ prompt: PROMPT, method, alpha, maxTokens: 8 })) {
    if (event.type === 'token') ids.push(event.id);
  }
  return ids;
}

describe('a trio with web-llm models', () => {
  test('writes what Locum’s own runtime writes, each model in a worker of its own', async () => {
    const reference = await openTrio({ sources: { base: own(1), expert: own(2), anti: own(3) }, backend: 'cpu' });
    const { host, started } = workers();
    const sources = { base: await hosted(1), expert: await hosted(2), anti: await hosted(3) };
    const progress: [string, number, number][] = [];
    const trio = await openTrio({
      sources,
      backend: 'auto',
      webllm: host,
      onProgress: ({ role, bytesDone, bytesTotal }) => progress.push([role, bytesDone, bytesTotal]),
    });
    expect(started).toHaveLength(3);
    expect(trio.backend).toBe('webllm');
    expect(trio.models.base).toMatchObject({ id: 'm1', backend: 'webllm', vocabularySize: ROWS, stopIds: [] });
    expect(progress.filter(([, done]) => done === 0).map(([role]) => role)).toEqual(
      expect.arrayContaining(['base', 'expert', 'anti']),
    );
    expect(progress.at(-1)).toEqual(['anti', 4000, 4000]);
    expect(await write(trio, 'base')).toEqual(await write(reference, 'base'));
    const proxy = await write(trio, 'proxy');
    expect(proxy).toEqual(await write(reference, 'proxy'));
    expect(proxy).not.toEqual(await write(trio, 'base'));
    expect(await write(trio, 'proxy', 0)).toEqual(await write(trio, 'base'));
    await trio.dispose();
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, true, true]);
    expect(started.flatMap(({ webllm }) => webllm.calls.filter((call) => call === 'unload'))).toHaveLength(3);
  });

  test('mixes a base on web-llm with a pair on Locum’s own runtime', async () => {
    const reference = await openTrio({ sources: { base: own(1), expert: own(2), anti: own(3) }, backend: 'cpu' });
    const { host, started } = workers();
    const sources = { base: await hosted(1), expert: own(2), anti: own(3) };
    const trio = await openTrio({ sources, backend: 'cpu', webllm: host });
    expect(started).toHaveLength(1);
    expect(trio.backend).toBe('cpu');
    expect(await write(trio, 'proxy')).toEqual(await write(reference, 'proxy'));
    await trio.dispose();
  });

  test('loads and runs a model once that plays two roles', async () => {
    const { host, started } = workers();
    const pair = await hosted(2);
    const sources = { base: await hosted(1), expert: pair, anti: pair };
    const trio = await openTrio({ sources, backend: 'auto', webllm: host });
    expect(started).toHaveLength(2);
    expect(await write(trio, 'proxy', 3)).toEqual(await write(trio, 'base'));
    await trio.dispose();
  });

  test('is lost when one of its models loses its device', async () => {
    const { host, started } = workers();
    const trio = await openTrio({ sources: { base: await hosted(1) }, backend: 'auto', webllm: host });
    started[0]?.session.deviceLost('the driver was reset');
    expect(await trio.lost).toMatchObject({ code: 'device-lost' });
    await expect(write(trio, 'base')).rejects.toMatchObject({ code: 'device-lost' });
    expect(started[0]?.isEnded).toBe(true);
  });

  test('is refused without a GPU adapter, before anything is read', async () => {
    const { create, started } = workers();
    for (const gpu of [undefined, { requestAdapter: async () => null }]) {
      const host = createWebLlmHost(create, memoryCaches(), gpu);
      const opening = openTrio({ sources: { base: own(1), expert: await hosted(2) }, backend: 'cpu', webllm: host });
      await expect(opening).rejects.toMatchObject({
        code: 'no-webgpu',
        message: expect.stringContaining('m2'),
        details: { engine: 'webllm' },
      });
    }
    expect(started).toHaveLength(0);
  });

  test('cannot be opened without web-llm', async () => {
    const opening = openTrio({ sources: { base: await hosted(1) }, backend: 'auto' });
    await expect(opening).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('a model in a worker', () => {
  test('stops loading when cancelled, by ending its worker', async () => {
    const controller = new AbortController();
    const { host, started } = workers({
      model: () => {
        controller.abort();
        return new Promise(() => {});
      },
    });
    const opened = await openWebLlm(await hosted(1));
    await expect(host.load(opened, { signal: controller.signal })).rejects.toBeInstanceOf(Cancelled);
    expect(started[0]?.isEnded).toBe(true);
  });

  test('passes failures, cancellation and progress through whole', async () => {
    const { host } = workers();
    const model = await host.load(await openWebLlm(await hosted(1)), {});
    await expect(model.extend([ROWS])).rejects.toMatchObject({ code: 'bad-argument', details: { id: ROWS } });
    await expect(model.extend([1], { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
    const seen: number[] = [];
    const { rows, data } = await model.extend([1, 2, 3], { logits: 'all', onProgress: (tokens) => seen.push(tokens) });
    expect([rows, data.length, model.length]).toEqual([3, 3 * ROWS, 3]);
    expect(seen).toEqual([1, 2, 3]);
    await model.truncate(1);
    expect(model.length).toBe(1);
    await model.dispose();
    await model.dispose();
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'disposed' });
  });
});

describe('naming a model', () => {
  const RECORD: ModelRecord = {
    model: 'https://huggingface.co/mlc-ai/Some-Model-q4f16_1-MLC',
    model_id: 'Some-Model-q4f16_1-MLC',
    model_lib: 'https://example.org/libs/some-model.wasm',
    overrides: { context_window_size: 2048 },
    required_features: ['shader-f16'],
    vram_required_MB: 512,
  };

  test('lists what web-llm’s release knows, but for models that write no text', async () => {
    const embedder = { ...RECORD, model_id: 'snowflake-arctic-embed', model_type: 1 };
    const { create, started } = workers({ prebuilt: [embedder, RECORD] });
    expect(await prebuiltModels(create)).toEqual([
      {
        id: RECORD.model_id,
        folder: `${RECORD.model}/resolve/main/`,
        library: RECORD.model_lib,
        contextLength: 2048,
        requiredFeatures: ['shader-f16'],
        manifest: null,
        memory: 512 * 2 ** 20,
      },
    ]);
    expect(started.every(({ isEnded }) => isEnded)).toBe(true);
  });

  test('takes a folder with its library, never under an address that web-llm would fetch', () => {
    const source = folderOfMlc('http://127.0.0.1/m/base/', 'http://localhost/m/base/model_lib.wasm');
    expect(source).toMatchObject({ kind: 'webllm', label: 'base', library: { path: 'model_lib.wasm' } });
    // web-llm fetches whatever has “localhost” in its address past the cache.
    expect(JSON.stringify(source)).not.toContain('localhost');
  });

  test('opens a model once for two roles, and says which is not here', async () => {
    const { base, expert } = await modelSources({ base: '/models/b/', expert: '/models/b/', anti: '/models/a/' });
    expect(expert).toBe(base);
    const naming = modelSources({ base: { staged: 'Other' }, expert: 'e', anti: 'a' });
    await expect(naming).rejects.toMatchObject({ code: 'checkpoint-missing-file', details: { model: 'Other' } });
  });
});
