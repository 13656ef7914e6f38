/** A file of the served folder, open: size, validator and bytes are of one and the same file, whatever replaces its name. */
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

export interface ServedFile {
  readonly handle: FileHandle;
  readonly size: number;
  /** Strong: another content under this name is another file or another time. */
  readonly etag: string;
}

/** The path that a request's target names below the folder; null for what no file of the app can be called. */
export function pathOf(target: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(target.replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
  if (path === '/') return 'index.html';
  const parts = path.split('/');
  const named = parts[0] === '' && parts.slice(1).every((part) => part !== '' && !part.startsWith('.'));
  return named && !/[\\\0:]/.test(path) ? parts.slice(1).join('/') : null;
}

/**
 * Opens `path` in `directory`, or null where there is no such file – never listed, or gone since – or where a link leads
 * out of the folder. The caller closes it.
 */
export async function openServed(directory: string, path: string): Promise<ServedFile | null> {
  try {
    const root = await realpath(directory);
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return null;
    // Without waiting: a pipe without a writer would hold the request for ever.
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) {
      await handle.close();
      return null;
    }
    const etag = `"${[stats.size, stats.mtimeNs, stats.ino].map((part) => part.toString(36)).join('-')}"`;
    return { handle, size: Number(stats.size), etag };
  } catch (error) {
    if (GONE.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'ENXIO']);
