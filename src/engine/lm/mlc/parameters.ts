/** What MLC calls a decoder's weights, and which it fuses: the parts' rows follow each other. */
import { LocumError } from '../../errors.ts';
import type { Architecture, DecoderConfig } from '../decoder-config.ts';

export interface MlcParameter {
  /** A vector's whole name; a quantised matrix has two tensors, with `.q_weight` and `.q_scale` behind the name. */
  readonly name: string;
  readonly kind: 'matrix' | 'vector';
  /** Names in the checkpoint, in the order of their rows. */
  readonly parts: readonly string[];
}

export const WEIGHT_SUFFIX = '.q_weight';
export const SCALE_SUFFIX = '.q_scale';

/** MLC's name of each architecture that can be written for it. */
const MODEL_TYPES = {
  LlamaForCausalLM: 'llama',
  MistralForCausalLM: 'mistral',
  Qwen2ForCausalLM: 'qwen2',
  Qwen3ForCausalLM: 'qwen3',
  Phi3ForCausalLM: 'phi3',
} as const satisfies Partial<Record<Architecture, string>>;

/** @throws {LocumError} `unsupported` where MLC's layout of an architecture is not known here */
export function mlcModelType(architecture: Architecture): string {
  return MODEL_TYPES[known(architecture)];
}

function known(architecture: Architecture): keyof typeof MODEL_TYPES {
  if (architecture !== 'Gemma3ForCausalLM') return architecture;
  throw new LocumError('unsupported', 'Locum does not convert Gemma 3 between its own layout and MLC’s.', {
    hint: 'Run it on Locum’s own runtime.',
    details: { architecture },
  });
}

/** Hugging Face's name of an architecture that MLC calls `modelType`; MLC's own where Locum does not know it. */
export function architectureOf(modelType: string): string {
  return Object.entries(MODEL_TYPES).find(([, type]) => type === modelType)?.[0] ?? modelType;
}

interface Names {
  readonly embedding: string;
  readonly layers: string;
  readonly norm: string;
  readonly inputNorm: string;
  readonly queryKeyValue: string;
  readonly output: string;
}

const LLAMA: Names = {
  embedding: 'model.embed_tokens',
  layers: 'model.layers',
  norm: 'model.norm.weight',
  inputNorm: 'input_layernorm.weight',
  queryKeyValue: 'self_attn.qkv_proj',
  output: 'self_attn.o_proj',
};
const QWEN: Names = { ...LLAMA, queryKeyValue: 'self_attn.c_attn' };
const PHI3: Names = {
  embedding: 'transformer.embd',
  layers: 'transformer.h',
  norm: 'transformer.norm.weight',
  inputNorm: 'ln.weight',
  queryKeyValue: 'mixer.qkv_proj',
  output: 'mixer.out_proj',
};

function namesOf(architecture: Architecture): Names {
  const written = known(architecture);
  switch (written) {
    case 'LlamaForCausalLM':
    case 'MistralForCausalLM':
      return LLAMA;
    case 'Qwen2ForCausalLM':
    case 'Qwen3ForCausalLM':
      return QWEN;
    case 'Phi3ForCausalLM':
      return PHI3;
    default:
      return written satisfies never;
  }
}

/** All parameters of the decoder; a tied head is not among them. */
export function mlcParameters(config: DecoderConfig): readonly MlcParameter[] {
  const names = namesOf(config.architecture);
  const parameters: MlcParameter[] = [];
  const matrix = (name: string, ...parts: string[]) => parameters.push({ name, kind: 'matrix', parts });
  const vector = (name: string, ...parts: string[]) => parameters.push({ name, kind: 'vector', parts });
  matrix(names.embedding, 'model.embed_tokens.weight');
  for (let layer = 0; layer < config.layers; layer++) {
    const own = (name: string) => `${names.layers}.${layer}.${name}`;
    const their = (name: string) => `model.layers.${layer}.${name}`;
    const heads = (kind: string) => ['q', 'k', 'v'].map((head) => their(`self_attn.${head}_proj.${kind}`));
    vector(own(names.inputNorm), their('input_layernorm.weight'));
    matrix(own(names.queryKeyValue), ...heads('weight'));
    if (config.qkvBias) vector(own(`${names.queryKeyValue}.bias`), ...heads('bias'));
    if (config.qkNorm) {
      for (const head of ['q', 'k']) {
        vector(own(`self_attn.${head}_norm.weight`), their(`self_attn.${head}_norm.weight`));
      }
    }
    matrix(own(names.output), their('self_attn.o_proj.weight'));
    vector(own('post_attention_layernorm.weight'), their('post_attention_layernorm.weight'));
    matrix(own('mlp.gate_up_proj'), their('mlp.gate_proj.weight'), their('mlp.up_proj.weight'));
    matrix(own('mlp.down_proj'), their('mlp.down_proj.weight'));
  }
  vector(names.norm, 'model.norm.weight');
  if (!config.tiedEmbeddings) matrix('lm_head', 'lm_head.weight');
  return parameters;
}
