import { readRange } from './range.ts';
import type { Shard, TensorEntry } from './safetensors.ts';
import type { FileSource } from './source.ts';
import { EMBEDDING, HEAD, nesting } from './tensors.ts';

/** A head that was trained by itself differs from the embedding in nearly every row: these many places tell them apart. */
const PLACES = 16;
const PLACE_BYTES = 1024;

interface Found {
  readonly file: string;
  /** First byte in the file. */
  readonly start: number;
  readonly entry: TensorEntry;
}

/**
 * Whether files whose configuration ties the head to the embedding hold a head that is another matrix. transformers 5 uses
 * that head (its issue 42612); files that merely hold the same matrix twice are tied all the same.
 * @throws {LocumError} `checkpoint-truncated`, `network`
 * @throws {Cancelled}
 */
export async function hasOwnHead(
  source: FileSource,
  shards: readonly Shard[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const names = new Set(shards.flatMap(({ header }) => header.tensors.map(({ name }) => name)));
  const nameInFiles = nesting(names);
  const [embedding, head] = [find(shards, nameInFiles(EMBEDDING)), find(shards, nameInFiles(HEAD))];
  if (embedding === null || head === null) return false;
  const [a, b] = [embedding.entry, head.entry];
  if (a.dtype !== b.dtype || a.end - a.begin !== b.end - b.begin) return true;
  const length = Math.min(PLACE_BYTES, a.end - a.begin);
  const last = a.end - a.begin - length;
  for (let place = 0; place < PLACES; place++) {
    const offset = Math.floor((last * place) / (PLACES - 1));
    const read = async ({ file, start }: Found) => {
      const bytes = new Uint8Array(length);
      await readRange(source, file, start + offset, bytes, start + offset + length, signal);
      return bytes;
    };
    const [left, right] = await Promise.all([read(embedding), read(head)]);
    if (left.some((byte, index) => byte !== right[index])) return true;
  }
  return false;
}

function find(shards: readonly Shard[], name: string): Found | null {
  for (const { file, header } of shards) {
    const entry = header.tensors.find((tensor) => tensor.name === name);
    if (entry !== undefined) return { file, start: header.dataStart + entry.begin, entry };
  }
  return null;
}
