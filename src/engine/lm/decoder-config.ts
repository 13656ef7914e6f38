import type { RopeConfig } from './rope.ts';

/** The shape of a decoder-only transformer, normalised from a Hugging Face `config.json`. */
export interface DecoderConfig {
  readonly architecture: Architecture;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  /** Key/value heads; `heads` must be a multiple of it (grouped-query attention). */
  readonly kvHeads: number;
  readonly headDim: number;
  readonly ffnSize: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly rope: RopeConfig;
  /** Layers that see only the last tokens; null when all see everything. */
  readonly window: AttentionWindow | null;
  readonly rmsNormEps: number;
  /** The embedding serves as output head. */
  readonly tiedEmbeddings: boolean;
  /** RMSNorm over each head's query and key before RoPE (Qwen3). */
  readonly qkNorm: boolean;
  /** Biases on q, k and v (Qwen2). */
  readonly qkvBias: boolean;
}

export const ARCHITECTURES = [
  'LlamaForCausalLM',
  'MistralForCausalLM',
  'Qwen2ForCausalLM',
  'Qwen3ForCausalLM',
  'Phi3ForCausalLM',
] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** Sliding-window attention: a query at position p sees the positions p − tokens + 1 … p. */
export interface AttentionWindow {
  readonly tokens: number;
  /** The first layer with a window; those before it see everything. */
  readonly fromLayer: number;
}

/** How many positions, its own among them, a query of this layer sees; Infinity for all. */
export function visibleTokens({ window }: DecoderConfig, layer: number): number {
  return window !== null && layer >= window.fromLayer ? window.tokens : Number.POSITIVE_INFINITY;
}
