/**
 * Tiny checkpoints with random weights, as files in memory: the same path through the loader that a real one takes.
 * Weights are as large as in a trained model, so that logits spread and a wrong kernel shows.
 */

import { floatToBfloat, floatToHalf } from '../checkpoint/half.ts';
import { GROUP_SIZE } from '../checkpoint/matrix.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { storedTensors } from '../checkpoint/tensors.ts';
import type { Architecture, DecoderConfig } from '../decoder-config.ts';
import type { RopeConfig } from '../rope.ts';
import { memorySource } from './memory-source.ts';
import { safetensorsFile, type TensorBytes } from './safetensors-file.ts';

export interface RandomCheckpointOptions {
  readonly seed?: number;
  /** How matrices are stored; norms and biases are f32 then, f16 beside q8 and q4. q4 has all nibbles and scales of either sign. */
  readonly dtype?: 'f32' | 'f16' | 'bf16' | 'q8' | 'q4';
  readonly config?: Partial<DecoderConfig>;
  /** Spread the tensors over this many files with an index; 1 = `model.safetensors`. */
  readonly shards?: number;
  /** Where the scales of quantised matrices lie: before all matrices or after them. */
  readonly scales?: 'first' | 'last';
  /** How scales are stored; Locum once wrote f32. */
  readonly scaleType?: 'f16' | 'f32';
  readonly stopIds?: readonly number[];
  readonly label?: string;
}

export interface RandomCheckpoint {
  readonly source: FileSource;
  readonly files: Record<string, Uint8Array | string>;
  readonly config: DecoderConfig;
}

const TINY: DecoderConfig = {
  architecture: 'LlamaForCausalLM',
  hiddenSize: 64,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 16,
  ffnSize: 96,
  vocabularySize: 100,
  contextLength: 128,
  rope: { theta: 10000, dims: 16, scaling: { kind: 'none' } },
  windowRope: null,
  window: null,
  attentionScale: 1 / Math.sqrt(16),
  activation: 'silu',
  embeddingScale: 1,
  rmsNormEps: 1e-6,
  normOffset: 0,
  postNorms: false,
  tiedEmbeddings: true,
  qkNorm: false,
  qkvBias: false,
};

/**
 * `config.qkNorm` and `config.qkvBias` choose the architecture: Qwen3, Qwen2; LongRoPE or rotating part of a head, Phi-3,
 * whose tensors are fused; else Llama. All of a head is rotated unless `config.rope` says otherwise.
 */
export function randomCheckpoint(options: RandomCheckpointOptions = {}): RandomCheckpoint {
  const { seed = 1, dtype = 'f32', shards = 1, scales = 'last', stopIds = [0], label = 'random' } = options;
  const scaleType = options.scaleType ?? 'f16';
  const isQuantised = dtype === 'q8' || dtype === 'q4';
  const sizes = { ...TINY, ...options.config };
  const rope = options.config?.rope ?? { ...TINY.rope, dims: sizes.headDim };
  const attentionScale = 1 / Math.sqrt(sizes.headDim);
  const config: DecoderConfig = { ...sizes, rope, attentionScale, architecture: architectureFor({ ...sizes, rope }) };
  const normal = normalNumbers(seed);

  const weights: TensorBytes[] = [];
  const scaleTensors: TensorBytes[] = [];
  for (const { name, shape } of storedTensors(config, new Set())) {
    const [rows, columns] = shape;
    if (columns === undefined) {
      const mean = name.endsWith('.bias') ? 0 : 1;
      const values = Float32Array.from({ length: rows }, () => mean + 0.2 * normal());
      weights.push(floats(name, shape, values, isQuantised ? 'f16' : 'f32'));
      continue;
    }
    const deviation = name === 'model.embed_tokens.weight' ? 0.5 : 1 / Math.sqrt(columns);
    if (isQuantised) {
      const { tensor, step } =
        dtype === 'q8' ? randomBytes(name, rows, columns, normal) : randomNibbles(name, rows, columns, normal);
      const groups = columns / GROUP_SIZE;
      const scale = Float32Array.from({ length: rows * groups }, () => deviation * step * scaleFactor(dtype, normal));
      weights.push(tensor);
      scaleTensors.push(floats(`${name}_scale`, [rows, groups], scale, scaleType));
    } else {
      const values = Float32Array.from({ length: rows * columns }, () => deviation * normal());
      weights.push(floats(name, shape, values, dtype));
    }
  }
  const tensors = scales === 'first' ? [...scaleTensors, ...weights] : [...weights, ...scaleTensors];
  const files: Record<string, Uint8Array | string> = {
    'config.json': JSON.stringify(configJson(config, stopIds, isQuantised ? dtype : null)),
    ...weightFiles(tensors, shards),
  };
  return { source: memorySource(files, label), files, config };
}

/** A tensor of steps, and how large one has to be for a deviation of 1. */
interface Steps {
  readonly tensor: TensorBytes;
  readonly step: number;
}

function randomBytes(name: string, rows: number, columns: number, normal: () => number): Steps {
  const q = Int8Array.from({ length: rows * columns }, () => Math.max(-127, Math.min(127, Math.round(40 * normal()))));
  return { tensor: { name, dtype: 'I8', shape: [rows, columns], bytes: new Uint8Array(q.buffer) }, step: 1 / 40 };
}

function randomNibbles(name: string, rows: number, columns: number, normal: () => number): Steps {
  const nibble = (): number => Math.max(0, Math.min(15, Math.round(7 + 4 * normal())));
  const words = Uint32Array.from({ length: (rows * columns) / 8 }, () =>
    Array.from({ length: 8 }, nibble).reduce((word, q, i) => word + q * 16 ** i, 0),
  );
  const shape = [rows, columns / 8];
  return { tensor: { name, dtype: 'U32', shape, bytes: new Uint8Array(words.buffer) }, step: 1 / 4 };
}

function scaleFactor(dtype: 'q8' | 'q4', normal: () => number): number {
  const size = 1 + 0.2 * Math.abs(normal());
  return dtype === 'q4' && normal() < 0 ? -size : size;
}

function architectureFor({ qkNorm, qkvBias, rope, window, headDim }: DecoderConfig): Architecture {
  if (qkNorm) return 'Qwen3ForCausalLM';
  if (qkvBias) return 'Qwen2ForCausalLM';
  if (rope.scaling.kind === 'longrope' || rope.dims < headDim) return 'Phi3ForCausalLM';
  return window === null ? 'LlamaForCausalLM' : 'MistralForCausalLM';
}

function weightFiles(tensors: readonly TensorBytes[], shards: number): Record<string, Uint8Array | string> {
  if (shards === 1) return { 'model.safetensors': safetensorsFile(tensors) };
  const files: Record<string, Uint8Array | string> = {};
  const weightMap: Record<string, string> = {};
  for (let shard = 0; shard < shards; shard++) {
    const file = `model-${shard + 1}-of-${shards}.safetensors`;
    const part = tensors.filter((_, index) => index % shards === shard);
    for (const { name } of part) weightMap[name] = file;
    files[file] = safetensorsFile(part);
  }
  files['model.safetensors.index.json'] = JSON.stringify({ metadata: {}, weight_map: weightMap });
  return files;
}

function floats(
  name: string,
  shape: readonly number[],
  values: Float32Array,
  dtype: 'f32' | 'f16' | 'bf16',
): TensorBytes {
  switch (dtype) {
    case 'f32':
      return { name, dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
    case 'f16':
      return { name, dtype: 'F16', shape, bytes: new Uint8Array(Uint16Array.from(values, floatToHalf).buffer) };
    case 'bf16':
      return { name, dtype: 'BF16', shape, bytes: new Uint8Array(Uint16Array.from(values, floatToBfloat).buffer) };
  }
}

/** `config.json` as Hugging Face writes it. */
function configJson(
  config: DecoderConfig,
  stopIds: readonly number[],
  quantised: 'q8' | 'q4' | null,
): Record<string, unknown> {
  return {
    architectures: [config.architecture],
    hidden_size: config.hiddenSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headDim,
    intermediate_size: config.ffnSize,
    vocab_size: config.vocabularySize,
    max_position_embeddings: config.contextLength,
    rms_norm_eps: config.rmsNormEps,
    ...ropeJson(config.rope, config.headDim),
    ...windowJson(config),
    hidden_act: 'silu',
    tie_word_embeddings: config.tiedEmbeddings,
    eos_token_id: stopIds,
    ...(quantised === null
      ? {}
      : {
          quantization_config: {
            quant_method: `locum-${quantised}`,
            bits: quantised === 'q8' ? 8 : 4,
            group_size: GROUP_SIZE,
          },
        }),
  };
}

function ropeJson({ theta, dims, scaling }: RopeConfig, headDim: number): Record<string, unknown> {
  const common = { rope_theta: theta, partial_rotary_factor: dims / headDim };
  switch (scaling.kind) {
    case 'none':
      return { ...common, rope_scaling: null };
    case 'linear':
      return { ...common, rope_scaling: { rope_type: 'linear', factor: scaling.factor } };
    case 'llama3':
      return {
        ...common,
        rope_scaling: {
          rope_type: 'llama3',
          factor: scaling.factor,
          low_freq_factor: scaling.lowFrequencyFactor,
          high_freq_factor: scaling.highFrequencyFactor,
          original_max_position_embeddings: scaling.originalContext,
        },
      };
    case 'yarn':
      return {
        ...common,
        rope_scaling: {
          type: 'yarn',
          factor: scaling.factor,
          beta_fast: scaling.betaFast,
          beta_slow: scaling.betaSlow,
          original_max_position_embeddings: scaling.originalContext,
          attention_factor: scaling.attentionFactor,
          truncate: scaling.truncate,
        },
      };
    case 'longrope':
      return {
        ...common,
        original_max_position_embeddings: scaling.originalContext,
        rope_scaling: {
          type: 'longrope',
          short_factor: scaling.shortFactors,
          long_factor: scaling.longFactors,
          attention_factor: scaling.attentionFactor,
        },
      };
    default:
      return scaling satisfies never;
  }
}

function windowJson({ window, architecture }: DecoderConfig): Record<string, unknown> {
  if (window === null) return {};
  const { tokens, layers } = window;
  const isQwen = architecture === 'Qwen2ForCausalLM' || architecture === 'Qwen3ForCausalLM';
  return {
    sliding_window: tokens,
    ...(isQwen ? { use_sliding_window: true, max_window_layers: layers.indexOf(true) } : {}),
  };
}

/** Standard normal numbers (Box–Muller over mulberry32). */
function normalNumbers(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
