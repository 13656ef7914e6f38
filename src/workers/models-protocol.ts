/** Everything that crosses between a page and the worker that downloads and stores models; `wire.ts` says how. */
import type { WantedAddress } from '../engine/catalogue/address.ts';
import type { Inspection } from '../engine/catalogue/inspect.ts';
import type { SpeechModelAddress } from '../engine/catalogue/speech-model.ts';
import type { Quantization } from '../engine/lm/mlc/write.ts';
import type { ModelAddress, StoredForm } from '../engine/lm/storage/manifest.ts';
import type { ModelPlan, TransferProgress } from '../engine/lm/storage/model-store.ts';
import type { StagedFacts } from '../engine/lm/webllm/staged.ts';

export type { Quantization } from '../engine/lm/mlc/write.ts';
export type { ModelAddress as StoredAddress, StoredForm } from '../engine/lm/storage/manifest.ts';
export type { ModelPlan, TransferProgress } from '../engine/lm/storage/model-store.ts';

/** A model as a page names it before anything is known of it. */
export type Wanted =
  | WantedAddress
  /** One of the app's own: `url` is its folder, `sha256` the digest of its weights. */
  | { readonly kind: 'app'; readonly id: string; readonly url: string; readonly sha256: string | null }
  /** Files that the user picked, by their path in the folder. */
  | { readonly kind: 'folder'; readonly name: string; readonly files: ReadonlyMap<string, Blob> };

export interface Prepared {
  readonly key: string;
  readonly plan: ModelPlan;
  readonly bytes: number | null;
  /** What the host says; null when it does not. */
  readonly licence: string | null;
  readonly inspection: Inspection;
}

/** A LoRA adapter in a folder that the user picked. */
export interface PickedAdapter {
  readonly name: string;
  readonly rank: number;
  /** The model that it was trained over, as its author names it. */
  readonly trainedOver: string | null;
  readonly files: ReadonlyMap<string, Blob>;
}

export interface StoredSummary {
  readonly key: string;
  readonly label: string;
  readonly address: ModelAddress;
  readonly form: StoredForm;
  /** What it becomes once it is whole. */
  readonly keepAs: StoredForm;
  readonly bytesStored: number;
  readonly bytesTotal: number | null;
  readonly complete: boolean;
  /** The host promised digests of all weights; else those of the first download are trusted. */
  readonly promised: boolean;
  /** Bytes of its weights in memory, of a GGUF file, where types are mixed; null: they follow from its shape and `form`. */
  readonly heldBytes: number | null;
  readonly addedAt: string;
}

/** A model that lies in web-llm's cache, whole or in part. */
export interface StagedSummary extends Omit<StageInput, 'library'> {
  /** Where its library is downloaded from; null: not named yet. */
  readonly library: string | null;
  readonly hasLibrary: boolean;
  /** As `Preparable.family`. */
  readonly family: string | null;
  readonly bytesStored: number;
  readonly bytesTotal: number | null;
  readonly complete: boolean;
  /** Another model has the same weights, with another context. */
  readonly shared: boolean;
  readonly needsHalfFloats: boolean;
  /** Null where its configuration has not arrived. */
  readonly facts: StagedFacts | null;
}

/** A model in MLC's layout, at its host. */
export interface StageInput {
  readonly id: string;
  /** Null: its weights were prepared here, and its library alone is fetched. */
  readonly folder: string | null;
  readonly library: string;
  readonly contextLength: number | null;
  readonly requiredFeatures: readonly string[] | null;
  /** A file of the folder that some models of web-llm's list have beside the usual ones. */
  readonly manifest: string | null;
  /** Bytes of the GPU's memory that it takes, where its list says. */
  readonly memory: number | null;
}

/** Where a checkpoint that is to be prepared for web-llm is read from: the storage, its host, or files that were picked. */
export type CheckpointPlace = { readonly stored: string } | { readonly wanted: Wanted };

/** What comes of preparing a checkpoint for web-llm, before it is done. */
export interface Preparable {
  /** How its weights lie where they are read. */
  readonly form: 'float' | 'q8' | 'q4_1' | 'q4';
  /** By format: what it is called then, bytes of its weights, and of the GPU's memory. */
  readonly becomes: Readonly<
    Record<Quantization, { readonly id: string; readonly bytes: number; readonly memory: number }>
  >;
  /** The model of web-llm's list on whose library it runs, without the format; null: none is known. */
  readonly family: string | null;
}

/** What of this browser's GPU decides which models web-llm can run. */
export interface Graphics {
  readonly webgpu: boolean;
  readonly halfFloats: boolean;
}

/** What `src/tabs.ts` calls stored models: whoever changes one says so under this name. */
export const MODELS = 'models';

export interface StorageState {
  readonly models: readonly StoredSummary[];
  /** Keys of stored models whose record is damaged. */
  readonly broken: readonly string[];
  /** Those for web-llm, which lie apart. */
  readonly staged: readonly StagedSummary[];
  /** Bytes of everything this origin keeps, and what the browser grants it; null where it does not tell. */
  readonly usage: number | null;
  readonly quota: number | null;
  /** The browser will not clear it on its own when space runs low. */
  readonly persisted: boolean;
}

export interface AdapterCheck {
  /** Null when there is nothing to ask: no adapter, or a software one, which uses the machine's memory. */
  readonly fits: boolean | null;
  readonly reason: string;
}

/** Bytes of a GPU that the models to be loaded take, and of the largest matrix among them. */
export interface AdapterNeed {
  readonly bytes: number;
  readonly largest: number;
}

export interface DownloadInput {
  readonly wanted: Wanted;
  readonly form: StoredForm;
  /** Given: a download is begun only where the adapter grants so much. What has begun goes on without another trial. */
  readonly need?: AdapterNeed | undefined;
}

export interface ModelOperations {
  readonly state: { readonly input: null; readonly progress: never; readonly output: StorageState };
  /** Finds out what a model is and which files it has; a few megabytes are read. */
  readonly prepare: { readonly input: Wanted; readonly progress: never; readonly output: Prepared };
  /** The adapter that picked files are; null where they are something else. */
  readonly inspectAdapter: { readonly input: Wanted; readonly progress: never; readonly output: PickedAdapter | null };
  readonly download: {
    readonly input: DownloadInput;
    readonly progress: TransferProgress | QuantiseProgress;
    readonly output: StoredSummary;
  };
  readonly verify: {
    readonly input: string;
    readonly progress: TransferProgress;
    /** Files that were damaged and are removed. */
    readonly output: readonly string[];
  };
  readonly remove: { readonly input: string; readonly progress: never; readonly output: null };
  /** Reserves and gives back so much of the GPU's memory. */
  readonly checkAdapter: {
    readonly input: AdapterNeed;
    readonly progress: never;
    readonly output: AdapterCheck;
  };
  readonly graphics: { readonly input: null; readonly progress: never; readonly output: Graphics };
  /** Brings a model in MLC's layout, and its library, into web-llm's cache. What has arrived is not fetched again. */
  readonly stage: {
    readonly input: {
      readonly model: StageInput;
      /** As `DownloadInput.need`. */
      readonly need?: AdapterNeed | undefined;
    };
    readonly progress: StageProgress;
    readonly output: null;
  };
  readonly inspectForWebLlm: {
    readonly input: CheckpointPlace;
    readonly progress: never;
    readonly output: Preparable;
  };
  /** Writes a checkpoint down for web-llm, into web-llm's cache, and fetches its library where one is named. */
  readonly convert: {
    readonly input: {
      readonly from: CheckpointPlace;
      readonly quantization: Quantization;
      readonly library: string | null;
    };
    readonly progress: StageProgress;
    readonly output: null;
  };
  /** As `verify`. */
  readonly verifyStaged: {
    readonly input: string;
    readonly progress: StageProgress;
    readonly output: readonly string[];
  };
  readonly removeStaged: { readonly input: string; readonly progress: never; readonly output: null };
  /** A speech model's file from its hub; nothing is stored. */
  readonly speechModel: {
    readonly input: SpeechModelAddress;
    readonly progress: { readonly bytesDone: number; readonly bytesTotal: number };
    readonly output: Blob;
  };
  /** Answers for a model's files on a port, straight from its host; nothing is stored. */
  readonly share: {
    readonly input: { readonly wanted: Wanted; readonly port: MessagePort };
    readonly progress: never;
    readonly output: null;
  };
}

export interface QuantiseProgress {
  readonly state: 'quantising';
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
}

export interface StageProgress {
  readonly state: 'downloading' | 'waiting' | 'converting' | 'verifying';
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  /** While waiting: when it is tried again. */
  readonly retryInMs?: number;
}
