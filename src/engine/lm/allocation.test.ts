import { expect, it } from 'vitest';
import { allocating, release } from './allocation.ts';

it('makes of a refused allocation a failure that says how much was asked for', () => {
  expect(() => allocating(2 ** 60, () => new Uint8Array(2 ** 60))).toThrow(
    expect.objectContaining({ code: 'out-of-memory', details: { bytes: 2 ** 60 } }),
  );
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 2 });
  expect(() => allocating(65536 * 5, () => memory.grow(5))).toThrow(expect.objectContaining({ code: 'out-of-memory' }));
});

it('lets everything else through', () => {
  expect(allocating(4, () => new Uint8Array(4)).length).toBe(4);
  const other = (): never => {
    throw new TypeError('other');
  };
  expect(() => allocating(4, other)).toThrow(TypeError);
});

it.skipIf(!('transfer' in ArrayBuffer.prototype))(
  'gives back whole buffers, and only those (needs ArrayBuffer.transfer)',
  () => {
    const part = new Uint8Array(8).subarray(2);
    release(part);
    expect(part.length).toBe(6);
    const whole = new Float32Array(8);
    release(whole);
    release(whole);
    expect(whole.length).toBe(0);
  },
);
