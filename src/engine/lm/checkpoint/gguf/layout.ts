/**
 * A GGUF file, or one in parts, as a checkpoint: its metadata become the files of Hugging Face's layout, its blocks the
 * matrices of `matrix.ts`.
 */

import { truncated } from '../byte-reader.ts';
import type { Layout } from '../layout.ts';
import { readAtMost, readRange } from '../range.ts';
import { type FileSource, missingFile } from '../source.ts';
import { architectureOf, configJson, type FromTensors, generationConfigJson } from './config.ts';
import { type GgufHeader, type GgufTensor, invalidGguf, parseGguf } from './header.ts';
import { type GgufPart, matchWeights } from './match.ts';
import { Metadata } from './metadata.ts';
import { partsOf } from './parts.ts';
import { streamBlocks } from './stream.ts';
import { controlTokens, tokenizerFiles } from './tokenizer.ts';

/**
 * @param entry the file, or the first of its parts
 * @throws {LocumError} `checkpoint-invalid`, `checkpoint-truncated`, `checkpoint-missing-file` (also of a part),
 *   `unsupported-architecture`, `unsupported`, `network`
 * @throws {Cancelled}
 */
export async function openGguf(source: FileSource, entry: string, signal: AbortSignal | undefined): Promise<Layout> {
  const parts: GgufPart[] = [];
  for (const file of partsOf(entry)) parts.push({ file, header: await readPart(source, file, signal) });
  const [first] = parts as [GgufPart];
  const metadata = new Metadata(first.header.metadata, first.file);
  checkParts(parts, metadata);
  const architecture = architectureOf(metadata);
  const fromTensors = await readFromTensors(source, parts, signal);
  const texts: Readonly<Record<string, () => unknown>> = {
    'config.json': () => configJson(metadata, fromTensors),
    'generation_config.json': () => generationConfigJson(metadata, controlTokens(metadata)),
    ...tokenizerFiles(metadata),
  };
  return {
    files: {
      label: source.label,
      async text(path) {
        const content = texts[path];
        if (content === undefined) throw missingFile(source.label, path);
        return JSON.stringify(content());
      },
    },
    async weights(config) {
      const weights = matchWeights(config, architecture, parts);
      return {
        config,
        bytes: weights.bytes,
        precision: weights.precision,
        heldBytes: weights.heldBytes,
        stream: (options) => streamBlocks(source, parts, weights, options),
      };
    },
  };
}

/** Bytes of the first reading; a head that is longer is read in readings twice as long, each from where the last one ended. */
const FIRST_BYTES = 1 << 20;

async function readPart(source: FileSource, file: string, signal: AbortSignal | undefined): Promise<GgufHeader> {
  const size = await source.size(file, signal);
  let known = new Uint8Array(0);
  for (let next = FIRST_BYTES; ; next *= 2) {
    const read = await readAtMost(source, file, known.length, next, signal);
    const isEnd = read.length < next;
    const bytes = new Uint8Array(known.length + read.length);
    bytes.set(known);
    bytes.set(read, known.length);
    known = bytes;
    const header = parseGguf(bytes, file, isEnd ? bytes.length : size);
    if (header === null) continue;
    const expected = header.dataStart + header.dataBytes;
    if (size !== null && size < expected) throw truncated(file, size, expected);
    return header;
  }
}

/** Every part says which one it is; all of them together have every tensor once. */
function checkParts(parts: readonly GgufPart[], metadata: Metadata): void {
  const count = metadata.number('split.count') ?? 1;
  if (count > 1 && parts.length !== count) {
    throw invalidGguf(metadata.file, `it is one of ${count} parts, which its name does not tell`);
  }
  const seen = new Set<string>();
  for (const [index, { file, header }] of parts.entries()) {
    const number = new Metadata(header.metadata, file).number('split.no') ?? index;
    if (number !== index) throw invalidGguf(file, `it is part ${number + 1}, not part ${index + 1}`);
    for (const { name } of header.tensors) {
      if (seen.has(name)) throw invalidGguf(file, `another part has its tensor ${name}, too`);
      seen.add(name);
    }
  }
  const promised = metadata.number('split.tensors.count');
  if (promised !== undefined && seen.size !== promised) {
    throw invalidGguf(metadata.file, `its parts have ${seen.size} of ${promised} tensors`);
  }
}

async function readFromTensors(
  source: FileSource,
  parts: readonly GgufPart[],
  signal: AbortSignal | undefined,
): Promise<FromTensors> {
  const found = (name: string): { readonly part: GgufPart; readonly tensor: GgufTensor } | undefined => {
    for (const part of parts) {
      const tensor = part.header.tensors.find((each) => each.name === name);
      if (tensor !== undefined) return { part, tensor };
    }
    return undefined;
  };
  const embedding = found('token_embd.weight');
  if (embedding === undefined) throw invalidGguf(parts[0]!.file, 'it has no token_embd.weight');
  const values = async (name: string): Promise<readonly number[] | undefined> => {
    const place = found(name);
    if (place === undefined) return undefined;
    const { part, tensor } = place;
    if (tensor.type.name !== 'F32' || tensor.shape.length !== 1)
      throw invalidGguf(part.file, `${name} is no list of F32`);
    const bytes = new Uint8Array(tensor.end - tensor.begin);
    const start = part.header.dataStart + tensor.begin;
    await readRange(source, part.file, start, bytes, start + bytes.length, signal);
    return [...new Float32Array(bytes.buffer)];
  };
  return {
    tied: found('output.weight') === undefined,
    vocabularySize: embedding.tensor.shape[0] ?? 0,
    ropeDivisors: {
      all: await values('rope_freqs.weight'),
      short: await values('rope_factors_short.weight'),
      long: await values('rope_factors_long.weight'),
    },
  };
}
