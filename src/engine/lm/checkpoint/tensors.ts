/** Which tensors a Llama-family decoder needs, by their Hugging Face names. */

import { type DecoderConfig, normNames } from '../decoder-config.ts';
import { BYTES_PER_ELEMENT, type Matrix } from './matrix.ts';

export interface TensorSpec {
  readonly name: string;
  /** `[rows, columns]` for a matrix, `[size]` for a norm or bias. */
  readonly shape: readonly [number, number] | readonly [number];
}

export const EMBEDDING = 'model.embed_tokens.weight';
export const HEAD = 'lm_head.weight';

/** All weights of the decoder; a tied head is not among them. */
export function decoderTensors(config: DecoderConfig): readonly TensorSpec[] {
  const { hiddenSize, ffnSize, vocabularySize, headDim } = config;
  const queries = config.heads * headDim;
  const keys = config.kvHeads * headDim;
  const norms = normNames(config);
  const tensors: TensorSpec[] = [{ name: EMBEDDING, shape: [vocabularySize, hiddenSize] }];
  for (let layer = 0; layer < config.layers; layer++) {
    const add = (name: string, ...shape: [number, number] | [number]): void => {
      tensors.push({ name: `model.layers.${layer}.${name}`, shape });
    };
    add(norms.attention, hiddenSize);
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
    if (norms.after !== null) add(norms.after.attention, hiddenSize);
    add(norms.feedForward, hiddenSize);
    add('mlp.gate_proj.weight', ffnSize, hiddenSize);
    add('mlp.up_proj.weight', ffnSize, hiddenSize);
    add('mlp.down_proj.weight', hiddenSize, ffnSize);
    if (norms.after !== null) add(norms.after.feedForward, hiddenSize);
  }
  tensors.push({ name: 'model.norm.weight', shape: [hiddenSize] });
  if (!config.tiedEmbeddings) tensors.push({ name: HEAD, shape: [vocabularySize, hiddenSize] });
  return tensors;
}

/** A tensor as files have it: one weight, or several whose rows follow each other. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: TensorSpec['shape'];
  readonly parts: readonly TensorSpec[];
}

/** What Phi-3 fuses, by the parts' names. */
const FUSED: readonly { readonly name: string; readonly parts: readonly string[] }[] = [
  {
    name: 'self_attn.qkv_proj.weight',
    parts: ['self_attn.q_proj.weight', 'self_attn.k_proj.weight', 'self_attn.v_proj.weight'],
  },
  { name: 'mlp.gate_up_proj.weight', parts: ['mlp.gate_proj.weight', 'mlp.up_proj.weight'] },
];

/** Where models that see, too, keep their language model: names of transformers 4 and 5, by what stands there in a plain one. */
const NESTED: readonly Readonly<Record<'model.' | 'lm_head.', string>>[] = [
  { 'model.': 'language_model.model.', 'lm_head.': 'language_model.lm_head.' },
  { 'model.': 'model.language_model.', 'lm_head.': 'lm_head.' },
];

/** The decoder's own name of a weight as the name that files have it under. */
export function nesting(present: { has(name: string): boolean }): (name: string) => string {
  const embedding = 'embed_tokens.weight';
  const nested = NESTED.find((names) => present.has(names['model.'] + embedding));
  if (nested === undefined) return (name) => name;
  return (name) => name.replace(/^(?:model|lm_head)\./, (start) => nested[start as keyof typeof nested]);
}

/**
 * The tensors to look for in files that have those of the names `present`: fused ones where there are such, else each
 * weight by itself (Locum's own quantised files never fuse).
 */
export function storedTensors(config: DecoderConfig, present: { has(name: string): boolean }): readonly StoredTensor[] {
  const nameInFiles = nesting(present);
  const specs = decoderTensors(config);
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const fused = new Map<string, StoredTensor>();
  for (let layer = 0; layer < config.layers; layer++) {
    const prefix = `model.layers.${layer}.`;
    for (const { name, parts } of FUSED) {
      const own = parts.map((part) => byName.get(prefix + part)!);
      const isFused = config.architecture === 'Phi3ForCausalLM' && own.every((part) => !present.has(part.name));
      if (!isFused) continue;
      const rows = own.reduce((sum, { shape }) => sum + shape[0], 0);
      const stored: StoredTensor = { name: prefix + name, shape: [rows, config.hiddenSize], parts: own };
      for (const part of own) fused.set(part.name, stored);
    }
  }
  // A tied matrix may be stored under the name of either end.
  const isAtHead = config.tiedEmbeddings && !present.has(nameInFiles(EMBEDDING)) && present.has(nameInFiles(HEAD));
  const stored = (spec: TensorSpec): StoredTensor => {
    const name = nameInFiles(isAtHead && spec.name === EMBEDDING ? HEAD : spec.name);
    return fused.get(spec.name) ?? { name, shape: spec.shape, parts: [spec] };
  };
  return [...new Set(specs.map(stored))];
}

export function elements({ shape }: { readonly shape: readonly number[] }): number {
  return shape.reduce((product: number, size) => product * size, 1);
}

/** Bytes of a decoder's weights in memory. @param held how a matrix is held, by its name */
export function heldBytes(config: DecoderConfig, held: (name: string) => Matrix['precision']): number {
  return decoderTensors(config).reduce((sum, spec) => {
    const precision = spec.shape.length === 2 ? held(spec.name) : 'f32';
    return sum + elements(spec) * BYTES_PER_ELEMENT[precision];
  }, 0);
}
