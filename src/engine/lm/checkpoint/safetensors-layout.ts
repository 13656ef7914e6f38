/** The Hugging Face layout: `config.json` and `model.safetensors`, or shards with `model.safetensors.index.json`. */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { truncated } from './byte-reader.ts';
import { parseJson } from './json.ts';
import type { Layout } from './layout.ts';
import { matchTensors, type Part } from './match.ts';
import { hasOwnHead } from './own-head.ts';
import { readRange } from './range.ts';
import { headerLength, parseHeader, type SafetensorsHeader, type Shard } from './safetensors.ts';
import { type FileSource, textIfPresent } from './source.ts';
import { heldBytes } from './tensors.ts';
import { streamWeights } from './weight-stream.ts';

export function safetensorsLayout(source: FileSource): Layout {
  return {
    files: source,
    async weights(declared, signal) {
      const shards = await readShards(source, signal);
      const isTied = declared.tiedEmbeddings && !(await hasOwnHead(source, shards, signal));
      const config = { ...declared, tiedEmbeddings: isTied };
      const parts = matchTensors(config, shards);
      const precision = storedPrecision(parts);
      const stored = shards.flatMap(({ header }) => header.tensors).filter(({ name }) => parts.has(name));
      return {
        config,
        bytes: stored.reduce((sum, { begin, end }) => sum + end - begin, 0),
        precision,
        heldBytes: heldBytes(config, () => precision),
        stream: (options) => streamWeights(source, shards, parts, options),
      };
    },
  };
}

function storedPrecision(parts: ReadonlyMap<string, Part>): 'f32' | 'q8' | 'q4' {
  const kinds = new Set([...parts.values()].map(({ kind }) => kind));
  return kinds.has('q4') ? 'q4' : kinds.has('q8') ? 'q8' : 'f32';
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
  const { weight_map } = parseJson(Index, index, 'model.safetensors.index.json', 'tensorTable');
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
