import { describe, expect, it } from 'vitest';
import { parseConfig, parseGenerationConfig } from './config.ts';

const LLAMA = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  intermediate_size: 128,
  vocab_size: 100,
  max_position_embeddings: 256,
};
const parse = (changes: Record<string, unknown> = {}) => parseConfig(JSON.stringify({ ...LLAMA, ...changes }));
const decoder = (changes: Record<string, unknown> = {}) => parse(changes).decoder;

describe('config.json', () => {
  it('fills in what Hugging Face leaves out', () => {
    expect(decoder()).toEqual({
      architecture: 'LlamaForCausalLM',
      hiddenSize: 64,
      layers: 2,
      heads: 4,
      kvHeads: 4,
      headDim: 16,
      ffnSize: 128,
      vocabularySize: 100,
      contextLength: 256,
      ropeTheta: 10000,
      rmsNormEps: 1e-6,
      tiedEmbeddings: false,
      qkNorm: false,
      qkvBias: false,
    });
    expect(parse().stopIds).toEqual([]);
  });

  it('knows the architectures by name or model type', () => {
    expect(decoder({ architectures: ['MistralForCausalLM'] }).architecture).toBe('MistralForCausalLM');
    expect(decoder({ architectures: ['Qwen2ForCausalLM'] })).toMatchObject({ qkvBias: true, qkNorm: false });
    expect(decoder({ architectures: ['Qwen3ForCausalLM'] })).toMatchObject({ qkvBias: false, qkNorm: true });
    expect(decoder({ architectures: undefined, model_type: 'qwen3' }).architecture).toBe('Qwen3ForCausalLM');
  });

  it('reads grouped queries, an explicit head size, stop ids and theta, old place and new', () => {
    const config = parse({ num_key_value_heads: 2, head_dim: 32, eos_token_id: [2, 7], rope_theta: 5e5 });
    expect(config.decoder).toMatchObject({ kvHeads: 2, headDim: 32, ropeTheta: 5e5 });
    expect(config.stopIds).toEqual([2, 7]);
    expect(parse({ eos_token_id: 3 }).stopIds).toEqual([3]);
    expect(decoder({ rope_parameters: { rope_type: 'default', rope_theta: 1e6 } }).ropeTheta).toBe(1e6);
  });

  it('ends the context where a sliding window would begin to matter', () => {
    expect(decoder({ sliding_window: 100 }).contextLength).toBe(100);
    expect(decoder({ sliding_window: 100, use_sliding_window: false }).contextLength).toBe(256);
    expect(decoder({ sliding_window: null }).contextLength).toBe(256);
  });

  const unsupported: Record<string, [Record<string, unknown>, RegExp]> = {
    'another architecture': [{ architectures: ['GPT2LMHeadModel'] }, /GPT2LMHeadModel/],
    'Phi-3': [{ architectures: ['Phi3ForCausalLM'] }, /Phi3ForCausalLM/],
    'no architecture': [{ architectures: undefined, model_type: undefined }, /names no architecture/],
    'scaled positions': [{ rope_scaling: { rope_type: 'llama3', factor: 8 } }, /LlamaForCausalLM.*llama3/],
    'scaled positions, older name': [{ rope_scaling: { type: 'linear', factor: 2 } }, /linear/],
    'scaled positions, newer place': [{ rope_parameters: { rope_type: 'yarn', rope_theta: 1e6 } }, /yarn/],
    'another activation': [{ hidden_act: 'gelu' }, /gelu/],
    'biases on projections': [{ attention_bias: true }, /bias/],
    'biases in the feed-forward part': [{ mlp_bias: true }, /bias/],
  };
  it.each(Object.keys(unsupported))('is refused by name with %s', (title) => {
    const [changes, message] = unsupported[title]!;
    expect(() => parse(changes)).toThrow(
      expect.objectContaining({ code: 'unsupported-architecture', message: expect.stringMatching(message) }),
    );
  });

  it('refuses foreign quantisation by its name', () => {
    expect(() => parse({ quantization_config: { quant_method: 'gptq', bits: 4 } })).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('gptq') }),
    );
    expect(() => parse({ quantization_config: { quant_method: 'locum-q8', bits: 8, group_size: 32 } })).not.toThrow();
  });

  const invalid: Record<string, Record<string, unknown>> = {
    'a missing size': { hidden_size: undefined },
    'a size in words': { vocab_size: 'many' },
    'no layers': { num_hidden_layers: 0 },
    'half a layer': { num_hidden_layers: 1.5 },
    'heads that do not share': { num_key_value_heads: 3 },
    'heads that do not divide the state': { num_attention_heads: 3 },
    'an odd head': { head_dim: 15 },
    'a negative epsilon': { rms_norm_eps: -1 },
  };
  it.each(Object.keys(invalid))('is refused with %s', (title) => {
    expect(() => parse(invalid[title])).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }));
  });

  it('is refused when it is not JSON', () => {
    expect(() => parseConfig('{')).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }));
    expect(() => parseConfig('<!doctype html>')).toThrow(/not JSON/);
  });
});

describe('generation_config.json', () => {
  it('gives stop ids and what the authors suggest', () => {
    const text = JSON.stringify({
      eos_token_id: [0, 4],
      repetition_penalty: 1.1,
      temperature: 0.7,
      top_k: 20,
      top_p: 0.8,
    });
    expect(parseGenerationConfig(text)).toEqual({
      stopIds: [0, 4],
      defaults: { repetitionPenalty: 1.1, temperature: 0.7, topK: 20, topP: 0.8 },
    });
    expect(parseGenerationConfig('{}')).toEqual({ stopIds: [], defaults: {} });
  });
});
