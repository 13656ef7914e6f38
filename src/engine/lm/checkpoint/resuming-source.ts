/** A source whose streams go on at the byte where a connection broke. */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { FileSource } from './source.ts';

export interface ResumingOptions {
  /** Waits before it is tried again, by count of failures in a row; after the last it is given up. */
  readonly delaysMs: readonly number[];
  /** Rejects with `Cancelled`. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly onWait?: ((milliseconds: number) => void) | undefined;
}

export function resumingSource(source: FileSource, { delaysMs, wait, onWait }: ResumingOptions): FileSource {
  return {
    ...source,
    async stream(path, { offset = 0, length, signal } = {}) {
      let position = offset;
      let failures = 0;
      let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
      const open = async () => {
        const rest = length === undefined ? {} : { length: offset + length - position };
        return (await source.stream(path, { offset: position, ...rest, signal })).getReader();
      };
      const read = async (): Promise<ReadableStreamReadResult<Uint8Array>> => {
        for (;;) {
          try {
            reader ??= await open();
            const result = await reader.read();
            failures = 0;
            return result;
          } catch (thrown) {
            throwIfCancelled(signal);
            reader = null;
            const delay = delaysMs[failures++];
            if (!(thrown instanceof LocumError) || thrown.code !== 'network' || delay === undefined) throw thrown;
            onWait?.(delay);
            await wait(delay, signal);
          }
        }
      };
      return new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const { done, value } = await read();
            if (done) return controller.close();
            position += value.length;
            controller.enqueue(value);
          },
          cancel: (reason) => reader?.cancel(reason),
        },
        // What waits in a queue would be fetched again.
        { highWaterMark: 0 },
      );
    },
  };
}
