/** What the metadata says of the model, in the names of Hugging Face's `config.json` and `generation_config.json`. */

import { LocumError } from '../../../errors.ts';
import { invalidGguf } from './header.ts';
import type { Metadata } from './metadata.ts';

/** `architecture` of the file's metadata → the name of the Hugging Face class. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
  phi3: 'Phi3ForCausalLM',
  gemma3: 'Gemma3ForCausalLM',
};

/** What the tensors say of the model. */
export interface FromTensors {
  readonly tied: boolean;
  /** Rows of the embedding. */
  readonly vocabularySize: number;
  /** By which frequencies of the rotary embedding are divided, one a pair of dimensions. */
  readonly ropeDivisors: {
    readonly all?: readonly number[] | undefined;
    readonly short?: readonly number[] | undefined;
    readonly long?: readonly number[] | undefined;
  };
}

/** @throws {LocumError} `unsupported-architecture` */
export function architectureOf(metadata: Metadata): string {
  const named = metadata.neededText('general.architecture');
  if (Object.hasOwn(ARCHITECTURES, named)) return named;
  throw new LocumError('unsupported-architecture', `The architecture ${named} is not supported.`, {
    hint: `Locum runs GGUF files of the architectures ${Object.keys(ARCHITECTURES).join(', ')}.`,
    details: { architecture: named },
  });
}

/** @throws {LocumError} `unsupported-architecture`, `checkpoint-invalid` */
export function configJson(metadata: Metadata, tensors: FromTensors): Record<string, unknown> {
  const architecture = architectureOf(metadata);
  const number = (key: string): number | undefined => metadata.number(`${architecture}.${key}`);
  const needed = (key: string): number => metadata.neededNumber(`${architecture}.${key}`);
  const heads = needed('attention.head_count');
  const hiddenSize = needed('embedding_length');
  const headDim = number('attention.key_length') ?? hiddenSize / heads;
  if (number('attention.value_length') !== undefined && number('attention.value_length') !== headDim) {
    throw invalidGguf(metadata.file, 'its keys and values differ in length');
  }
  return {
    architectures: [ARCHITECTURES[architecture]],
    hidden_size: hiddenSize,
    num_hidden_layers: needed('block_count'),
    num_attention_heads: heads,
    num_key_value_heads: number('attention.head_count_kv') ?? heads,
    head_dim: headDim,
    intermediate_size: needed('feed_forward_length'),
    vocab_size: tensors.vocabularySize,
    max_position_embeddings: needed('context_length'),
    rms_norm_eps: needed('attention.layer_norm_rms_epsilon'),
    tie_word_embeddings: tensors.tied,
    rope_theta: number('rope.freq_base') ?? 10000,
    partial_rotary_factor: (number('rope.dimension_count') ?? headDim) / headDim,
    rope_scaling: ropeScaling(metadata, architecture, tensors, needed('context_length')),
    // Phi-3 files name a window, too, which llama.cpp disregards: its text is what the file was judged by.
    ...(architecture === 'gemma3' ? gemma(metadata, headDim) : {}),
  };
}

function ropeScaling(
  metadata: Metadata,
  architecture: string,
  { ropeDivisors: { all, short, long } }: FromTensors,
  contextLength: number,
): Record<string, unknown> | null {
  const number = (key: string): number | undefined => metadata.number(`${architecture}.rope.scaling.${key}`);
  const original = number('original_context_length');
  if (short !== undefined && long !== undefined) {
    return {
      type: 'longrope',
      short_factor: short,
      long_factor: long,
      original_max_position_embeddings: original ?? contextLength,
      attention_factor: number('attn_factor'),
    };
  }
  // Llama 3.1's scaling comes worked out; LongRoPE with one set of factors for all lengths is the same.
  if (all !== undefined) {
    return {
      type: 'longrope',
      short_factor: all,
      long_factor: all,
      original_max_position_embeddings: contextLength,
      attention_factor: 1,
    };
  }
  const factor = number('factor') ?? metadata.number(`${architecture}.rope.scale_linear`);
  const type = metadata.text(`${architecture}.rope.scaling.type`) ?? (factor === undefined ? 'none' : 'linear');
  if (type === 'none' || factor === undefined || factor === 1) return null;
  return {
    rope_type: type,
    factor,
    original_max_position_embeddings: original,
    beta_fast: number('yarn_beta_fast'),
    beta_slow: number('yarn_beta_slow'),
  };
}

/** Every sixth layer of Gemma 3 sees everything, the others what lies within a window. */
const GEMMA_PATTERN = 6;

function gemma(metadata: Metadata, headDim: number): Record<string, unknown> {
  return {
    model_type: 'gemma3_text',
    hidden_activation: 'gelu_pytorch_tanh',
    sliding_window: metadata.neededNumber('gemma3.attention.sliding_window'),
    sliding_window_pattern: GEMMA_PATTERN,
    rope_theta: metadata.number('gemma3.rope.freq_base') ?? 1_000_000,
    rope_local_base_freq: metadata.number('gemma3.rope.freq_base_swa') ?? 10_000,
    query_pre_attn_scalar: headDim,
  };
}

/**
 * Control tokens that end an answer, by their spelling: a GGUF file names one end token, where the model's
 * `generation_config.json` names several. llama.cpp goes by a list like this, too.
 */
const ENDS: ReadonlySet<string> = new Set([
  '<|end|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|im_end|>',
  '<end_of_turn>',
  '<EOT>',
  '</s>',
]);

/** @param control ids of control tokens by their spelling */
export function generationConfigJson(
  metadata: Metadata,
  control: ReadonlyMap<string, number>,
): Record<string, unknown> {
  const named = ['eos', 'eot', 'eom'].flatMap((name) => metadata.number(`tokenizer.ggml.${name}_token_id`) ?? []);
  const known = [...control].flatMap(([spelling, id]) => (ENDS.has(spelling) ? [id] : []));
  return { eos_token_id: [...new Set([...named, ...known])] };
}
