/** What a host that answers as a Hugging Face hub serves for the repository `org/tiny`, licensed as MIT. */
import { createHash } from 'node:crypto';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

type Files = Readonly<Record<string, Uint8Array | string>>;

export function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** The listing of a repository: large files with their LFS oid, small ones with git's name. */
function tree(files: Files): string {
  const entries = Object.entries(files).map(([path, content]) => {
    const bytes = bytesOf(content);
    const git = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const large = /\.(?:safetensors|gguf|bin)$/.test(path);
    return {
      type: 'file',
      path,
      size: bytes.length,
      oid: git,
      ...(large ? { lfs: { oid: sha256, size: bytes.length } } : {}),
    };
  });
  return JSON.stringify([{ type: 'directory', path: 'figures', size: 0, oid: COMMIT }, ...entries]);
}

export function hubFiles(files: Files): ReadonlyMap<string, Uint8Array> {
  const answers = {
    'api/models/org/tiny/revision/main': JSON.stringify({ sha: COMMIT, cardData: { license: 'mit' } }),
    [`api/models/org/tiny/tree/${COMMIT}?recursive=true`]: tree(files),
  };
  const contents = Object.entries(files).map(([path, content]) => [`org/tiny/resolve/${COMMIT}/${path}`, content]);
  return new Map(
    Object.entries({ ...answers, ...(Object.fromEntries(contents) as Files) }).map(([path, content]) => [
      path,
      bytesOf(content),
    ]),
  );
}
