/** `adapter_config.json` of a LoRA adapter (Hu et al. 2021) as Hugging Face PEFT writes it. */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { invalidFile, parseJson } from '../checkpoint/json.ts';

export const ADAPTER_CONFIG = 'adapter_config.json';

const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Rank = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));

const ConfigJson = v.looseObject({
  peft_type: v.nullish(v.string(), 'LORA'),
  base_model_name_or_path: v.nullish(v.string(), null),
  r: Rank,
  lora_alpha: Positive,
  rank_pattern: v.nullish(v.record(v.string(), Rank), {}),
  alpha_pattern: v.nullish(v.record(v.string(), Positive), {}),
  use_rslora: v.nullish(v.boolean(), false),
  bias: v.nullish(v.string(), 'none'),
  init_lora_weights: v.nullish(v.union([v.boolean(), v.string()]), true),
});

/** Settings that change nothing of what the tensors say by themselves. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...Object.keys(ConfigJson.entries),
  'task_type',
  'revision',
  'auto_mapping',
  'peft_version',
  'inference_mode',
  'lora_dropout',
  // Which modules are adapted is told by the tensors that there are.
  'target_modules',
  'exclude_modules',
  'layers_to_transform',
  'layers_pattern',
  // How training began, or where it ran.
  'eva_config',
  'loftq_config',
  'corda_config',
  'megatron_core',
  'runtime_config',
  'qalora_group_size',
  'unsloth_fixed',
]);
/** What settings are called elsewhere than in the file. */
const NAMES: Readonly<Record<string, string>> = {
  use_dora: 'DoRA (use_dora)',
  modules_to_save: 'whole modules beside the adapter (modules_to_save)',
  fan_in_fan_out: 'transposed weights (fan_in_fan_out)',
  lora_bias: 'biases of its own (lora_bias)',
  trainable_token_indices: 'new tokens (trainable_token_indices)',
};
/** Ways to begin that took something out of the base's weights, which are then not those of the base that is loaded. */
const CHANGES_BASE = /^(?:pissa|olora|corda|loftq|lora_ga)/;

export interface AdapterConfig {
  /** The model that it was trained over, as its author named it: a hub's name or a path. */
  readonly baseName: string | null;
  readonly rank: number;
  readonly alpha: number;
  /** Rank of a module by its path in the model, e.g. `model.layers.0.self_attn.q_proj`. */
  rankOf(module: string): number;
  /** By what B · A is multiplied: α / r, or α / √r in rank-stabilised LoRA (Kalajdzievski 2023). */
  scaleOf(module: string): number;
}

/** @throws {LocumError} `checkpoint-invalid`, `unsupported` with the name of what is not supported */
export function parseAdapterConfig(text: string): AdapterConfig {
  const json = parseJson(ConfigJson, text, ADAPTER_CONFIG);
  if (json.peft_type !== 'LORA') throw unsupported(`the method ${json.peft_type}`);
  if (json.bias !== 'none') throw unsupported(`trained biases (bias: ${json.bias})`);
  const { init_lora_weights: start } = json;
  if (typeof start === 'string' && CHANGES_BASE.test(start)) {
    throw unsupported(`weights that begin as ${start}, which changes the base,`);
  }
  for (const [name, value] of Object.entries(json)) {
    if (!HARMLESS.has(name) && isSet(value)) throw unsupported(NAMES[name] ?? `the setting ${name}`);
  }
  const ranks = patterns(json.rank_pattern);
  const alphas = patterns(json.alpha_pattern);
  const rankOf = (module: string): number => ranks(module) ?? json.r;
  return {
    baseName: json.base_model_name_or_path,
    rank: json.r,
    alpha: json.lora_alpha,
    rankOf,
    scaleOf(module) {
      const rank = rankOf(module);
      return (alphas(module) ?? json.lora_alpha) / (json.use_rslora ? Math.sqrt(rank) : rank);
    },
  };
}

function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** PEFT's patterns: regular expressions for the end of a module's path, the first that fits counts. */
function patterns(values: Readonly<Record<string, number>>): (module: string) => number | undefined {
  const list = Object.entries(values).map(([pattern, value]) => ({ expression: compiled(pattern), value }));
  return (module) => list.find(({ expression }) => expression.test(module))?.value;
}

function compiled(pattern: string): RegExp {
  // A file from a stranger must not be able to hold the page up: no repeated groups, which can take for ever.
  if (!/^[\w.^$|\\()[\]*+?:-]*$/.test(pattern) || /\)[*+?]/.test(pattern))
    throw invalidFile(ADAPTER_CONFIG, `the pattern ${pattern} cannot be read`);
  try {
    return new RegExp(`^(?:.*\\.)?(?:${pattern})$`);
  } catch (thrown) {
    throw invalidFile(ADAPTER_CONFIG, `the pattern ${pattern} cannot be read`, thrown);
  }
}

function unsupported(what: string): LocumError {
  return new LocumError('unsupported', `This adapter has ${what}; Locum does not support that.`, {
    hint: 'Locum reads plain and rank-stabilised LoRA. Merge the adapter into its base with PEFT, and open the merged model.',
    details: { what },
  });
}
