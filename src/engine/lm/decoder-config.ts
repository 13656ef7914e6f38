/** The shape of a decoder-only transformer, normalised from a Hugging Face `config.json`. */
export interface DecoderConfig {
  readonly architecture:
    | 'LlamaForCausalLM'
    | 'MistralForCausalLM'
    | 'Qwen2ForCausalLM'
    | 'Qwen3ForCausalLM'
    | 'Phi3ForCausalLM';
  readonly hiddenSize: number;
  readonly layers: number;
  readonly heads: number;
  /** Key/value heads; `heads` must be a multiple of it (grouped-query attention). */
  readonly kvHeads: number;
  readonly headDim: number;
  readonly ffnSize: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly ropeTheta: number;
  readonly rmsNormEps: number;
  /** The embedding serves as output head. */
  readonly tiedEmbeddings: boolean;
  /** RMSNorm over each head's query and key before RoPE (Qwen3). */
  readonly qkNorm: boolean;
  /** Biases on q, k and v (Qwen2). */
  readonly qkvBias: boolean;
}
