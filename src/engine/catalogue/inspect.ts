/** What a checkpoint is, read from its configuration, its tokenizer and the headers of its weights: a few megabytes at most. */
import { openAnyCheckpoint } from '../lm/any-checkpoint.ts';
import type { Checkpoint } from '../lm/checkpoint/checkpoint.ts';
import type { FileSource } from '../lm/checkpoint/source.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { checkVocabulary } from '../tokenizer/vocabulary-check.ts';
import type { ModelShape } from './shape.ts';

export interface Inspection {
  readonly label: string;
  readonly architecture: string;
  readonly shape: ModelShape;
  readonly parameters: number;
  /** Bytes of the weights as they lie in the files. */
  readonly storedBytes: number;
  /** How matrices lie in memory when they are held as stored; `f32`: as floats of any width. */
  readonly storedPrecision: Checkpoint['storedPrecision'];
  /** Bytes of the weights in memory when they are held as stored. */
  readonly heldBytes: number;
  readonly contextLength: number;
  /** There is a chat template. */
  readonly chat: boolean;
}

/**
 * Everything that would be refused when the model is opened is refused here, before its weights are downloaded.
 * @throws {LocumError} as `openAnyCheckpoint` and `loadTokenizer`; `tokenizer-mismatch`
 */
export async function inspectModel(source: FileSource, signal?: AbortSignal): Promise<Inspection> {
  const checkpoint = await openAnyCheckpoint(source, signal);
  const { config } = checkpoint;
  const tokenizer = await loadTokenizer(checkpoint.files, { signal });
  checkVocabulary(tokenizer, {
    id: checkpoint.id,
    vocabularySize: config.vocabularySize,
    stopIds: checkpoint.stopIds,
  });
  return {
    label: source.label,
    architecture: config.architecture,
    shape: config,
    parameters: checkpoint.parameters,
    storedBytes: checkpoint.storedBytes,
    storedPrecision: checkpoint.storedPrecision,
    heldBytes: checkpoint.heldBytes,
    contextLength: config.contextLength,
    chat: tokenizer.chat,
  };
}
