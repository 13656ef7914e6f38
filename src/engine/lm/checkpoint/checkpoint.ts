/**
 * A checkpoint in the Hugging Face layout: `config.json` and `model.safetensors`, or shards with
 * `model.safetensors.index.json`. Opening reads and checks the headers; weights then stream, tensor by tensor,
 * narrowed as their bytes arrive, so that memory holds the weights and never the file beside them.
 */

import * as v from 'valibot';
import { LocumError, throwIfCancelled } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import type { Precision } from '../causal-lm.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ByteReader, truncated } from './byte-reader.ts';
import { type GenerationDefaults, parseConfig, parseGenerationConfig, parseJson } from './config.ts';
import { widenBfloats, widenHalfs } from './half.ts';
import { GROUP_SIZE, type MatrixQ8, type Weight } from './matrix.ts';
import { buildMatrix, dequantizeRow } from './quantize.ts';
import { bytesPerElement, headerLength, parseHeader, type SafetensorsHeader, type TensorEntry } from './safetensors.ts';
import type { FileSource } from './source.ts';
import { decoderTensors, elements, type TensorSpec } from './tensors.ts';

export interface WeightsOptions {
  /** How matrices are to be held. `stored` (default) keeps q8 as it is and makes floats f32. */
  readonly precision?: Precision | 'stored';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}

export interface Checkpoint {
  readonly id: string;
  readonly config: DecoderConfig;
  /** From `generation_config.json` and `config.json`, ascending. */
  readonly stopIds: readonly number[];
  readonly generation: GenerationDefaults;
  /** Bytes of all weights as they lie in the files. */
  readonly storedBytes: number;
  /** Trained parameters; a tied head counts once. */
  readonly parameters: number;
  /** Precision of the matrices when loaded as `stored`. */
  readonly storedPrecision: 'f32' | 'q8';
  /**
   * Every weight of the decoder once, in the order of the files.
   * @throws {LocumError} `checkpoint-truncated`, `checkpoint-missing-file`, `network`, `unsupported`
   * @throws {Cancelled}
   */
  weights(options?: WeightsOptions): AsyncGenerator<Weight, void, undefined>;
}

/** Bytes decoded at a time, so that no tensor is in memory twice. */
const PIECE_BYTES = 1 << 20;
const SCALE_SUFFIX = '_scale';

interface Shard {
  readonly file: string;
  readonly header: SafetensorsHeader;
}

/** A tensor of the files that the decoder needs: a weight, or the scales of one. */
interface Part {
  readonly spec: TensorSpec;
  readonly kind: 'floats' | 'q8' | 'scales';
}

/**
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `checkpoint-truncated`, `unsupported-architecture`,
 *   `unsupported`, `network`
 * @throws {Cancelled}
 */
export async function openCheckpoint(
  source: FileSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Checkpoint> {
  const { signal } = options;
  throwIfCancelled(signal);
  const config = parseConfig(await source.text('config.json', signal));
  const generation = parseGenerationConfig((await textIfPresent(source, 'generation_config.json', signal)) ?? '{}');
  const shards = await readShards(source, signal);

  const specs = decoderTensors(config.decoder);
  const parts = matchTensors(specs, shards);
  const stored = shards.flatMap(({ header }) => header.tensors).filter(({ name }) => parts.has(name));
  return {
    id: source.label,
    config: config.decoder,
    stopIds: [...new Set([...config.stopIds, ...generation.stopIds])].sort((a, b) => a - b),
    generation: generation.defaults,
    storedBytes: stored.reduce((sum, { begin, end }) => sum + end - begin, 0),
    parameters: specs.reduce((sum, spec) => sum + elements(spec), 0),
    storedPrecision: [...parts.values()].some(({ kind }) => kind === 'q8') ? 'q8' : 'f32',
    weights: (weightsOptions = {}) => streamWeights(source, shards, parts, weightsOptions),
  };
}

async function textIfPresent(
  source: FileSource,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  try {
    return await source.text(path, signal);
  } catch (thrown) {
    if (thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file') return null;
    throw thrown;
  }
}

async function readShards(source: FileSource, signal: AbortSignal | undefined): Promise<readonly Shard[]> {
  const single = 'model.safetensors';
  try {
    return [await readShard(source, single, signal)];
  } catch (thrown) {
    if (!(thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file')) throw thrown;
    const index = await textIfPresent(source, `${single}.index.json`, signal);
    if (index === null) throw thrown;
    const shards: Shard[] = [];
    for (const file of shardFiles(index)) shards.push(await readShard(source, file, signal));
    return shards;
  }
}

// A name with a path in it could reach outside the checkpoint's folder.
const ShardFile = v.pipe(v.string(), v.regex(/^[\w.-]+\.safetensors$/, 'not the name of a safetensors file'));
const Index = v.object({ weight_map: v.record(v.string(), ShardFile) });

function shardFiles(index: string): readonly string[] {
  const { weight_map } = parseJson(Index, index, 'model.safetensors.index.json');
  return [...new Set(Object.values(weight_map))].sort();
}

async function readShard(source: FileSource, file: string, signal: AbortSignal | undefined): Promise<Shard> {
  const size = await source.size(file, signal);
  const header = await readHeader(source, file, size, signal);
  const expected = header.dataStart + header.dataBytes;
  if (size !== null && size < expected) throw truncated(file, size, expected);
  return { file, header };
}

async function readHeader(
  source: FileSource,
  file: string,
  size: number | null,
  signal: AbortSignal | undefined,
): Promise<SafetensorsHeader> {
  const prefix = new Uint8Array(8);
  await readRange(source, file, 0, prefix, null, signal);
  const length = headerLength(prefix, file);
  // Never allocate for a header that the file cannot hold.
  if (size !== null && size < 8 + length) throw truncated(file, size, 8 + length);
  const json = new Uint8Array(length);
  await readRange(source, file, 8, json, 8 + length, signal);
  return parseHeader(json, file);
}

async function readRange(
  source: FileSource,
  file: string,
  offset: number,
  target: Uint8Array,
  expected: number | null,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stream = await source.stream(file, { offset, length: target.length, signal });
  const reader = new ByteReader(stream, file, offset, expected, signal);
  try {
    await reader.fill(target);
  } finally {
    await reader.close();
  }
}

/**
 * Finds every tensor the decoder needs, with its shape and a type that can be read.
 * @returns the tensors to read by name, scales of quantised ones among them
 */
function matchTensors(specs: readonly TensorSpec[], shards: readonly Shard[]): ReadonlyMap<string, Part> {
  const entries = new Map<string, TensorEntry>();
  for (const { header } of shards) for (const tensor of header.tensors) entries.set(tensor.name, tensor);
  const parts = new Map<string, Part>();
  for (const spec of specs) {
    const entry = entries.get(spec.name);
    if (entry === undefined) throw badTensor(spec.name, 'it is missing');
    requireShape(entry, spec.shape);
    if (entry.dtype === 'F32' || entry.dtype === 'F16' || entry.dtype === 'BF16') {
      parts.set(spec.name, { spec, kind: 'floats' });
    } else if (entry.dtype === 'I8' && spec.shape.length === 2) {
      const [rows, columns] = spec.shape;
      const scaleName = spec.name + SCALE_SUFFIX;
      const scale = entries.get(scaleName);
      if (columns % GROUP_SIZE !== 0)
        throw badTensor(spec.name, `${columns} columns do not divide into groups of ${GROUP_SIZE}`);
      if (scale === undefined) throw badTensor(scaleName, 'it is missing');
      requireShape(scale, [rows, columns / GROUP_SIZE]);
      if (scale.dtype !== 'F16' && scale.dtype !== 'F32')
        throw badTensor(scaleName, `its type ${scale.dtype} cannot be read`);
      parts.set(spec.name, { spec, kind: 'q8' });
      parts.set(scaleName, { spec, kind: 'scales' });
    } else {
      throw badTensor(spec.name, `its type ${entry.dtype} cannot be read`);
    }
  }
  return parts;
}

function requireShape(entry: TensorEntry, shape: readonly number[]): void {
  if (entry.shape.length === shape.length && entry.shape.every((size, axis) => size === shape[axis])) return;
  throw badTensor(
    entry.name,
    `it has the shape [${entry.shape.join(', ')}] where config.json asks for [${shape.join(', ')}]`,
  );
}

function badTensor(name: string, what: string): LocumError {
  return new LocumError('checkpoint-invalid', `The tensor ${name} is not usable: ${what}.`, {
    hint: 'Check that config.json and the weights belong to the same model.',
    details: { tensor: name },
  });
}

async function* streamWeights(
  source: FileSource,
  shards: readonly Shard[],
  parts: ReadonlyMap<string, Part>,
  { precision = 'stored', signal, onProgress }: WeightsOptions,
): AsyncGenerator<Weight, void, undefined> {
  const total = shards.reduce((sum, { header }) => sum + header.dataBytes, 0);
  const pending = new Map<string, { data?: Int8Array; scales?: Float32Array }>();
  let before = 0;
  for (const { file, header } of shards) {
    const expected = header.dataStart + header.dataBytes;
    const stream = await source.stream(file, { offset: header.dataStart, signal });
    const reader = new ByteReader(stream, file, header.dataStart, expected, signal);
    const progress = (): void => onProgress?.(before + reader.position, total);
    try {
      for (const tensor of header.tensors) {
        const part = parts.get(tensor.name);
        if (part === undefined) continue;
        await reader.skip(tensor.begin - reader.position);
        const { spec } = part;
        if (part.kind === 'floats') {
          yield await readFloats(reader, tensor, spec, precision === 'stored' ? 'f32' : precision, progress);
          continue;
        }
        // A quantised matrix and its scales come in either order, maybe far apart.
        const quantized = pending.get(spec.name) ?? {};
        pending.set(spec.name, quantized);
        if (part.kind === 'q8') quantized.data = await readBytes(reader, tensor, progress);
        else quantized.scales = await readScales(reader, tensor, progress);
        const { data, scales } = quantized;
        if (data && scales) {
          pending.delete(spec.name);
          const [rows, columns = 1] = spec.shape;
          yield convert(spec.name, { precision: 'q8', rows, columns, data, scales }, precision);
        }
      }
    } finally {
      await reader.close();
    }
    before += header.dataBytes;
    onProgress?.(before, total);
  }
}

/** A float tensor as a weight, row by row. */
async function readFloats(
  reader: ByteReader,
  tensor: TensorEntry,
  spec: TensorSpec,
  precision: Precision,
  progress: () => void,
): Promise<Weight> {
  const [rows, columns] = spec.shape;
  if (columns === undefined) {
    const vector = new Float32Array(rows);
    await eachPiece(reader, tensor, 1, progress, (values, offset) => vector.set(values, offset));
    return { name: spec.name, kind: 'vector', vector };
  }
  const builder = buildMatrix(rows, columns, precision);
  await eachPiece(reader, tensor, columns, progress, (values) => builder.append(values));
  return { name: spec.name, kind: 'matrix', matrix: builder.finish() };
}

/** Reads a float tensor in pieces of whole rows; `take` gets them as f32, valid during the call. */
async function eachPiece(
  reader: ByteReader,
  tensor: TensorEntry,
  rowLength: number,
  progress: () => void,
  take: (values: Float32Array, offset: number) => void,
): Promise<void> {
  const width = bytesPerElement(tensor.dtype);
  const count = (tensor.end - tensor.begin) / width;
  const pieceLength = Math.min(count, Math.max(1, Math.floor(PIECE_BYTES / (rowLength * width))) * rowLength);
  const bytes = new Uint8Array(pieceLength * width);
  const widened = new Float32Array(tensor.dtype === 'F32' ? bytes.buffer : new ArrayBuffer(pieceLength * 4));
  for (let offset = 0; offset < count; offset += pieceLength) {
    const length = Math.min(pieceLength, count - offset);
    await reader.fill(bytes.subarray(0, length * width));
    if (tensor.dtype === 'F16') widenHalfs(new Uint16Array(bytes.buffer, 0, length), widened);
    else if (tensor.dtype === 'BF16') widenBfloats(new Uint16Array(bytes.buffer, 0, length), widened);
    take(widened.subarray(0, length), offset);
    progress();
  }
}

async function readBytes(reader: ByteReader, tensor: TensorEntry, progress: () => void): Promise<Int8Array> {
  const size = tensor.end - tensor.begin;
  const bytes = allocating(size, () => new Uint8Array(size));
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    await reader.fill(bytes.subarray(offset, offset + PIECE_BYTES));
    progress();
  }
  return new Int8Array(bytes.buffer);
}

async function readScales(reader: ByteReader, tensor: TensorEntry, progress: () => void): Promise<Float32Array> {
  const scales = new Float32Array((tensor.end - tensor.begin) / bytesPerElement(tensor.dtype));
  await eachPiece(reader, tensor, 1, progress, (values, offset) => scales.set(values, offset));
  return scales;
}

function convert(name: string, stored: MatrixQ8, precision: Precision | 'stored'): Weight {
  if (precision === 'stored' || precision === 'q8') return { name, kind: 'matrix', matrix: stored };
  const builder = buildMatrix(stored.rows, stored.columns, precision);
  const row = new Float32Array(stored.columns);
  for (let index = 0; index < stored.rows; index++) {
    dequantizeRow(stored, index, row);
    builder.append(row);
  }
  return { name, kind: 'matrix', matrix: builder.finish() };
}
