/** How long a file is by its own account, and by its kind: what tells where the host says neither a length nor a digest. */
import { headerLength, parseHeader } from '../checkpoint/safetensors.ts';
import { MOST_TEXT_BYTES } from '../checkpoint/source.ts';
import type { OpenFile } from './file-store.ts';

/** Of weights that do not tell themselves: a llama3-70b's shards have 5 GB, its GGUF files are parted as well. */
const MOST_WEIGHTS_BYTES = 16 * 2 ** 30;
/** Where the length of a safetensors file's table of tensors stands. */
const PREFIX_BYTES = 8;

/**
 * Bytes that a safetensors file has by its table of tensors, which reaches to its end; as long as the table is not there, those
 * that it takes to read on. Null for files of other kinds.
 * @throws {LocumError} `checkpoint-invalid`, `limit-exceeded` when it begins with no such table
 */
export function ownSize(path: string, file: OpenFile): number | null {
  if (!path.endsWith('.safetensors')) return null;
  const prefix = new Uint8Array(PREFIX_BYTES);
  if (file.read(prefix, 0) < PREFIX_BYTES) return PREFIX_BYTES;
  const header = new Uint8Array(headerLength(prefix, path));
  if (file.read(header, PREFIX_BYTES) < header.length) return PREFIX_BYTES + header.length;
  const { dataStart, dataBytes } = parseHeader(header, path);
  return dataStart + dataBytes;
}

/** Bytes that a file may have whose host does not say how many: what is longer is no file but a stream without an end. */
export function untoldBound(path: string, file: OpenFile): () => number {
  if (/\.(gguf|bin)$/u.test(path)) return () => MOST_WEIGHTS_BYTES;
  let told: number | null = null;
  return () => {
    // Read again until the whole table is there: from then on the file is no longer than what it takes to read on.
    if (told === null || file.size() > told) told = ownSize(path, file);
    return Math.min(told ?? MOST_TEXT_BYTES, MOST_WEIGHTS_BYTES);
  };
}
