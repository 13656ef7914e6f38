/**
 * A checkpoint in the Hugging Face layout: `config.json` and `model.safetensors`, or shards with
 * `model.safetensors.index.json`. Opening reads and checks the headers; weights then stream, tensor by tensor,
 * narrowed as their bytes arrive, so that memory holds the weights and never the file beside them.
 */

import * as v from 'valibot';
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ByteReader, truncated } from './byte-reader.ts';
import { type GenerationDefaults, parseConfig, parseGenerationConfig } from './config.ts';
import { parseJson } from './json.ts';
import { matchTensors, type Part } from './match.ts';
import type { Weight } from './matrix.ts';
import { headerLength, parseHeader, type SafetensorsHeader, type Shard } from './safetensors.ts';
import type { FileSource } from './source.ts';
import { decoderTensors, elements } from './tensors.ts';
import { streamWeights, type WeightsOptions } from './weight-stream.ts';

export type { WeightsOptions } from './weight-stream.ts';

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
  readonly storedPrecision: 'f32' | 'q8' | 'q4';
  /**
   * Every weight of the decoder once, in the order of the files, under the names of `decoderTensors`: matrices that the
   * files fuse (Phi-3's `qkv_proj`, `gate_up_proj`) come apart.
   * @throws {LocumError} `checkpoint-truncated`, `checkpoint-missing-file`, `network`, `unsupported`
   * @throws {Cancelled}
   */
  weights(options?: WeightsOptions): AsyncGenerator<Weight, void, undefined>;
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

  const parts = matchTensors(config.decoder, shards);
  const stored = shards.flatMap(({ header }) => header.tensors).filter(({ name }) => parts.has(name));
  return {
    id: source.label,
    config: config.decoder,
    stopIds: [...new Set([...config.stopIds, ...generation.stopIds])].sort((a, b) => a - b),
    generation: generation.defaults,
    storedBytes: stored.reduce((sum, { begin, end }) => sum + end - begin, 0),
    parameters: decoderTensors(config.decoder).reduce((sum, spec) => sum + elements(spec), 0),
    storedPrecision: storedPrecision(parts),
    weights: (weightsOptions = {}) => streamWeights(source, shards, parts, weightsOptions),
  };
}

function storedPrecision(parts: ReadonlyMap<string, Part>): 'f32' | 'q8' | 'q4' {
  const kinds = new Set([...parts.values()].map(({ kind }) => kind));
  return kinds.has('q4') ? 'q4' : kinds.has('q8') ? 'q8' : 'f32';
}

/** The text of a file, or null where there is none. @throws {LocumError} `network` @throws {Cancelled} */
export async function textIfPresent(
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

/** A safetensors file's header. @throws {LocumError} as `openCheckpoint` @throws {Cancelled} */
export async function readShard(source: FileSource, file: string, signal: AbortSignal | undefined): Promise<Shard> {
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
