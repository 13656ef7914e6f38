/** Everything that crosses between a page and the engine's worker; `wire.ts` says how. */

import type { GenerationEvent } from '../engine/decoding/events.ts';
import type { ClassifyEvent, ClassifyItem } from '../engine/decoding/labels/classify.ts';
import type { Method } from '../engine/decoding/methods.ts';
import type { BackendPreference } from '../engine/lm/backend.ts';
import type { CacheChoice } from '../engine/lm/cache-format.ts';
import type { Backend, ModelInfo, Precision } from '../engine/lm/causal-lm.ts';
import type { Role } from '../engine/lm/ensemble.ts';
import type { ModelAddress as StoredAddress } from '../engine/lm/storage/manifest.ts';
import type { Rejection, TripletRequest } from '../engine/mediflow/generate.ts';
import type { Rating, RatingRequest } from '../engine/mediflow/judge.ts';
import type { PreferencePair } from '../engine/mediflow/planted-error.ts';
import type { Triplet } from '../engine/mediflow/triplet.ts';
import type { MergeRecipe } from '../engine/merging/recipe.ts';
import type { Digest, DigestProgress, DigestRequest } from '../engine/note-digest.ts';
import type { Excerpts } from '../engine/note-excerpts.ts';
import type { NoteRequest, Room, RoomRequest } from '../engine/note-writer.ts';
import type { RemoteModelOptions } from '../engine/remote/remote-model.ts';
import type { Question } from '../engine/tasks/classification.ts';
import type { Shortened } from '../engine/tasks/shorten.ts';
import type { GenerateRequest, LoadProgress, Trio } from '../engine/trio.ts';
import type { FromServer, ToServer } from './wire.ts';

export type {
  FinishEvent,
  FinishReason,
  GenerationEvent,
  LeftOut,
  TokenCandidate,
  TokenEvent,
} from '../engine/decoding/events.ts';
export type { ClassifyEvent } from '../engine/decoding/labels/classify.ts';
export type { Method } from '../engine/decoding/methods.ts';
export type { BackendPreference } from '../engine/lm/backend.ts';
export type { CacheChoice } from '../engine/lm/cache-format.ts';
export type { ModelInfo } from '../engine/lm/causal-lm.ts';
export type { Role } from '../engine/lm/ensemble.ts';
export type { Digest, DigestProgress } from '../engine/note-digest.ts';
export type { Excerpts } from '../engine/note-excerpts.ts';
export type { Room, RoomRequest } from '../engine/note-writer.ts';
export type { Shortened } from '../engine/tasks/shorten.ts';
export type { LoadProgress } from '../engine/trio.ts';

/**
 * The URL of a folder in the Hugging Face layout; or a model that the browser stores, with a URL to read where it does not; or
 * files that the user picked; or files that another worker serves on a port; or a base and a picked adapter; or several
 * whose weights are merged as they are read; or a model that lies in web-llm's cache, by its name there. Addresses of the same model are equal as JSON, in which files and ports are nothing: their `id` tells them apart.
 */
export type ModelAddress =
  | string
  | KeptModel
  | Picked
  | { readonly base: ModelAddress; readonly adapter: Picked }
  | { readonly shared: string; readonly id: string; readonly port: MessagePort; readonly precision?: Precision }
  | MergedAddress
  | Staged;

/** A model in the storage, else at `url`. */
export interface KeptModel {
  readonly stored: StoredAddress;
  readonly url: string | null;
  readonly precision?: Precision;
  /** The GGUF file at `url`, or its first part. */
  readonly entry?: string;
  /** What stands at `url` is a LoRA adapter over this model. */
  readonly over?: KeptModel;
}

interface Picked {
  readonly picked: string;
  readonly id: string;
  readonly files: ReadonlyMap<string, Blob>;
  readonly precision?: Precision;
}

/** The recipe names its models as `models` does. */
export interface MergedAddress {
  readonly merged: MergeRecipe;
  readonly label: string;
  readonly models: Readonly<Record<string, ModelAddress>>;
}

/** A model that lies in web-llm's cache. */
interface Staged {
  readonly staged: string;
}

/** A model that outlives the page. */
export type KeptAddress = StoredAddress | Staged;

/** A base model behind an OpenAI-compatible endpoint, for CAPT: it is sent prompt and text, and nothing else is contacted. */
export type BlackBoxInput = Pick<RemoteModelOptions, 'baseUrl' | 'model' | 'mode' | 'apiKey' | 'timeoutMs'>;

export interface OpenInput {
  readonly models: Readonly<Record<Role, ModelAddress>>;
  readonly backend: BackendPreference;
  /** How keys and values of past tokens are held; default `auto`. */
  readonly cache?: CacheChoice;
  /** Plays the base of `capt` in place of `models.base`, which is not loaded then. */
  readonly blackBox?: BlackBoxInput | null;
}

export interface TrioSummary {
  readonly models: Readonly<Partial<Record<Role, ModelInfo>>>;
  /** What the models' authors recommend for sampling. */
  readonly defaults: Trio['defaults'];
  readonly backend: Backend;
  /** Why this backend, in the user's words. */
  readonly reason: string;
  /** Base and anti-expert are one model: see `Trio.interpolates`. */
  readonly interpolates: boolean;
  /** As `Trio.followsText`. */
  readonly followsText: boolean;
  /** As `Trio.repairs`. */
  readonly repairs: boolean;
  /** The origin that text is sent to; null: none. */
  readonly endpoint: string | null;
}

export type NoteInput = Omit<NoteRequest, 'signal'>;
export type DigestInput = Omit<DigestRequest, 'signal'>;

export interface ClassifyInput {
  readonly items: readonly ClassifyItem[];
  readonly labels: readonly string[];
  readonly question: Question;
  readonly method: Method;
  readonly alpha: number;
}

/** An answer to any prompt. */
export type CompletionInput = Omit<GenerateRequest, 'signal'>;

/** Of models that need not be open: their tokenizers alone are read. */
export interface ForeseeInput {
  readonly models: OpenInput['models'];
  readonly request: RoomRequest;
}

export type TripletInput = Omit<TripletRequest, 'signal'>;
export type RatingInput = Omit<RatingRequest, 'signal'> & { readonly triplet: Triplet };

export interface ErrorInput {
  readonly triplet: Triplet;
  readonly seed: number;
  readonly maxTokens: number;
}

/** What the engine can be asked for. All but `open` and `foresee` need it first. */
export interface Operations {
  readonly open: { readonly input: OpenInput; readonly progress: LoadProgress; readonly output: TrioSummary };
  readonly generate: { readonly input: NoteInput; readonly progress: GenerationEvent; readonly output: null };
  readonly measure: { readonly input: RoomRequest; readonly progress: never; readonly output: Room };
  /** As `measure`, before the models are there. */
  readonly foresee: { readonly input: ForeseeInput; readonly progress: never; readonly output: Room };
  /** Null: it fits as it is. */
  readonly excerpt: { readonly input: RoomRequest; readonly progress: never; readonly output: Excerpts | null };
  readonly shorten: { readonly input: RoomRequest; readonly progress: never; readonly output: Shortened };
  readonly classify: { readonly input: ClassifyInput; readonly progress: ClassifyEvent; readonly output: null };
  readonly complete: { readonly input: CompletionInput; readonly progress: GenerationEvent; readonly output: null };
  /** Triplets and what is made of them are by the base: the model here, or the one behind the endpoint. */
  readonly triplet: {
    readonly input: TripletInput;
    readonly progress: never;
    readonly output: Triplet | Rejection;
  };
  readonly rate: { readonly input: RatingInput; readonly progress: never; readonly output: Rating };
  /** Null: the writer changed nothing. */
  readonly plantError: { readonly input: ErrorInput; readonly progress: never; readonly output: PreferencePair | null };
  readonly digest: { readonly input: DigestInput; readonly progress: DigestProgress; readonly output: Digest };
}
export type Operation = keyof Operations;

export type ToWorker = ToServer<Operations>;
export type FromWorker = FromServer<Operations>;
