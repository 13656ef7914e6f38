import { LocumError } from '../../../errors.ts';
import type { MlcSink } from '../sink.ts';

export interface MemorySink extends MlcSink {
  readonly files: Record<string, Uint8Array | string>;
}

/** A folder in memory. @param room most bytes in all files together; more is refused as a full disk would */
export function memorySink(room = Number.POSITIVE_INFINITY): MemorySink {
  const files: Record<string, Uint8Array | string> = {};
  return {
    files,
    async clear() {
      for (const path of Object.keys(files)) delete files[path];
    },
    async put(path, content) {
      const used = Object.values(files).reduce((sum, file) => sum + file.length, 0);
      if (used + content.length > room) throw new LocumError('quota-exceeded', 'The disk is full.');
      files[path] = content;
    },
  };
}
