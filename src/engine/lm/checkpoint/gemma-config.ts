/** What Gemma 3's `config.json` says in names and places of its own, put where other models have it. */

import * as v from 'valibot';
import { bfloatToFloat, floatToBfloat, floatToHalf, halfToFloat } from './half.ts';
import { checkJson } from './json.ts';

/** transformers' `Gemma3TextConfig`: published files leave out what is the default, most of all those of models that see. */
const DEFAULTS = {
  vocab_size: 262_208,
  hidden_size: 2304,
  intermediate_size: 9216,
  num_hidden_layers: 26,
  num_attention_heads: 8,
  num_key_value_heads: 4,
  head_dim: 256,
  hidden_activation: 'gelu_pytorch_tanh',
  max_position_embeddings: 131_072,
  rms_norm_eps: 1e-6,
  tie_word_embeddings: true,
  query_pre_attn_scalar: 256,
  sliding_window: 4096,
} as const;
const FULL_THETA = 1e6;
const WINDOW_THETA = 10_000;
/** Every so many layers one sees everything. */
const PATTERN = 6;

const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Count = v.pipe(v.number(), v.integer(), v.minValue(1));
const Rope = v.looseObject({ rope_theta: v.nullish(Positive) });
const Gemma = v.looseObject({
  text_config: v.nullish(v.record(v.string(), v.unknown())),
});
const Text = v.looseObject({
  num_hidden_layers: v.pipe(Count, v.maxValue(10_000)),
  hidden_size: Count,
  rope_theta: v.nullish(Positive),
  rope_local_base_freq: v.nullish(Positive),
  rope_scaling: v.nullish(Rope),
  /** transformers 5: one for each kind of layer. */
  rope_parameters: v.nullish(v.object({ full_attention: v.nullish(Rope), sliding_attention: v.nullish(Rope) })),
  layer_types: v.nullish(v.array(v.string())),
  sliding_window_pattern: v.nullish(Count),
  hidden_activation: v.string(),
  hidden_act: v.nullish(v.string()),
  dtype: v.nullish(v.string()),
  torch_dtype: v.nullish(v.string()),
});

export interface GemmaSettings {
  /** In the names that other models' files have. */
  readonly json: Readonly<Record<string, unknown>>;
  /** θ of the layers with a window, whose positions are not scaled. */
  readonly windowTheta: number;
  /** √hiddenSize, rounded to the type that the weights are of: transformers multiplies in that type. */
  readonly embeddingScale: number;
}

/** @throws {LocumError} `checkpoint-invalid` */
export function gemmaSettings(value: unknown, file: string): GemmaSettings {
  const { text_config, ...outer } = checkJson(Gemma, value, file);
  const merged = { ...DEFAULTS, ...present(outer), ...present(text_config ?? {}) };
  const text = checkJson(Text, merged, file);
  const full = text.rope_parameters?.full_attention ?? text.rope_scaling;
  const local = text.rope_parameters?.sliding_attention;
  const pattern = text.sliding_window_pattern ?? PATTERN;
  const layers = Array.from({ length: text.num_hidden_layers }, (_, layer) =>
    (layer + 1) % pattern === 0 ? 'full_attention' : 'sliding_attention',
  );
  return {
    json: {
      ...text,
      architectures: outer.architectures,
      rope_scaling: null,
      rope_parameters: { ...full, rope_theta: full?.rope_theta ?? text.rope_theta ?? FULL_THETA },
      layer_types: text.layer_types ?? layers,
      hidden_act: text.hidden_act ?? text.hidden_activation,
    },
    windowTheta: local?.rope_theta ?? text.rope_local_base_freq ?? WINDOW_THETA,
    embeddingScale: rounded(Math.sqrt(text.hidden_size), text.dtype ?? text.torch_dtype),
  };
}

function present(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function rounded(value: number, dtype: string | null | undefined): number {
  if (dtype === 'bfloat16') return bfloatToFloat(floatToBfloat(value));
  if (dtype === 'float16') return halfToFloat(floatToHalf(value));
  return value;
}
