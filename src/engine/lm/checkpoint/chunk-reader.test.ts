import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { ChunkReader, windowOf } from './chunk-reader.ts';

const BYTES = Uint8Array.from({ length: 700_000 }, (_, i) => (i * 7 + (i >> 8)) % 251);
const translate = (thrown: unknown) => new Error(`translated: ${(thrown as Error).message}`);

/** As a browser's: of bytes, read into the buffer that is given. */
const byteStream = (): ReadableStream<Uint8Array> => new Blob([BYTES]).stream();

/** As a program's own: every chunk a new array. */
function chunkStream(failAt = Number.POSITIVE_INFINITY): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= failAt) throw new Error('broken');
      if (at >= BYTES.length) return controller.close();
      controller.enqueue(BYTES.slice(at, at + 10_000));
      at += 10_000;
    },
  });
}

/** Compared as memory: `toEqual` looks at hundreds of thousands of elements one by one. */
function expectBytes(actual: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(actual, expected), `${actual.length} bytes, expected ${expected.length}`).toBe(0);
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = new ChunkReader(stream);
  const parts: Uint8Array[] = [];
  for (let chunk = await reader.read(); chunk !== null; chunk = await reader.read()) {
    expect(chunk.length).toBeGreaterThan(0);
    parts.push(chunk.slice());
  }
  return Uint8Array.from(Buffer.concat(parts));
}

describe.each([
  ['a stream of bytes', byteStream],
  ['a stream of chunks', chunkStream],
])('%s', (_, open) => {
  it('is read whole', async () => {
    expectBytes(await readAll(open()), BYTES);
  });

  it.each([
    { skip: 0, length: undefined },
    { skip: 0, length: 0 },
    { skip: 10_000, length: 20_000 },
    { skip: 12_345, length: 299_999 },
    { skip: 699_999, length: 5 },
    { skip: 800_000, length: 5 },
  ])('has a window of $length bytes after $skip, however it is read', async ({ skip, length }) => {
    const expected = BYTES.slice(skip, length === undefined ? undefined : skip + length);
    expectBytes(await readAll(windowOf(open(), { skip, length, translate })), expected);
    const response = new Response(windowOf(open(), { skip, length, translate }));
    expectBytes(new Uint8Array(await response.arrayBuffer()), expected);
  });
});

it('reads bytes into one buffer over and over, of which a default reader gets copies', async () => {
  const reader = new ChunkReader(byteStream());
  const first = await reader.read();
  expect(first?.[0]).toBe(BYTES[0]);
  await reader.read();
  expect(first?.length).toBe(0);
  const plain = windowOf(byteStream(), { translate }).getReader();
  const { value } = await plain.read();
  await plain.read();
  expect(value?.[1]).toBe(BYTES[1]);
});

it('translates what goes wrong, and stops when cancelled', async () => {
  await expect(readAll(windowOf(chunkStream(30_000), { translate }))).rejects.toThrow('translated: broken');
  const controller = new AbortController();
  const reader = new ChunkReader(windowOf(chunkStream(), { translate, signal: controller.signal }));
  await reader.read();
  controller.abort();
  await expect(reader.read()).rejects.toBeInstanceOf(Cancelled);
});

it('closes the stream behind it when it is closed', async () => {
  let cancelled: unknown = null;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(BYTES.slice(0, 10)),
    cancel: (reason) => {
      cancelled = reason;
    },
  });
  const reader = new ChunkReader(windowOf(body, { translate }));
  await reader.read();
  await reader.cancel('enough');
  expect(cancelled).toBe('enough');
});
