/** Files in memory as a checkpoint source, for tests. */

import { throwIfCancelled } from '../../errors.ts';
import { type FileSource, missingFile } from '../checkpoint/source.ts';

export type Files = Readonly<Record<string, Uint8Array | string>>;

/** @param chunkBytes streams deliver at most this many bytes at a time */
export function memorySource(files: Files, label = 'memory', chunkBytes = 1000): FileSource {
  const bytesOf = (path: string): Uint8Array => {
    const content = files[path];
    if (content === undefined) throw missingFile(label, path);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return {
    label,
    async size(path) {
      return bytesOf(path).length;
    },
    async text(path, signal) {
      throwIfCancelled(signal);
      return new TextDecoder().decode(bytesOf(path));
    },
    async stream(path, { offset = 0, length, signal } = {}) {
      throwIfCancelled(signal);
      const bytes = bytesOf(path).subarray(offset, length === undefined ? undefined : offset + length);
      let position = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (position >= bytes.length) return controller.close();
          controller.enqueue(bytes.slice(position, position + chunkBytes));
          position += chunkBytes;
        },
      });
    },
  };
}
