/** A checkpoint in whatever layout its files have, with the adapter that its source may name. */

import { LocumError } from '../errors.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint.ts';
import type { FileSource } from './checkpoint/source.ts';
import { adaptedFiles } from './lora/adapted-source.ts';
import type { Adapter } from './lora/adapter.ts';

export interface AnyCheckpoint extends Checkpoint {
  /** What its weights have been changed by; absent where they are as the files have them. */
  readonly adapter?: Adapter;
}

/** Files of a model whose weights lie nowhere as they are: they are computed from those of others when they are read. */
export interface ComputedSource extends FileSource {
  readonly open: (signal?: AbortSignal) => Promise<Checkpoint>;
}

const isComputed = (source: FileSource): source is ComputedSource => 'open' in source;

/**
 * In the Hugging Face layout, as a GGUF file, or else in MLC's: what web-llm can run, Locum's own runtime can too. An adapter is merged.
 * @throws {LocumError} as `openCheckpoint`, `openMlcCheckpoint` and `openAdapter`
 * @throws {Cancelled}
 */
export async function openAnyCheckpoint(source: FileSource, signal?: AbortSignal): Promise<AnyCheckpoint> {
  if (isComputed(source)) return source.open(signal);
  if (source.adapted === undefined) return openPlain(source, signal);
  const { adapted } = source;
  const [{ openAdapter }, { mergeAdapter }] = await Promise.all([
    import('./lora/adapter.ts'),
    import('./lora/merge.ts'),
  ]);
  const base = await openAnyCheckpoint(adapted.base, signal);
  const adapter = await openAdapter(adapted.adapter, base, signal);
  return { ...mergeAdapter(base, adapter), adapter, files: adaptedFiles(base.files, adapted.adapter) };
}

async function openPlain(source: FileSource, signal?: AbortSignal): Promise<Checkpoint> {
  const isMissing = (thrown: unknown): boolean =>
    thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file';
  try {
    return await openCheckpoint(source, { signal });
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    const { openMlcCheckpoint } = await import('./mlc/read.ts');
    try {
      return await openMlcCheckpoint(source, signal);
    } catch (other) {
      // The usual layout is the one to explain when a folder has neither.
      throw isMissing(other) ? thrown : other;
    }
  }
}
