import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '../checkpoint/byte-reader.ts';
import { PIECE_BYTES, PieceHasher } from './pieces.ts';
import { storedSource } from './stored-source.ts';

const SIZE = 2 * PIECE_BYTES + 12_345;
const CONTENT = new Uint8Array(SIZE);
for (let at = 0, state = 1; at < SIZE; at++) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  CONTENT[at] = state >>> 24;
}

async function digestsOf(bytes: Uint8Array, step: number): Promise<string[]> {
  const hasher = new PieceHasher();
  for (let at = 0; at < bytes.length; at += step) hasher.update(bytes.subarray(at, at + step));
  return hasher.digests();
}
const pieces = await digestsOf(CONTENT, SIZE);

function sourceOf(bytes: Uint8Array<ArrayBuffer>) {
  const blob = new Blob([bytes]);
  return storedSource('tiny', async (path) => (path === 'weights' ? { blob, pieces } : null));
}

async function read(bytes: Uint8Array<ArrayBuffer>, offset: number, length?: number): Promise<Uint8Array> {
  const stream = await sourceOf(bytes).stream('weights', length === undefined ? { offset } : { offset, length });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('a stored file', () => {
  test('has the same pieces however its bytes arrived', async () => {
    expect(pieces).toHaveLength(3);
    expect(await digestsOf(CONTENT, 65_537)).toEqual(pieces);
  });

  test('is read from anywhere to anywhere', async () => {
    const edges = fc.constantFrom(0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, SIZE - 1, SIZE);
    const place = fc.oneof(edges, fc.nat(SIZE));
    await fc.assert(
      fc.asyncProperty(place, fc.option(place, { nil: undefined }), async (offset, length) => {
        const wanted = CONTENT.subarray(offset, length === undefined ? SIZE : offset + length);
        expect(Buffer.compare(await read(CONTENT, offset, length), wanted)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  test('gives up no byte of a piece that changed, and all of those before it', async () => {
    const changed = CONTENT.slice();
    changed[PIECE_BYTES + 7]! ^= 1;
    expect(Buffer.compare(await read(changed, 5, 1000), CONTENT.subarray(5, 1005))).toBe(0);
    const reader = new ByteReader(await sourceOf(changed).stream('weights'), 'weights', 0, SIZE, undefined);
    await reader.skip(PIECE_BYTES);
    const refused = { code: 'checksum-mismatch', details: { file: 'weights' } };
    await expect(reader.fill(new Uint8Array(1))).rejects.toMatchObject(refused);
    await expect(read(changed, PIECE_BYTES, 1)).rejects.toMatchObject(refused);
    await expect(read(CONTENT.slice(0, SIZE - 1), 0)).rejects.toMatchObject(refused);
  });
});
