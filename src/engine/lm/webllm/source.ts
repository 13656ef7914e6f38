/** A model for web-llm before it is loaded: where its files are, and what they say of it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LocumError } from '../../errors.ts';
import type { CausalLM } from '../causal-lm.ts';
import type { GenerationDefaults } from '../checkpoint/config.ts';
import { type FileSource, urlSource } from '../checkpoint/source.ts';
import { CHAT_CONFIG_FILE, parseChatConfig, precisionOf } from '../mlc/chat-config.ts';
import { countParameters, readIndex, storedBytes } from '../mlc/index-file.ts';
import { architectureOf } from '../mlc/parameters.ts';
import { localAddress } from './cache.ts';
import type { ModelDescription } from './model.ts';
import type { ModelRecord } from './module.ts';

/** A library, and the address it is kept under. */
export interface LibrarySource {
  readonly source: FileSource;
  readonly path: string;
  /** What web-llm knows it by. */
  readonly url: string;
}

export interface WebLlmSource {
  readonly kind: 'webllm';
  /** Short name, for people. */
  readonly label: string;
  /** The folder in MLC's layout. */
  readonly files: FileSource;
  readonly library: LibrarySource;
  /** Where web-llm will look for the files, as `localAddress` makes it. */
  readonly address: string;
  /** Tokens that the context shall hold; default: the model's own, at most `DEFAULT_CONTEXT`. */
  readonly contextLength?: number | undefined;
  readonly requiredFeatures?: readonly string[] | undefined;
  /** As `ModelRecord.model_manifest`. */
  readonly manifest?: string | undefined;
}

/** web-llm takes the memory of a full context at once, so a model's 131,072 tokens are no default. Its own list has 4,096. */
export const DEFAULT_CONTEXT = 4096;

/** A folder in MLC's layout and a library, wherever they are served. */
export function folderOfMlc(folder: string, library: string, label?: string): WebLlmSource {
  const files = urlSource(folder, label);
  // Neither address is ever fetched by web-llm: for it, the files are in its cache.
  return { kind: 'webllm', label: files.label, files, library: librarySource(library), address: localAddress(folder) };
}

/** Not the library's own address: web-llm fetches what has “localhost” in it past its cache, which the policy forbids. */
export function libraryAddress(library: string): string {
  const name = bytesToHex(sha256(new TextEncoder().encode(library))).slice(0, 32);
  return new URL('model_lib.wasm', localAddress(name)).href;
}

/** @param from the library's own address */
export function librarySource(from: string): LibrarySource {
  const slash = from.lastIndexOf('/') + 1;
  return {
    source: urlSource(from.slice(0, slash), 'the model library'),
    path: from.slice(slash),
    url: libraryAddress(from),
  };
}

export interface OpenedWebLlm {
  readonly source: WebLlmSource;
  readonly record: ModelRecord;
  readonly description: ModelDescription;
  readonly generation: GenerationDefaults;
}

/** Reads what is small. @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `network` @throws {Cancelled} */
export async function openWebLlm(source: WebLlmSource, signal?: AbortSignal): Promise<OpenedWebLlm> {
  const [configText, { index }] = await Promise.all([
    source.files.text(CHAT_CONFIG_FILE, signal),
    readIndex(source.files, signal),
  ]);
  const config = parseChatConfig(configText);
  const { vocabularySize, quantization, stopIds, generation } = config;
  const contextLength = Math.min(config.contextLength, source.contextLength ?? DEFAULT_CONTEXT);
  return {
    source,
    generation,
    record: {
      model: source.address,
      model_id: source.label,
      model_lib: source.library.url,
      overrides: config.slides ? {} : { context_window_size: contextLength },
      ...(source.manifest !== undefined && { model_manifest: source.manifest }),
      required_features: [...(source.requiredFeatures ?? (quantization.includes('f16') ? ['shader-f16'] : []))],
    },
    description: {
      id: source.label,
      architecture: architectureOf(config.modelType),
      parameters: countParameters(index),
      bytes: storedBytes(index),
      precision: precisionOf(quantization),
      vocabularySize,
      contextLength,
      stopIds,
    },
  };
}

/** A model in a worker of its own. */
export interface HostedModel extends CausalLM {
  /** Resolves when the model is gone without having been disposed of. */
  readonly lost: Promise<LocumError>;
}

/** What runs web-llm. Injected, since starting workers is not the engine's business. */
export interface WebLlmHost {
  /** Before anything is read. @param model what the user calls it @throws {LocumError} `no-webgpu` */
  check(model: string): Promise<void>;
  /** Fetches what is missing and loads. @throws {LocumError} as `stage` and `loadWebLlmModel` @throws {Cancelled} */
  load(
    model: OpenedWebLlm,
    options: {
      readonly signal?: AbortSignal | undefined;
      readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
    },
  ): Promise<HostedModel>;
}
