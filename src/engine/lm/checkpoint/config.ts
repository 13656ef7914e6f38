/** `config.json` and `generation_config.json` of a Hugging Face folder, checked and normalised. */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { GROUP_SIZE } from './matrix.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1));
const PositiveNumber = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Ids = v.union([v.pipe(v.number(), v.integer()), v.array(v.pipe(v.number(), v.integer()))]);
const Rope = v.looseObject({
  rope_type: v.nullish(v.string()),
  /** The older name. */
  type: v.nullish(v.string()),
  rope_theta: v.nullish(PositiveNumber),
});

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
  rope_theta: v.nullish(PositiveNumber),
  rope_scaling: v.nullish(Rope),
  /** transformers 5 puts theta and scaling here. */
  rope_parameters: v.nullish(Rope),
  hidden_act: v.nullish(v.string(), 'silu'),
  tie_word_embeddings: v.nullish(v.boolean(), false),
  attention_bias: v.nullish(v.boolean(), false),
  mlp_bias: v.nullish(v.boolean(), false),
  sliding_window: v.nullish(v.number()),
  use_sliding_window: v.nullish(v.boolean(), true),
  eos_token_id: v.nullish(Ids),
  quantization_config: v.nullish(
    v.looseObject({
      quant_method: v.nullish(v.string()),
      bits: v.nullish(v.number()),
      group_size: v.nullish(v.number()),
    }),
  ),
});

const Architecture = v.object({ architectures: v.nullish(v.array(v.string())), model_type: v.nullish(v.string()) });

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

const SUPPORTED = ['LlamaForCausalLM', 'MistralForCausalLM', 'Qwen2ForCausalLM', 'Qwen3ForCausalLM'] as const;
type Supported = (typeof SUPPORTED)[number];
const BY_MODEL_TYPE: Readonly<Record<string, Supported>> = {
  llama: 'LlamaForCausalLM',
  mistral: 'MistralForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
};

function unsupported(architecture: string, what: string): LocumError {
  return new LocumError('unsupported-architecture', what, {
    hint: `Locum runs ${SUPPORTED.map((name) => name.replace('ForCausalLM', '')).join(', ')} checkpoints with plain rotary positions.`,
    details: { architecture },
  });
}

function invalid(file: string, what: string, cause?: unknown): LocumError {
  return new LocumError('checkpoint-invalid', `${file} is not usable: ${what}.`, {
    hint: 'Check that the file belongs to this model and is complete.',
    details: { file },
    cause,
  });
}

/** @throws {LocumError} `checkpoint-invalid` when `text` is not JSON of the schema's form */
export function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw invalid(file, 'it is not JSON', thrown);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw invalid(file, `${v.getDotPath(issue) ?? 'its content'}: ${issue.message}`);
}

function asList(ids: number | readonly number[] | null | undefined): readonly number[] {
  if (ids === null || ids === undefined) return [];
  return typeof ids === 'number' ? [ids] : ids;
}

/**
 * A sliding window narrower than the context is honoured by ending the context there: up to that length,
 * windowed and full attention are the same.
 * @throws {LocumError} `unsupported-architecture`, `unsupported` (quantised by a method unknown here), `checkpoint-invalid`
 */
export function parseConfig(text: string): CheckpointConfig {
  const file = 'config.json';
  const { architectures, model_type } = parseJson(Architecture, text, file);
  const named = architectures?.[0] ?? model_type ?? '';
  const architecture = SUPPORTED.find((name) => name === named) ?? BY_MODEL_TYPE[named];
  if (architecture === undefined) {
    throw unsupported(
      named,
      named === '' ? `${file} names no architecture.` : `The architecture ${named} is not supported.`,
    );
  }

  const json = parseJson(ConfigJson, text, file);
  const rope = json.rope_parameters ?? json.rope_scaling;
  const scaling = rope?.rope_type ?? rope?.type ?? 'default';
  if (scaling !== 'default') {
    throw unsupported(
      architecture,
      `This ${architecture} scales its rotary positions (${scaling}), which is not supported.`,
    );
  }
  if (json.hidden_act !== 'silu') {
    throw unsupported(
      architecture,
      `This ${architecture} uses the activation ${json.hidden_act}, which is not supported.`,
    );
  }
  if (json.attention_bias || json.mlp_bias) {
    throw unsupported(architecture, `This ${architecture} has biases on its projections, which is not supported.`);
  }
  const quantization = json.quantization_config;
  if (quantization) {
    const { quant_method, bits, group_size } = quantization;
    if (quant_method !== 'locum-q8' || bits !== 8 || group_size !== GROUP_SIZE) {
      throw new LocumError(
        'unsupported',
        `This checkpoint is quantised with ${quant_method ?? 'a method it does not name'}.`,
        {
          hint: 'Load the unquantised checkpoint (f32, f16 or bf16); Locum quantises it while loading.',
          details: { method: quant_method ?? '' },
        },
      );
    }
  }

  const heads = json.num_attention_heads;
  const kvHeads = json.num_key_value_heads ?? heads;
  const headDim = json.head_dim ?? json.hidden_size / heads;
  if (heads % kvHeads !== 0) throw invalid(file, `${heads} heads cannot share ${kvHeads} key/value heads`);
  if (!Number.isInteger(headDim) || headDim % 2 !== 0)
    throw invalid(file, `a head of ${headDim} dimensions cannot be rotated`);

  const windowed = json.use_sliding_window && typeof json.sliding_window === 'number';
  const window = windowed ? json.sliding_window! : Number.POSITIVE_INFINITY;
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
      contextLength: Math.min(json.max_position_embeddings, window),
      ropeTheta: json.rope_parameters?.rope_theta ?? json.rope_theta ?? 10000,
      rmsNormEps: json.rms_norm_eps,
      tiedEmbeddings: json.tie_word_embeddings,
      qkNorm: architecture === 'Qwen3ForCausalLM',
      qkvBias: architecture === 'Qwen2ForCausalLM',
    },
    stopIds: asList(json.eos_token_id),
  };
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
