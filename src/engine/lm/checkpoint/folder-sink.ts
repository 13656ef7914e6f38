/** Files written to a folder of this machine. Node only: for the terminal, benchmarks and tests. */

import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointSink } from './sink.ts';

export function folderSink(folder: string): CheckpointSink {
  return {
    async open(path) {
      await mkdir(folder, { recursive: true });
      const file = await open(join(folder, path), 'w');
      return {
        async write(bytes, offset) {
          for (let done = 0; done < bytes.length; ) {
            done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
          }
        },
        close: () => file.close(),
      };
    },
  };
}
