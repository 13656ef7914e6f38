import { expect, test } from 'vitest';
import { Cancelled, LocumError } from '../../errors.ts';
import { memorySource } from '../testing/memory-source.ts';
import { resumingSource } from './resuming-source.ts';
import type { FileSource } from './source.ts';

const CONTENT = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);

/** Breaks after so many bytes, once for each entry, and notes what is asked for. */
function breaking(stops: readonly number[]) {
  const left = [...stops];
  const asked: number[] = [];
  const whole = memorySource({ file: CONTENT }, 'm', 100);
  const source: FileSource = {
    ...whole,
    async stream(path, options = {}) {
      const { offset = 0 } = options;
      asked.push(offset);
      const stop = left.shift();
      const stream = await whole.stream(path, options);
      let passed = 0;
      return stream.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            if (stop !== undefined && passed >= stop) throw new LocumError('network', 'The connection broke.');
            passed += chunk.length;
            controller.enqueue(chunk);
          },
        }),
      );
    },
  };
  return { source, asked };
}

const wait = async (): Promise<void> => {};
const read = async (source: FileSource, offset = 0, length?: number) =>
  new Uint8Array(await new Response(await source.stream('file', { offset, ...(length && { length }) })).arrayBuffer());

test('goes on at the byte where the connection broke, and starts its patience anew with every byte', async () => {
  const { source, asked } = breaking([300, 200, 100]);
  const waited: number[] = [];
  const resuming = resumingSource(source, { delaysMs: [5], wait, onWait: (delay) => waited.push(delay) });
  expect(await read(resuming)).toEqual(CONTENT);
  expect(asked).toEqual([0, 300, 500, 600]);
  expect(waited).toEqual([5, 5, 5]);
});

test('keeps to the part that was asked for', async () => {
  const { source, asked } = breaking([100]);
  expect(await read(resumingSource(source, { delaysMs: [5], wait }), 50, 400)).toEqual(CONTENT.slice(50, 450));
  expect(asked).toEqual([50, 150]);
});

test('gives up after the last delay, and at once for anything but a connection', async () => {
  const { source, asked } = breaking([0, 0, 0, 0]);
  await expect(read(resumingSource(source, { delaysMs: [1, 1], wait }))).rejects.toMatchObject({ code: 'network' });
  expect(asked).toEqual([0, 0, 0]);
  const absent = memorySource({});
  const missing = resumingSource(absent, { delaysMs: [1], wait });
  await expect(read(missing)).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
});

test('stops when it is cancelled while it waits', async () => {
  const controller = new AbortController();
  const { source } = breaking([100]);
  const resuming = resumingSource(source, {
    delaysMs: [5],
    wait: async () => {
      controller.abort();
      throw new Cancelled();
    },
  });
  const stream = await resuming.stream('file', { signal: controller.signal });
  await expect(new Response(stream).arrayBuffer()).rejects.toBeInstanceOf(Cancelled);
});
