/** How long a file may become whose host does not say how long it is: what is longer is no file but a stream without an end. */
import { LocumError } from '../../errors.ts';
import { headerLength, parseHeader } from '../checkpoint/safetensors.ts';
import { MOST_TEXT_BYTES } from '../checkpoint/source.ts';
import type { OpenFile } from './file-store.ts';

/** Of weights that do not tell themselves: a llama3-70b's shards have 5 GB, its GGUF files are parted as well. */
const MOST_WEIGHTS_BYTES = 16 * 2 ** 30;
/** Where the length of a safetensors file's table of tensors stands. */
const PREFIX_BYTES = 8;

/**
 * Bytes that the file may have, asked anew as it grows. A safetensors file tells how long it is in its first bytes; until they are
 * there, or where they tell nothing, it is no longer than a text.
 */
export function untoldBound(path: string, file: OpenFile): () => number {
  if (/\.(gguf|bin)$/u.test(path)) return () => MOST_WEIGHTS_BYTES;
  if (!path.endsWith('.safetensors')) return () => MOST_TEXT_BYTES;
  let told: number | null = null;
  return () => {
    told ??= safetensorsBytes(path, file);
    return told ?? MOST_TEXT_BYTES;
  };
}

/** Null: the table is not there yet. */
function safetensorsBytes(path: string, file: OpenFile): number | null {
  const prefix = new Uint8Array(PREFIX_BYTES);
  if (file.read(prefix, 0) < PREFIX_BYTES) return null;
  try {
    const header = new Uint8Array(headerLength(prefix, path));
    if (file.size() < PREFIX_BYTES + header.length) return null;
    file.read(header, PREFIX_BYTES);
    const { dataStart, dataBytes } = parseHeader(header, path);
    return Math.min(dataStart + dataBytes, MOST_WEIGHTS_BYTES);
  } catch (thrown) {
    // No table: what this is, whoever opens it says.
    if (thrown instanceof LocumError) return MOST_TEXT_BYTES;
    throw thrown;
  }
}
