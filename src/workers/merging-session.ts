/** What the merging worker does: opens models, compares them, and writes their merge among the stored models. */
import { LocumError } from '../engine/errors.ts';
import { type AnyCheckpoint, openAnyCheckpoint } from '../engine/lm/any-checkpoint.ts';
import { writeFloats } from '../engine/lm/checkpoint/float-writer.ts';
import { writeGguf } from '../engine/lm/checkpoint/gguf/write.ts';
import type { CheckpointSink } from '../engine/lm/checkpoint/sink.ts';
import type { ModelStore } from '../engine/lm/storage/model-store.ts';
import {
  type Merged,
  type MergeForm,
  type MergeInput,
  type MergeInspection,
  type MergeProgress,
  type MergingOperations,
  mergeAddress,
} from './merging-protocol.ts';
import { modelSources } from './model-sources.ts';
import type { MergedAddress } from './protocol.ts';
import type { HandlerContext, HandlersOf } from './serve.ts';

/** Bytes of a weight; q8_0 has a scale for every 32. */
const WIDTHS: Readonly<Record<MergeForm, number>> = { f16: 2, f32: 4, gguf: 34 / 32 };
const GGUF_FILE = 'model.gguf';
/** For how long the worker may hear nothing. */
const DEAF_MS = 50;

export interface MergingSessionOptions {
  readonly store: ModelStore;
  /** What the browser tells of its storage. */
  readonly storage: Partial<Pick<StorageManager, 'estimate'>>;
}

export class MergingSession {
  readonly #options: MergingSessionOptions;

  readonly handlers: HandlersOf<MergingOperations> = {
    inspect: async (address, { signal }) => inspection(await opened(address, signal)),
    discard: async (label) => {
      await this.#options.store.discard(mergeAddress(label));
      return null;
    },
    merge: (input, context) => this.#merge(input, context),
  };

  constructor(options: MergingSessionOptions) {
    this.#options = options;
  }

  async #merge(
    { model: address, form }: MergeInput,
    { signal, report }: HandlerContext<MergeProgress>,
  ): Promise<Merged> {
    const { label } = address;
    const checkpoint = await opened(address, signal);
    const needed = inspection(checkpoint).bytes[form];
    await this.#checkRoom(needed);
    const options = { signal, onProgress: (done: number, total: number) => report({ done, total }) };
    try {
      const model = await this.#options.store.create({ label, address: mergeAddress(label) }, (sink) =>
        write(checkpoint, form, hearing(sink), options),
      );
      return { key: model.key, label, bytes: model.bytesStored };
    } catch (thrown) {
      throw thrown instanceof LocumError && thrown.code === 'quota-exceeded' ? full(needed, null) : thrown;
    }
  }

  /** Refuses what cannot fit before the first byte of it. */
  async #checkRoom(needed: number): Promise<void> {
    const { usage, quota } = (await this.#options.storage.estimate?.()) ?? {};
    if (usage === undefined || quota === undefined) return;
    if (needed > quota - usage) throw full(needed, quota - usage);
  }
}

async function opened(address: MergedAddress, signal: AbortSignal): Promise<AnyCheckpoint> {
  const { base } = await modelSources({ base: address });
  if ('kind' in base) throw new LocumError('internal', 'A merge is no model of web-llm.', { recoverable: false });
  return openAnyCheckpoint(base, signal);
}

function inspection({ parameters }: AnyCheckpoint): MergeInspection {
  const bytes = Object.entries(WIDTHS).map(([form, width]) => [form, parameters * width] as const);
  return { parameters, bytes: Object.fromEntries(bytes) as Record<MergeForm, number> };
}

async function write(
  checkpoint: AnyCheckpoint,
  form: MergeForm,
  sink: CheckpointSink,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<void> {
  switch (form) {
    case 'f16':
    case 'f32':
      await writeFloats(checkpoint, sink, { ...options, type: form });
      return;
    case 'gguf':
      await writeGguf(checkpoint, sink, GGUF_FILE, { ...options, type: 'q8_0' });
      return;
    default:
      form satisfies never;
  }
}

/** The worker takes messages between two writes: a merge computes for long, and has to hear that it is stopped. */
function hearing(sink: CheckpointSink): CheckpointSink {
  let heardAt = performance.now();
  return {
    async open(path) {
      const file = await sink.open(path);
      return {
        async write(bytes, offset) {
          await file.write(bytes, offset);
          if (performance.now() - heardAt < DEAF_MS) return;
          await new Promise((resolve) => setTimeout(resolve));
          heardAt = performance.now();
        },
        close: () => file.close(),
      };
    },
  };
}

function full(needed: number, free: number | null): LocumError {
  const room = free === null ? 'the storage is full' : `this browser’s storage has ${megabytes(free)} free`;
  return new LocumError('quota-exceeded', `The merge takes ${megabytes(needed)}, and ${room}.`, {
    hint: 'Delete a stored model, free space on this device, or keep the merge in a smaller form. Nothing of it was kept.',
    details: { needed, ...(free !== null && { free }) },
  });
}

const megabytes = (bytes: number): string => `${Math.max(0, bytes / 1e6).toFixed(0)} MB`;
