/** What the models' worker does for web-llm: brings models into its cache, by download or from a checkpoint, and keeps count of them. */

import { webLlmFamily } from '../engine/catalogue/webllm-families.ts';
import { LocumError } from '../engine/errors.ts';
import { findAdapter } from '../engine/lm/adapter.ts';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { resumingSource } from '../engine/lm/checkpoint/resuming-source.ts';
import type { FileSource } from '../engine/lm/checkpoint/source.ts';
import { readIndex, storedBytes } from '../engine/lm/mlc/index-file.ts';
import { RETRY_DELAYS_MS } from '../engine/lm/storage/model-store.ts';
import { type Caches, WebLlmCache } from '../engine/lm/webllm/cache.ts';
import { convertForWebLlm, preparedId, preparedSize } from '../engine/lm/webllm/convert.ts';
import { DEFAULT_CONTEXT, folderOfMlc, librarySource } from '../engine/lm/webllm/source.ts';
import { stage, stageLibrary } from '../engine/lm/webllm/stage.ts';
import { type StagedModel, StagedModels } from '../engine/lm/webllm/staged.ts';
import type {
  AdapterNeed,
  CheckpointPlace,
  Graphics,
  ModelOperations,
  Preparable,
  Quantization,
  StagedSummary,
  StageProgress,
} from './models-protocol.ts';
import type { HandlerContext, HandlersOf } from './serve.ts';

type Operations = Pick<
  ModelOperations,
  'graphics' | 'stage' | 'inspectForWebLlm' | 'convert' | 'verifyStaged' | 'removeStaged'
>;

export interface WebLlmStagingOptions {
  readonly caches: Caches | undefined;
  readonly gpu: GPU | undefined;
  /** Ends when a broken connection may be back; absent: it is not tried again. */
  readonly wait: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** The checkpoint that a page names. */
  readonly open: (place: CheckpointPlace, signal: AbortSignal) => Promise<FileSource>;
  /** @throws {LocumError} `quota-exceeded` when there is no room for so many bytes more */
  readonly checkRoom: (bytes: number) => Promise<void>;
  /** @throws {LocumError} `out-of-memory` when the graphics adapter does not grant so much */
  readonly checkMemory: (need: AdapterNeed) => Promise<void>;
}

export class WebLlmStaging {
  readonly #options: WebLlmStagingOptions;
  readonly #staged: StagedModels;

  readonly handlers: HandlersOf<Operations> = {
    graphics: () => this.#graphics(),
    stage: (input, context) => this.#stage(input, context),
    inspectForWebLlm: (place, { signal }) => this.#inspect(place, signal),
    convert: (input, context) => this.#convert(input, context),
    verifyStaged: (id, { signal, report }) =>
      this.#staged.verify(id, {
        signal,
        onProgress: (bytesDone, bytesTotal) => report({ state: 'verifying', bytesDone, bytesTotal }),
      }),
    removeStaged: async (id) => {
      await this.#staged.remove(id);
      return null;
    },
  };

  constructor(options: WebLlmStagingOptions) {
    this.#options = options;
    this.#staged = new StagedModels(options.caches);
  }

  async list(): Promise<readonly StagedSummary[]> {
    const models = await this.#staged.list();
    return models.map((model) => summary(model, models));
  }

  async #graphics(): Promise<Graphics> {
    const found = await findAdapter(this.#options.gpu);
    return { webgpu: found !== null, halfFloats: found?.adapter.features.has('shader-f16') ?? false };
  }

  async #stage(
    { model, need }: ModelOperations['stage']['input'],
    { signal, report }: HandlerContext<StageProgress>,
  ): Promise<null> {
    const { id, folder, library } = model;
    const known = await this.#staged.find(id);
    if (folder === null) {
      if (known === null)
        throw new LocumError('model-absent', `“${id}” is not here any more.`, { hint: 'Prepare it again.' });
      await this.#staged.note({ ...known.record, library });
      await this.#fetchLibrary(library, signal);
      return null;
    }
    let bytesDone = 0;
    let bytesTotal: number | null = null;
    const { wait } = this.#options;
    const onWait = (retryInMs: number): void => report({ state: 'waiting', bytesDone, bytesTotal, retryInMs });
    const resuming = (source: FileSource): FileSource =>
      wait === undefined ? source : resumingSource(source, { delaysMs: RETRY_DELAYS_MS, wait, onWait });
    const source = folderOfMlc(folder, library, id);
    const { index } = await readIndex(source.files, signal);
    await this.#options.checkRoom(storedBytes(index) - (known?.bytesStored ?? 0));
    if (need !== undefined && known === null) await this.#options.checkMemory(need);
    const { contextLength, requiredFeatures, manifest, memory } = model;
    const { address } = source;
    await this.#staged.note({
      id,
      address,
      folder,
      library,
      family: null,
      contextLength,
      requiredFeatures: requiredFeatures && [...requiredFeatures],
      manifest,
      memory,
    });
    await stage({
      files: resuming(source.files),
      library: { ...source.library, source: resuming(source.library.source) },
      cache: new WebLlmCache(address, id, this.#options.caches),
      manifest: manifest ?? undefined,
      signal,
      onProgress: (done, total) => {
        bytesDone = done;
        bytesTotal = total;
        report({ state: 'downloading', bytesDone, bytesTotal });
      },
    });
    return null;
  }

  async #inspect(place: CheckpointPlace, signal: AbortSignal): Promise<Preparable> {
    const source = await this.#options.open(place, signal);
    const checkpoint = await openCheckpoint(source, { signal });
    const { config, storedPrecision } = checkpoint;
    const become = (quantization: Quantization) => ({
      id: preparedId(source.label, quantization),
      ...preparedSize(checkpoint, quantization, DEFAULT_CONTEXT),
    });
    return {
      form: storedPrecision === 'f32' ? 'float' : storedPrecision,
      becomes: { q4f16_1: become('q4f16_1'), q4f32_1: become('q4f32_1') },
      family: webLlmFamily(config),
    };
  }

  async #convert(
    { from, quantization, library }: ModelOperations['convert']['input'],
    { signal, report }: HandlerContext<StageProgress>,
  ): Promise<null> {
    const source = await this.#options.open(from, signal);
    const checkpoint = await openCheckpoint(source, { signal });
    // One of the same name gives way to it.
    const former = await this.#staged.find(preparedId(source.label, quantization));
    const { bytes } = preparedSize(checkpoint, quantization, DEFAULT_CONTEXT);
    await this.#options.checkRoom(bytes - (former?.bytesStored ?? 0));
    // What is small comes first: a library that cannot be had is known before the weights have been worked through.
    if (library !== null) await this.#fetchLibrary(library, signal);
    await convertForWebLlm(source, {
      quantization,
      library,
      family: webLlmFamily(checkpoint.config),
      caches: this.#options.caches,
      signal,
      report: (progress) => report({ state: 'converting', ...progress }),
    });
    return null;
  }

  async #fetchLibrary(library: string, signal: AbortSignal): Promise<void> {
    await stageLibrary(
      librarySource(library),
      new WebLlmCache(library, 'the model library', this.#options.caches),
      signal,
    );
  }
}

function summary({ record, ...model }: StagedModel, all: readonly StagedModel[]): StagedSummary {
  const { version: _, addedAt: __, address, ...input } = record;
  const { bytesStored, bytesTotal, libraryBytes, complete, facts } = model;
  const halfFloats = input.requiredFeatures?.includes('shader-f16') ?? facts?.quantization.includes('f16') ?? false;
  return {
    ...input,
    hasLibrary: libraryBytes !== null,
    bytesStored: bytesStored + (libraryBytes ?? 0),
    bytesTotal: bytesTotal === null ? null : bytesTotal + (libraryBytes ?? 0),
    complete,
    shared: all.some((other) => other.record.id !== input.id && other.record.address === address),
    needsHalfFloats: halfFloats,
    facts,
  };
}
