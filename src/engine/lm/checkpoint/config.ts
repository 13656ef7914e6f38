/** `config.json` and `generation_config.json` of a Hugging Face folder, checked and normalised. */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { type LimitName, requireWithin } from '../../limits.ts';
import { ARCHITECTURES, type Architecture, type AttentionWindow, type DecoderConfig } from '../decoder-config.ts';
import type { RopeConfig } from '../rope.ts';
import { gemmaSettings } from './gemma-config.ts';
import { checkJson, invalidFile, parseJson } from './json.ts';
import { GROUP_SIZE } from './matrix.ts';
import { parseRope, RopeFields } from './rope-config.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));
const PositiveNumber = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Ids = v.union([v.pipe(v.number(), v.integer()), v.array(v.pipe(v.number(), v.integer()))]);

const ConfigJson = v.object({
  hidden_size: Count,
  num_hidden_layers: Count,
  num_attention_heads: Count,
  num_key_value_heads: v.nullish(Count),
  head_dim: v.nullish(Count),
  intermediate_size: Count,
  vocab_size: Count,
  max_position_embeddings: Count,
  rms_norm_eps: v.nullish(PositiveNumber, 1e-6),
  ...RopeFields,
  hidden_act: v.nullish(v.string(), 'silu'),
  tie_word_embeddings: v.nullish(v.boolean(), false),
  attention_bias: v.nullish(v.boolean(), false),
  mlp_bias: v.nullish(v.boolean(), false),
  sliding_window: v.nullish(v.pipe(v.number(), v.integer())),
  use_sliding_window: v.nullish(v.boolean()),
  max_window_layers: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  layer_types: v.nullish(v.array(v.string())),
  query_pre_attn_scalar: v.nullish(PositiveNumber),
  attn_logit_softcapping: v.nullish(v.number()),
  final_logit_softcapping: v.nullish(v.number()),
  use_bidirectional_attention: v.nullish(v.union([v.boolean(), v.string()])),
  eos_token_id: v.nullish(Ids),
  quantization_config: v.nullish(
    v.looseObject({
      quant_method: v.nullish(v.string()),
      bits: v.nullish(v.number()),
      group_size: v.nullish(v.number()),
      version: v.nullish(v.number(), 1),
    }),
  ),
});

type ConfigJson = v.InferOutput<typeof ConfigJson>;

const FILE = 'config.json';

/** Locum's own: 32 weights share a scale, `matrix.ts` says how. */
export const QUANT_METHODS = [
  { precision: 'q8', quant_method: 'locum-q8', bits: 8 },
  { precision: 'q4', quant_method: 'locum-q4', bits: 4 },
] as const;

/**
 * The layout that Locum writes. 1: scales as f32; 2: scales as f16. Both are read; 1 and the demonstration models, whose scales
 * are f16 as well, name no version.
 */
export const QUANT_VERSION = 2;

const Named = v.object({ architectures: v.nullish(v.array(v.string())), model_type: v.nullish(v.string()) });

const GenerationJson = v.object({
  eos_token_id: v.nullish(Ids),
  repetition_penalty: v.nullish(PositiveNumber),
  temperature: v.nullish(v.pipe(v.number(), v.minValue(0))),
  top_k: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0))),
  top_p: v.nullish(PositiveNumber),
});

/** What the model's authors suggest for sampling; absent where they say nothing. */
export interface GenerationDefaults {
  readonly repetitionPenalty?: number;
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
}

export interface CheckpointConfig {
  readonly decoder: DecoderConfig;
  readonly stopIds: readonly number[];
}

const BY_MODEL_TYPE: ReadonlyMap<string, Architecture> = new Map<string, Architecture>(
  Object.entries({
    llama: 'LlamaForCausalLM',
    mistral: 'MistralForCausalLM',
    qwen2: 'Qwen2ForCausalLM',
    qwen3: 'Qwen3ForCausalLM',
    phi3: 'Phi3ForCausalLM',
    gemma3_text: 'Gemma3ForCausalLM',
    // Models that see, too: what they read and write is an ordinary decoder.
    gemma3: 'Gemma3ForCausalLM',
    Gemma3ForConditionalGeneration: 'Gemma3ForCausalLM',
  }),
);

/** The activations that a decoder's gate may have, in Hugging Face's names. */
const ACTIVATIONS: ReadonlyMap<string, DecoderConfig['activation']> = new Map([
  ['silu', 'silu'],
  ['gelu_pytorch_tanh', 'gelu'],
]);

function unsupported(architecture: string, what: string): LocumError {
  return new LocumError('unsupported-architecture', what, {
    hint: `Locum runs ${ARCHITECTURES.map((name) => name.replace('ForCausalLM', '')).join(', ')} checkpoints.`,
    details: { architecture },
  });
}

function asList(ids: number | readonly number[] | null | undefined): readonly number[] {
  if (ids === null || ids === undefined) return [];
  // −1 stands for a token that the model does not have.
  return (typeof ids === 'number' ? [ids] : ids).filter((id) => id >= 0);
}

/** What lists are made for, and what limits it. */
const BOUNDED = [
  ['num_hidden_layers', 'layers'],
  ['vocab_size', 'vocabulary'],
  ['hidden_size', 'width'],
  ['intermediate_size', 'width'],
  ['num_attention_heads', 'width'],
  ['num_key_value_heads', 'width'],
  ['head_dim', 'width'],
  ['max_position_embeddings', 'context'],
] as const satisfies readonly (readonly [keyof ConfigJson, LimitName])[];

/**
 * @throws {LocumError} `unsupported-architecture`, `unsupported` (quantised by a method unknown here), `checkpoint-invalid`,
 *   `limit-exceeded`
 */
export function parseConfig(text: string): CheckpointConfig {
  const architecture = parseArchitecture(text);
  const { json, windowRope, embeddingScale } = readSettings(architecture, text);
  for (const [field, limit] of BOUNDED) requireWithin(limit, json[field] ?? 0, `${FILE}: ${field}`);
  const isGemma = architecture === 'Gemma3ForCausalLM';
  const activation = ACTIVATIONS.get(json.hidden_act);
  if (activation === undefined || (activation === 'gelu') !== isGemma) {
    throw unsupported(
      architecture,
      `This ${architecture} uses the activation ${json.hidden_act}, which is not supported.`,
    );
  }
  if (json.attention_bias || json.mlp_bias) {
    throw unsupported(architecture, `This ${architecture} has biases on its projections, which is not supported.`);
  }
  if (json.attn_logit_softcapping || json.final_logit_softcapping) {
    throw unsupported(architecture, `This ${architecture} caps its scores (soft-capping), which is not supported.`);
  }
  if (json.use_bidirectional_attention) {
    throw unsupported(
      architecture,
      `This ${architecture} reads in both directions: it is made to embed, not to write.`,
    );
  }
  checkQuantization(json);

  const heads = json.num_attention_heads;
  const kvHeads = json.num_key_value_heads ?? heads;
  const headDim = json.head_dim ?? json.hidden_size / heads;
  if (heads % kvHeads !== 0) throw invalidFile(FILE, `${heads} heads cannot share ${kvHeads} key/value heads`);
  if (!Number.isInteger(headDim) || headDim % 2 !== 0)
    throw invalidFile(FILE, `a head of ${headDim} dimensions cannot be rotated`);

  const { rope, contextLength } = parseRope(json, architecture, headDim, json.max_position_embeddings);
  const window = windowed(json, architecture, contextLength);
  return {
    decoder: {
      architecture,
      hiddenSize: json.hidden_size,
      layers: json.num_hidden_layers,
      heads,
      kvHeads,
      headDim,
      ffnSize: json.intermediate_size,
      vocabularySize: json.vocab_size,
      contextLength,
      window,
      rope,
      windowRope: window === null ? null : windowRope(headDim),
      attentionScale: 1 / Math.sqrt((isGemma ? json.query_pre_attn_scalar : null) ?? headDim),
      activation,
      embeddingScale,
      rmsNormEps: json.rms_norm_eps,
      normOffset: isGemma ? 1 : 0,
      postNorms: isGemma,
      tiedEmbeddings: json.tie_word_embeddings,
      qkNorm: architecture === 'Qwen3ForCausalLM' || isGemma,
      qkvBias: architecture === 'Qwen2ForCausalLM',
    },
    stopIds: asList(json.eos_token_id),
  };
}

interface Settings {
  readonly json: ConfigJson;
  /** Rotary positions of layers with a window, for a head of so many dimensions; null where they have none of their own. */
  readonly windowRope: (headDim: number) => RopeConfig | null;
  readonly embeddingScale: number;
}

function readSettings(architecture: Architecture, text: string): Settings {
  if (architecture !== 'Gemma3ForCausalLM') {
    return { json: parseJson(ConfigJson, text, FILE), windowRope: () => null, embeddingScale: 1 };
  }
  const { json, windowTheta, embeddingScale } = gemmaSettings(JSON.parse(text), FILE);
  return {
    json: checkJson(ConfigJson, json, FILE),
    windowRope: (dims) => ({ theta: windowTheta, dims, scaling: { kind: 'none' } }),
    embeddingScale,
  };
}

function parseArchitecture(text: string): Architecture {
  const { architectures, model_type } = parseJson(Named, text, FILE);
  const named = architectures?.[0] ?? model_type ?? '';
  const architecture = ARCHITECTURES.find((name) => name === named) ?? BY_MODEL_TYPE.get(named);
  if (architecture !== undefined) return architecture;
  throw unsupported(
    named,
    named === '' ? `${FILE} names no architecture.` : `The architecture ${named} is not supported.`,
  );
}

function checkQuantization({ quantization_config }: ConfigJson): void {
  if (!quantization_config) return;
  const { quant_method, bits, group_size, version } = quantization_config;
  const own = QUANT_METHODS.some((method) => method.quant_method === quant_method && method.bits === bits);
  if (own && version > QUANT_VERSION) {
    throw new LocumError('unsupported', `These weights were written by a newer Locum (layout ${version}).`, {
      hint: 'Update Locum, or quantise the original model again.',
      details: { version },
    });
  }
  if (own && group_size === GROUP_SIZE) return;
  throw new LocumError(
    'unsupported',
    `This checkpoint is quantised with ${quant_method ?? 'a method it does not name'}.`,
    {
      hint: 'Load the unquantised checkpoint (f32, f16 or bf16); Locum quantises it while loading.',
      details: { method: quant_method ?? '' },
    },
  );
}

/** The layers with a window: those that `layer_types` names, else, where Qwen says so, all but the first few. */
function windowed(json: ConfigJson, architecture: Architecture, contextLength: number): AttentionWindow | null {
  const isQwen = architecture === 'Qwen2ForCausalLM' || architecture === 'Qwen3ForCausalLM';
  const byDefault = architecture !== 'LlamaForCausalLM';
  const tokens = (isQwen ? json.use_sliding_window : byDefault) ? json.sliding_window : null;
  // −1 says that there is none.
  if (typeof tokens !== 'number' || tokens < 1) return null;
  // A window of Gemma's is also where positions are counted by another θ: it counts however long it is.
  if (tokens >= contextLength && architecture !== 'Gemma3ForCausalLM') return null;
  const first = isQwen ? (json.max_window_layers ?? 28) : 0;
  const layers = Array.from({ length: json.num_hidden_layers }, (_, layer) => {
    const kind = json.layer_types?.[layer];
    return kind ? kind === 'sliding_attention' : layer >= first;
  });
  return layers.includes(true) ? { tokens, layers } : null;
}

/** @throws {LocumError} `checkpoint-invalid` */
export function parseGenerationConfig(text: string): {
  readonly stopIds: readonly number[];
  readonly defaults: GenerationDefaults;
} {
  const json = parseJson(GenerationJson, text, 'generation_config.json');
  return {
    stopIds: asList(json.eos_token_id),
    defaults: {
      ...(json.repetition_penalty ? { repetitionPenalty: json.repetition_penalty } : {}),
      ...(typeof json.temperature === 'number' ? { temperature: json.temperature } : {}),
      ...(typeof json.top_k === 'number' ? { topK: json.top_k } : {}),
      ...(json.top_p ? { topP: json.top_p } : {}),
    },
  };
}
