import { expect, test } from 'vitest';
import { struct } from './struct.ts';

const PAIR = struct('Pair', { kvHeads: 'u32', normEps: 'f32', id: 'u32' }, 'rest: array<u32>');

test('a structure is told to the shader in the words of WGSL, its open end last', () => {
  expect(PAIR.wgsl).toBe('struct Pair { kv_heads: u32, norm_eps: f32, id: u32, rest: array<u32> }\n');
  expect(PAIR.bytes).toBe(12);
});

test('what the host writes lies in the order of the declaration, in whatever order it is named', () => {
  const words = PAIR.words({ id: 0xffffffff, normEps: 1.5, kvHeads: 3 });
  const view = new DataView(words.buffer);
  expect([view.getUint32(0, true), view.getFloat32(4, true), view.getUint32(8, true)]).toEqual([3, 1.5, 0xffffffff]);
});

test('what the shader wrote is read by name, from anywhere in a buffer', () => {
  const values = { kvHeads: 7, normEps: -0.25, id: 2 };
  const buffer = new ArrayBuffer(32);
  new Uint32Array(buffer, 16).set(PAIR.words(values));
  expect(PAIR.read(buffer, 16)).toEqual(values);
});
