/** GGUF files of `training/golden/gguf`, written by llama.cpp's own Python package. */

import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { partsOf } from '../checkpoint/gguf/parts.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { memorySource } from './memory-source.ts';

const FOLDER = new URL('../../../../training/golden/gguf/', import.meta.url);
// A copy: what Node reads may lie in a buffer that it shares.
const bytesOf = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(file, FOLDER)));

export interface GgufFiles {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly entry: string;
}

/** A model by the name of its case in `training/golden/transformers`, whole or in parts. */
export function ggufFiles(name: string): GgufFiles {
  const entry = readdirSync(FOLDER)
    .sort()
    .find((file) => file === `${name}.gguf` || file.startsWith(`${name}-00001-of-`));
  if (entry === undefined) throw new Error(`There is no GGUF file of ${name}.`);
  return { files: Object.fromEntries(partsOf(entry).map((file) => [file, bytesOf(file)])), entry };
}

export function ggufSource({ files, entry }: GgufFiles): FileSource {
  return { ...memorySource(files, entry, 1 << 16), entry };
}

const Index = v.array(v.object({ type: v.string(), bytes: v.number(), values: v.number() }));

export interface BlockGolden {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly values: Float32Array;
}

/** Random blocks of every type, and the values that gguf-py gives for them. */
export function blockGoldens(): readonly BlockGolden[] {
  const [blocks, values] = [bytesOf('blocks.bin'), bytesOf('values.bin')];
  let [at, value] = [0, 0];
  return v.parse(Index, JSON.parse(new TextDecoder().decode(bytesOf('blocks.json')))).map(({ type, ...sizes }) => {
    const bytes = blocks.slice(at, at + sizes.bytes);
    const own = new Float32Array(values.slice(value, value + 4 * sizes.values).buffer, 0, sizes.values);
    at += sizes.bytes;
    value += 4 * sizes.values;
    return { type, bytes, values: own };
  });
}
