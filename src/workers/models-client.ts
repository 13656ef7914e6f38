/** Downloading and storing models as an async API for pages; `calls.ts` owns the worker. */
import type { SpeechModelAddress } from '../engine/catalogue/speech-model.ts';
import { LocumError } from '../engine/errors.ts';
import { type CallOptions, WorkerCalls, type WorkerLike } from './calls.ts';
import type {
  AdapterCheck,
  AdapterNeed,
  CheckpointPlace,
  DownloadInput,
  Graphics,
  ModelOperations,
  PickedAdapter,
  Preparable,
  Prepared,
  StageProgress,
  StorageState,
  StoredSummary,
  Wanted,
} from './models-protocol.ts';

type Progress<Op extends keyof ModelOperations> = ModelOperations[Op]['progress'];

export class ModelsClient {
  readonly #calls: WorkerCalls<ModelOperations>;

  constructor(createWorker: () => WorkerLike<ModelOperations>) {
    this.#calls = new WorkerCalls(createWorker, { name: 'models', crash });
  }

  state(): Promise<StorageState> {
    return this.#calls.call('state', null);
  }

  /** What a model is, before it is downloaded. @throws {LocumError} what would be refused later */
  prepare(wanted: Wanted, signal?: AbortSignal): Promise<Prepared> {
    return this.#calls.call('prepare', wanted, { signal });
  }

  /** @throws {LocumError} `unsupported` with the name of what the adapter has that Locum cannot run, `checkpoint-invalid` */
  inspectAdapter(wanted: Wanted, signal?: AbortSignal): Promise<PickedAdapter | null> {
    return this.#calls.call('inspectAdapter', wanted, { signal });
  }

  /**
   * From wherever it stopped.
   * @throws {LocumError} `quota-exceeded`, `out-of-memory` before anything is downloaded; what the host or the storage says
   * @throws {Cancelled} paused: what arrived is kept
   */
  download(input: DownloadInput, options: CallOptions<Progress<'download'>>): Promise<StoredSummary> {
    return this.#calls.call('download', input, options);
  }

  verify(key: string, options: CallOptions<Progress<'verify'>>): Promise<readonly string[]> {
    return this.#calls.call('verify', key, options);
  }

  async remove(key: string): Promise<void> {
    await this.#calls.call('remove', key);
  }

  checkAdapter(need: AdapterNeed): Promise<AdapterCheck> {
    return this.#calls.call('checkAdapter', need);
  }

  graphics(): Promise<Graphics> {
    return this.#calls.call('graphics', null);
  }

  /** Into web-llm's cache. @throws {Cancelled} paused: shards that arrived whole are kept */
  async stage(input: ModelOperations['stage']['input'], options: CallOptions<StageProgress>): Promise<void> {
    await this.#calls.call('stage', input, options);
  }

  /** What would come of `convert`. @throws {LocumError} what it would refuse */
  inspectForWebLlm(place: CheckpointPlace, signal?: AbortSignal): Promise<Preparable> {
    return this.#calls.call('inspectForWebLlm', place, { signal });
  }

  /** Into web-llm's cache. @throws {Cancelled} nothing of it is kept */
  async convert(input: ModelOperations['convert']['input'], options: CallOptions<StageProgress>): Promise<void> {
    await this.#calls.call('convert', input, options);
  }

  verifyStaged(id: string, options: CallOptions<StageProgress>): Promise<readonly string[]> {
    return this.#calls.call('verifyStaged', id, options);
  }

  async removeStaged(id: string): Promise<void> {
    await this.#calls.call('removeStaged', id);
  }

  /** @throws {LocumError} what the host says @throws {Cancelled} nothing of it is kept */
  speechModel(address: SpeechModelAddress, options: CallOptions<Progress<'speechModel'>>): Promise<Blob> {
    return this.#calls.call('speechModel', address, options);
  }

  /** A port on which the model's files are served from its host. */
  async share(wanted: Wanted): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    await this.#calls.call('share', { wanted, port: port1 }, { transfer: [port1] });
    return port2;
  }

  /** Ends the worker: downloads pause. The next call starts one with the connections that are allowed then. */
  restart(): void {
    this.#calls.dispose();
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `Downloading stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'What has arrived is kept. Resume the download; if it happens again, reload the page.',
  });
}
