/**
 * Models that lie in web-llm's cache, by name: where they came from, which library they run on, and how much of them is there.
 * A record each, in a cache of Locum's own beside web-llm's.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { LoadOptions } from '../load-options.ts';
import { CHAT_CONFIG_FILE, parseChatConfig } from '../mlc/chat-config.ts';
import { countParameters, INDEX_FILES, type MlcIndex, parseIndex, storedBytes } from '../mlc/index-file.ts';
import { architectureOf } from '../mlc/parameters.ts';
import { type Caches, localAddress, needCaches, WebLlmCache } from './cache.ts';
import { libraryAddress, librarySource, type WebLlmSource } from './source.ts';

const SCOPE = 'locum-webllm-models';

const RecordSchema = v.object({
  version: v.literal(1),
  /** What the user knows it by; of web-llm's own list, its id there. */
  id: v.string(),
  /** Of its files in web-llm's cache; variants of a model share them. */
  address: v.string(),
  /** The folder it is downloaded from; null: it was converted here. */
  folder: v.nullable(v.string()),
  /** Where its library is downloaded from; null: not named yet. */
  library: v.nullable(v.string()),
  /** The model of web-llm's list on whose library it runs, without the format; null: none is known, or it has its own. */
  family: v.nullable(v.string()),
  /** Tokens that the context shall hold; null: the model's own. */
  contextLength: v.nullable(v.number()),
  requiredFeatures: v.nullable(v.array(v.string())),
  /** As `ModelRecord.model_manifest`. */
  manifest: v.nullable(v.string()),
  /** Bytes of the GPU's memory that it takes, where that is known. */
  memory: v.nullable(v.number()),
  /** ISO 8601. */
  addedAt: v.string(),
});
export type StagedRecord = v.InferOutput<typeof RecordSchema>;

export interface StagedModel {
  readonly record: StagedRecord;
  /** Bytes of weights that are there. */
  readonly bytesStored: number;
  /** Null where the index has not arrived. */
  readonly bytesTotal: number | null;
  /** Null: not there. */
  readonly libraryBytes: number | null;
  /** Weights, configuration and tokenizer are there, and the library. */
  readonly complete: boolean;
  /** What its configuration says; null where that has not arrived. */
  readonly facts: StagedFacts | null;
}

export interface StagedFacts {
  readonly architecture: string;
  /** MLC's name of the format. */
  readonly quantization: string;
  readonly parameters: number;
  readonly contextLength: number;
}

export class StagedModels {
  readonly #given: Caches | undefined;

  /** @param caches absent where the browser has no Cache API: then there is nothing here, and nothing can be put */
  constructor(caches: Caches | undefined = globalThis.caches) {
    this.#given = caches;
  }

  get #caches(): Caches {
    return needCaches(this.#given);
  }

  /** In the order of their names. */
  async list(): Promise<readonly StagedModel[]> {
    const records = await this.#records();
    const models = await Promise.all(records.map((record) => this.#describe(record)));
    return models.sort((a, b) => a.record.id.localeCompare(b.record.id));
  }

  async find(id: string): Promise<StagedModel | null> {
    const record = await this.#record(id);
    return record && this.#describe(record);
  }

  /** Notes a model before its files arrive, so that what a closed page leaves behind is known. */
  async note(record: Omit<StagedRecord, 'version' | 'addedAt'>): Promise<void> {
    const known = await this.#record(record.id);
    const addedAt = known?.addedAt ?? new Date().toISOString();
    const text = JSON.stringify({ version: 1, addedAt, ...record } satisfies StagedRecord);
    await (await this.#caches.open(SCOPE)).put(localAddress(record.id), new Response(text));
  }

  /** Takes a model away, with what no other one uses. */
  async remove(id: string): Promise<void> {
    const record = await this.#record(id);
    if (record === null) return;
    await (await this.#caches.open(SCOPE)).delete(localAddress(id));
    const others = await this.#records();
    const cache = new WebLlmCache(record.address, id, this.#caches);
    if (others.every(({ address }) => address !== record.address)) await cache.clear();
    const { library } = record;
    if (library !== null && others.every((other) => other.library !== library)) {
      await cache.deleteLibrary(libraryAddress(library));
    }
  }

  /**
   * Reads the weights again and compares them with the sums of their index; what differs is removed.
   * @returns names of the files that were removed
   */
  async verify(
    id: string,
    { signal, onProgress }: Pick<LoadOptions, 'signal' | 'onProgress'> = {},
  ): Promise<readonly string[]> {
    const record = await this.#record(id);
    if (record === null) return [];
    const cache = new WebLlmCache(record.address, id, this.#caches);
    const index = await indexOf(cache);
    const source = cache.source();
    const total = index === null ? 0 : storedBytes(index);
    const damaged: string[] = [];
    let before = 0;
    for (const { dataPath, nbytes, md5sum } of index?.records ?? []) {
      if (!(await cache.has(dataPath))) continue;
      const sum = md5.create();
      let bytes = 0;
      const reader = (await source.stream(dataPath)).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        throwIfCancelled(signal);
        sum.update(chunk.value);
        bytes += chunk.value.length;
        onProgress?.(before + bytes, total);
      }
      before += nbytes;
      if (bytes === nbytes && (md5sum === undefined || bytesToHex(sum.digest()) === md5sum)) continue;
      await cache.delete(dataPath);
      damaged.push(dataPath);
    }
    return damaged;
  }

  /**
   * A model that is here in full, for web-llm; nothing is fetched.
   * @throws {LocumError} `checkpoint-missing-file` when it is not, or not all of it
   */
  async source(id: string): Promise<WebLlmSource> {
    const model = await this.find(id);
    if (model === null || !model.complete) throw notHere(id, model);
    const { address, library, contextLength, requiredFeatures, manifest } = model.record;
    return {
      kind: 'webllm',
      label: id,
      files: new WebLlmCache(address, id, this.#caches).source(),
      library: librarySource(library!),
      address,
      contextLength: contextLength ?? undefined,
      requiredFeatures: requiredFeatures ?? undefined,
      manifest: manifest ?? undefined,
    };
  }

  /** Changes when the weights do; null where not all of them are here. */
  async fingerprint(id: string): Promise<string | null> {
    const model = await this.find(id);
    if (model === null || !model.complete) return null;
    const index = await indexOf(new WebLlmCache(model.record.address, id, this.#caches));
    return (index?.records ?? []).map(({ dataPath, nbytes, md5sum }) => md5sum ?? `${dataPath} ${nbytes}`).join(' ');
  }

  async #records(): Promise<readonly StagedRecord[]> {
    // Opening a cache creates it, and looking should leave nothing behind.
    if (this.#given === undefined || !(await this.#given.has(SCOPE))) return [];
    const cache = await this.#given.open(SCOPE);
    const texts = (await cache.keys()).map(async (request) => (await cache.match(request))?.text());
    return (await Promise.all(texts)).flatMap((text) => (text === undefined ? [] : (parse(text) ?? [])));
  }

  async #record(id: string): Promise<StagedRecord | null> {
    return (await this.#records()).find((record) => record.id === id) ?? null;
  }

  async #describe(record: StagedRecord): Promise<StagedModel> {
    const cache = new WebLlmCache(record.address, record.id, this.#caches);
    const { library } = record;
    const [index, config, files, libraryBytes] = await Promise.all([
      indexOf(cache),
      cache.text(CHAT_CONFIG_FILE),
      cache.files(),
      library === null ? null : cache.librarySize(libraryAddress(library)),
    ]);
    const chat = read(config, parseChatConfig);
    if (index === null || chat === null) {
      const sizes = await Promise.all(files.map((file) => cache.size(file)));
      const bytesStored = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
      return { record, bytesStored, bytesTotal: null, libraryBytes, complete: false, facts: null };
    }
    const there = new Set(files);
    const shards = index.records.filter(({ dataPath }) => there.has(dataPath));
    return {
      record,
      bytesStored: storedBytes({ records: shards }),
      bytesTotal: storedBytes(index),
      libraryBytes,
      complete: shards.length === index.records.length && there.has('tokenizer.json') && libraryBytes !== null,
      facts: {
        architecture: architectureOf(chat.modelType),
        quantization: chat.quantization,
        parameters: countParameters(index),
        contextLength: chat.contextLength,
      },
    };
  }
}

/** Null where it is not there, or cannot be read: then the model has to be fetched or prepared again. */
async function indexOf(cache: WebLlmCache): Promise<MlcIndex | null> {
  const [file] = INDEX_FILES;
  return read(await cache.text(file), (text) => parseIndex(text, file));
}

function read<Value>(text: string | null, parse: (text: string) => Value): Value | null {
  try {
    return text === null ? null : parse(text);
  } catch (thrown) {
    if (thrown instanceof LocumError) return null;
    throw thrown;
  }
}

/** A record of another time is none. */
function parse(text: string): StagedRecord | null {
  try {
    return v.parse(RecordSchema, JSON.parse(text));
  } catch {
    return null;
  }
}

function notHere(id: string, model: StagedModel | null): LocumError {
  const lacksLibrary = model !== null && model.libraryBytes === null && model.bytesStored === model.bytesTotal;
  return new LocumError(
    'checkpoint-missing-file',
    lacksLibrary
      ? `“${id}” has no model library yet, without which web-llm cannot run it.`
      : `“${id}” is not stored here in full for web-llm.`,
    {
      hint: lacksLibrary
        ? 'Open the Models page and download its library.'
        : 'Open the Models page and finish its download, or prepare it again.',
      details: { model: id },
    },
  );
}
