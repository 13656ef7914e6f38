/** Plans from a host that answers as a Hugging Face hub does, from a plain folder, and from files at hand. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { blobSource, filesSource } from '../lm/storage/blob-source.ts';
import { type ModelPlan, ModelStore } from '../lm/storage/model-store.ts';
import { folderStore } from '../lm/storage/testing/folder-store.ts';
import { type ModelHost, openModelHost } from '../lm/storage/testing/model-host.ts';
import { verifiedSource } from '../lm/storage/verified-source.ts';
import { ggufFiles } from '../lm/testing/golden-gguf.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { inspectModel } from './inspect.ts';
import { parseSums, planFolder, planHub, planUrl } from './plan.ts';
import { bytesOf, COMMIT, hubFiles } from './testing/hub-files.ts';

const { files: CHECKPOINT } = randomCheckpoint({ shards: 2 });
const FILES: Record<string, Uint8Array | string> = { ...CHECKPOINT, 'tokenizer.json': '{}', 'README.md': 'about' };

let host: ModelHost;
let folder: string;
beforeEach(async () => {
  host = await openModelHost({});
  folder = await mkdtemp(join(tmpdir(), 'locum-plan-'));
});
afterEach(async () => {
  await host.kill();
  await rm(folder, { recursive: true });
});

function serve(prefix: string, files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [path, content] of Object.entries(files)) host.files.set(prefix + path, bytesOf(content));
}

function serveHub(files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [path, content] of hubFiles(files)) host.files.set(path, content);
}

const wanted = () => ({ kind: 'hub', id: 'org/tiny', endpoint: host.url, revision: 'main' }) as const;

describe('GGUF files', () => {
  const { files: parts, entry: firstPart } = ggufFiles('llama3');
  const { files: single } = ggufFiles('qwen2');
  const whole = single['qwen2.gguf']!;
  const repository = {
    ...parts,
    'x-Q4_K_M.gguf': whole,
    'x-Q8_0.gguf': whole,
    'mmproj-x.gguf': whole,
    'config.json': '{}',
  };
  const planned = async (id: string) => (await planHub({ ...wanted(), id })).plan;
  const paths = ({ files }: ModelPlan) => files.map(({ path }) => path);

  test.each([
    ['org/tiny', ['x-Q4_K_M.gguf']],
    ['org/tiny:q8_0', ['x-Q8_0.gguf']],
    ['org/tiny/x-Q8_0.gguf', ['x-Q8_0.gguf']],
    [`org/tiny/${firstPart}`, Object.keys(parts)],
    ['org/tiny:llama3', Object.keys(parts)],
  ])('of a hub are told by their names: %s', async (id, files) => {
    serveHub(repository);
    const plan = await planned(id);
    expect(paths(plan)).toEqual(files);
    expect(plan.address).toMatchObject({ kind: 'hub', id: `org/tiny/${files[0]}`, revision: COMMIT });
    // What is stored under that address is found again by it.
    expect(paths(await planned(`org/tiny/${files[0]}`))).toEqual(files);
  });

  test('are asked about where it is not plain which one is meant', async () => {
    serveHub(repository);
    await expect(planned('org/tiny:Q')).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(planned('org/tiny:Q5')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
    await expect(planned('org/tiny/none.gguf')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });

  test('at an address come with all their parts, are stored and open from there', async () => {
    serve('models/', parts);
    const url = `${host.url}/models/${firstPart}`;
    const { plan, origin } = await planUrl(url, 'tiny', { kind: 'url', url }, null);
    expect(paths(plan)).toEqual(Object.keys(parts));
    const store = new ModelStore(folderStore(folder));
    const { key } = await store.download(plan, { origin });
    const { architecture, storedPrecision } = await inspectModel(await store.source(key));
    expect([architecture, storedPrecision]).toEqual(['LlamaForCausalLM', 'f32']);
    // Read straight from the host, every byte is verified, too.
    const streamed = await openCheckpoint(verifiedSource(plan, origin));
    let weights = 0;
    for await (const _ of streamed.weights()) weights++;
    expect(weights).toBeGreaterThan(0);
    host.files.delete(`models/${Object.keys(parts)[1]}`);
    await expect(planUrl(url, 'tiny', { kind: 'url', url }, null)).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
    });
  });

  test('that the user picked are a model', async () => {
    const picked = new Map([['x.gguf', new Blob([whole.slice()])]]);
    const { plan } = await planFolder('x.gguf', picked);
    expect(paths(plan)).toEqual(['x.gguf']);
    expect((await inspectModel(filesSource('x.gguf', picked))).architecture).toBe('Qwen2ForCausalLM');
  });
});

describe('a hub', () => {
  test('gives the needed files at one commit, each with a digest, and they all arrive', async () => {
    serveHub(FILES);
    const { plan, origin, licence } = await planHub(wanted());
    expect(licence).toBe('mit');
    expect(plan.address).toEqual({ kind: 'hub', id: 'org/tiny', endpoint: host.url, revision: COMMIT });
    expect(plan.files.map(({ path }) => path).sort()).toEqual(
      Object.keys(FILES)
        .filter((path) => path !== 'README.md')
        .sort(),
    );
    expect(plan.files.every(({ digest, size }) => digest !== null && size !== null)).toBe(true);
    const store = new ModelStore(folderStore(folder));
    const model = await store.download(plan, { origin, retryDelaysMs: [] });
    expect(model.complete).toBe(true);
    expect(await (await store.source(model.key)).text('config.json')).toBe(FILES['config.json']);
  });

  test.each([['pytorch_model.bin', 'PyTorch']])('with %s only says what it has instead', async (path, words) => {
    serveHub({ 'config.json': '{}', 'tokenizer.json': '{}', [path]: 'x' });
    await expect(planHub(wanted())).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      message: expect.stringContaining(words),
    });
  });

  test('that does not know the model, or asks for an account, says so', async () => {
    await expect(planHub(wanted())).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
    host.status = 401;
    await expect(planHub(wanted())).rejects.toMatchObject({ code: 'access-denied' });
  });
});

describe('a folder at an address', () => {
  const address = () => ({ kind: 'url', url: `${host.url}/m/` }) as const;

  test('has sizes from the host and digests from SHA256SUMS', async () => {
    const config = FILES['config.json'] ?? '';
    const hex = createHash('sha256').update(config).digest('hex');
    serve('m/', { ...FILES, SHA256SUMS: `${hex}  config.json\n` });
    const { plan } = await planUrl(`${host.url}/m/`, 'm', address(), null);
    const found = plan.files.find(({ path }) => path === 'config.json');
    expect(found).toEqual({ path: 'config.json', size: config.length, digest: { algorithm: 'sha256', hex } });
    expect(plan.files.filter(({ path }) => path.endsWith('.safetensors'))).toHaveLength(2);
    expect(plan.files.every(({ size }) => size !== null)).toBe(true);
  });

  test('without a tokenizer or without weights is refused by name', async () => {
    serve('m/', { 'config.json': '{}' });
    const plan = () => planUrl(`${host.url}/m/`, 'm', address(), null);
    await expect(plan()).rejects.toMatchObject({ details: { file: 'tokenizer.json' } });
    serve('m/', { 'tokenizer.json': '{}' });
    await expect(plan()).rejects.toMatchObject({ details: { file: 'model.safetensors' } });
  });
});

test('a picked folder is copied, and one without weights is refused', async () => {
  const blobs = new Map(Object.entries(FILES).map(([path, content]) => [path, new Blob([bytesOf(content).slice()])]));
  const { plan, origin } = await planFolder('mine', blobs);
  const store = new ModelStore(folderStore(folder));
  const { key, complete } = await store.download(plan, { origin });
  expect(complete).toBe(true);
  expect(await (await store.source(key)).text('config.json')).toBe(FILES['config.json']);
  await expect(planFolder('none', new Map([['notes.txt', new Blob(['x'])]]))).rejects.toMatchObject({
    details: { file: 'config.json' },
  });
});

test('sums are read as sha256sum writes them', () => {
  const hex = 'AB'.repeat(32);
  expect(parseSums(`${hex}  a.json\n${hex} *./b.bin\nnot a line\n`)).toEqual(
    new Map([
      ['a.json', hex.toLowerCase()],
      ['b.bin', hex.toLowerCase()],
    ]),
  );
});

test('an inspection of a demo model tells what it is', async () => {
  const demo = folderStore('public/models/demo-it');
  const found = await inspectModel(blobSource('demo-it', (path) => demo.blob(path)));
  expect(found).toMatchObject({ architecture: 'LlamaForCausalLM', contextLength: 2048, chat: true });
  expect(found.shape).toMatchObject({ hiddenSize: 192, layers: 6 });
});

describe('the folder of an adapter', () => {
  const ADAPTER = {
    'adapter_config.json': JSON.stringify({
      peft_type: 'LORA',
      r: 16,
      lora_alpha: 32,
      base_model_name_or_path: 'org/base',
    }),
    'adapter_model.safetensors': new Uint8Array(64),
    // Some that train write these, too.
    'tokenizer.json': '{}',
    'config.json': '{}',
  };
  const isAdapter = {
    code: 'unsupported',
    message: expect.stringMatching(/is a LoRA adapter of rank 16: it changes org\/base and is no model/),
    hint: expect.stringContaining('BASE+ADAPTER'),
  };

  test('is said to be one, with its base, wherever it is', async () => {
    serveHub(ADAPTER);
    serve(`org/tiny/resolve/${COMMIT}/`, ADAPTER);
    serve('folder/', ADAPTER);
    const hub = { kind: 'hub', id: 'org/tiny', endpoint: host.url, revision: 'main' } as const;
    await expect(planHub(hub)).rejects.toMatchObject(isAdapter);
    const url = `${host.url}/folder/`;
    await expect(planUrl(url, 'folder', { kind: 'url', url }, null)).rejects.toMatchObject(isAdapter);
    const picked = new Map(
      Object.entries(ADAPTER).map(([path, content]) => [path, new Blob([new Uint8Array(bytesOf(content))])]),
    );
    await expect(planFolder('mine', picked)).rejects.toMatchObject(isAdapter);
  });
});
