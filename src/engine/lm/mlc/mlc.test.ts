import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import { folderSource } from '../checkpoint/folder-source.ts';
import { halfToFloat } from '../checkpoint/half.ts';
import { loadCpuModel } from '../cpu/model.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { maxDifference } from '../testing/golden.ts';
import { type Files, memorySource } from '../testing/memory-source.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { folderSink } from './folder-sink.ts';
import phi35 from './golden/phi-3.5-mini-q4f32_1.json' with { type: 'json' };
import qwen2 from './golden/qwen2-0.5b-q4f32_1.json' with { type: 'json' };
import { type MlcIndex, type MlcTensor, parseIndex } from './index-file.ts';
import { mlcParameters, SCALE_SUFFIX, WEIGHT_SUFFIX } from './parameters.ts';
import { openMlcCheckpoint } from './read.ts';
import { type MemorySink, memorySink } from './testing/memory-sink.ts';
import { TOKENIZER } from './testing/tokenizer.ts';
import { QUANTIZATIONS, type Quantization, writeMlc } from './write.ts';

const IDS = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
const PHI3 = {
  vocabularySize: 96,
  rope: {
    theta: 10000,
    dims: 16,
    scaling: {
      kind: 'longrope',
      shortFactors: [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7],
      longFactors: [1, 2, 3, 4, 5, 6, 7, 8],
      originalContext: 32,
      attentionFactor: 1.2,
    },
  },
  contextLength: 64,
  tiedEmbeddings: false,
} as unknown as Partial<DecoderConfig>;

const MODELS: readonly (readonly [string, RandomCheckpointOptions])[] = [
  ['Llama, tied', {}],
  ['Llama, untied, bf16, in three files', { dtype: 'bf16', shards: 3, config: { tiedEmbeddings: false } }],
  ['Qwen2', { dtype: 'f16', config: { qkvBias: true } }],
  ['Qwen3', { config: { qkNorm: true, headDim: 32 } }],
  ['Phi-3 with longrope', { dtype: 'bf16', config: PHI3 }],
];

interface Converted {
  readonly checkpoint: Checkpoint;
  readonly sink: MemorySink;
  readonly index: MlcIndex;
}

function withTokenizer(files: Files): Files {
  return { ...files, 'tokenizer.json': TOKENIZER, 'tokenizer_config.json': '{"chat_template":"{{ messages }}"}' };
}

async function convert(options: RandomCheckpointOptions, quantization: Quantization): Promise<Converted> {
  const source = memorySource(withTokenizer(randomCheckpoint(options).files), 'tiny');
  const checkpoint = await openCheckpoint(source);
  const sink = memorySink();
  await writeMlc(checkpoint, sink, { quantization });
  return { checkpoint, sink, index: parseIndex(text(sink, 'tensor-cache.json'), 'tensor-cache.json') };
}

function text({ files }: MemorySink, path: string): string {
  const file = files[path];
  if (typeof file !== 'string') throw new Error(`${path} is no text`);
  return file;
}

/** The bytes of a tensor, cut out of its shard as the index says. */
function tensorBytes({ sink, index }: Converted, name: string): { tensor: MlcTensor; bytes: DataView } {
  for (const { dataPath, records } of index.records) {
    const tensor = records.find((record) => record.name === name);
    if (tensor === undefined) continue;
    const shard = sink.files[dataPath] as Uint8Array;
    const { byteOffset, nbytes } = tensor;
    return { tensor, bytes: new DataView(shard.slice(byteOffset, byteOffset + nbytes).buffer) };
  }
  throw new Error(`no tensor ${name}`);
}

/** By the documented formula, one value at a time: `(q − 7) · scale`, 8 nibbles a word, low nibble first. */
function decoded(converted: Converted, name: string): { values: Float64Array; scales: Float64Array; shape: number[] } {
  const { tensor, bytes } = tensorBytes(converted, name + WEIGHT_SUFFIX);
  const scale = tensorBytes(converted, name + SCALE_SUFFIX);
  const halves = scale.tensor.dtype === 'float16';
  const [rows = 0, words = 0] = tensor.shape;
  const columns = 8 * words;
  const values = new Float64Array(rows * columns);
  const scales = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const word = bytes.getUint32(4 * (row * words + (column >> 3)), true);
      const nibble = (word >>> (4 * (column % 8))) & 15;
      const group = (row * columns + column - (column % 32)) / 32;
      const at = halves ? halfToFloat(scale.bytes.getUint16(2 * group, true)) : scale.bytes.getFloat32(4 * group, true);
      if (nibble > 14) throw new Error(`${name} has a nibble of ${nibble}`);
      values[row * columns + column] = (nibble - 7) * at;
      scales[row * columns + column] = at;
    }
  }
  return { values, scales, shape: [rows, columns] };
}

async function originals(checkpoint: Checkpoint): Promise<Map<string, Float32Array>> {
  const weights = new Map<string, Float32Array>();
  for await (const weight of checkpoint.weights({ precision: 'f32' })) {
    weights.set(weight.name, weight.kind === 'vector' ? weight.vector : (weight.matrix.data as Float32Array));
  }
  return weights;
}

describe.each(QUANTIZATIONS)('a checkpoint written as %s', (quantization) => {
  const scaleType = quantization === 'q4f16_1' ? 'float16' : 'float32';

  test.each(MODELS)(
    '%s: every tensor decodes to within one step of the source, by MLC’s names and shapes',
    async (_, options) => {
      const converted = await convert(options, quantization);
      const weights = await originals(converted.checkpoint);
      const expected = new Set<string>();
      for (const { name, kind, parts } of mlcParameters(converted.checkpoint.config)) {
        const source = parts.map((part) => weights.get(part)!);
        const flat = Float32Array.from(source.flatMap((values) => [...values]));
        if (kind === 'vector') {
          expected.add(name);
          const { tensor, bytes } = tensorBytes(converted, name);
          expect(tensor).toMatchObject({ dtype: scaleType, shape: [flat.length] });
          const values = Array.from(flat, (_, index) =>
            scaleType === 'float16' ? halfToFloat(bytes.getUint16(2 * index, true)) : bytes.getFloat32(4 * index, true),
          );
          expect(maxDifference(values, flat)).toBeLessThanOrEqual(scaleType === 'float16' ? 2 ** -10 : 0);
          continue;
        }
        for (const suffix of [WEIGHT_SUFFIX, SCALE_SUFFIX]) expected.add(name + suffix);
        const { values, scales, shape } = decoded(converted, name);
        expect(shape[0]! * shape[1]!).toBe(flat.length);
        for (let i = 0; i < flat.length; i++) {
          if (Math.abs(values[i]! - flat[i]!) > 0.51 * scales[i]!) throw new Error(`${name}[${i}] is off by more`);
        }
      }
      const written = converted.index.records.flatMap(({ records }) => records.map(({ name }) => name));
      expect(new Set(written)).toEqual(expected);
      expect(written).toHaveLength(expected.size);
    },
  );

  test('has an index whose sums, sizes and offsets are those of the shards, under both names', async () => {
    const { sink, index, checkpoint } = await convert(MODELS[4]![1], quantization);
    expect(text(sink, 'ndarray-cache.json')).toBe(text(sink, 'tensor-cache.json'));
    let total = 0;
    let tensors = 0;
    for (const { dataPath, nbytes, md5sum, format, records } of index.records) {
      const shard = sink.files[dataPath] as Uint8Array;
      expect(format).toBe('raw-shard');
      expect(shard.length).toBe(nbytes);
      expect(createHash('md5').update(shard).digest('hex')).toBe(md5sum);
      let offset = 0;
      for (const { byteOffset, nbytes: bytes } of records) {
        expect(byteOffset).toBe(offset);
        offset += bytes;
      }
      expect(offset).toBe(nbytes);
      total += nbytes;
      tensors += records.length;
    }
    expect(index.metadata).toEqual({
      ParamSize: tensors,
      ParamBytes: total,
      BitsPerParam: (8 * total) / checkpoint.parameters,
    });
  });
});

/** The weights of libraries that mlc-ai compiled, from the libraries' own metadata (where Phi's leaves vocab_size open). */
describe('names and shapes are those that mlc-ai’s own libraries ask for', () => {
  const shapesOf = (config: DecoderConfig, sizes: Readonly<Record<string, readonly number[]>>) => {
    const shapes: Record<string, readonly number[]> = {};
    for (const { name, kind, parts } of mlcParameters(config)) {
      const rows = parts.reduce((sum, part) => sum + sizes[last(part)]![0]!, 0);
      const columns = sizes[last(parts[0]!)]![1];
      if (kind === 'vector' || columns === undefined) shapes[name] = [rows];
      else {
        shapes[name + WEIGHT_SUFFIX] = [rows, columns / 8];
        shapes[name + SCALE_SUFFIX] = [rows, columns / 32];
      }
    }
    return shapes;
  };
  const last = (name: string) => name.replace(/^model\.(layers\.\d+\.)?/, '');
  const sizesOf = (hidden: number, keys: number, ffn: number, vocabulary: number) => ({
    'embed_tokens.weight': [vocabulary, hidden],
    'lm_head.weight': [vocabulary, hidden],
    'norm.weight': [hidden],
    'input_layernorm.weight': [hidden],
    'post_attention_layernorm.weight': [hidden],
    'self_attn.q_proj.weight': [hidden, hidden],
    'self_attn.k_proj.weight': [keys, hidden],
    'self_attn.v_proj.weight': [keys, hidden],
    'self_attn.q_proj.bias': [hidden],
    'self_attn.k_proj.bias': [keys],
    'self_attn.v_proj.bias': [keys],
    'self_attn.o_proj.weight': [hidden, hidden],
    'mlp.gate_proj.weight': [ffn, hidden],
    'mlp.up_proj.weight': [ffn, hidden],
    'mlp.down_proj.weight': [hidden, ffn],
  });

  test('Phi-3.5-mini', () => {
    const config = { architecture: 'Phi3ForCausalLM', layers: 32, tiedEmbeddings: false } as DecoderConfig;
    expect(shapesOf(config, sizesOf(3072, 3072, 8192, 32064))).toEqual(phi35);
    expect(Object.keys(phi35)).toHaveLength(325);
  });

  test('Qwen2-0.5B', () => {
    const config = {
      architecture: 'Qwen2ForCausalLM',
      layers: 24,
      tiedEmbeddings: true,
      qkvBias: true,
    } as DecoderConfig;
    expect(shapesOf(config, sizesOf(896, 128, 4864, 151936))).toEqual(qwen2);
  });
});

describe('a model in MLC’s layout on Locum’s own runtime', () => {
  const logitsOf = async (checkpoint: Checkpoint, precision: 'q4' | 'f32' | 'stored') => {
    const model = await loadCpuModel(checkpoint, { precision, compute: 'typescript' });
    return (await model.extend(IDS, { logits: 'all' })).data;
  };

  test.each(MODELS)('%s: gives the logits of the checkpoint loaded with the same quantisation', async (_, options) => {
    const exact = await convert(options, 'q4f32_1');
    const direct = await logitsOf(exact.checkpoint, 'q4');
    expect(await logitsOf(await openMlcCheckpoint(memorySource(exact.sink.files)), 'stored')).toEqual(direct);
    // Half floats for scales and norms move a logit by less than a thousandth of the range.
    const rounded = await convert(options, 'q4f16_1');
    const halves = await logitsOf(await openMlcCheckpoint(memorySource(rounded.sink.files)), 'stored');
    const range = Math.max(...direct) - Math.min(...direct);
    expect(maxDifference(halves, direct)).toBeGreaterThan(0);
    expect(maxDifference(halves, direct)).toBeLessThan(range / 500);
  });

  test('knows its sizes, stop tokens and context, and other precisions on request', async () => {
    const { checkpoint, sink } = await convert({ stopIds: [2, 9] }, 'q4f16_1');
    const opened = await openMlcCheckpoint(memorySource(sink.files, 'tiny'));
    const { id, config, parameters, storedPrecision } = opened;
    expect({ id, config, parameters, storedPrecision }).toEqual({
      id: 'tiny',
      config: checkpoint.config,
      parameters: checkpoint.parameters,
      storedPrecision: 'q4',
    });
    // Those of the chat template are among them.
    expect(opened.stopIds).toEqual([0, 2, 6, 7, 9]);
    const seen: [number, number][] = [];
    for await (const weight of opened.weights({ precision: 'f32', onProgress: (...bytes) => seen.push(bytes) })) {
      if (weight.kind === 'matrix') expect(weight.matrix.precision).toBe('f32');
    }
    expect(seen.at(-1)).toEqual([opened.storedBytes, opened.storedBytes]);
  });

  async function damaged(change: (index: MlcIndex, files: Record<string, Uint8Array | string>) => void) {
    const { sink, index } = await convert({}, 'q4f32_1');
    const files = { ...sink.files };
    change(index, files);
    return memorySource({ ...files, 'tensor-cache.json': JSON.stringify(index) });
  }
  const first = (index: MlcIndex) => index.records[0]!.records[0]!;

  interface Damage {
    readonly what: string;
    readonly change: (index: MlcIndex) => void;
  }
  const DAMAGES: readonly Damage[] = [
    { what: 'a tensor that is missing', change: (index) => index.records[0]!.records.shift() },
    { what: 'a tensor of another shape', change: (index) => first(index).shape.reverse() },
    { what: 'a type that nobody reads', change: (index) => Object.assign(first(index), { dtype: 'int3' }) },
    { what: 'a tensor beyond its shard', change: (index) => Object.assign(first(index), { byteOffset: 1e9 }) },
    { what: 'a shard outside the folder', change: ({ records }) => Object.assign(records[0]!, { dataPath: '../x' }) },
  ];
  test.each(DAMAGES)('refuses $what', async ({ change }) => {
    await expect(openMlcCheckpoint(await damaged(change))).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  test('refuses another quantisation, and a configuration that says nothing of the model', async () => {
    const { sink } = await convert({}, 'q4f32_1');
    const config: Record<string, unknown> = JSON.parse(text(sink, 'mlc-chat-config.json'));
    const open = (changed: object) =>
      openMlcCheckpoint(
        memorySource({ ...sink.files, 'mlc-chat-config.json': JSON.stringify({ ...config, ...changed }) }),
      );
    await expect(open({ quantization: 'q3f16_0' })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(open({ model_config: undefined })).rejects.toMatchObject({ code: 'checkpoint-invalid' });
    await expect(open({ context_window_size: -1 })).rejects.toMatchObject({ code: 'checkpoint-invalid' });
    await expect(open({ model_type: 'gpt2' })).rejects.toMatchObject({ code: 'unsupported-architecture' });
  });

  test('says when a shard is cut short', async () => {
    const source = await damaged((_, files) => {
      files['params_shard_0.bin'] = (files['params_shard_0.bin'] as Uint8Array).subarray(0, 1000);
    });
    const checkpoint = await openMlcCheckpoint(source);
    await expect(logitsOf(checkpoint, 'stored')).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  });
});

describe('what is written beside the weights', () => {
  test('web-llm’s configuration: type, sizes, tokenizer, conversation', async () => {
    const { sink } = await convert({ ...MODELS[4]![1], stopIds: [0] }, 'q4f16_1');
    const config: Record<string, unknown> = JSON.parse(text(sink, 'mlc-chat-config.json'));
    expect(config).toMatchObject({
      model_type: 'phi3',
      quantization: 'q4f16_1',
      vocab_size: 96,
      context_window_size: 64,
      sliding_window_size: -1,
      prefill_chunk_size: 64,
      tokenizer_files: ['tokenizer.json', 'tokenizer_config.json'],
      tokenizer_info: {
        token_postproc_method: 'byte_fallback',
        prepend_space_in_encode: true,
        strip_space_in_decode: true,
      },
      conv_template: { name: 'phi-3', system_prefix_token_ids: [1], stop_token_ids: [0, 6, 7] },
      eos_token_id: [0],
    });
    expect(text(sink, 'tokenizer.json')).toBe(TOKENIZER);
  });

  test('a shorter context when asked for, never a longer one than the model has', async () => {
    const source = memorySource(withTokenizer(randomCheckpoint().files));
    const checkpoint = await openCheckpoint(source);
    const written = (contextLength: number) =>
      writeMlc(checkpoint, memorySink(), { quantization: 'q4f16_1', contextLength });
    expect(await written(50)).toMatchObject({ contextLength: 50, shards: 1 });
    expect(await written(5000)).toMatchObject({ contextLength: checkpoint.config.contextLength });
  });
});

describe('a conversion that cannot be', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'locum-mlc-'));
    folders.push(made);
    return made;
  };

  test('leaves nothing that looks like a model: not when the disk is full, not when cancelled', async () => {
    const source = memorySource(withTokenizer(randomCheckpoint().files));
    const checkpoint = await openCheckpoint(source);
    const full = memorySink(9000);
    full.files['tensor-cache.json'] = 'of an earlier model';
    await expect(writeMlc(checkpoint, full, { quantization: 'q4f16_1' })).rejects.toMatchObject({
      code: 'quota-exceeded',
    });
    expect(Object.keys(full.files)).not.toContain('tensor-cache.json');

    const controller = new AbortController();
    const stopped = memorySink();
    const options = {
      quantization: 'q4f16_1',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    } as const;
    await expect(writeMlc(checkpoint, stopped, options)).rejects.toBeInstanceOf(Cancelled);
    expect(Object.keys(stopped.files)).not.toContain('tensor-cache.json');
  });

  test('a tokenizer that is missing, and matrices that do not divide into groups, are said', async () => {
    const { files } = randomCheckpoint();
    const bare = memorySource(files);
    const convertBare = writeMlc(await openCheckpoint(bare), memorySink(), { quantization: 'q4f16_1' });
    await expect(convertBare).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
    const odd = memorySource(withTokenizer(randomCheckpoint({ config: { ffnSize: 40 } }).files));
    const convertOdd = writeMlc(await openCheckpoint(odd), memorySink(), { quantization: 'q4f16_1' });
    await expect(convertOdd).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('into a folder: as into memory; an earlier model goes first', async () => {
    const out = join(folder(), 'new', 'model');
    const source = memorySource(withTokenizer(randomCheckpoint().files));
    const checkpoint = await openCheckpoint(source);
    await writeMlc(checkpoint, folderSink(out), { quantization: 'q4f32_1' });
    const sink = memorySink();
    await writeMlc(checkpoint, sink, { quantization: 'q4f32_1' });
    expect(new Uint8Array(readFileSync(join(out, 'params_shard_0.bin')))).toEqual(sink.files['params_shard_0.bin']);
    const opened = await openMlcCheckpoint(folderSource(out));
    expect(opened.parameters).toBe(checkpoint.parameters);
    await folderSink(out).clear();
    await expect(openMlcCheckpoint(folderSource(out))).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });

  test.runIf(process.platform === 'linux')('on a full disk: says so', async () => {
    const out = folder();
    symlinkSync('/dev/full', join(out, 'mlc-chat-config.json'));
    await expect(folderSink(out).put('mlc-chat-config.json', 'x')).rejects.toMatchObject({
      code: 'quota-exceeded',
      details: { folder: out },
    });
    mkdirSync(join(out, 'params_shard_0.bin'));
    await expect(folderSink(out).put('params_shard_0.bin', 'x')).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
