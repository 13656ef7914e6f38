/** Downloads over a real connection into real files: what a user and a host may do to them. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planUrl } from '../../catalogue/plan.ts';
import { Cancelled, type LocumError } from '../../errors.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { writeQuantised } from '../checkpoint/quantised-writer.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { safetensorsFile } from '../testing/safetensors-file.ts';
import type { FileStore } from './file-store.ts';
import { type Alone, type ModelPlan, ModelStore, type TransferProgress } from './model-store.ts';
import { httpOrigin } from './origin.ts';
import { quotaExceeded } from './storage-errors.ts';
import { folderStore } from './testing/folder-store.ts';
import { type ModelHost, openModelHost } from './testing/model-host.ts';

/** A file of weights without a pattern that a shifted or repeated chunk could hide in. */
function weights(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return safetensorsFile([{ name: 'w', dtype: 'U8', shape: [size], bytes }]);
}

const WEIGHTS = weights(700_001, 1);
const CONFIG = '{"hidden_size": 64}';

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function gitName(bytes: string): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

let folder: string;
let host: ModelHost;
let store: ModelStore;
/** A wait for the connection takes no time here. */
const wait = async (): Promise<void> => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locum-store-'));
  host = await openModelHost({ 'model.safetensors': WEIGHTS, 'config.json': CONFIG });
  store = new ModelStore(folderStore(folder));
});
afterEach(async () => {
  await host.kill();
  await rm(folder, { recursive: true });
});

function plan(promised = true): ModelPlan {
  return {
    label: 'tiny',
    address: { kind: 'url', url: `${host.url}/` },
    files: [
      {
        path: 'config.json',
        size: CONFIG.length,
        digest: promised ? { algorithm: 'git-sha1', hex: gitName(CONFIG) } : null,
      },
      {
        path: 'model.safetensors',
        size: WEIGHTS.length,
        digest: promised ? { algorithm: 'sha256', hex: sha256(WEIGHTS) } : null,
      },
    ],
  };
}

function origin() {
  return httpOrigin('tiny', (path) => `${host.url}/${path}`);
}

/** SHA-256 of what a model's reader gets. */
async function storedDigest(key: string): Promise<string> {
  const stream = await (await store.source(key)).stream('model.safetensors');
  return sha256(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** Resolves when so many bytes of the weights are stored, which is when the host has stalled. */
function reaching(bytes: number) {
  let arrived: () => void = () => {};
  const there = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const onProgress = ({ file, bytesDone }: TransferProgress): void => {
    if (file === 'model.safetensors' && bytesDone >= CONFIG.length + bytes) arrived();
  };
  return { there, onProgress };
}

describe('a download', () => {
  test('arrives, with the host’s promises kept, and is listed as complete', async () => {
    const model = await store.download(plan(), { origin: origin() });
    expect(model.complete).toBe(true);
    expect(model.bytesStored).toBe(WEIGHTS.length + CONFIG.length);
    expect(await storedDigest(model.key)).toBe(sha256(WEIGHTS));
    expect((await store.list()).map(({ manifest }) => manifest.label)).toEqual(['tiny']);
  });

  test('interrupted three times by a killed host goes on at the byte, and nothing is sent twice', async () => {
    const stops = [100_000, 250_000, 600_000];
    for (const stop of stops) {
      host.stallAfter = stop;
      const { there, onProgress } = reaching(stop);
      const broken = store.download(plan(), { origin: origin(), onProgress, retryDelaysMs: [] });
      const failure = broken.catch((error: unknown) => error);
      await there;
      await host.kill();
      expect(await failure).toMatchObject({ code: 'network' });
      await host.start();
      const [partial] = await store.list();
      expect(partial?.complete).toBe(false);
      expect(partial?.bytesStored).toBe(CONFIG.length + stop);
    }
    host.stallAfter = null;
    const model = await store.download(plan(), { origin: origin() });
    expect(await storedDigest(model.key)).toBe(sha256(WEIGHTS));
    const asked = host.asked.filter(({ path }) => path === 'model.safetensors');
    expect(asked.map(({ from }) => from)).toEqual([0, ...stops]);
    expect(asked.reduce((sum, { sent }) => sum + sent, 0)).toBe(WEIGHTS.length);
    expect(host.asked.filter(({ path }) => path === 'config.json')).toHaveLength(1);
  });

  test('reconnects by itself while that helps, and says when it waits', async () => {
    host.stallAfter = 300_000;
    const { there, onProgress } = reaching(300_000);
    const states: string[] = [];
    const done = store.download(plan(), {
      origin: origin(),
      onProgress: (progress) => {
        if (states.at(-1) !== progress.state) states.push(progress.state);
        onProgress(progress);
      },
      wait: async () => {
        host.stallAfter = null;
        await host.start();
      },
    });
    await there;
    await host.kill();
    expect((await done).complete).toBe(true);
    expect(states).toEqual(['downloading', 'waiting', 'checking', 'downloading']);
  });

  test('gives up after as many failures in a row as there are delays', async () => {
    await host.kill();
    const delays: number[] = [];
    const failure = store.download(plan(), {
      origin: origin(),
      retryDelaysMs: [1, 2, 4],
      wait: async (milliseconds) => void delays.push(milliseconds),
    });
    await expect(failure).rejects.toMatchObject({ code: 'network' });
    expect(delays).toEqual([1, 2, 4]);
    await host.start();
  });

  test('paused keeps what arrived', async () => {
    host.stallAfter = 200_000;
    const { there, onProgress } = reaching(200_000);
    const pause = new AbortController();
    const running = store.download(plan(), { origin: origin(), onProgress, signal: pause.signal });
    const failure = running.catch((error: unknown) => error);
    await there;
    pause.abort();
    expect(await failure).toBeInstanceOf(Cancelled);
    expect((await store.list())[0]?.bytesStored).toBe(CONFIG.length + 200_000);
  });

  test('from a host without ranges starts again instead of joining what does not fit', async () => {
    host.stallAfter = 100_000;
    const { there, onProgress } = reaching(100_000);
    const broken = store.download(plan(), { origin: origin(), onProgress, retryDelaysMs: [] }).catch(() => {});
    await there;
    await host.kill();
    await broken;
    await host.start();
    host.ranges = false;
    host.stallAfter = null;
    const model = await store.download(plan(), { origin: origin() });
    expect(await storedDigest(model.key)).toBe(sha256(WEIGHTS));
  });
});

describe('a file that is not the promised one', () => {
  test('is refused and fetched again', async () => {
    const damaged = WEIGHTS.slice();
    damaged[350_000]! ^= 1;
    host.files.set('model.safetensors', damaged);
    const requests = host.asked;
    const mended = origin();
    const model = await store.download(plan(), {
      origin: {
        open(path, from, signal) {
          // The second delivery is sound.
          if (requests.some((entry) => entry.path === 'model.safetensors')) host.files.set(path, WEIGHTS);
          return mended.open(path, from, signal);
        },
      },
    });
    expect(await storedDigest(model.key)).toBe(sha256(WEIGHTS));
    expect(requests.filter(({ path }) => path === 'model.safetensors').map(({ from }) => from)).toEqual([0, 0]);
  });

  test('is an error when it is delivered damaged twice, and nothing of it is kept', async () => {
    const damaged = WEIGHTS.slice();
    damaged[0]! ^= 255;
    host.files.set('model.safetensors', damaged);
    const failure = store.download(plan(), { origin: origin() });
    await expect(failure).rejects.toMatchObject({ code: 'checksum-mismatch', details: { file: 'model.safetensors' } });
    const [model] = await store.list();
    expect(model?.complete).toBe(false);
    expect(model?.bytesStored).toBe(CONFIG.length);
    await expect(store.source(model?.key ?? '')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });

  test('is noticed when the host replaces it between two halves', async () => {
    host.etag = () => '"one"';
    host.stallAfter = 100_000;
    const { there, onProgress } = reaching(100_000);
    const broken = store.download(plan(false), { origin: origin(), onProgress, retryDelaysMs: [] }).catch(() => {});
    await there;
    await host.kill();
    await broken;
    await host.start();
    const other = weights(700_001, 2);
    host.files.set('model.safetensors', other);
    host.etag = () => '"two"';
    host.stallAfter = null;
    const model = await store.download(plan(false), { origin: origin() });
    expect(await storedDigest(model.key)).toBe(sha256(other));
  });
});

describe('without promises', () => {
  test('the first download is trusted, recorded, and what changes on disk is found later', async () => {
    const { key, manifest } = await store.download(plan(false), { origin: origin() });
    expect(manifest.files.map(({ digest }) => digest)).toEqual([null, null]);
    expect(manifest.files[1]?.received).toEqual({ algorithm: 'sha256', hex: sha256(WEIGHTS) });
    expect(await store.verify(key)).toEqual([]);

    const file = await folderStore(folder).open(`${key}/original/model.safetensors`);
    file.write(Uint8Array.of(WEIGHTS[5]! ^ 4), 5);
    file.close();
    expect(await store.verify(key)).toEqual(['model.safetensors']);
    expect((await store.find(key))?.complete).toBe(false);
    await store.download(plan(false), { origin: origin() });
    expect(await storedDigest(key)).toBe(sha256(WEIGHTS));
  });
});

describe('what lies stored', () => {
  /** Flips one bit of a stored file. */
  async function flip(key: string, path: string, at: number): Promise<void> {
    const file = await folderStore(folder).open(`${key}/${path}`);
    const byte = new Uint8Array(1);
    file.read(byte, at);
    file.write(Uint8Array.of(byte[0]! ^ 0x40), at);
    file.close();
  }

  async function storedCheckpoint(): Promise<string> {
    const { files } = randomCheckpoint({ dtype: 'bf16' });
    for (const [path, bytes] of Object.entries(files)) {
      host.files.set(path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
    }
    host.files.set('tokenizer.json', new TextEncoder().encode('{}'));
    const { plan: tiny } = await planUrl(`${host.url}/`, 'tiny', plan().address, new Map());
    return (await store.download(tiny, { origin: origin() })).key;
  }

  async function load(key: string): Promise<number> {
    const checkpoint = await openCheckpoint(await store.source(key));
    let weights = 0;
    for await (const _ of checkpoint.weights()) weights++;
    return weights;
  }

  test.each([
    ['its header', 'model.safetensors', 20],
    ['its first weights', 'model.safetensors', 9000],
    ['its last weights', 'model.safetensors', -1],
    ['a small file', 'config.json', 3],
  ])('is refused with its name when a bit of %s changed', async (_what, path, at) => {
    const key = await storedCheckpoint();
    expect(await load(key)).toBeGreaterThan(0);
    const { size } = (await store.find(key))!.manifest.files.find((file) => file.path === path)!;
    await flip(key, `original/${path}`, at < 0 ? size! + at : at);
    const refused = { code: 'checksum-mismatch', details: { file: path } };
    await expect(load(key)).rejects.toMatchObject(refused);
    expect(await store.verify(key)).toEqual([path]);
  });

  test('is verified, too, when an earlier version stored it without digests of its pieces', async () => {
    const key = await storedCheckpoint();
    const files = folderStore(folder);
    const record = async () => JSON.parse((await (await files.blob(`${key}/manifest.json`))?.text()) ?? '');
    const { files: listed, ...rest } = await record();
    const former = listed.map(({ pieces: _, ...file }: { pieces: unknown }) => file);
    const forget = () => files.writeText(`${key}/manifest.json`, JSON.stringify({ ...rest, files: former }));
    await forget();
    expect(await load(key)).toBeGreaterThan(0);
    // Read once for them, and then recorded.
    expect((await record()).files).toEqual(listed);
    await forget();
    await flip(key, 'original/model.safetensors', 9000);
    await expect(load(key)).rejects.toMatchObject({
      code: 'checksum-mismatch',
      details: { file: 'model.safetensors' },
    });
  });

  test('hides no other model when its record is damaged, and can be deleted', async () => {
    const { key } = await store.download(plan(), { origin: origin() });
    await folderStore(folder).writeText('url-broken/manifest.json', '{"version":1');
    await folderStore(folder).writeText('url-empty/original/config.json', '{}');
    expect((await store.list()).map((model) => model.key)).toEqual([key]);
    expect(await store.broken()).toEqual(['url-broken', 'url-empty']);
    for (const broken of await store.broken()) await store.remove(broken);
    expect(await store.broken()).toEqual([]);
    expect((await store.list()).map((model) => model.key)).toEqual([key]);
  });

  test('is written by one at a time', async () => {
    let writing = 0;
    const alone: Alone = async (_key, work) => {
      expect(++writing).toBe(1);
      try {
        return await work();
      } finally {
        writing--;
      }
    };
    const guarded = new ModelStore(folderStore(folder), alone);
    const { key } = await guarded.download(plan(), { origin: origin() });
    await guarded.verify(key);
    await guarded.remove(key);
    expect(writing).toBe(0);
  });
});

describe('a quantised form', () => {
  test('takes the place of the originals, loads the same, is verified, and gives way to a new download', async () => {
    const { files } = randomCheckpoint({ dtype: 'bf16' });
    for (const [path, bytes] of Object.entries(files)) {
      host.files.set(path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
    }
    host.files.set('tokenizer.json', new TextEncoder().encode('{}'));
    const { plan: tiny } = await planUrl(`${host.url}/`, 'tiny', plan().address, new Map());
    const { key, bytesStored } = await store.download(tiny, { origin: origin() });
    const original = await store.source(key);
    const model = await store.replace(key, 'q4', async (sink) => {
      await writeQuantised(await openCheckpoint(original), sink, { precision: 'q4' });
    });
    expect(model.complete).toBe(true);
    expect(model.manifest.form).toBe('q4');
    expect(model.bytesStored).toBeLessThan(bytesStored);
    const quantised = await openCheckpoint(await store.source(key));
    expect(quantised.storedPrecision).toBe('q4');
    expect(await store.verify(key)).toEqual([]);
    expect((await store.download(tiny, { origin: origin() })).manifest.form).toBe('original');
    expect((await openCheckpoint(await store.source(key))).storedPrecision).toBe('f32');
  });
});

describe('storage', () => {
  /** A store that grants so many bytes, as a browser's quota does. */
  function limited(files: FileStore, quota: number): FileStore {
    let used = 0;
    return {
      ...files,
      async open(path) {
        const file = await files.open(path);
        return {
          ...file,
          write(bytes, at) {
            if (used + bytes.length > quota) throw quotaExceeded({ file: path });
            used += bytes.length;
            file.write(bytes, at);
          },
        };
      },
    };
  }

  test('that is full keeps what arrived, and the download goes on once there is room', async () => {
    const files = folderStore(folder);
    const full = new ModelStore(limited(files, 400_000));
    await expect(full.download(plan(), { origin: origin() })).rejects.toMatchObject({ code: 'quota-exceeded' });
    const kept = (await store.list())[0]?.bytesStored ?? 0;
    expect(kept).toBeGreaterThan(CONFIG.length);
    const model = await store.download(plan(), { origin: origin() });
    expect(await storedDigest(model.key)).toBe(sha256(WEIGHTS));
    const sent = host.asked.filter(({ path }) => path === 'model.safetensors').at(-1);
    expect(sent?.from).toBe(kept - CONFIG.length);
  });

  test('gives the space of a deleted model back', async () => {
    const { key } = await store.download(plan(), { origin: origin() });
    await store.remove(key);
    expect(await store.list()).toEqual([]);
    expect(await store.find(key)).toBeNull();
  });
});

test.each([
  [404, 'checkpoint-missing-file'],
  [403, 'access-denied'],
  [401, 'access-denied'],
  [503, 'network'],
])('status %i of the host is said as %s', async (status, code) => {
  host.status = status;
  const failure = await store.download(plan(), { origin: origin(), wait }).catch((error: LocumError) => error);
  expect(failure).toMatchObject({ code });
});
