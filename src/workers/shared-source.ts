/**
 * A source of files in another worker, over a message port. The worker that downloads may connect to a host and sees no
 * text; the engine sees text and may connect to nothing: this is how a model gets from one to the other without storage.
 */
import { LocumError } from '../engine/errors.ts';
import type { FileSource } from '../engine/lm/checkpoint/source.ts';
import { WorkerCalls, type WorkerLike } from './calls.ts';
import { type ServerPort, serve } from './serve.ts';

interface Reading {
  readonly offset: number;
  readonly length: number | null;
}

interface SourceOperations {
  readonly entry: { readonly input: null; readonly progress: never; readonly output: string | null };
  readonly size: { readonly input: string; readonly progress: never; readonly output: number | null };
  readonly text: { readonly input: string; readonly progress: never; readonly output: string };
  /** Opens a stream; the answer names it. */
  readonly open: {
    readonly input: Reading & { readonly path: string };
    readonly progress: never;
    readonly output: number;
  };
  /** The next chunk, or null at the end. */
  readonly next: { readonly input: number; readonly progress: never; readonly output: Uint8Array | null };
  readonly end: { readonly input: number; readonly progress: never; readonly output: null };
}

/** Answers for `source` on `port` until it is closed. */
export function shareSource(source: FileSource, port: MessagePort): void {
  const streams = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();
  let opened = 0;
  serve<SourceOperations>(port as unknown as ServerPort<SourceOperations>, {
    entry: async () => source.entry ?? null,
    size: (path, { signal }) => source.size(path, signal),
    text: (path, { signal }) => source.text(path, signal),
    async open({ path, offset, length }) {
      // Of the stream's own life, not of this request's: no signal.
      const stream = await source.stream(path, { offset, ...(length === null ? {} : { length }) });
      streams.set(++opened, stream.getReader());
      return opened;
    },
    async next(id) {
      const chunk = await streams.get(id)?.read();
      if (chunk === undefined || chunk.done) {
        streams.delete(id);
        return null;
      }
      return chunk.value;
    },
    async end(id) {
      await streams.get(id)?.cancel();
      streams.delete(id);
      return null;
    },
  });
}

/** The source that is shared on the other end of `port`. */
export async function sharedSource(label: string, port: MessagePort): Promise<FileSource> {
  const calls = new WorkerCalls<SourceOperations>(() => overPort(port), { name: 'model files', crash: broken });
  return {
    label,
    entry: (await calls.call('entry', null)) ?? undefined,
    size: (path, signal) => calls.call('size', path, { signal }),
    text: (path, signal) => calls.call('text', path, { signal }),
    async stream(path, { offset = 0, length, signal } = {}) {
      const id = await calls.call('open', { path, offset, length: length ?? null }, { signal });
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          const chunk = await calls.call('next', id, { signal });
          if (chunk === null) controller.close();
          else controller.enqueue(chunk);
        },
        cancel: async () => void (await calls.call('end', id)),
      });
    },
  };
}

function overPort(port: MessagePort): WorkerLike<SourceOperations> {
  const worker: WorkerLike<SourceOperations> = {
    // The worker behind the port outlives it, and whether that one lives is seen by whoever started it.
    postMessage: (message) => message.type !== 'live' && port.postMessage(message),
    terminate: () => port.close(),
    onmessage: null,
    onerror: null,
    onmessageerror: null,
  };
  port.onmessage = (event) => worker.onmessage?.(event);
  port.onmessageerror = (event) => worker.onmessageerror?.(event);
  return worker;
}

function broken(reason: string): LocumError {
  return new LocumError('network', `The download of the model stopped${reason ? `: ${reason}` : ''}.`, {
    hint: 'Load the model again.',
  });
}
