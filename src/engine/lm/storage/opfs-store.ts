/**
 * Models in the origin private file system. Needs a dedicated worker: only there do sync access handles exist, which
 * write in place and without copies.
 */
import type { FileStore, OpenFile } from './file-store.ts';
import { quotaExceeded, storageFailure } from './storage-errors.ts';
import type { SyncAccessHandle } from './sync-access.ts';

const ROOT = 'locum-models';

export function opfsStore(): FileStore {
  /** The folder that `path` lies in, and the last part of `path`; null when it is not there. Looking leaves no trace. */
  async function locate(path: string, create: boolean): Promise<[FileSystemDirectoryHandle, string] | null> {
    const parts = [ROOT, ...path.split('/')];
    const name = parts.pop() ?? '';
    let folder = await navigator.storage.getDirectory();
    for (const part of parts) {
      if (part === '.') continue;
      const next = await present(folder.getDirectoryHandle(part, { create }));
      if (next === null) return null;
      folder = next;
    }
    return [folder, name];
  }

  async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      throw storageFailure(thrown, what);
    }
  }

  async function open(path: string): Promise<OpenFile> {
    const found = await locate(path, true);
    const file = await found?.[0].getFileHandle(found[1], { create: true });
    if (file === undefined) throw new DOMException('no such folder', 'NotFoundError');
    return accessed(await file.createSyncAccessHandle(), path);
  }

  return {
    open: (path) => attempt(`Opening ${path}`, () => open(path)),
    blob: (path) =>
      attempt(`Reading ${path}`, async () => {
        const found = await locate(path, false);
        const file = found && (await present(found[0].getFileHandle(found[1])));
        return file ? await file.getFile() : null;
      }),
    writeText: (path, text) =>
      attempt(`Writing ${path}`, async () => {
        const found = await locate(path, true);
        const file = await found?.[0].getFileHandle(found[1], { create: true });
        if (file === undefined) throw new DOMException('no such folder', 'NotFoundError');
        const { createWritable }: Partial<FileSystemFileHandle> = file;
        if (createWritable === undefined) return writeInPlace(await file.createSyncAccessHandle(), text, path);
        // A writable stream replaces the file when it is closed, and only then.
        const stream = await createWritable.call(file);
        await stream.write(text);
        await stream.close();
      }),
    folders: (path) =>
      attempt(`Listing ${path}`, async () => {
        const found = await locate(`${path}/.`, false);
        const names: string[] = [];
        if (found) for await (const [name, { kind }] of found[0].entries()) if (kind === 'directory') names.push(name);
        return names.sort();
      }),
    remove: (path) =>
      attempt(`Deleting ${path}`, async () => {
        const found = await locate(path, false);
        await present(found?.[0].removeEntry(found[1], { recursive: true }));
      }),
  };
}

/** Null for what is not there. */
async function present<T>(work: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await work) ?? null;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
    throw thrown;
  }
}

/** Safari has writable streams from version 26 on only. A text that is cut short on the way is found damaged when it is read. */
function writeInPlace(handle: SyncAccessHandle, text: string, path: string): void {
  const file = accessed(handle, path);
  try {
    file.truncate(0);
    file.write(new TextEncoder().encode(text), 0);
  } finally {
    file.close();
  }
}

function accessed(handle: SyncAccessHandle, path: string): OpenFile {
  return {
    size: () => handle.getSize(),
    read: (target, at) => handle.read(target, { at }),
    write(bytes, at) {
      let written: number;
      try {
        written = handle.write(bytes, { at });
      } catch (thrown) {
        throw storageFailure(thrown, `Writing ${path}`);
      }
      // Some browsers write what fits instead of throwing.
      if (written < bytes.length) throw quotaExceeded({ file: path });
    },
    truncate: (size) => handle.truncate(size),
    close() {
      handle.flush();
      handle.close();
    },
  };
}
