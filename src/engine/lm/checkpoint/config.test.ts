import { describe, expect, it } from 'vitest';
import { parseConfig, parseGenerationConfig, QUANT_VERSION } from './config.ts';

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

describe('numbers of strangers', () => {
  it('are refused by the name of their limit before anything is made of them', () => {
    for (const [field, limit] of [
      ['num_hidden_layers', 'layers'],
      ['vocab_size', 'vocabulary'],
      ['hidden_size', 'width'],
      ['intermediate_size', 'width'],
      ['num_attention_heads', 'width'],
      ['num_key_value_heads', 'width'],
      ['head_dim', 'width'],
      ['max_position_embeddings', 'context'],
    ] as const) {
      expect(() => parse({ [field]: 2_147_483_647 })).toThrow(
        expect.objectContaining({ code: 'limit-exceeded', details: expect.objectContaining({ limit }) }),
      );
    }
    const long = JSON.stringify({ ...LLAMA, layer_types: Array.from({ length: 1_000_000 }, () => 'x') });
    expect(() => parseConfig(long)).toThrow(/config\.json: 4,000,\d+ characters/);
  });

  it('and names that every object has are no architectures', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const unknown = expect.objectContaining({ code: 'unsupported-architecture' });
      expect(() => parse({ architectures: null, model_type: name })).toThrow(unknown);
      expect(() => parse({ hidden_act: name })).toThrow(unknown);
    }
  });
});

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
      rope: { theta: 10000, dims: 16, scaling: { kind: 'none' } },
      windowRope: null,
      window: null,
      attentionScale: 1 / 4,
      activation: 'silu',
      embeddingScale: 1,
      rmsNormEps: 1e-6,
      normOffset: 0,
      postNorms: false,
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
    expect(config.decoder).toMatchObject({ kvHeads: 2, headDim: 32, rope: { theta: 5e5, dims: 32 } });
    expect(config.stopIds).toEqual([2, 7]);
    expect(parse({ eos_token_id: 3 }).stopIds).toEqual([3]);
    expect(parse({ eos_token_id: -1 }).stopIds).toEqual([]);
    expect(decoder({ rope_parameters: { rope_type: 'default', rope_theta: 1e6 } }).rope.theta).toBe(1e6);
  });

  it('reads sliding windows as each architecture means them', () => {
    const mistral = (changes: object) => decoder({ architectures: ['MistralForCausalLM'], ...changes });
    const qwen = (changes: object) => decoder({ architectures: ['Qwen2ForCausalLM'], ...changes });
    expect(mistral({ sliding_window: 100 })).toMatchObject({
      contextLength: 256,
      window: { tokens: 100, layers: [true, true] },
    });
    expect(mistral({ sliding_window: null }).window).toBeNull();
    expect(mistral({ sliding_window: 256 }).window).toBeNull();
    expect(decoder({ sliding_window: 100 }).window).toBeNull();
    expect(qwen({ sliding_window: 100 }).window).toBeNull();
    expect(mistral({ sliding_window: -1 }).window).toBeNull();
    const used = { sliding_window: 100, use_sliding_window: true };
    expect(qwen({ ...used, max_window_layers: 1 }).window).toEqual({ tokens: 100, layers: [false, true] });
    expect(qwen({ ...used, max_window_layers: 2 }).window).toBeNull();
    expect(qwen({ ...used, layer_types: ['full_attention', 'sliding_attention'] }).window).toEqual({
      tokens: 100,
      layers: [false, true],
    });
    expect(qwen({ ...used, layer_types: ['full_attention', 'full_attention'] }).window).toBeNull();
  });

  it('keeps a window to the layers that have it, in whatever order they come', () => {
    const layers = { layer_types: ['sliding_attention', 'full_attention'], use_sliding_window: true };
    const config = decoder({ architectures: ['Qwen3ForCausalLM'], sliding_window: 100, ...layers });
    expect(config).toMatchObject({ contextLength: 256, window: { tokens: 100, layers: [true, false] } });
  });

  describe('of Gemma 3', () => {
    const GEMMA = {
      architectures: ['Gemma3ForCausalLM'],
      model_type: 'gemma3_text',
      hidden_size: 640,
      dtype: 'bfloat16',
    };
    const gemma = (changes: object = {}) => parseConfig(JSON.stringify({ ...GEMMA, ...changes }));

    it('has defaults of its own, and every sixth layer sees everything', () => {
      const { decoder: config } = gemma({ num_hidden_layers: 18, query_pre_attn_scalar: 64, sliding_window: 512 });
      expect(config).toMatchObject({
        heads: 8,
        kvHeads: 4,
        headDim: 256,
        contextLength: 131_072,
        rope: { theta: 1e6, dims: 256, scaling: { kind: 'none' } },
        windowRope: { theta: 10_000, dims: 256, scaling: { kind: 'none' } },
        attentionScale: 1 / 8,
        activation: 'gelu',
        // √640 = 25.298… in the type of the weights.
        embeddingScale: 25.25,
        normOffset: 1,
        postNorms: true,
        tiedEmbeddings: true,
        qkNorm: true,
      });
      expect(config.window?.tokens).toBe(512);
      expect(config.window?.layers.flatMap((has, layer) => (has ? [] : [layer]))).toEqual([5, 11, 17]);
    });

    it('lies in text_config where the model sees, too', () => {
      const text_config = {
        hidden_size: 2560,
        num_hidden_layers: 34,
        rope_scaling: { factor: 8, rope_type: 'linear' },
      };
      const sees = { architectures: ['Gemma3ForConditionalGeneration'], model_type: 'gemma3', eos_token_id: [1, 106] };
      const { decoder: config, stopIds } = parseConfig(JSON.stringify({ ...sees, text_config }));
      expect(config).toMatchObject({
        architecture: 'Gemma3ForCausalLM',
        hiddenSize: 2560,
        vocabularySize: 262_208,
        rope: { theta: 1e6, scaling: { kind: 'linear', factor: 8 } },
        embeddingScale: Math.sqrt(2560),
      });
      expect(stopIds).toEqual([1, 106]);
    });

    it.each([
      ['caps its scores', { final_logit_softcapping: 30 }],
      ['reads in both directions', { use_bidirectional_attention: true }],
      ['uses the activation silu', { hidden_activation: 'silu' }],
    ])('is refused where it %s', (what, changes) => {
      expect(() => gemma(changes)).toThrow(
        expect.objectContaining({ code: 'unsupported-architecture', message: expect.stringContaining(what) }),
      );
    });
  });

  describe('scaled positions', () => {
    const phi = (changes: object) => decoder({ architectures: ['Phi3ForCausalLM'], ...changes });
    const factors = { short_factor: Array(8).fill(1.5), long_factor: Array(8).fill(4) };

    it.each(['longrope', 'su', 'yarn'])('of Phi-3 are LongRoPE under the name %s', (type) => {
      const { rope } = phi({ original_max_position_embeddings: 64, rope_scaling: { type, ...factors } });
      expect(rope.scaling).toEqual({
        kind: 'longrope',
        shortFactors: factors.short_factor,
        longFactors: factors.long_factor,
        originalContext: 64,
        attentionFactor: Math.sqrt(1 + Math.log(256 / 64) / Math.log(64)),
      });
    });

    it('of Phi-3 need a factor for each pair of dimensions that is rotated', () => {
      const partial = phi({ partial_rotary_factor: 0.75, rope_scaling: null });
      expect(partial.rope.dims).toBe(12);
      const scaled = { partial_rotary_factor: 0.75, rope_scaling: { type: 'longrope', ...factors } };
      expect(() => phi(scaled)).toThrow(/short_factor should have 6 factors but has 8/);
    });

    it('of Llama 3 need their factors', () => {
      const llama3 = { rope_type: 'llama3', factor: 8, low_freq_factor: 1, high_freq_factor: 4 };
      const { rope } = decoder({ rope_scaling: { ...llama3, original_max_position_embeddings: 64 } });
      const expected = { factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 64 };
      expect(rope.scaling).toEqual({ kind: 'llama3', ...expected });
      expect(() => decoder({ rope_scaling: { ...llama3, factor: undefined } })).toThrow(/no factor/);
    });

    it('by YaRN lengthen the context that the config names', () => {
      const scaled = decoder({ rope_scaling: { type: 'yarn', factor: 4, original_max_position_embeddings: 256 } });
      expect(scaled.contextLength).toBe(1024);
      expect(scaled.rope.scaling).toMatchObject({ betaFast: 32, betaSlow: 1, attentionFactor: 0.1 * Math.log(4) + 1 });
    });

    it('are read from the older name and the newer place', () => {
      expect(decoder({ rope_scaling: { type: 'linear', factor: 2 } }).rope.scaling).toEqual({
        kind: 'linear',
        factor: 2,
      });
      const moved = decoder({ rope_parameters: { rope_type: 'linear', factor: 3, rope_theta: 1e6 } });
      expect(moved.rope).toEqual({ theta: 1e6, dims: 16, scaling: { kind: 'linear', factor: 3 } });
      expect(decoder({ rope_scaling: { type: 'dynamic', factor: 2 } }).rope.scaling).toEqual({ kind: 'none' });
    });
  });

  const unsupported: Record<string, [Record<string, unknown>, RegExp]> = {
    'another architecture': [{ architectures: ['GPT2LMHeadModel'] }, /GPT2LMHeadModel/],
    'no architecture': [{ architectures: undefined, model_type: undefined }, /names no architecture/],
    'positions scaled by another method': [
      { rope_scaling: { rope_type: 'proportional', factor: 8 } },
      /Llama.*proportional/,
    ],
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
    expect(() => parse({ quantization_config: { quant_method: 'locum-q4', bits: 4, group_size: 32 } })).not.toThrow();
    expect(() => parse({ quantization_config: { quant_method: 'locum-q4', bits: 4, group_size: 64 } })).toThrow();
    const own = { quant_method: 'locum-q4', bits: 4, group_size: 32 };
    expect(() => parse({ quantization_config: { ...own, version: QUANT_VERSION } })).not.toThrow();
    expect(() => parse({ quantization_config: { ...own, version: QUANT_VERSION + 1 } })).toThrow(/newer Locum/);
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
    expect(() => parseConfig('<!doctype html>')).toThrow(/web page/);
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
