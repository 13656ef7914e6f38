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
  /** Ids below it stand for tokens, embedding rows from it on are padding (see `padding.ts`); absent: all of them stand for some. */
  readonly tokens?: number;
  readonly contextLength: number;
  readonly rope: RopeConfig;
  /** Rotary positions of the layers with a window where those have their own (Gemma 3); null: `rope` is every layer's. */
  readonly windowRope: RopeConfig | null;
  /** Layers that see only the last tokens; null when all see everything. */
  readonly window: AttentionWindow | null;
  /** Scores of attention are q · k times this: 1 / √headDim but where a model says otherwise. */
  readonly attentionScale: number;
  /** What the gate passes through: SiLU, or GELU in its tanh form (Gemma). */
  readonly activation: 'silu' | 'gelu';
  /** By what a token's embedding is multiplied as it enters the first layer: √hiddenSize in Gemma, else 1. */
  readonly embeddingScale: number;
  readonly rmsNormEps: number;
  /** Stored norm weights lack this: 1 in Gemma, which stores w and multiplies by 1 + w, else 0. */
  readonly normOffset: 0 | 1;
  /** Attention and feed-forward are normalised behind as well, before they are added to the residual (Gemma 3). */
  readonly postNorms: boolean;
  /** The embedding serves as output head. */
  readonly tiedEmbeddings: boolean;
  /** RMSNorm over each head's query and key before RoPE (Qwen3, Gemma 3). */
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
  'Gemma3ForCausalLM',
] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** Sliding-window attention: a query at position p sees the positions p − tokens + 1 … p. */
export interface AttentionWindow {
  readonly tokens: number;
  /** Which layers have the window, by their number; the others see everything. */
  readonly layers: readonly boolean[];
}

export function hasWindow({ window }: DecoderConfig, layer: number): boolean {
  return window?.layers[layer] === true;
}

/** How many positions, its own among them, a query of this layer sees; Infinity for all. */
export function visibleTokens(config: DecoderConfig, layer: number): number {
  return config.window !== null && hasWindow(config, layer) ? config.window.tokens : Number.POSITIVE_INFINITY;
}

/** A norm or bias as it is used, from how it is stored. */
export function usedVector({ normOffset }: DecoderConfig, name: string, stored: Float32Array): Float32Array {
  return normOffset === 0 || !name.endsWith('norm.weight') ? stored : stored.map((value) => value + normOffset);
}

/** The names of a layer's norms around attention and feed-forward, without the layer's prefix. */
export function normNames({ postNorms }: DecoderConfig): {
  readonly attention: string;
  readonly feedForward: string;
  /** Behind each of them; null where there is none. */
  readonly after: { readonly attention: string; readonly feedForward: string } | null;
} {
  const attention = 'input_layernorm.weight';
  // What Llama calls “post attention” comes before the feed-forward; Gemma means it.
  if (!postNorms) return { attention, feedForward: 'post_attention_layernorm.weight', after: null };
  return {
    attention,
    feedForward: 'pre_feedforward_layernorm.weight',
    after: { attention: 'post_attention_layernorm.weight', feedForward: 'post_feedforward_layernorm.weight' },
  };
}
