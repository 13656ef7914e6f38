/**
 * A checkpoint in any layout that is read here: the Hugging Face one, or a GGUF file. Opening reads and checks the headers;
 * weights then stream, tensor by tensor, narrowed as their bytes arrive, so that memory holds the weights and never the
 * file beside them.
 */

import { throwIfCancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { type GenerationDefaults, parseConfig, parseGenerationConfig } from './config.ts';
import { isGguf } from './gguf/parts.ts';
import type { CheckpointFiles, Layout, StoredPrecision, WeightsOptions } from './layout.ts';
import type { Weight } from './matrix.ts';
import { safetensorsLayout } from './safetensors-layout.ts';
import { type FileSource, textIfPresent } from './source.ts';
import { decoderTensors, elements } from './tensors.ts';

export interface Checkpoint {
  readonly id: string;
  /** Where its tokenizer and its chat template are. */
  readonly files: CheckpointFiles;
  readonly config: DecoderConfig;
  /** From `generation_config.json` and `config.json`, ascending. */
  readonly stopIds: readonly number[];
  readonly generation: GenerationDefaults;
  /** Bytes of all weights as they lie in the files. */
  readonly storedBytes: number;
  /** Trained parameters; a tied head counts once. */
  readonly parameters: number;
  /** Precision of the matrices when loaded as `stored`; of most of them where they differ. */
  readonly storedPrecision: StoredPrecision;
  /** Bytes in memory when loaded as `stored`. */
  readonly heldBytes: number;
  /**
   * Every weight of the decoder once, in the order of the files, under the names of `decoderTensors`: matrices that the
   * files fuse (Phi-3's `qkv_proj`, `gate_up_proj`) come apart.
   * @throws {LocumError} `checkpoint-truncated`, `checkpoint-missing-file`, `network`, `unsupported`
   * @throws {Cancelled}
   */
  weights(options?: WeightsOptions): AsyncGenerator<Weight, void, undefined>;
}

/**
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `checkpoint-truncated`, `unsupported-architecture`,
 *   `unsupported`, `network`
 * @throws {Cancelled}
 */
export async function openCheckpoint(
  source: FileSource,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Checkpoint> {
  const { signal } = options;
  throwIfCancelled(signal);
  const { files, weights } = await openLayout(source, signal);
  const config = parseConfig(await files.text('config.json', signal));
  const generation = parseGenerationConfig((await textIfPresent(files, 'generation_config.json', signal)) ?? '{}');
  const { config: decoder, bytes, precision, heldBytes, stream } = await weights(config.decoder, signal);
  return {
    id: source.label,
    files,
    config: decoder,
    stopIds: [...new Set([...config.stopIds, ...generation.stopIds])].sort((a, b) => a - b),
    generation: generation.defaults,
    storedBytes: bytes,
    parameters: decoderTensors(decoder).reduce((sum, spec) => sum + elements(spec), 0),
    storedPrecision: precision,
    heldBytes,
    weights: (weightsOptions = {}) => stream(weightsOptions),
  };
}

async function openLayout(source: FileSource, signal: AbortSignal | undefined): Promise<Layout> {
  const { entry } = source;
  if (entry === undefined || !isGguf(entry)) return safetensorsLayout(source);
  const { openGguf } = await import('./gguf/layout.ts');
  return openGguf(source, entry, signal);
}
