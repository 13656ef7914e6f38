/** Rotary settings of a `config.json`, in the names of transformers 4 (`rope_scaling`) and 5 (`rope_parameters`). */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import type { Architecture } from '../decoder-config.ts';
import type { RopeConfig, RopeScaling } from '../rope.ts';
import { invalidFile } from './json.ts';

const Positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const Factors = v.array(Positive);

const Scaling = v.looseObject({
  rope_type: v.nullish(v.string()),
  /** The older name. */
  type: v.nullish(v.string()),
  rope_theta: v.nullish(Positive),
  partial_rotary_factor: v.nullish(Positive),
  factor: v.nullish(Positive),
  original_max_position_embeddings: v.nullish(Positive),
  attention_factor: v.nullish(Positive),
  low_freq_factor: v.nullish(Positive),
  high_freq_factor: v.nullish(Positive),
  beta_fast: v.nullish(Positive),
  beta_slow: v.nullish(Positive),
  mscale: v.nullish(v.number()),
  mscale_all_dim: v.nullish(v.number()),
  truncate: v.nullish(v.boolean()),
  short_factor: v.nullish(Factors),
  long_factor: v.nullish(Factors),
});
type Scaling = v.InferOutput<typeof Scaling>;

/** The fields of `config.json` that this file reads. */
export const RopeFields = {
  rope_theta: v.nullish(Positive),
  partial_rotary_factor: v.nullish(Positive),
  original_max_position_embeddings: v.nullish(Positive),
  rope_scaling: v.nullish(Scaling),
  /** transformers 5 puts theta and scaling here. */
  rope_parameters: v.nullish(Scaling),
};
const Fields = v.object(RopeFields);
export type RopeJson = v.InferOutput<typeof Fields>;

export interface RopeSettings {
  readonly rope: RopeConfig;
  /** The longest text that the scaling is made for. */
  readonly contextLength: number;
}

/** @throws {LocumError} `unsupported-architecture` (an unknown scaling), `checkpoint-invalid` */
export function parseRope(
  json: RopeJson,
  architecture: Architecture,
  headDim: number,
  maxPositions: number,
): RopeSettings {
  const settings: Scaling = json.rope_parameters ?? json.rope_scaling ?? {};
  const share = settings.partial_rotary_factor ?? json.partial_rotary_factor ?? 1;
  const dims = Math.floor(headDim * share);
  if (dims % 2 !== 0 || dims < 2 || dims > headDim) {
    throw invalid(`${dims} of ${headDim} dimensions of a head cannot be rotated`);
  }
  const original = json.original_max_position_embeddings ?? settings.original_max_position_embeddings ?? maxPositions;
  const scaling = parseScaling(settings, architecture, dims, original, maxPositions);
  const rope = { theta: settings.rope_theta ?? json.rope_theta ?? 10000, dims, scaling };
  // Qwen's own instructions add YaRN to a config whose max_position_embeddings stays the original one.
  const contextLength =
    scaling.kind === 'yarn'
      ? Math.max(maxPositions, Math.floor(scaling.originalContext * scaling.factor))
      : maxPositions;
  return { rope, contextLength };
}

function parseScaling(
  settings: Scaling,
  architecture: Architecture,
  dims: number,
  originalContext: number,
  maxPositions: number,
): RopeScaling {
  const kind = settings.rope_type ?? settings.type ?? 'default';
  const given = (name: 'factor' | 'low_freq_factor' | 'high_freq_factor'): number => {
    const value = settings[name];
    if (typeof value === 'number') return value;
    throw invalid(`the ${kind} scaling of positions has no ${name}`);
  };
  // Early Phi-3 checkpoints call LongRoPE su or yarn.
  const isPhi = architecture === 'Phi3ForCausalLM';
  switch (isPhi && (kind === 'su' || kind === 'yarn') ? 'longrope' : kind) {
    case 'default':
    // Within max_position_embeddings, dynamic NTK scaling is none.
    case 'dynamic':
      return { kind: 'none' };
    case 'linear':
      return { kind: 'linear', factor: given('factor') };
    case 'llama3':
      return {
        kind: 'llama3',
        factor: given('factor'),
        lowFrequencyFactor: given('low_freq_factor'),
        highFrequencyFactor: given('high_freq_factor'),
        originalContext,
      };
    case 'yarn': {
      const factor = settings.factor ?? maxPositions / originalContext;
      return {
        kind: 'yarn',
        factor,
        betaFast: settings.beta_fast ?? 32,
        betaSlow: settings.beta_slow ?? 1,
        originalContext,
        attentionFactor: settings.attention_factor ?? yarnAttention(factor, settings),
        truncate: settings.truncate ?? true,
      };
    }
    case 'su':
    case 'longrope': {
      const factors = (name: 'short_factor' | 'long_factor'): readonly number[] => {
        const list = settings[name];
        if (list?.length === dims / 2) return list;
        throw invalid(`${name} should have ${dims / 2} factors but has ${list?.length ?? 'none'}`);
      };
      const factor = settings.factor ?? maxPositions / originalContext;
      const usual = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(originalContext));
      return {
        kind: 'longrope',
        shortFactors: factors('short_factor'),
        longFactors: factors('long_factor'),
        originalContext,
        attentionFactor: settings.attention_factor ?? usual,
      };
    }
    default:
      throw new LocumError(
        'unsupported-architecture',
        `This ${architecture} scales its rotary positions by the method ${kind}, which is not supported.`,
        {
          hint: 'Locum knows the scalings linear, dynamic, llama3, yarn and longrope. Choose another checkpoint.',
          details: { architecture, scaling: kind },
        },
      );
  }
}

/** Peng et al. 2023, equation 22, with DeepSeek's two exponents where they are given. */
function yarnAttention(factor: number, { mscale, mscale_all_dim }: Scaling): number {
  const grown = (weight: number): number => (factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1);
  return mscale && mscale_all_dim ? grown(mscale) / grown(mscale_all_dim) : grown(1);
}

const invalid = (what: string): LocumError => invalidFile('config.json', what);
