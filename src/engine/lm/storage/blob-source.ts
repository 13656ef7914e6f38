/** A checkpoint whose files are blobs: stored ones (a file of OPFS is a blob), or a folder that the user picked. */
import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { windowOf } from '../checkpoint/chunk-reader.ts';
import { entryOf } from '../checkpoint/gguf/parts.ts';
import { type FileSource, missingFile } from '../checkpoint/source.ts';

/** Files by their names. */
export function filesSource(label: string, files: ReadonlyMap<string, Blob>): FileSource {
  return { ...blobSource(label, async (path) => files.get(path) ?? null), entry: entryOf(files.keys()) };
}

/** @param find the file of this name, or null */
export function blobSource(label: string, find: (path: string) => Promise<Blob | null>): FileSource {
  async function need(path: string, signal?: AbortSignal): Promise<Blob> {
    throwIfCancelled(signal);
    const blob = await find(path);
    if (blob === null) throw missingFile(label, path);
    return blob;
  }

  /** A picked file can change or vanish on disk between two reads. */
  function failure(thrown: unknown, path: string, signal: AbortSignal | undefined): Error {
    if (signal?.aborted) return new Cancelled();
    return new LocumError('file-not-found', `The file ${path} of “${label}” can no longer be read.`, {
      hint: 'It was moved, changed or deleted. Choose the folder again.',
      details: { file: path },
      cause: thrown,
    });
  }

  return {
    label,
    size: async (path, signal) => (await need(path, signal)).size,
    async text(path, signal) {
      const blob = await need(path, signal);
      return blob.text().catch((thrown: unknown) => {
        throw failure(thrown, path, signal);
      });
    },
    async stream(path, { offset = 0, length, signal } = {}) {
      const blob = await need(path, signal);
      const part = blob.slice(offset, length === undefined ? blob.size : offset + length);
      return windowOf(part.stream(), { signal, translate: (thrown) => failure(thrown, path, signal) });
    },
  };
}
