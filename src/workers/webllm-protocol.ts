/** Everything that crosses between the engine's worker and that of one web-llm model; `wire.ts` says how. */
import type { ModelInfo } from '../engine/lm/causal-lm.ts';
import type { ModelDescription } from '../engine/lm/webllm/model.ts';
import type { ModelRecord } from '../engine/lm/webllm/module.ts';
import type { FromServer, ToServer } from './wire.ts';

export interface ExtendInput {
  readonly ids: readonly number[];
  readonly logits: 'last' | 'all' | 'none';
}

/** `length` is that of the context after the call; `data` is transferred. */
export interface Extended {
  readonly rows: number;
  readonly data: Float32Array;
  readonly length: number;
}

export interface WebLlmOperations {
  /** The models that this release of web-llm knows. */
  readonly records: { readonly input: null; readonly progress: never; readonly output: readonly ModelRecord[] };
  /** Once, before `extend` and `truncate`; the files are in web-llm's cache. Progress: 0 to 1. */
  readonly load: {
    readonly input: { readonly record: ModelRecord; readonly description: ModelDescription };
    readonly progress: number;
    readonly output: ModelInfo;
  };
  /** Progress: tokens of `ids` in the KV cache. */
  readonly extend: { readonly input: ExtendInput; readonly progress: number; readonly output: Extended };
  readonly truncate: { readonly input: number; readonly progress: never; readonly output: number };
  readonly dispose: { readonly input: null; readonly progress: never; readonly output: null };
}

export type ToModelWorker = ToServer<WebLlmOperations>;
export type FromModelWorker = FromServer<WebLlmOperations>;
