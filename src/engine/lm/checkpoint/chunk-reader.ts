/**
 * Streams of bytes, read into one buffer over and over where they allow it. What a browser hands out chunk by chunk is
 * collected late: hundreds of megabytes of it lie about while weights come in fast.
 */
import { throwIfCancelled } from '../../errors.ts';
import type { Waiting } from './patience.ts';

const BUFFER_BYTES = 1 << 18;

/** Readers that wait for bytes: Chromium collects a blob's stream that nobody else holds, and then its read is never answered. */
const waiting = new Set<ReadableStreamBYOBReader>();

export class ChunkReader {
  /** Null where the stream is none of bytes: then every chunk is new. */
  readonly #byob: ReadableStreamBYOBReader | null;
  readonly #plain: ReadableStreamDefaultReader<Uint8Array> | null;
  #buffer = new ArrayBuffer(BUFFER_BYTES);

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#byob = byobReader(stream);
    this.#plain = this.#byob === null ? stream.getReader() : null;
  }

  /** One byte or more, valid until the next call; null at the end. */
  async read(): Promise<Uint8Array | null> {
    if (this.#byob === null) return (await this.#plain!.read()).value ?? null;
    waiting.add(this.#byob);
    try {
      const { done, value } = await this.#byob.read(new Uint8Array(this.#buffer));
      if (value !== undefined) this.#buffer = value.buffer;
      return done ? null : value;
    } finally {
      waiting.delete(this.#byob);
    }
  }

  async cancel(reason?: unknown): Promise<void> {
    await (this.#byob ?? this.#plain!).cancel(reason);
  }
}

function byobReader(stream: ReadableStream<Uint8Array>): ReadableStreamBYOBReader | null {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** Hands on what fits of some bytes, into the buffer of whoever reads where they brought one. @returns what is left */
export function handOn(controller: ReadableByteStreamController, bytes: Uint8Array): Uint8Array {
  const request = controller.byobRequest;
  const view = request?.view ?? null;
  const part = bytes.subarray(0, view?.byteLength);
  if (request === null || view === null) controller.enqueue(part.slice());
  else {
    new Uint8Array(view.buffer, view.byteOffset, part.length).set(part);
    request.respond(part.length);
  }
  return bytes.subarray(part.length);
}

/** The end, also for whoever brought a buffer. */
export function endStream(controller: ReadableByteStreamController): void {
  controller.close();
  controller.byobRequest?.respond(0);
}

export interface WindowOptions {
  /** Bytes that are left out first. Default 0. */
  readonly skip?: number;
  /** Most bytes after that; default: all. */
  readonly length?: number | undefined;
  /** What becomes of an error of reading. */
  readonly translate: (thrown: unknown) => Error;
  readonly signal?: AbortSignal | undefined;
  /** Where a host sends the stream: how long it may be silent. */
  readonly waiting?: Waiting | undefined;
}

/** A part of a stream, as a stream of bytes. */
export function windowOf(
  body: ReadableStream<Uint8Array>,
  { skip = 0, length = Number.POSITIVE_INFINITY, translate, signal, waiting }: WindowOptions,
): ReadableStream<Uint8Array> {
  const reader = new ChunkReader(body);
  let toSkip = skip;
  let left = length;
  let rest: Uint8Array = new Uint8Array(0);
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      throwIfCancelled(signal);
      while (rest.length === 0) {
        const chunk = left === 0 ? null : await next(reader, translate, waiting);
        if (chunk === null) {
          endStream(controller);
          return reader.cancel();
        }
        const from = Math.min(toSkip, chunk.length);
        toSkip -= from;
        rest = chunk.subarray(from, Math.min(chunk.length, from + left));
        left -= rest.length;
      }
      rest = handOn(controller, rest);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function next(
  reader: ChunkReader,
  translate: (thrown: unknown) => Error,
  waiting: Waiting | undefined,
): Promise<Uint8Array | null> {
  try {
    const chunk = await (waiting === undefined ? reader.read() : waiting.for(reader.read()));
    if (chunk !== null) waiting?.heard(chunk.length);
    return chunk;
  } catch (thrown) {
    // A host that is given up for its silence still has the connection; the cancelling of a broken one fails, and may.
    void reader.cancel(thrown).catch(() => {});
    throw translate(thrown);
  }
}
