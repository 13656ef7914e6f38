/**
 * The contract everything stands on: one causal language model with a KV cache.
 * A model knows token ids and logits, nothing of text, prompts or other models.
 * Whoever created a model owns its memory and calls `dispose`.
 */

import type { AdapterWeights } from './lora/low-rank.ts';

export type Backend = 'webgpu' | 'cpu' | 'webllm';
export type Precision = 'f32' | 'f16' | 'q8' | 'q8_16' | 'q4_1' | 'q4';

export interface ModelInfo {
  readonly id: string;
  readonly architecture: string;
  readonly backend: Backend;
  /** Number of trained parameters; a tied head counts once. */
  readonly parameters: number;
  /** Bytes that the weights occupy in the backend's memory. */
  readonly bytes: number;
  /** How matrices are held in memory. */
  readonly precision: Precision;
  /** Width of the logits; can exceed the tokenizer's size by padding. */
  readonly vocabularySize: number;
  /** Most tokens the KV cache holds. */
  readonly contextLength: number;
  /** Ids that end a generation. */
  readonly stopIds: readonly number[];
  readonly capabilities: Capabilities;
}

export type AboutAdapted = Pick<ModelInfo, 'id' | 'stopIds'>;

export interface Capabilities {
  /** `truncate` rolls the KV cache back; without it a caller re-prefills. */
  readonly truncate: boolean;
  /** `extend` can return logits at every position. */
  readonly allPositions: boolean;
}

export interface ExtendOptions {
  /** Which positions' logits to return: the last one (default), all of `ids`, or none. */
  readonly logits?: 'last' | 'all' | 'none';
  /**
   * Tokens of the whole text, for one that comes in pieces: with LongRoPE the length of the text decides the factors of all its
   * positions, and pieces that each count only what has come would be computed by different ones.
   */
  readonly textLength?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called as tokens of `ids` enter the KV cache, with a count that only grows and ends at `ids.length`. */
  readonly onProgress?: ((tokensDone: number) => void) | undefined;
}

/** Row-major `[rows, vocabularySize]` next-token logits. The caller owns `data`. */
export interface Logits {
  readonly rows: number;
  readonly vocabularySize: number;
  readonly data: Float32Array;
}

export interface CausalLM {
  readonly info: ModelInfo;
  /** Tokens in the KV cache. */
  readonly length: number;
  /**
   * Appends `ids` to the context and returns logits for the positions asked for (`rows` 0, 1 or `ids.length`).
   * When cancelled or failed, `length` is what it was before the call.
   * @throws {LocumError} `bad-argument` (no ids, id outside the vocabulary), `context-too-long`, `device-lost`, `disposed`
   * @throws {Cancelled}
   */
  extend(ids: readonly number[], options?: ExtendOptions): Promise<Logits>;
  /** Forgets all but the first `length` tokens. */
  truncate(length: number): Promise<void>;
  /** A second, empty context over the same weights, where the backend can; disposed of on its own. */
  fork?(): CausalLM;
  /**
   * As `fork`, with an adapter beside the weights (LoRA kept apart): nothing of the weights is held twice.
   * @param about what it is called, and what ends its texts
   * @throws {LocumError} `out-of-memory`, `device-lost`, `disposed`
   */
  adapt?(adapter: AdapterWeights, about: AboutAdapted): Promise<CausalLM>;
  /** What this context has in common with others over the same weights; absent where they cannot advance together. */
  readonly shared?: SharedWeights;
  dispose(): Promise<void>;
}

/** What one context is to append, as `CausalLM.extend` takes it. */
export interface ContextJob {
  readonly context: CausalLM;
  readonly ids: readonly number[];
  readonly options?: Omit<ExtendOptions, 'signal'>;
}

/** Bytes of weights and adapters that forward passes have read since the model was loaded; an embedding's row counts as itself. */
export interface WeightTraffic {
  readonly bytes: number;
  readonly passes: number;
  /** Kernels that a GPU was told to run for them; 0 on the CPU. */
  readonly dispatches: number;
}

/** What contexts over one set of weights have in common: the same object for all. They advance together, and weights are read once. */
export interface SharedWeights {
  readonly traffic: WeightTraffic;
  /**
   * As `extend` of every context, in as few passes over the weights as the longest of them needs by itself. When cancelled
   * or failed, every context is as long as before.
   * @throws {LocumError} as `CausalLM.extend` @throws {Cancelled}
   */
  extend(jobs: readonly ContextJob[], signal?: AbortSignal): Promise<readonly Logits[]>;
}
