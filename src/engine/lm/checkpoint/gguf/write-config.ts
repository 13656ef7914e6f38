/** The shape of a decoder as GGUF's metadata: the counterpart of `config.ts`. */

import { LocumError } from '../../../errors.ts';
import type { Architecture, DecoderConfig } from '../../decoder-config.ts';
import { type RopeConfig, ropeFrequencies } from '../../rope.ts';
import type { Entry } from './container.ts';

const NAMES: Readonly<Record<Architecture, string>> = {
  LlamaForCausalLM: 'llama',
  MistralForCausalLM: 'llama',
  Qwen2ForCausalLM: 'qwen2',
  Qwen3ForCausalLM: 'qwen3',
  Phi3ForCausalLM: 'phi3',
  Gemma3ForCausalLM: 'gemma3',
};

export function ggufArchitecture(config: DecoderConfig): string {
  return NAMES[config.architecture];
}

/** @throws {LocumError} `unsupported` for what a GGUF file cannot say of a model */
export function configEntries(config: DecoderConfig): readonly Entry[] {
  const architecture = ggufArchitecture(config);
  const entry = (key: string, kind: 'count' | 'float', value: number): Entry => ({
    key: `${architecture}.${key}`,
    kind,
    value,
  });
  const { window, rope, windowRope } = config;
  const isGemma = architecture === 'gemma3';
  // llama.cpp disregards Phi-3's window, too: up to its length nothing differs.
  if (window !== null && !isGemma && architecture !== 'phi3') {
    throw new LocumError(
      'unsupported',
      'Some layers of this model see the last tokens only, which GGUF cannot say of it.',
      {
        hint: 'Convert another model of this family.',
        details: { architecture: config.architecture },
      },
    );
  }
  return [
    entry('block_count', 'count', config.layers),
    entry('context_length', 'count', config.contextLength),
    entry('embedding_length', 'count', config.hiddenSize),
    entry('feed_forward_length', 'count', config.ffnSize),
    entry('attention.head_count', 'count', config.heads),
    entry('attention.head_count_kv', 'count', config.kvHeads),
    entry('attention.key_length', 'count', config.headDim),
    entry('attention.value_length', 'count', config.headDim),
    entry('attention.layer_norm_rms_epsilon', 'float', config.rmsNormEps),
    entry('vocab_size', 'count', config.vocabularySize),
    entry('rope.dimension_count', 'count', rope.dims),
    entry('rope.freq_base', 'float', rope.theta),
    ...(isGemma && window ? [entry('attention.sliding_window', 'count', window.tokens)] : []),
    ...(isGemma && windowRope ? [entry('rope.freq_base_swa', 'float', windowRope.theta)] : []),
    ...scalingEntries(rope, (key, kind, value) => entry(`rope.scaling.${key}`, kind, value), architecture),
  ];
}

function scalingEntries(
  { scaling }: RopeConfig,
  entry: (key: string, kind: 'count' | 'float', value: number) => Entry,
  architecture: string,
): readonly Entry[] {
  const type = (value: string): Entry => ({ key: `${architecture}.rope.scaling.type`, kind: 'text', value });
  switch (scaling.kind) {
    case 'none':
    // What scales its frequencies one by one, tensors say.
    case 'llama3':
      return [];
    case 'linear':
      return [type('linear'), entry('factor', 'float', scaling.factor)];
    case 'yarn':
      return [
        type('yarn'),
        entry('factor', 'float', scaling.factor),
        entry('original_context_length', 'count', scaling.originalContext),
        entry('yarn_beta_fast', 'float', scaling.betaFast),
        entry('yarn_beta_slow', 'float', scaling.betaSlow),
      ];
    case 'longrope':
      return [
        entry('original_context_length', 'count', scaling.originalContext),
        entry('attn_factor', 'float', scaling.attentionFactor),
      ];
    default:
      return scaling satisfies never;
  }
}

/** Divisors of the rotary frequencies that tensors hold, by the tensors' names. */
export function ropeDivisors({ rope }: DecoderConfig): ReadonlyMap<string, readonly number[]> {
  const { scaling } = rope;
  switch (scaling.kind) {
    case 'none':
    case 'linear':
    case 'yarn':
      return new Map();
    case 'llama3': {
      const plain = ropeFrequencies({ ...rope, scaling: { kind: 'none' } }, false).frequencies;
      const scaled = ropeFrequencies(rope, false).frequencies;
      return new Map([['rope_freqs.weight', [...plain].map((frequency, pair) => frequency / scaled[pair]!)]]);
    }
    case 'longrope':
      return scaling.shortFactors.join() === scaling.longFactors.join()
        ? new Map([['rope_freqs.weight', scaling.shortFactors]])
        : new Map([
            ['rope_factors_long.weight', scaling.longFactors],
            ['rope_factors_short.weight', scaling.shortFactors],
          ]);
    default:
      return scaling satisfies never;
  }
}
