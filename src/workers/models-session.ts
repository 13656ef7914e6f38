/** What the models' worker does: finds, downloads, checks, quantises, deletes. It never sees what the user writes. */
import { hubFile } from '../engine/catalogue/address.ts';
import { inspectModel } from '../engine/catalogue/inspect.ts';
import { isAdapter, type Planned, planFolder, planHub, planUrl } from '../engine/catalogue/plan.ts';
import { fetchSpeechModel } from '../engine/catalogue/speech-model.ts';
import { LocumError } from '../engine/errors.ts';
import { findAdapter } from '../engine/lm/adapter.ts';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { parseConfig } from '../engine/lm/checkpoint/config.ts';
import { entryOf, isWeights } from '../engine/lm/checkpoint/gguf/parts.ts';
import { quantisedBytes, writeQuantised } from '../engine/lm/checkpoint/quantised-writer.ts';
import { type FileSource, urlSource } from '../engine/lm/checkpoint/source.ts';
import { ADAPTER_CONFIG, parseAdapterConfig } from '../engine/lm/lora/adapter-config.ts';
import { filesSource } from '../engine/lm/storage/blob-source.ts';
import { totalBytes } from '../engine/lm/storage/manifest.ts';
import { keyOf, type ModelStore, type StoredModel } from '../engine/lm/storage/model-store.ts';
import { quotaExceeded } from '../engine/lm/storage/storage-errors.ts';
import { verifiedSource } from '../engine/lm/storage/verified-source.ts';
import { probeMemory } from '../engine/lm/webgpu/memory-probe.ts';
import type { Caches } from '../engine/lm/webllm/cache.ts';
import { Turns } from '../engine/turns.ts';
import { held } from '../tabs.ts';
import type {
  AdapterCheck,
  AdapterNeed,
  CheckpointPlace,
  ModelOperations,
  ModelPlan,
  PickedAdapter,
  Prepared,
  StorageState,
  StoredForm,
  StoredSummary,
  TransferProgress,
  Wanted,
} from './models-protocol.ts';
import type { HandlerContext, HandlersOf } from './serve.ts';
import { shareSource } from './shared-source.ts';
import { WebLlmStaging } from './webllm-staging.ts';

type Download = ModelOperations['download'];

export interface ModelsSessionOptions {
  readonly store: ModelStore;
  /** What the browser tells of its storage: Safari 16 does not tell how much there is. */
  readonly storage: Partial<Pick<StorageManager, 'estimate' | 'persisted'>>;
  /** Ends when a broken connection may be back. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly gpu?: GPU | undefined;
  /** Where models for web-llm are kept; absent where the browser has no Cache API. */
  readonly caches?: Caches | undefined;
}

export class ModelsSession {
  readonly #options: ModelsSessionOptions;
  readonly #store: ModelStore;
  /** Of stored GGUF files, by key. */
  readonly #held = new Map<string, { readonly addedAt: string; readonly bytes: number | null }>();
  /** Two trials of the memory at once would take it from each other. */
  readonly #trials = new Turns();
  readonly #webllm: WebLlmStaging;

  readonly handlers: HandlersOf<ModelOperations>;
  readonly #own: Omit<HandlersOf<ModelOperations>, keyof WebLlmStaging['handlers']> = {
    state: () => this.#state(),
    prepare: (wanted, { signal }) => this.#prepare(wanted, signal),
    inspectAdapter: (wanted) => pickedAdapter(wanted),
    download: (input, context) => this.#download(input, context),
    verify: (key, { signal, report }) => this.#store.verify(key, { signal, onProgress: report }),
    remove: async (key) => {
      await this.#store.remove(key);
      return null;
    },
    checkAdapter: (need) => this.#checkAdapter(need),
    speechModel: (address, { signal, report }) =>
      fetchSpeechModel(address, {
        signal,
        onProgress: (bytesDone, bytesTotal) => report({ bytesDone, bytesTotal }),
      }),
    share: async ({ wanted, port }, { signal }) => {
      const { plan, origin } = await planned(wanted, signal);
      shareSource(verifiedSource(plan, origin), port);
      return null;
    },
  };

  constructor(options: ModelsSessionOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#webllm = new WebLlmStaging({
      caches: options.caches,
      gpu: options.gpu,
      wait: options.wait,
      open: (place, signal) => this.#checkpoint(place, signal),
      checkRoom: (bytes) => this.#checkRoom(bytes, 0),
      checkMemory: (need) => this.#checkMemory(need),
    });
    this.handlers = { ...this.#own, ...this.#webllm.handlers };
  }

  async #state(): Promise<StorageState> {
    const { usage = null, quota = null } = await this.#estimate();
    const models = await Promise.all((await this.#store.list()).map((model) => this.#summary(model)));
    // One that is being written has no record yet.
    const busy = await held('model.');
    const broken = (await this.#store.broken()).filter((key) => !busy.has(`model.${key}`));
    const [staged, persisted] = await Promise.all([this.#webllm.list(), this.#options.storage.persisted?.()]);
    return { models, broken, staged, usage, quota, persisted: persisted ?? false };
  }

  async #estimate(): Promise<StorageEstimate> {
    return (await this.#options.storage.estimate?.()) ?? {};
  }

  async #prepare(wanted: Wanted, signal: AbortSignal): Promise<Prepared> {
    const { plan, licence } = await planned(wanted, signal);
    const inspection = await inspectModel(sourceOf(wanted, plan), signal);
    return { key: keyOf(plan.address), plan, bytes: totalBytes(plan.files), licence, inspection };
  }

  async #download(
    { wanted, form, need }: Download['input'],
    { signal, report }: HandlerContext<Download['progress']>,
  ): Promise<StoredSummary> {
    const { plan, origin } = await planned(wanted, signal);
    const key = keyOf(plan.address);
    const stored = (await this.#store.find(key))?.bytesStored ?? 0;
    await this.#checkRoom(await this.#room(wanted, plan, form, signal), stored);
    if (need !== undefined && stored === 0) await this.#checkMemory(need);
    const { wait } = this.#options;
    const onProgress = (progress: TransferProgress): void => report(progress);
    this.#held.delete(key);
    const model = await this.#store.download(plan, { origin, signal, onProgress, wait, keepAs: form });
    return this.#summary(form === 'original' ? model : await this.#quantise(key, form, { signal, report }));
  }

  async #summary(model: StoredModel): Promise<StoredSummary> {
    return { ...summary(model), heldBytes: await this.#heldBytes(model) };
  }

  /** The head of a file, which has its vocabulary, is read once. */
  async #heldBytes({ key, manifest, complete }: StoredModel): Promise<number | null> {
    if (!complete || entryOf(manifest.files.map(({ path }) => path)) === undefined) return null;
    const known = this.#held.get(key);
    if (known?.addedAt === manifest.addedAt) return known.bytes;
    const bytes = await this.#store
      .source(key)
      .then((source) => openCheckpoint(source))
      .then(({ heldBytes }) => heldBytes)
      // What is the matter with it is said where it is opened.
      .catch(() => null);
    this.#held.set(key, { addedAt: manifest.addedAt, bytes });
    return bytes;
  }

  /** Bytes at its fullest: the originals are deleted when all of them have been quantised. Null: the host does not say. */
  async #room(wanted: Wanted, plan: ModelPlan, form: StoredForm, signal: AbortSignal): Promise<number | null> {
    const originals = totalBytes(plan.files);
    if (originals === null || form === 'original') return originals;
    const { decoder } = parseConfig(await sourceOf(wanted, plan).text('config.json', signal));
    return originals + quantisedBytes(decoder, form);
  }

  /** Refuses what cannot fit before the first byte of it, not after the last that did. */
  async #checkRoom(bytes: number | null, stored: number): Promise<void> {
    const { usage, quota } = await this.#estimate();
    if (bytes === null || usage === undefined || quota === undefined) return;
    const needed = bytes - stored;
    const free = quota - usage;
    if (needed > free) throw quotaExceeded({ needed, free });
  }

  async #checkMemory(need: AdapterNeed): Promise<void> {
    const { fits, reason } = await this.#checkAdapter(need);
    if (fits !== false) return;
    throw new LocumError('out-of-memory', reason, {
      hint: 'Nothing was downloaded. Choose smaller models, or close what else uses the graphics adapter and try again.',
      details: { bytes: need.bytes },
    });
  }

  /** A checkpoint that is read where it is. */
  async #checkpoint(place: CheckpointPlace, signal: AbortSignal): Promise<FileSource> {
    if ('stored' in place) return this.#store.source(place.stored);
    const { plan, origin } = await planned(place.wanted, signal);
    return verifiedSource(plan, origin);
  }

  async #quantise(
    key: string,
    precision: Exclude<StoredForm, 'original'>,
    { signal, report }: HandlerContext<Download['progress']>,
  ): Promise<StoredModel> {
    const source = await this.#store.source(key);
    const checkpoint = await openCheckpoint(source, { signal });
    return this.#store.replace(key, precision, async (sink) => {
      await writeQuantised(checkpoint, sink, {
        precision,
        signal,
        onProgress: (bytesDone, bytesTotal) => report({ state: 'quantising', bytesDone, bytesTotal }),
      });
    });
  }

  #checkAdapter(need: AdapterNeed): Promise<AdapterCheck> {
    return this.#trials.take(() => this.#tryMemory(need));
  }

  async #tryMemory({ bytes, largest }: AdapterNeed): Promise<AdapterCheck> {
    const found = await findAdapter(this.#options.gpu);
    if (found === null) return { fits: null, reason: 'There is no graphics adapter: the models run on the CPU.' };
    if (found.isSoftware) {
      return { fits: null, reason: 'The graphics adapter is software and uses this machine’s memory.' };
    }
    const { adapter } = found;
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const device = await adapter
      .requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } })
      .catch(() => null);
    // A trial that cannot be made is no reason not to download.
    if (device === null) return { fits: null, reason: 'The graphics adapter is not to be had for a trial just now.' };
    try {
      const { fits, granted } = await probeMemory(device, bytes);
      if (!fits) return { fits, reason: `The graphics adapter grants ${gigabytes(granted)} of ${gigabytes(bytes)}.` };
      const pieces = Math.ceil(largest / Math.min(maxBufferSize, maxStorageBufferBindingSize));
      const split = pieces > 1 ? ` Its largest matrix is split into ${pieces} pieces.` : '';
      return { fits, reason: `The graphics adapter granted ${gigabytes(bytes)} in a trial.${split}` };
    } finally {
      device.destroy();
    }
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function planned(wanted: Wanted, signal: AbortSignal): Promise<Planned> {
  switch (wanted.kind) {
    case 'hub':
      return planHub(wanted, signal);
    case 'url':
      return planUrl(wanted.url, nameOf(wanted.url), wanted, null, signal);
    case 'app': {
      const { id, url, sha256 } = wanted;
      // Without a digest of its own in the index, a file SHA256SUMS beside the weights has them.
      const sums = sha256 === null ? null : new Map([['model.safetensors', sha256]]);
      return planUrl(url, id, { kind: 'app', id }, sums, signal);
    }
    case 'folder':
      return planFolder(wanted.name, wanted.files);
    default:
      return wanted satisfies never;
  }
}

/** The model's files where they are now. */
async function pickedAdapter(wanted: Wanted): Promise<PickedAdapter | null> {
  if (wanted.kind !== 'folder') return null;
  const { name, files } = wanted;
  const text = isAdapter((path) => files.has(path)) ? await files.get(ADAPTER_CONFIG)?.text() : undefined;
  if (text === undefined) return null;
  const { rank, baseName } = parseAdapterConfig(text);
  return { name, rank, trainedOver: baseName, files };
}

function sourceOf(wanted: Wanted, { label, address, files }: ModelPlan): FileSource {
  if (wanted.kind === 'folder') return filesSource(label, wanted.files);
  const source = urlSource(folderUrl(wanted, address), label);
  return { ...source, entry: entryOf(files.map(({ path }) => path)) };
}

function folderUrl(wanted: Exclude<Wanted, { kind: 'folder' }>, address: ModelPlan['address']): string {
  if (address.kind !== 'hub') return new URL('.', wanted.kind === 'hub' ? wanted.endpoint : wanted.url).href;
  const { endpoint, id, revision } = address;
  return `${endpoint}/${hubFile(id).repository}/resolve/${revision}/`;
}

function nameOf(url: string): string {
  const { pathname, host } = new URL(url);
  return decodeURIComponent(pathname.split('/').filter(Boolean).at(-1) ?? host);
}

function summary({ key, manifest, bytesStored, bytesTotal, complete }: StoredModel): Omit<StoredSummary, 'heldBytes'> {
  const { label, address, form, keepAs, files, addedAt } = manifest;
  const promised = files.every(({ path, digest }) => digest !== null || !isWeights(path));
  return { key, label, address, form, keepAs, bytesStored, bytesTotal, complete, promised, addedAt };
}
