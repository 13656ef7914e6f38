/** What adapters are read as, and what is refused before any weights are read. */

import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { adapterFiles, loraGolden } from '../testing/golden-lora.ts';
import { transformersGolden } from '../testing/golden-transformers.ts';
import { memorySource } from '../testing/memory-source.ts';
import { safetensorsFile } from '../testing/safetensors-file.ts';
import { adaptedSource } from './adapted-source.ts';
import { openAdapter } from './adapter.ts';
import { parseAdapterConfig } from './adapter-config.ts';

const CONFIG = { peft_type: 'LORA', r: 8, lora_alpha: 16, base_model_name_or_path: 'org/base' };
const parse = (changes: object = {}) => parseAdapterConfig(JSON.stringify({ ...CONFIG, ...changes }));
const Q = 'model.layers.3.self_attn.q_proj';

describe('adapter_config.json', () => {
  it('scales by α / r, by α / √r where rank-stabilised, and by the patterns that fit a module', () => {
    expect(parse().scaleOf(Q)).toBe(2);
    expect(parse({ use_rslora: true }).scaleOf(Q)).toBeCloseTo(16 / Math.sqrt(8), 12);
    const patterned = parse({
      rank_pattern: { 'layers.3.self_attn.q_proj': 4, 'k_proj|v_proj': 2 },
      alpha_pattern: { q_proj: 12 },
    });
    expect(patterned.rankOf(Q)).toBe(4);
    expect(patterned.scaleOf(Q)).toBe(3);
    expect(patterned.rankOf('model.layers.0.self_attn.v_proj')).toBe(2);
    // The end of a path, not any part of it.
    expect(patterned.rankOf('model.layers.13.self_attn.q_proj')).toBe(8);
  });

  it.each([
    ['DoRA', { use_dora: true }],
    ['modules_to_save', { modules_to_save: ['lm_head'] }],
    ['fan_in_fan_out', { fan_in_fan_out: true }],
    ['bias', { bias: 'all' }],
    ['lora_bias', { lora_bias: true }],
    ['IA3', { peft_type: 'IA3' }],
    ['pissa', { init_lora_weights: 'pissa_niter_16' }],
    ['trainable_token_indices', { trainable_token_indices: [5] }],
    ['a_setting_of_the_future', { a_setting_of_the_future: 0.5 }],
  ])('is refused by name with %s', (name, changes) => {
    expect(() => parse(changes)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(name) }),
    );
  });

  it.each(['(a+)+', '(', 'a{1000}'])('is refused with the pattern %s', (pattern) => {
    expect(() => parse({ rank_pattern: { [pattern]: 4 } })).toThrow(
      expect.objectContaining({ code: 'checkpoint-invalid' }),
    );
  });
});

describe('an adapter', () => {
  /** Counts what is read of the weights themselves. */
  function counting(source: FileSource): { source: FileSource; reads: () => number } {
    let reads = 0;
    const counted: FileSource = {
      ...source,
      stream(path, options) {
        if ((options?.offset ?? 0) > 8) reads++;
        return source.stream(path, options);
      },
    };
    return { source: counted, reads: () => reads };
  }
  const open = async (adapter: FileSource, base: string) =>
    openAdapter(adapter, await openCheckpoint(transformersGolden(base).source));
  const changed = (name: string, changes: object): FileSource => {
    const files = adapterFiles(name);
    const config = { ...JSON.parse(String(files['adapter_config.json'])), ...changes };
    return memorySource({ ...files, 'adapter_config.json': JSON.stringify(config) }, name);
  };

  it('tells its rank, its scale and the base it was trained over', async () => {
    const { adapter } = loraGolden('phi3-rslora');
    const { config, storedBytes } = await open(adapter, 'phi3-short');
    expect(config).toMatchObject({ baseName: 'golden/phi3-short', rank: 4, alpha: 6 });
    expect(storedBytes).toBeGreaterThan(1000);
  });

  it.each([
    [
      'a base of another architecture',
      loraGolden('phi3-rslora').adapter,
      'llama3',
      /changes model\.layers\.0.*which “llama3” does not have/,
    ],
    ['a base with fewer layers', loraGolden('gemma3-linear').adapter, 'llama3', /layers\.[23]|\[/],
    ['another rank than it says', changed('llama-linear', { r: 8 }), 'llama3', /should be \[8, 32\] for rank 8/],
    [
      'a rank of one module',
      changed('llama-linear', { rank_pattern: { 'layers.1.mlp.up_proj': 2 } }),
      'llama3',
      /up_proj.*rank 2/,
    ],
  ])('is refused over %s, before weights are read', async (_, adapter, base, message) => {
    const { source, reads } = counting(adapter);
    await expect(open(source, base)).rejects.toThrow(
      expect.objectContaining({
        code: 'adapter-mismatch',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('It was trained over golden/'),
      }),
    );
    expect(reads()).toBe(0);
  });

  it.each([
    ['DoRA’s magnitudes', 'base_model.model.model.layers.0.mlp.up_proj.lora_magnitude_vector', /DoRA/],
    ['an adapted embedding', 'base_model.model.model.embed_tokens.lora_embedding_A', /embedding/],
    ['a whole module', 'base_model.model.lm_head.weight', /weights beside/],
  ])('is refused with %s among its tensors', async (_, name, message) => {
    const bytes = new Uint8Array(16);
    const file = safetensorsFile([{ name, dtype: 'F32', shape: [4], bytes }]);
    const adapter = memorySource({ ...adapterFiles('llama-linear'), 'adapter_model.safetensors': file }, 'odd');
    await expect(open(adapter, 'llama3')).rejects.toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringMatching(message) }),
    );
  });

  it('that is cut short, or lacks its weights, is refused as a checkpoint would be', async () => {
    const files = adapterFiles('llama-linear');
    const weights = files['adapter_model.safetensors'];
    if (!(weights instanceof Uint8Array)) throw new Error('no weights');
    const short = memorySource({ ...files, 'adapter_model.safetensors': weights.subarray(0, weights.length - 10) });
    await expect(open(short, 'llama3')).rejects.toMatchObject({ code: 'checkpoint-truncated' });
    const { 'adapter_model.safetensors': _none, ...config } = files;
    await expect(open(memorySource(config), 'llama3')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });

  it('brings its tokenizer’s files where it has them, and leaves the rest to its base', async () => {
    const base = memorySource(
      { 'config.json': 'base', 'tokenizer.json': 'base', 'tokenizer_config.json': 'base' },
      'b',
    );
    const adapter = memorySource({ 'config.json': 'adapter', 'tokenizer_config.json': 'adapter' }, 'a');
    const source = adaptedSource(base, adapter);
    expect(source.label).toBe('b+a');
    expect(await source.text('config.json')).toBe('base');
    expect(await source.text('tokenizer.json')).toBe('base');
    expect(await source.text('tokenizer_config.json')).toBe('adapter');
  });
});
