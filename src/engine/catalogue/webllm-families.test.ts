import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, test } from 'vitest';
import type { DecoderConfig } from '../lm/decoder-config.ts';
import type { RopeScaling } from '../lm/rope.ts';
import { catalogueModel } from './models.ts';
import { FAMILY_NAMES, libraryOfFamily, webLlmFamily } from './webllm-families.ts';

const list = prebuiltAppConfig.model_list.map(({ model_id, model_lib }) => ({ id: model_id, library: model_lib }));
const LONG = Array.from({ length: 48 }, (_, pair) => (pair === 0 ? 1.08 : pair === 47 ? 64.84 : 2 + pair));
const longrope = (longFactors: readonly number[]): RopeScaling => ({
  kind: 'longrope',
  shortFactors: LONG.map(() => 1),
  longFactors,
  originalContext: 4096,
  attentionFactor: 1.19,
});

/** A model of the catalogue as its `config.json` is read. */
function config(
  id: string,
  architecture: DecoderConfig['architecture'],
  theta: number,
  scaling: RopeScaling = { kind: 'none' },
): DecoderConfig {
  const model = catalogueModel(id);
  if (model === undefined) throw new Error(`${id} is not in the catalogue`);
  const { shape, contextLength } = model;
  return {
    qkNorm: false,
    qkvBias: false,
    ...shape,
    architecture,
    contextLength,
    rope: { theta, dims: shape.headDim, scaling },
    windowRope: null,
    window: null,
    attentionScale: 1 / Math.sqrt(shape.headDim),
    activation: 'silu',
    embeddingScale: 1,
    rmsNormEps: 1e-5,
    normOffset: 0,
    postNorms: false,
  };
}

describe('the library that a checkpoint runs on', () => {
  test('of every MediPhi model is that of Phi-3.5-mini', () => {
    for (const name of ['MediPhi-Instruct', 'MediPhi', 'MediPhi-Clinical', 'Phi-3.5-mini-instruct']) {
      const own = config(`microsoft/${name}`, 'Phi3ForCausalLM', 10_000, longrope(LONG));
      expect(webLlmFamily(own)).toBe('Phi-3.5-mini-instruct');
    }
  });

  test('is another where the sizes are the same and the rotation is not', () => {
    const phi = 'microsoft/Phi-3-mini-4k-instruct';
    expect(webLlmFamily(config(phi, 'Phi3ForCausalLM', 10_000))).toBe('Phi-3-mini-4k-instruct');
    const long128k = longrope(LONG.map((factor) => factor * 1.01));
    expect(webLlmFamily(config(phi, 'Phi3ForCausalLM', 10_000, long128k))).toBeNull();
    const llama = 'meta-llama/Llama-3.2-1B-Instruct';
    const scaled = (factor: number): RopeScaling => ({
      kind: 'llama3',
      factor,
      lowFrequencyFactor: 1,
      highFrequencyFactor: 4,
      originalContext: 8192,
    });
    expect(webLlmFamily(config(llama, 'LlamaForCausalLM', 500_000, scaled(32)))).toBe('Llama-3.2-1B-Instruct');
    expect(webLlmFamily(config(llama, 'LlamaForCausalLM', 500_000, scaled(8)))).toBeNull();
    expect(webLlmFamily(config(llama, 'LlamaForCausalLM', 500_000))).toBeNull();
  });

  test('of Qwen3 and Qwen2.5 follows their size', () => {
    expect(webLlmFamily(config('Qwen/Qwen3-1.7B', 'Qwen3ForCausalLM', 1e6))).toBe('Qwen3-1.7B');
    expect(webLlmFamily(config('Qwen/Qwen3-14B', 'Qwen3ForCausalLM', 1e6))).toBeNull();
    const half = config('Qwen/Qwen3-0.6B', 'Qwen2ForCausalLM', 1e6);
    const sizes = { hiddenSize: 896, layers: 24, heads: 14, kvHeads: 2, headDim: 64, ffnSize: 4864 };
    const rope = { ...half.rope, dims: 64 };
    expect(webLlmFamily({ ...half, ...sizes, rope, qkNorm: false, qkvBias: true })).toBe('Qwen2.5-0.5B-Instruct');
  });

  test('of the demonstration models is none', () => {
    expect(webLlmFamily(config('demo-base', 'LlamaForCausalLM', 10_000))).toBeNull();
  });

  test.each(FAMILY_NAMES)('of %s is in web-llm’s list in both formats', (family) => {
    for (const format of ['q4f16_1', 'q4f32_1']) {
      expect(libraryOfFamily(family, format, list)).toMatch(new RegExp(`-${format}_.*\\.wasm$`));
    }
    expect(libraryOfFamily(family, 'q3f16_1', list)).toBeNull();
  });
});
