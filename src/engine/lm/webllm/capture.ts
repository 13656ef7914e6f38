import { LocumError } from '../../errors.ts';
import type { LogitProcessor } from './module.ts';

/** Keeps the logits of the last forward. web-llm samples from them too; that token is ignored. */
export class LogitCapture implements LogitProcessor {
  #logits: Float32Array | null = null;

  processLogits = (logits: Float32Array): Float32Array => {
    // A view into a larger buffer (the library's own memory) is overwritten by the next forward.
    const isView = logits.byteLength !== logits.buffer.byteLength;
    this.#logits = isView ? logits.slice() : logits;
    return logits;
  };

  processSampledToken = (): void => {};

  resetState = (): void => {
    this.#logits = null;
  };

  /** The last forward's logits, once. @throws {LocumError} `checkpoint-invalid` when they are not of the model's width */
  take(vocabularySize: number): Float32Array {
    const logits = this.#logits;
    this.#logits = null;
    if (logits === null) throw new LocumError('internal', 'web-llm ran without telling its logits.');
    if (logits.length === vocabularySize) return logits;
    throw new LocumError(
      'checkpoint-invalid',
      `The model has ${logits.length} logits, but its configuration names a vocabulary of ${vocabularySize}.`,
      { hint: 'Check that mlc-chat-config.json belongs to the model library.', details: { logits: logits.length } },
    );
  }
}
