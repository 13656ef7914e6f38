/** Models in a folder of this machine. Node only. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openAsBlob, openSync, readSync, writeSync } from 'node:fs';
import { constants, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStore } from '../file-store.ts';
import { storageFailure } from '../storage-errors.ts';

export function folderStore(folder: string): FileStore {
  const place = (path: string): string => join(folder, path);

  async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      throw storageFailure(thrown, what);
    }
  }

  return {
    open: (path) =>
      attempt(`Opening ${path}`, async () => {
        await mkdir(dirname(place(path)), { recursive: true });
        const file = openSync(place(path), constants.O_RDWR | constants.O_CREAT);
        return {
          size: () => fstatSync(file).size,
          read: (target, at) => readSync(file, target, 0, target.length, at),
          write(bytes, at) {
            try {
              for (let done = 0; done < bytes.length; )
                done += writeSync(file, bytes, done, bytes.length - done, at + done);
            } catch (thrown) {
              throw storageFailure(thrown, `Writing ${path}`);
            }
          },
          truncate: (size) => ftruncateSync(file, size),
          close() {
            fsyncSync(file);
            closeSync(file);
          },
        };
      }),
    blob: (path) =>
      attempt(`Reading ${path}`, async () => {
        const found = await orNull(stat(place(path)));
        return found?.isFile() ? await openAsBlob(place(path)) : null;
      }),
    writeText: (path, text) =>
      attempt(`Writing ${path}`, async () => {
        await mkdir(dirname(place(path)), { recursive: true });
        await writeFile(`${place(path)}.new`, text);
        await rename(`${place(path)}.new`, place(path));
      }),
    folders: (path) =>
      attempt(`Listing ${path}`, async () => {
        const entries = (await orNull(readdir(place(path), { withFileTypes: true }))) ?? [];
        return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
      }),
    remove: (path) => attempt(`Deleting ${path}`, () => rm(place(path), { recursive: true, force: true })),
  };
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ENOENT') return null;
    throw thrown;
  }
}
