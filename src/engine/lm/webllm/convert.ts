/** A checkpoint prepared for web-llm in the page: written straight into web-llm's cache, never held whole. */
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { type Quantization, type Written, writeMlc } from '../mlc/write.ts';
import { type Caches, localAddress, WebLlmCache } from './cache.ts';

export interface ConvertOptions {
  readonly quantization: Quantization;
  readonly caches?: Caches | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: { readonly bytesDone: number; readonly bytesTotal: number }) => void) | undefined;
}

/**
 * @returns with `folder`, the address under which `folderOfMlc` finds it
 * @throws {LocumError} as `openCheckpoint` and `writeMlc`; `quota-exceeded` when the browser has no room
 * @throws {Cancelled}
 */
export async function convertForWebLlm(
  source: FileSource,
  { quantization, caches = globalThis.caches, signal, report }: ConvertOptions,
): Promise<Written & { readonly folder: string }> {
  const name = `${source.label}-${quantization}`;
  const cache = new WebLlmCache(localAddress(name), name, caches);
  const checkpoint = await openCheckpoint(source, { signal });
  const written = await writeMlc(checkpoint, source, cache, {
    quantization,
    signal,
    onProgress: (bytesDone, bytesTotal) => report?.({ bytesDone, bytesTotal }),
  });
  return { ...written, folder: cache.address };
}
