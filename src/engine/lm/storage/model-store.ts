/** Stored models: a folder each, with `manifest.json` and the checkpoint's files. */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import { ChunkReader } from '../checkpoint/chunk-reader.ts';
import { entryOf } from '../checkpoint/gguf/parts.ts';
import { isSilence } from '../checkpoint/patience.ts';
import type { CheckpointSink } from '../checkpoint/sink.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { createHasher, sameDigest } from './digest.ts';
import { downloadFile, type FileReceived, type FileWanted, fileHasher, hashStored } from './download-file.ts';
import type { FileStore } from './file-store.ts';
import {
  type Manifest,
  type ModelAddress,
  parseManifest,
  type StoredFile,
  type StoredForm,
  totalBytes,
} from './manifest.ts';
import type { Origin } from './origin.ts';
import { pieceCount } from './pieces.ts';
import { damaged, storedSource } from './stored-source.ts';

/** What a host says of a model before it is downloaded. */
export interface ModelPlan {
  readonly label: string;
  readonly address: ModelAddress;
  readonly files: readonly FileWanted[];
}

export interface StoredModel {
  readonly key: string;
  readonly manifest: Manifest;
  /** Bytes of the files as they lie there, complete or not. */
  readonly bytesStored: number;
  readonly bytesTotal: number | null;
  /** Every file is there and was what it should be. */
  readonly complete: boolean;
}

export type TransferState = 'checking' | 'downloading' | 'waiting';

export interface TransferProgress {
  readonly state: TransferState;
  /** Of all files. */
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  readonly file: string;
  /** While waiting: when it is tried again. */
  readonly retryInMs?: number;
}

export interface DownloadOptions {
  readonly origin: Origin;
  /** Noted for whoever resumes; `replace` does it. */
  readonly keepAs?: StoredForm | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Waits before the connection is tried again, by count of failures in a row; after the last it is given up. */
  readonly retryDelaysMs?: readonly number[] | undefined;
  /** Ends early when there is reason to hope; rejects with `Cancelled`. Default: a timer. */
  readonly wait?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

export interface VerifyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/** Waits before a broken connection is tried again. */
export const RETRY_DELAYS_MS: readonly number[] = [1000, 2000, 4000, 8000, 15_000];
/** Failures in a row that one silence counts as: it has been waited for already, and all waiting is to end within a minute. */
const FAILURES_OF_SILENCE = 3;
/** What a connection has to bring before its breaking is a first failure again: a host could break after every byte. */
const PROGRESS_BYTES = 64 << 10;
const MANIFEST = 'manifest.json';

/** Runs `work` while nobody else writes the model under `key`. @throws {LocumError} `storage-unavailable` when somebody does */
export type Alone = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export class ModelStore {
  readonly #files: FileStore;
  readonly #alone: Alone;

  /** @param alone default: nobody else is there */
  constructor(files: FileStore, alone: Alone = (_key, work) => work()) {
    this.#files = files;
    this.#alone = alone;
  }

  /** Those whose record can be read. */
  async list(): Promise<readonly StoredModel[]> {
    const models = await Promise.all((await this.#files.folders('.')).map((key) => this.#findReadable(key)));
    return models.flatMap((model) => model ?? []);
  }

  /** Folders without a record that can be read: nothing can be done with them but to remove them. */
  async broken(): Promise<readonly string[]> {
    const keys = await this.#files.folders('.');
    const models = await Promise.all(keys.map((key) => this.#findReadable(key)));
    return keys.filter((_key, index) => models[index] === null);
  }

  async #findReadable(key: string): Promise<StoredModel | null> {
    try {
      return await this.find(key);
    } catch (thrown) {
      if (thrown instanceof LocumError && thrown.code === 'checkpoint-invalid') return null;
      throw thrown;
    }
  }

  /** Null when nothing of it is stored. */
  async find(key: string): Promise<StoredModel | null> {
    const text = await (await this.#files.blob(`${key}/${MANIFEST}`))?.text();
    if (text === undefined) return null;
    const manifest = parseManifest(text);
    const blobs = await Promise.all(
      manifest.files.map(({ path }) => this.#files.blob(placeOf(key, manifest.form, path))),
    );
    return {
      key,
      manifest,
      bytesStored: blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0),
      bytesTotal: totalBytes(manifest.files),
      complete: manifest.files.every(({ received, size }, index) => received !== null && blobs[index]?.size === size),
    };
  }

  /**
   * Downloads what is not there yet. A plan of another revision replaces the former one: files that it does not
   * promise in the same form are fetched again.
   * @throws {LocumError} as `downloadFile`; a checksum that does not match is tried once more before it is an error
   * @throws {Cancelled} what arrived is kept
   */
  download(plan: ModelPlan, options: DownloadOptions): Promise<StoredModel> {
    return this.#alone(keyOf(plan.address), () => this.#download(plan, options));
  }

  async #download(plan: ModelPlan, options: DownloadOptions): Promise<StoredModel> {
    const key = keyOf(plan.address);
    const former = (await this.find(key))?.manifest;
    // Of a quantised model nothing can be used for its originals.
    const known = new Map(former?.form === 'original' ? former.files.map((file) => [file.path, file]) : []);
    const trusts = plan.address.kind === 'url';
    let files = plan.files.map((wanted) => keep(wanted, known.get(wanted.path), trusts));
    const save = (): Promise<void> => {
      const { label, address } = plan;
      const { keepAs = 'original' } = options;
      const addedAt = former?.addedAt ?? new Date().toISOString();
      const manifest: Manifest = { version: 1, label, address, addedAt, form: 'original', keepAs, files };
      return this.#write(key, manifest);
    };
    const change = async (path: string, update: Partial<StoredFile>): Promise<void> => {
      files = files.map((file) => (file.path === path ? { ...file, ...update } : file));
      await save();
    };
    const promised = new Set(files.map(({ path }) => path));
    for (const path of known.keys()) {
      if (!promised.has(path)) await this.#files.remove(placeOf(key, 'original', path));
    }
    await save();
    if (former !== undefined && former.form !== 'original') await this.#files.remove(`${key}/${former.form}`);
    let before = 0;
    for (const wanted of plan.files) {
      const file = files.find(({ path }) => path === wanted.path);
      const blob = await this.#files.blob(placeOf(key, 'original', wanted.path));
      if (file?.received && blob?.size === file.size) {
        before += blob.size;
        continue;
      }
      const base = before;
      const report = (state: TransferState, bytesDone: number, retryInMs?: number): void =>
        options.onProgress?.({
          state,
          file: wanted.path,
          bytesDone: base + bytesDone,
          bytesTotal: totalBytes(files),
          ...(retryInMs === undefined ? {} : { retryInMs }),
        });
      const { size, digest, pieces } = await this.#receive(
        placeOf(key, 'original', wanted.path),
        { ...wanted, digest: wanted.digest ?? file?.trusted ?? null },
        options,
        report,
        {
          validator: file?.validator ?? null,
          onValidator: (validator) => change(wanted.path, { validator }),
        },
      );
      const trusted = trusts && wanted.digest === null ? digest : null;
      await change(wanted.path, { size, received: digest, pieces, trusted });
      before += size;
    }
    const model = await this.find(key);
    if (model === null) throw new LocumError('storage-unavailable', 'The downloaded model has vanished.');
    return model;
  }

  /** One file, through broken connections and one damaged delivery. */
  async #receive(
    path: string,
    wanted: FileWanted,
    { origin, signal, wait = timer, retryDelaysMs = RETRY_DELAYS_MS }: DownloadOptions,
    report: (state: TransferState, bytesDone: number, retryInMs?: number) => void,
    stored: { validator: string | null; onValidator: (validator: string | null) => Promise<void> },
  ): Promise<FileReceived> {
    let failures = 0;
    let progressAt: number | null = null;
    let damaged = false;
    let { validator } = stored;
    for (;;) {
      throwIfCancelled(signal);
      const file = await this.#files.open(path);
      progressAt ??= file.size();
      try {
        return await downloadFile(wanted, file, {
          origin,
          validator,
          signal,
          onValidator: async (seen) => {
            if (seen === validator) return;
            validator = seen;
            await stored.onValidator(seen);
          },
          onProgress: (state, bytesDone) => {
            // What comes a second time, after a start from the beginning, is no progress.
            if (state === 'downloading' && bytesDone >= (progressAt ?? 0) + PROGRESS_BYTES) {
              failures = 0;
              progressAt = bytesDone;
            }
            report(state, bytesDone);
          },
        });
      } catch (thrown) {
        if (!(thrown instanceof LocumError)) throw thrown;
        const { code } = thrown;
        if (code === 'checksum-mismatch' && !damaged) {
          damaged = true;
          validator = null;
          progressAt = 0;
          continue;
        }
        const delay = retryDelaysMs[failures];
        if (code !== 'network' || delay === undefined) throw thrown;
        failures += isSilence(thrown) ? FAILURES_OF_SILENCE : 1;
        report('waiting', file.size(), delay);
        await wait(delay, signal);
      } finally {
        file.close();
      }
    }
  }

  /**
   * Reads every file again and compares it with its digest; what differs is removed and has to be downloaded again.
   * @returns names of the files that were removed
   */
  verify(key: string, options: VerifyOptions = {}): Promise<readonly string[]> {
    return this.#alone(key, () => this.#verify(key, options));
  }

  async #verify(key: string, { signal, onProgress }: VerifyOptions): Promise<readonly string[]> {
    const model = await this.find(key);
    if (model === null) return [];
    const { manifest, bytesStored } = model;
    const files: StoredFile[] = [];
    let before = 0;
    for (const stored of manifest.files) {
      const { path, size, received } = stored;
      if (received === null) {
        files.push(stored);
        continue;
      }
      const file = await this.#files.open(placeOf(key, manifest.form, path));
      try {
        const hasher = fileHasher(received.algorithm, size ?? 0);
        const base = before;
        before += await hashStored(file, hasher, signal, (done) =>
          onProgress?.({ state: 'checking', file: path, bytesDone: base + done, bytesTotal: bytesStored }),
        );
        const isSound = sameDigest(hasher.digest(), received);
        if (!isSound) file.truncate(0);
        files.push(isSound ? { ...stored, pieces: await hasher.pieces() } : { ...stored, received: null, pieces: [] });
      } finally {
        file.close();
      }
    }
    await this.#write(key, { ...manifest, files });
    const found = files.filter((file, index) => file.received === null && manifest.files[index]?.received !== null);
    return found.map(({ path }) => path);
  }

  /**
   * Puts another form of a complete model in the place of its files, which are deleted once it is whole.
   * @param write writes the files of that form
   */
  replace(
    key: string,
    form: Exclude<StoredForm, 'original'>,
    write: (sink: CheckpointSink) => Promise<void>,
  ): Promise<StoredModel> {
    return this.#alone(key, () => this.#replace(key, form, write));
  }

  async #replace(
    key: string,
    form: Exclude<StoredForm, 'original'>,
    write: (sink: CheckpointSink) => Promise<void>,
  ): Promise<StoredModel> {
    const model = await this.find(key);
    if (model === null) throw notStored(key);
    await this.#files.remove(`${key}/${form}`);
    const files = await this.#written(key, form, write);
    const former = model.manifest.form;
    await this.#write(key, { ...model.manifest, form, files });
    await this.#files.remove(`${key}/${former}`);
    return (await this.find(key)) ?? model;
  }

  /**
   * A model that was made here. Where it is not written to its end, nothing of it stays.
   * @param write writes its files
   * @throws {LocumError} `bad-argument` where one is stored at this address; what `write` throws
   */
  create(
    { label, address }: Pick<Manifest, 'label' | 'address'>,
    write: (sink: CheckpointSink) => Promise<void>,
  ): Promise<StoredModel> {
    const key = keyOf(address);
    return this.#alone(key, async () => {
      if ((await this.#findReadable(key)) !== null) throw isStored(label);
      // What a page that was closed in the middle has left.
      await this.#files.remove(key);
      try {
        const files = await this.#written(key, 'original', write);
        const addedAt = new Date().toISOString();
        await this.#write(key, { version: 1, label, address, addedAt, form: 'original', keepAs: 'original', files });
      } catch (thrown) {
        await this.#files.remove(key);
        throw thrown;
      }
      const model = await this.find(key);
      if (model === null) throw new LocumError('storage-unavailable', 'The model that was made has vanished.');
      return model;
    });
  }

  /** Removes what `create` began and could not take away itself, because it was ended from outside. */
  async discard(address: ModelAddress): Promise<void> {
    const key = keyOf(address);
    if ((await this.#findReadable(key)) !== null) return;
    await this.#alone(key, async () => {
      if ((await this.#findReadable(key)) === null) await this.#files.remove(key);
    });
  }

  /** The files of a form as they are written, with their digests. */
  async #written(key: string, form: StoredForm, write: (sink: CheckpointSink) => Promise<void>): Promise<StoredFile[]> {
    const paths = new Set<string>();
    await write(this.#sink(`${key}/${form}`, paths));
    const files: StoredFile[] = [];
    for (const path of paths) {
      const file = await this.#files.open(placeOf(key, form, path));
      try {
        const hasher = fileHasher('sha256', file.size());
        const size = await hashStored(file, hasher, undefined, () => {});
        const received = hasher.digest();
        files.push({
          path,
          size,
          digest: null,
          received,
          trusted: null,
          pieces: await hasher.pieces(),
          validator: null,
        });
      } finally {
        file.close();
      }
    }
    return files;
  }

  #sink(folder: string, paths: Set<string>): CheckpointSink {
    return {
      open: async (path) => {
        paths.add(path);
        const file = await this.#files.open(`${folder}/${path}`);
        file.truncate(0);
        return {
          write: async (bytes, offset) => file.write(bytes, offset),
          close: async () => file.close(),
        };
      },
    };
  }

  #write(key: string, manifest: Manifest): Promise<void> {
    return this.#files.writeText(`${key}/${MANIFEST}`, JSON.stringify(manifest));
  }

  remove(key: string): Promise<void> {
    return this.#alone(key, () => this.#files.remove(key));
  }

  /**
   * The files of a complete model; what is read of them is verified first.
   * @param label what to call it where nothing of it is stored
   * @throws {LocumError} `checkpoint-missing-file` when it is not stored, or not all of it; `checksum-mismatch` when a file is not
   *   what was stored
   */
  async source(key: string, label = key): Promise<FileSource> {
    const model = await this.find(key);
    if (!model?.complete) throw notStored(model?.manifest.label ?? label);
    const { label: named, form, files } = await this.#pieced(model);
    const pieces = new Map(files.map((file) => [file.path, file.pieces]));
    const source = storedSource(named, async (path) => {
      const digests = pieces.get(path);
      const blob = digests && (await this.#files.blob(placeOf(key, form, path)));
      return blob ? { blob, pieces: digests } : null;
    });
    return { ...source, entry: entryOf(pieces.keys()) };
  }

  /** With the digests of all pieces: what an earlier version stored is read once for them. @throws {LocumError} `checksum-mismatch` */
  async #pieced({ key, manifest }: StoredModel): Promise<Manifest> {
    const lacks = ({ size, pieces }: StoredFile): boolean => pieces.length !== pieceCount(size ?? 0);
    if (!manifest.files.some(lacks)) return manifest;
    const files: StoredFile[] = [];
    for (const file of manifest.files) {
      const { path, size, received } = file;
      const blob = lacks(file) ? await this.#files.blob(placeOf(key, manifest.form, path)) : null;
      if (blob === null || received === null) {
        files.push(file);
        continue;
      }
      const hasher = fileHasher(received.algorithm, size ?? 0);
      const reader = new ChunkReader(blob.stream());
      for (let chunk = await reader.read(); chunk !== null; chunk = await reader.read()) hasher.update(chunk);
      if (!sameDigest(hasher.digest(), received)) throw damaged(manifest.label, path);
      files.push({ ...file, pieces: await hasher.pieces() });
    }
    const complete = { ...manifest, files };
    // Where somebody is writing it, or nothing can be written, it is read once more the next time.
    const unchanged = async (): Promise<boolean> =>
      JSON.stringify((await this.find(key))?.manifest) === JSON.stringify(manifest);
    await this.#alone(key, async () => ((await unchanged()) ? this.#write(key, complete) : undefined)).catch(() => {});
    return complete;
  }
}

function placeOf(key: string, form: StoredForm, path: string): string {
  return `${key}/${form}/${path}`;
}

function isStored(label: string): LocumError {
  return new LocumError('bad-argument', `There is a model “${label}” here already.`, {
    hint: 'Choose another name, or delete that model on the Models page first.',
  });
}

function notStored(label: string): LocumError {
  return new LocumError('checkpoint-missing-file', `“${label}” is not stored here in full.`, {
    hint: 'Open the Models page and finish its download.',
  });
}

/**
 * What is known of a stored file still holds if the host promises the same.
 * @param trusts whether a file that nothing is promised of must be what it was at its first download
 */
function keep(wanted: FileWanted, known: StoredFile | undefined, trusts: boolean): StoredFile {
  const trusted = trusts && wanted.digest === null ? (known?.trusted ?? known?.received ?? null) : null;
  const fresh: StoredFile = { ...wanted, received: null, trusted, pieces: [], validator: null };
  if (known === undefined) return fresh;
  const sameSize = wanted.size === null || known.size === null || wanted.size === known.size;
  const sameContent =
    wanted.digest === null ? known.digest === null : known.digest !== null && sameDigest(wanted.digest, known.digest);
  return sameSize && sameContent ? { ...known, trusted, size: wanted.size ?? known.size } : fresh;
}

/** The folder's name: for people to recognise, and one of its own for every address. */
export function keyOf(address: ModelAddress): string {
  switch (address.kind) {
    case 'app':
      return folderName('app', address.id);
    // Without the revision: a newer one takes the place of the older one.
    case 'hub':
      return folderName('hub', address.id);
    case 'url':
      return folderName('url', address.url);
    case 'folder':
      return folderName('folder', address.name);
    default:
      return address satisfies never;
  }
}

function folderName(kind: string, name: string): string {
  const hash = createHasher('sha256', 0);
  hash.update(new TextEncoder().encode(name));
  const readable = name.replace(/^https?:\/\//, '').replace(/[^\w.-]+/g, '_');
  return `${kind}-${readable.slice(-60)}-${hash.digest().hex.slice(0, 8)}`;
}

async function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const handle = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(handle);
      resolve();
    });
  });
  throwIfCancelled(signal);
}
