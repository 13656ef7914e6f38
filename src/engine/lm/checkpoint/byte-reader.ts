/** Exact reads from a byte stream. */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import { ChunkReader } from './chunk-reader.ts';

export class ByteReader {
  /** Bytes taken so far. */
  position = 0;
  readonly #reader: ChunkReader;
  readonly #file: string;
  readonly #start: number;
  readonly #expected: number | null;
  readonly #signal: AbortSignal | undefined;
  #chunk: Uint8Array = new Uint8Array(0);

  /**
   * @param file name, for errors
   * @param start where in the file the stream begins
   * @param expected size the file should have, for errors; null if not known yet
   */
  constructor(
    stream: ReadableStream<Uint8Array>,
    file: string,
    start: number,
    expected: number | null,
    signal: AbortSignal | undefined,
  ) {
    this.#reader = new ChunkReader(stream);
    this.#file = file;
    this.#start = start;
    this.#expected = expected;
    this.#signal = signal;
  }

  /** Fills `target`. @throws {LocumError} `checkpoint-truncated` */
  async fill(target: Uint8Array): Promise<void> {
    let filled = 0;
    while (filled < target.length) {
      const part = await this.#next(target.length - filled);
      target.set(part, filled);
      filled += part.length;
    }
  }

  async skip(bytes: number): Promise<void> {
    let left = bytes;
    while (left > 0) left -= (await this.#next(left)).length;
  }

  /** 1 to `most` bytes, valid until the next call. */
  async #next(most: number): Promise<Uint8Array> {
    while (this.#chunk.length === 0) {
      throwIfCancelled(this.#signal);
      const chunk = await this.#reader.read();
      throwIfCancelled(this.#signal);
      if (chunk === null) throw truncated(this.#file, this.#start + this.position, this.#expected);
      this.#chunk = chunk;
    }
    const part = this.#chunk.subarray(0, most);
    this.#chunk = this.#chunk.subarray(part.length);
    this.position += part.length;
    return part;
  }

  /** Lets go of the stream. */
  async close(): Promise<void> {
    // A stream that has failed rejects with the failure already reported.
    await this.#reader.cancel().catch(() => undefined);
  }
}

export function truncated(file: string, received: number, expected: number | null): LocumError {
  const counts = expected === null ? `after ${received} bytes` : `after ${received} of ${expected} bytes`;
  return new LocumError('checkpoint-truncated', `${file} ends too early, ${counts}.`, {
    hint: 'The file is incomplete. Download or copy it again.',
    details: { file, received, ...(expected === null ? {} : { expected }) },
  });
}
