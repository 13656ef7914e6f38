/**
 * web-llm's own store in the browser's Cache API. What lies there under the right addresses, web-llm loads without a network:
 * that is how models from anywhere – a folder, the converter, a mirror – reach it.
 */
import { LocumError } from '../../errors.ts';
import { type FileSource, missingFile } from '../checkpoint/source.ts';
import { CHAT_CONFIG_FILE } from '../mlc/chat-config.ts';
import type { MlcSink } from '../mlc/sink.ts';
import { webLlmFailure } from './failures.ts';

const SCOPES = { config: 'webllm/config', library: 'webllm/wasm', model: 'webllm/model' } as const;

/** The part of `CacheStorage` that is used. */
export interface Caches {
  has(name: string): Promise<boolean>;
  open(name: string): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>>;
}

/** @throws {LocumError} `unsupported` where the browser has no Cache API (a page that is not on https or localhost) */
export function needCaches(caches: Caches | undefined): Caches {
  if (caches !== undefined) return caches;
  throw new LocumError('unsupported', 'This browser keeps no files for web-llm here.', {
    hint: 'Open Locum over https or on this machine (localhost), and not in a private window.',
  });
}

/** The address under which web-llm looks for a model's files: it adds the branch where there is none. */
export function modelAddress(url: string): string {
  const folder = url.replace(/\/*$/, '/');
  return new URL(/.+\/resolve\/.+\//.test(folder) ? folder : `${folder}resolve/main/`).href;
}

/** `.invalid` is reserved for what nobody serves (RFC 2606). */
const LOCAL = 'https://models.invalid/';

/** An address for a model that only lies in the cache. */
export function localAddress(name: string): string {
  return `${LOCAL}${encodeURIComponent(name)}/resolve/main/`;
}

/** The name that the models of web-llm's list have it under. */
const MANIFEST_FILE = 'mlc-model-manifest.json';

const scopeOf = (path: string): string =>
  path === CHAT_CONFIG_FILE || path === MANIFEST_FILE ? SCOPES.config : SCOPES.model;

/** One model's files in web-llm's cache; the converter writes there as it does into a folder. */
export class WebLlmCache implements MlcSink {
  readonly #caches: Caches;
  /** As `modelAddress` and `localAddress` make it. */
  readonly address: string;
  readonly #label: string;

  /** @param address as `modelAddress` or `localAddress` makes it @throws {LocumError} as `needCaches` */
  constructor(address: string, label: string, caches: Caches | undefined = globalThis.caches) {
    this.#caches = needCaches(caches);
    this.address = address;
    this.#label = label;
  }

  /** Stores a file as it streams in; when the stream fails, nothing is stored. @throws {LocumError} `quota-exceeded` */
  put(path: string, content: ReadableStream<Uint8Array> | Uint8Array | string): Promise<void> {
    return this.#put(scopeOf(path), new URL(path, this.address).href, content);
  }

  putLibrary(url: string, content: ReadableStream<Uint8Array>): Promise<void> {
    return this.#put(SCOPES.library, url, content);
  }

  async has(path: string): Promise<boolean> {
    return (await this.#find(path)) !== undefined;
  }

  /** Bytes of a file; null when it is not there. */
  async size(path: string): Promise<number | null> {
    return (await (await this.#find(path))?.blob())?.size ?? null;
  }

  /** Names of the model's files. */
  async files(): Promise<readonly string[]> {
    const scopes = await Promise.all([SCOPES.config, SCOPES.model].map((scope) => this.#keys(scope)));
    return scopes.flat().map(({ url }) => decodeURIComponent(url.slice(this.address.length)));
  }

  async delete(path: string): Promise<void> {
    await (await this.#caches.open(scopeOf(path))).delete(new URL(path, this.address).href);
  }

  async hasLibrary(url: string): Promise<boolean> {
    return (await this.librarySize(url)) !== null;
  }

  /** Bytes of a library; null when it is not there. */
  async librarySize(url: string): Promise<number | null> {
    return (await (await (await this.#caches.open(SCOPES.library)).match(url))?.blob())?.size ?? null;
  }

  async deleteLibrary(url: string): Promise<void> {
    await (await this.#caches.open(SCOPES.library)).delete(url);
  }

  /** The text of a file; null when it is not there. */
  async text(path: string): Promise<string | null> {
    return (await (await this.#find(path))?.text()) ?? null;
  }

  /** Takes the model's files away; the library stays, as others may use it. */
  async clear(): Promise<void> {
    for (const scope of [SCOPES.config, SCOPES.model]) {
      const cache = await this.#caches.open(scope);
      const own = await this.#keys(scope);
      await Promise.all(own.map((request) => cache.delete(request)));
    }
  }

  /** The model in the cache as a source of files. */
  source(): FileSource {
    const blob = async (path: string): Promise<Blob> => {
      const response = await this.#find(path);
      if (response === undefined) throw missingFile(this.#label, path);
      return response.blob();
    };
    return {
      label: this.#label,
      size: async (path) => (await blob(path)).size,
      text: async (path) => (await blob(path)).text(),
      stream: async (path, { offset = 0, length } = {}) => {
        const whole = await blob(path);
        return whole.slice(offset, length === undefined ? whole.size : offset + length).stream();
      },
    };
  }

  async #keys(scope: string): Promise<readonly Request[]> {
    const cache = await this.#caches.open(scope);
    return (await cache.keys()).filter(({ url }) => url.startsWith(this.address));
  }

  async #find(path: string): Promise<Response | undefined> {
    return (await this.#caches.open(scopeOf(path))).match(new URL(path, this.address).href);
  }

  async #put(scope: string, url: string, content: ReadableStream<Uint8Array> | Uint8Array | string): Promise<void> {
    const cache = await this.#caches.open(scope);
    let failure: unknown;
    // What the cache says of a stream that failed is less than what the stream said.
    const body =
      content instanceof ReadableStream ? noting(content, (thrown) => (failure = thrown)) : (content as BodyInit);
    try {
      await cache.put(url, new Response(body));
    } catch (thrown) {
      await cache.delete(url);
      throw failure ?? webLlmFailure(thrown, 'load', this.#label);
    }
  }
}

function noting(
  stream: ReadableStream<Uint8Array>,
  note: (thrown: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array<ArrayBuffer>);
      } catch (thrown) {
        note(thrown);
        throw thrown;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
