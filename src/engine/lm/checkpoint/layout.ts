/** How a checkpoint's files are laid out. Whoever opens one asks for Hugging Face's files and streams of weights, whatever there is. */

import type { Precision } from '../causal-lm.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { Weight } from './matrix.ts';
import type { FileSource } from './source.ts';

/** Configuration, tokenizer and chat template, under the names of Hugging Face's layout. */
export type CheckpointFiles = Pick<FileSource, 'label' | 'text'>;

export interface Layout {
  readonly files: CheckpointFiles;
  /**
   * Finds the weights that a decoder needs, all present and readable.
   * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `checkpoint-truncated`, `unsupported`, `network`
   * @throws {Cancelled}
   */
  weights(config: DecoderConfig, signal: AbortSignal | undefined): Promise<StoredWeights>;
}

/** How matrices lie in files: as floats of any width, or quantised. */
export type StoredPrecision = 'f32' | 'q8' | 'q4_1' | 'q4';

export interface StoredWeights {
  /** What the files were asked for; untied where they hold a head of their own beside an embedding that the configuration ties. */
  readonly config: DecoderConfig;
  /** Bytes of all weights as they lie in the files. */
  readonly bytes: number;
  /** Precision of the matrices when loaded as `stored`; of most of them where they differ. */
  readonly precision: StoredPrecision;
  /** Bytes in memory when loaded as `stored`. */
  readonly heldBytes: number;
  stream(options: WeightsOptions): AsyncGenerator<Weight, void, undefined>;
}

export interface WeightsOptions {
  /** How matrices are to be held. `stored` (default) keeps quantised ones as they are, or near it, and makes floats f32. */
  readonly precision?: Precision | 'stored';
  /**
   * Matrices of more elements come in pieces of whole rows, one after the other: whoever copies them on need not hold them
   * whole. Default: all come whole. `PIECE_ELEMENTS` is a good value.
   */
  readonly pieceElements?: number;
  /** Only these weights, by their names; default: all. Files are read where they lie, as far as the host allows. */
  readonly names?: ReadonlySet<string> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}

/** 64 MB as f32, 10 MB as q4. */
export const PIECE_ELEMENTS = 1 << 24;
