/** Everything that crosses between a page and the worker that downloads and stores models; `wire.ts` says how. */
import type { WantedAddress } from '../engine/catalogue/address.ts';
import type { Inspection } from '../engine/catalogue/inspect.ts';
import type { ModelAddress, StoredForm } from '../engine/lm/storage/manifest.ts';
import type { ModelPlan, TransferProgress } from '../engine/lm/storage/model-store.ts';
import type { FromServer, ToServer } from './wire.ts';

export type { Inspection } from '../engine/catalogue/inspect.ts';
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
  readonly addedAt: string;
}

export interface StorageState {
  readonly models: readonly StoredSummary[];
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

export type ToModels = ToServer<ModelOperations>;
export type FromModels = FromServer<ModelOperations>;
