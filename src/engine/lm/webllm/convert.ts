/** A checkpoint prepared for web-llm in the page: written straight into web-llm's cache, never held whole. */
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import { GROUP_SIZE } from '../checkpoint/matrix.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { decoderTensors, elements } from '../checkpoint/tensors.ts';
import { type Quantization, type Written, writeMlc } from '../mlc/write.ts';
import { type Caches, localAddress, needCaches, WebLlmCache } from './cache.ts';
import { StagedModels } from './staged.ts';

export interface ConvertOptions {
  readonly quantization: Quantization;
  /** Where the library that it will run on can be downloaded; null: not known yet. */
  readonly library: string | null;
  /** As `StagedRecord.family`. */
  readonly family?: string | null;
  readonly caches?: Caches | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: { readonly bytesDone: number; readonly bytesTotal: number }) => void) | undefined;
}

/** What a checkpoint is called once it is prepared; another of that name gives way to it. */
export function preparedId(label: string, quantization: Quantization): string {
  return `${label} (${quantization})`;
}

/** Bytes of the weights, and of the GPU's memory with a context of so many tokens, before any of it is there. */
export function preparedSize(
  { config }: Checkpoint,
  quantization: Quantization,
  contextLength: number,
): { readonly bytes: number; readonly memory: number } {
  const width = quantization === 'q4f16_1' ? 2 : 4;
  const bytes = decoderTensors(config).reduce((sum, spec) => {
    const isMatrix = spec.shape.length > 1;
    return sum + elements(spec) * (isMatrix ? 1 / 2 + width / GROUP_SIZE : width);
  }, 0);
  // Keys and values are of the same type as scales.
  const context = 2 * config.layers * config.kvHeads * config.headDim * width;
  return { bytes, memory: bytes + context * Math.min(contextLength, config.contextLength) };
}

/**
 * A checkpoint that is kept in 4 bits gives the weights that its originals would: MLC's groups are Locum's own.
 * @returns with `id`, the name under which `StagedModels` has it
 * @throws {LocumError} as `openCheckpoint` and `writeMlc`; `quota-exceeded` when the browser has no room. Nothing is left then.
 * @throws {Cancelled}
 */
export async function convertForWebLlm(
  source: FileSource,
  { quantization, library, family = null, caches = globalThis.caches, signal, report }: ConvertOptions,
): Promise<Written & { readonly id: string }> {
  const id = preparedId(source.label, quantization);
  const address = localAddress(id);
  const cache = new WebLlmCache(address, id, needCaches(caches));
  const checkpoint = await openCheckpoint(source, { signal });
  const staged = new StagedModels(caches);
  const record = {
    id,
    address,
    folder: null,
    library,
    family,
    contextLength: null,
    requiredFeatures: null,
    manifest: null,
  };
  await staged.note({ ...record, memory: null });
  try {
    const written = await writeMlc(checkpoint, cache, {
      quantization,
      signal,
      onProgress: (bytesDone, bytesTotal) => report?.({ bytesDone, bytesTotal }),
    });
    await staged.note({ ...record, memory: preparedSize(checkpoint, quantization, written.contextLength).memory });
    return { ...written, id };
  } catch (thrown) {
    await staged.remove(id);
    throw thrown;
  }
}
