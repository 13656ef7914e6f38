/** The app's own models at their address. Their index says which files they have: nobody is asked for the others. */
import * as v from 'valibot';
import { throwIfCancelled } from '../engine/errors.ts';
import { type FileSource, missingFile, urlSource } from '../engine/lm/checkpoint/source.ts';

const Index = v.array(v.object({ id: v.string(), files: v.optional(v.array(v.string())) }));

/** @param url of the model's folder, beside which `index.json` lies */
export function shippedSource(url: string): FileSource {
  const source = urlSource(url);
  let listed: Promise<ReadonlySet<string> | null> | null = null;
  const find = async (path: string, signal: AbortSignal | undefined): Promise<void> => {
    listed ??= listedFiles(url, source.label);
    const files = await listed;
    throwIfCancelled(signal);
    if (files !== null && !files.has(path)) throw missingFile(source.label, path);
  };
  return {
    ...source,
    async size(path, signal) {
      await find(path, signal);
      return source.size(path, signal);
    },
    async text(path, signal) {
      await find(path, signal);
      return source.text(path, signal);
    },
    async stream(path, options) {
      await find(path, options?.signal);
      return source.stream(path, options);
    },
  };
}

/** Null where the index does not tell: then the host is asked. */
async function listedFiles(url: string, id: string): Promise<ReadonlySet<string> | null> {
  try {
    const index = v.parse(Index, JSON.parse(await urlSource(new URL('..', url)).text('index.json')));
    const files = index.find((model) => model.id === id)?.files;
    return files === undefined ? null : new Set(files);
  } catch {
    return null;
  }
}
