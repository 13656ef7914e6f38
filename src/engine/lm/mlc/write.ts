/**
 * A checkpoint in the Hugging Face layout, written down as web-llm reads it: `q4f16_1` or `q4f32_1`. Weights stream: memory holds a few
 * tensors and one shard, never the model.
 */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { floatToHalf, widenHalfs } from '../checkpoint/half.ts';
import type { CheckpointFiles } from '../checkpoint/layout.ts';
import type { MatrixQ4, Weight } from '../checkpoint/matrix.ts';
import { GROUP_SIZE } from '../checkpoint/matrix.ts';
import { CHAT_CONFIG_FILE } from './chat-config.ts';
import { INDEX_FILES } from './index-file.ts';
import { makeChatConfig } from './make-chat-config.ts';
import { type MlcParameter, mlcParameters, SCALE_SUFFIX, WEIGHT_SUFFIX } from './parameters.ts';
import { type NewTensor, ShardWriter } from './shard-writer.ts';
import type { MlcSink } from './sink.ts';

/** 4 bits a weight in groups of 32; the second half of the name is the type of scales, norms and biases. */
export const QUANTIZATIONS = ['q4f16_1', 'q4f32_1'] as const;
export type Quantization = (typeof QUANTIZATIONS)[number];

export interface WriteOptions {
  readonly quantization: Quantization;
  /** Tokens that web-llm takes memory for; default: what the model holds, at most 4,096. */
  readonly contextLength?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the checkpoint that have been read. */
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}

export interface Written {
  readonly quantization: Quantization;
  readonly tensors: number;
  readonly shards: number;
  /** Of all shards. */
  readonly bytes: number;
  readonly contextLength: number;
}

/** Copied as they are, where the checkpoint has them. */
const TOKENIZER_FILES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.json',
  'merges.txt',
  'added_tokens.json',
  'special_tokens_map.json',
  'chat_template.jinja',
];
const DEFAULT_CONTEXT = 4096;

/**
 * @throws {LocumError} as `Checkpoint.weights`; `unsupported` when a matrix does not divide into groups; what the sink throws
 * @throws {Cancelled}
 */
export async function writeMlc(checkpoint: Checkpoint, sink: MlcSink, options: WriteOptions): Promise<Written> {
  const { quantization, signal, onProgress } = options;
  const contextLength = Math.min(options.contextLength ?? DEFAULT_CONTEXT, checkpoint.config.contextLength);
  throwIfCancelled(signal);
  const fused = new Fusing(mlcParameters(checkpoint.config));
  await sink.clear();
  const tokenizerFiles = await copyTokenizer(checkpoint.files, sink, signal);
  const config = await makeChatConfig(checkpoint, { quantization, contextLength, tokenizerFiles, signal });
  await sink.put(CHAT_CONFIG_FILE, config);

  const shards = new ShardWriter(sink);
  const pack = quantization === 'q4f16_1' ? toHalfs : toFloats;
  for await (const weight of checkpoint.weights({ precision: 'q4', signal, onProgress })) {
    throwIfCancelled(signal);
    const whole = fused.add(weight);
    if (whole === null) continue;
    for (const tensor of tensorsOf(whole, pack)) await shards.add(tensor);
  }
  fused.checkComplete();
  const index = await shards.finish(checkpoint.parameters);
  const text = JSON.stringify(index);
  for (const file of INDEX_FILES) await sink.put(file, text);
  return {
    quantization,
    contextLength,
    tensors: index.records.reduce((sum, { records }) => sum + records.length, 0),
    shards: index.records.length,
    bytes: index.records.reduce((sum, { nbytes }) => sum + nbytes, 0),
  };
}

async function copyTokenizer(
  files: CheckpointFiles,
  sink: MlcSink,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const copied: string[] = [];
  for (const path of TOKENIZER_FILES) {
    try {
      await sink.put(path, await files.text(path, signal));
      copied.push(path);
    } catch (thrown) {
      const isAbsent = thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file';
      // web-llm reads nothing else here.
      if (!isAbsent || path === 'tokenizer.json') throw thrown;
    }
  }
  return copied;
}

interface Whole {
  readonly parameter: MlcParameter;
  readonly parts: readonly Weight[];
}

/** Holds the parts of a parameter until all are there. */
class Fusing {
  readonly #parameters = new Map<string, MlcParameter>();
  readonly #waiting = new Map<MlcParameter, Map<string, Weight>>();

  constructor(parameters: readonly MlcParameter[]) {
    for (const parameter of parameters) {
      this.#waiting.set(parameter, new Map());
      for (const part of parameter.parts) this.#parameters.set(part, parameter);
    }
  }

  add(weight: Weight): Whole | null {
    const parameter = this.#parameters.get(weight.name);
    const held = parameter && this.#waiting.get(parameter);
    if (parameter === undefined || held === undefined) {
      throw new LocumError('internal', `MLC has no place for the weight ${weight.name}.`);
    }
    held.set(weight.name, weight);
    if (held.size < parameter.parts.length) return null;
    this.#waiting.delete(parameter);
    return { parameter, parts: parameter.parts.map((part) => held.get(part)!) };
  }

  checkComplete(): void {
    const [missing] = this.#waiting.keys();
    if (missing === undefined) return;
    throw new LocumError('internal', `The checkpoint gave no weights for ${missing.name}.`);
  }
}

function* tensorsOf(
  { parameter: { name, kind }, parts }: Whole,
  pack: (values: Float32Array) => Packed,
): Generator<NewTensor> {
  if (kind === 'vector') {
    const vectors = parts.map((part) => (part.kind === 'vector' ? pack(part.vector) : wrongKind(name)));
    yield tensor(name, [parts.length === 1 ? vectors[0]!.size : sum(vectors.map(({ size }) => size))], vectors);
    return;
  }
  const matrices = parts.map((part) => (part.kind === 'matrix' ? quantized(part.matrix, name) : wrongKind(name)));
  const rows = sum(matrices.map((matrix) => matrix.rows));
  const columns = matrices[0]!.columns;
  const words = matrices.map(({ data }): Packed => ({ dtype: 'uint32', size: data.length, bytes: bytesOf(data) }));
  const scales = matrices.map((matrix) => pack(widened(matrix.scales)));
  yield tensor(name + WEIGHT_SUFFIX, [rows, columns / 8], words);
  yield tensor(name + SCALE_SUFFIX, [rows, columns / GROUP_SIZE], scales);
}

function quantized(matrix: { readonly precision: string }, name: string): MatrixQ4 {
  if (matrix.precision === 'q4') return matrix as MatrixQ4;
  throw new LocumError('internal', `${name} came as ${matrix.precision}, not as q4.`);
}

function wrongKind(name: string): never {
  throw new LocumError('internal', `${name} is a matrix here and a vector there.`);
}

interface Packed {
  readonly dtype: NewTensor['dtype'];
  /** Elements. */
  readonly size: number;
  /** Little-endian. */
  readonly bytes: Uint8Array;
}

function tensor(name: string, shape: readonly number[], parts: readonly Packed[]): NewTensor {
  const bytes = new Uint8Array(sum(parts.map((part) => part.bytes.length)));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part.bytes, offset);
    offset += part.bytes.length;
  }
  return { name, shape, dtype: parts[0]!.dtype, bytes };
}

function widened(halfs: Uint16Array): Float32Array {
  const values = new Float32Array(halfs.length);
  widenHalfs(halfs, values);
  return values;
}

function toFloats(values: Float32Array): Packed {
  return { dtype: 'float32', size: values.length, bytes: bytesOf(values) };
}

function toHalfs(values: Float32Array): Packed {
  return { dtype: 'float16', size: values.length, bytes: bytesOf(Uint16Array.from(values, floatToHalf)) };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
