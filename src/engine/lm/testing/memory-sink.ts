/** A sink whose files stay in memory, for tests. */

import type { CheckpointSink } from '../checkpoint/sink.ts';

export interface MemorySink extends CheckpointSink {
  readonly files: Record<string, Uint8Array>;
}

/** @param room most bytes in all files together; one more is refused as a full disk would */
export function memorySink(room = Number.POSITIVE_INFINITY): MemorySink {
  const files: Record<string, Uint8Array> = {};
  return {
    files,
    async open(path) {
      files[path] = new Uint8Array(0);
      return {
        async write(bytes, offset) {
          const others = Object.entries(files).reduce(
            (sum, [name, file]) => sum + (name === path ? 0 : file.length),
            0,
          );
          const size = Math.max(files[path]!.length, offset + bytes.length);
          if (others + size > room) throw new DOMException('full', 'QuotaExceededError');
          if (size > files[path]!.length) {
            const grown = new Uint8Array(size);
            grown.set(files[path]!);
            files[path] = grown;
          }
          files[path]!.set(bytes, offset);
        },
        async close() {},
      };
    },
  };
}
