/** A part of a file, read into memory. */

import { ByteReader } from './byte-reader.ts';
import type { FileSource } from './source.ts';

/**
 * Fills `target` from `offset` on.
 * @param expected size the file should have at least, for errors; null if not known yet
 * @throws {LocumError} `checkpoint-truncated`, `checkpoint-missing-file`, `network`
 * @throws {Cancelled}
 */
export async function readRange(
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
 * Bytes from `offset` on, fewer than `length` where the file ends before.
 * @throws {LocumError} `checkpoint-missing-file`, `network`
 * @throws {Cancelled}
 */
export async function readAtMost(
  source: FileSource,
  file: string,
  offset: number,
  length: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const stream = await source.stream(file, { offset, length, signal });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
