/** A checkpoint in a folder of this machine. Node only: for the terminal, benchmarks and tests. */

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { Cancelled, LocumError } from '../../errors.ts';
import { type FileSource, missingFile } from './source.ts';

/** @param entry the file that the checkpoint begins with, where its layout fixes no name for it */
export function folderSource(folder: string, entry?: string): FileSource {
  const label = entry ?? basename(resolve(folder));

  function failure(thrown: unknown, path: string): Error {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code === 'ABORT_ERR' || (thrown instanceof Error && thrown.name === 'AbortError')) return new Cancelled();
    if (code === 'ENOENT' || code === 'ENOTDIR') return missingFile(label, path, thrown);
    return new LocumError('file-not-found', `The file ${path} of “${label}” cannot be read.`, {
      hint: 'Check that it is a file and that you may read it.',
      details: { file: path },
      cause: thrown,
    });
  }

  async function attempt<T>(path: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (thrown) {
      throw failure(thrown, path);
    }
  }

  const fileSize = async (path: string): Promise<number> => (await stat(join(folder, path))).size;

  return {
    label,
    entry,
    size: (path) => attempt(path, () => fileSize(path)),
    text: (path, signal) => attempt(path, () => readFile(join(folder, path), { encoding: 'utf8', signal })),
    stream: (path, { offset = 0, length, signal } = {}) =>
      attempt(path, async () => {
        const size = await fileSize(path);
        const end = Math.min(size, length === undefined ? size : offset + length);
        if (end <= offset) return new ReadableStream({ start: (controller) => controller.close() });
        const file = createReadStream(join(folder, path), {
          start: offset,
          end: end - 1,
          highWaterMark: 1 << 20,
          ...(signal ? { signal } : {}),
        });
        return translated(file, (thrown) => failure(thrown, path));
      }),
  };
}

/** A Node stream as a web stream, with read errors translated. */
function translated(file: Readable, translate: (thrown: unknown) => Error): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = file[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (thrown) {
        controller.error(translate(thrown));
      }
    },
    async cancel() {
      file.destroy();
    },
  });
}
