/** Which tensors a Llama-family decoder needs, by their Hugging Face names. */

import type { DecoderConfig } from '../decoder-config.ts';

export interface TensorSpec {
  readonly name: string;
  /** `[rows, columns]` for a matrix, `[size]` for a norm or bias. */
  readonly shape: readonly [number, number] | readonly [number];
}

/** All weights of the decoder; a tied head is not among them. */
export function decoderTensors(config: DecoderConfig): readonly TensorSpec[] {
  const { hiddenSize, ffnSize, vocabularySize, headDim } = config;
  const queries = config.heads * headDim;
  const keys = config.kvHeads * headDim;
  const tensors: TensorSpec[] = [{ name: 'model.embed_tokens.weight', shape: [vocabularySize, hiddenSize] }];
  for (let layer = 0; layer < config.layers; layer++) {
    const add = (name: string, ...shape: [number, number] | [number]): void => {
      tensors.push({ name: `model.layers.${layer}.${name}`, shape });
    };
    add('input_layernorm.weight', hiddenSize);
    add('self_attn.q_proj.weight', queries, hiddenSize);
    add('self_attn.k_proj.weight', keys, hiddenSize);
    add('self_attn.v_proj.weight', keys, hiddenSize);
    if (config.qkvBias) {
      add('self_attn.q_proj.bias', queries);
      add('self_attn.k_proj.bias', keys);
      add('self_attn.v_proj.bias', keys);
    }
    if (config.qkNorm) {
      add('self_attn.q_norm.weight', headDim);
      add('self_attn.k_norm.weight', headDim);
    }
    add('self_attn.o_proj.weight', hiddenSize, queries);
    add('post_attention_layernorm.weight', hiddenSize);
    add('mlp.gate_proj.weight', ffnSize, hiddenSize);
    add('mlp.up_proj.weight', ffnSize, hiddenSize);
    add('mlp.down_proj.weight', hiddenSize, ffnSize);
  }
  tensors.push({ name: 'model.norm.weight', shape: [hiddenSize] });
  if (!config.tiedEmbeddings) tensors.push({ name: 'lm_head.weight', shape: [vocabularySize, hiddenSize] });
  return tensors;
}

export function elements(spec: TensorSpec): number {
  return spec.shape.reduce((product: number, size) => product * size, 1);
}
