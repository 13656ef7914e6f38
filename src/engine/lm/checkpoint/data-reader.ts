/** Reads from places of one file, in one stream as long as they follow each other closely. */

import { ByteReader } from './byte-reader.ts';
import type { FileSource } from './source.ts';

/** A gap that takes longer to read through than a new stream takes to open. */
const FAR_BYTES = 1 << 22;

export interface DataPlace {
  readonly source: FileSource;
  readonly file: string;
  /** Where in the file the data begin; positions count from there. */
  readonly dataStart: number;
  readonly dataBytes: number;
  readonly signal: AbortSignal | undefined;
}

export class DataReader {
  readonly #place: DataPlace;
  readonly #leaps: boolean;
  #reader: ByteReader | null = null;
  /** Where the open stream began. */
  #start = 0;

  /** @param leaps whether a far place is worth a stream of its own: a host without ranges sends the file anew for each */
  constructor(place: DataPlace, leaps: boolean) {
    this.#place = place;
    this.#leaps = leaps;
  }

  /** First byte of the data that has not been taken. */
  get position(): number {
    return this.#start + (this.#reader?.position ?? 0);
  }

  /** Goes to a place, which must not lie before the last one. @throws {LocumError} as `FileSource.stream` @throws {Cancelled} */
  async seek(position: number): Promise<void> {
    const gap = position - this.position;
    if (this.#reader !== null && (gap <= FAR_BYTES || !this.#leaps)) {
      await this.#reader.skip(gap);
      return;
    }
    await this.close();
    const { source, file, dataStart, dataBytes, signal } = this.#place;
    const begin = this.#leaps ? position : 0;
    const stream = await source.stream(file, { offset: dataStart + begin, signal });
    this.#reader = new ByteReader(stream, file, dataStart + begin, dataStart + dataBytes, signal);
    this.#start = begin;
    await this.#reader.skip(position - begin);
  }

  /** Fills `target`; there has been a `seek`. @throws {LocumError} `checkpoint-truncated` */
  async fill(target: Uint8Array): Promise<void> {
    await this.#reader?.fill(target);
  }

  async skip(bytes: number): Promise<void> {
    await this.seek(this.position + bytes);
  }

  async close(): Promise<void> {
    await this.#reader?.close();
    this.#reader = null;
  }
}
