import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ModelStore } from '../engine/lm/storage/model-store.ts';
import { folderStore } from '../engine/lm/storage/testing/folder-store.ts';
import { type ModelHost, openModelHost } from '../engine/lm/storage/testing/model-host.ts';
import { randomAdapter } from '../engine/lm/testing/random-adapter.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { limitedGpu } from '../engine/lm/webgpu/testing/limited-gpu.ts';
import type { DownloadInput, StoredSummary, Wanted } from './models-protocol.ts';
import { ModelsSession } from './models-session.ts';

const WEIGHTS = 'm/model.safetensors';
const TOKENIZER = readFileSync('public/models/demo-it/tokenizer.json');
const VOCABULARY = (JSON.parse(TOKENIZER.toString()) as { model: { vocab: object } }).model.vocab;

let host: ModelHost;
let folder: string;
let store: ModelStore;
let wanted: Wanted;
let room: number;

beforeAll(async () => {
  // Weights that are larger than the tokenizer, so that a host can stall within them.
  const vocabularySize = 4 * Object.keys(VOCABULARY).length;
  const { files } = randomCheckpoint({ config: { vocabularySize }, dtype: 'bf16' });
  const served = Object.entries(files).map(([path, bytes]) => [`m/${path}`, bytes]);
  host = await openModelHost({ ...Object.fromEntries(served), 'm/tokenizer.json': TOKENIZER });
});
afterAll(() => host.kill());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'locum-models-'));
  store = new ModelStore(folderStore(folder));
  wanted = { kind: 'url', url: `${host.url}/m/` };
  room = 1e9;
  host.stallAfter = null;
  return () => rmSync(folder, { recursive: true });
});

const told = (): Partial<Pick<StorageManager, 'estimate' | 'persisted'>> => ({
  estimate: async () => ({ usage: 0, quota: room }),
  persisted: async () => false,
});

function session(gpu?: GPU, storage = told()): ModelsSession {
  return new ModelsSession({
    store,
    storage,
    ...(gpu === undefined ? {} : { gpu }),
  });
}

function download(
  { handlers }: ModelsSession,
  input: Partial<DownloadInput> = {},
  controller = new AbortController(),
): Promise<StoredSummary> {
  const asked: DownloadInput = { wanted, form: 'original', ...input };
  return Promise.resolve(handlers.download(asked, { signal: controller.signal, report: () => {} }));
}

const weightsAsked = (): number => host.asked.filter(({ path, sent }) => path === WEIGHTS && sent > 100_000).length;

test('a browser that does not tell how much room it has lists what is stored, and downloads', async () => {
  const silent = session(undefined, {});
  await download(silent);
  const context = { signal: new AbortController().signal, report: () => {} };
  expect(await silent.handlers.state(null, context)).toMatchObject({
    models: [{ complete: true }],
    usage: null,
    quota: null,
    persisted: false,
  });
});

test('a model without a record is damaged, unless somebody is writing it', async () => {
  for (const key of ['damaged', 'begun']) mkdirSync(join(folder, key));
  const locks = { query: async () => ({ held: [{ name: 'locum.model.begun' }] }) };
  vi.stubGlobal('navigator', { locks });
  onTestFinished(() => void vi.unstubAllGlobals());
  const context = { signal: new AbortController().signal, report: () => {} };
  expect((await session().handlers.state(null, context)).broken).toEqual(['damaged']);
});

describe('a graphics adapter without room', () => {
  const need = { bytes: 3e9, largest: 1e8 };

  test('stops the download before its first byte, and says how much there is', async () => {
    const before = weightsAsked();
    await expect(download(session(limitedGpu(2 ** 30).gpu), { need })).rejects.toMatchObject({
      code: 'out-of-memory',
      message: 'The graphics adapter grants 1.1 GB of 3.0 GB.',
      details: { bytes: 3e9 },
    });
    expect(weightsAsked()).toBe(before);
    expect(await store.list()).toEqual([]);
  });

  test('stops nothing when the user wants it all the same', async () => {
    expect(await download(session(limitedGpu(2 ** 30).gpu))).toMatchObject({ complete: true, form: 'original' });
  });

  test('stops nothing that has begun', async () => {
    const controller = new AbortController();
    host.stallAfter = TOKENIZER.length + 100_000;
    const asked = host.asked.length;
    const begun = download(session(), { need }, controller);
    const stalls = () => host.asked.slice(asked).some(({ path, sent }) => path === WEIGHTS && sent > TOKENIZER.length);
    await vi.waitUntil(stalls, { timeout: 20_000 });
    controller.abort();
    await expect(begun).rejects.toMatchObject({ name: 'Cancelled' });
    host.stallAfter = null;
    expect(await download(session(limitedGpu(2 ** 30).gpu), { need })).toMatchObject({ complete: true });
  });

  test('is asked once at a time', async () => {
    const { gpu, reserved } = limitedGpu(4e9);
    const both = session(gpu);
    const checks = await Promise.all([1, 2].map(() => both.handlers.checkAdapter(need, context())));
    expect(checks).toMatchObject([{ fits: true }, { fits: true }]);
    expect(reserved.most).toBeLessThan(4e9);
  });
});

test('an adapter with room lets the download begin; one that is software or missing is not asked', async () => {
  const need = { bytes: 3e9, largest: 1e8 };
  expect(await session(limitedGpu(4e9).gpu).handlers.checkAdapter(need, context())).toMatchObject({ fits: true });
  expect(await session().handlers.checkAdapter(need, context())).toMatchObject({ fits: null });
  expect(await download(session(limitedGpu(4e9).gpu), { need })).toMatchObject({ complete: true });
});

test('an adapter that gives no device for a trial stops nothing', async () => {
  const gpu = {
    requestAdapter: async () => ({
      info: { vendor: 'acme' },
      limits: {},
      requestDevice: () => Promise.reject(new DOMException('used up', 'OperationError')),
    }),
  } as unknown as GPU;
  const need = { bytes: 3e9, largest: 1e8 };
  expect(await session(gpu).handlers.checkAdapter(need, context())).toMatchObject({ fits: null });
  expect(await download(session(gpu), { need })).toMatchObject({ complete: true });
});

test('the room for originals and quantised weights together is asked for before the first byte', async () => {
  const bytes = [...host.files].reduce((sum, [path, content]) => sum + (path.startsWith('m/') ? content.length : 0), 0);
  room = bytes + 1000;
  const before = weightsAsked();
  await expect(download(session(), { form: 'q4' })).rejects.toMatchObject({ code: 'quota-exceeded' });
  expect(weightsAsked()).toBe(before);
  expect(await download(session())).toMatchObject({ complete: true, form: 'original' });
  room = 2 * bytes;
  expect(await download(session(), { form: 'q4' })).toMatchObject({ complete: true, form: 'q4' });
});

test('a picked folder is known for an adapter, and one that cannot be run is refused by the name of what it has', async () => {
  const picked = (files: Readonly<Record<string, Uint8Array | string>>) => ({
    kind: 'folder' as const,
    name: 'notes',
    files: new Map(Object.entries(files).map(([name, content]) => [name, new Blob([content as BlobPart])])),
  });
  const inspect = async (config: Readonly<Record<string, unknown>>, more = {}) => {
    const adapter = randomAdapter({ modules: { 'mlp.down_proj': [8, 8] }, rank: 4, config });
    return session().handlers.inspectAdapter(picked({ ...adapter, ...more }), context());
  };
  const trained = { base_model_name_or_path: 'org/base' };
  expect(await inspect(trained)).toMatchObject({ name: 'notes', rank: 4, trainedOver: 'org/base' });
  // Beside a merged model it is that model which is meant.
  expect(await inspect(trained, { 'model.safetensors': '' })).toBeNull();
  expect(await session().handlers.inspectAdapter(wanted, context())).toBeNull();
  await expect(inspect({ use_dora: true })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('DoRA'),
  });
  await expect(inspect({ modules_to_save: ['lm_head'] })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('modules_to_save'),
  });
});

function context() {
  return { signal: new AbortController().signal, report: () => {} };
}
