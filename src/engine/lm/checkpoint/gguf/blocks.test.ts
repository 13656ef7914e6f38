import { describe, expect, it } from 'vitest';
import type { Precision } from '../../causal-lm.ts';
import { blockGoldens } from '../../testing/golden-gguf.ts';
import { dequantize } from '../quantize.ts';
import { BLOCKS } from './blocks.ts';
import { matrixOf } from './stream.ts';
import { type TensorType, tensorType } from './tensor-types.ts';

const GOLDENS = blockGoldens();
const TYPES = new Map<string, TensorType>(
  [1, 2, 3, 6, 7, 8, 12, 13, 14, 20, 23, 30].map((id) => tensorType(id, '')).map((type) => [type.name, type]),
);

/** The largest difference, in units of the largest value. */
function loss(values: Float32Array, expected: Float32Array): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(values[i]! - value)), 0) / largest;
}

function held(type: string, bytes: Uint8Array, precision: Precision): Float32Array {
  const builder = matrixOf(TYPES.get(type)!, 4, 256, precision);
  builder.append(bytes);
  return dequantize(builder.finish());
}

describe('blocks of GGUF files', () => {
  it('are of all the types that can be read', () => {
    expect(new Set([...GOLDENS.map(({ type }) => type), 'F32'])).toEqual(new Set(Object.keys(BLOCKS)));
  });

  it.each(GOLDENS)('$type: values are those of gguf-py, to the last bit', ({ type, bytes, values }) => {
    expect(held(type, bytes, 'f32')).toEqual(values);
  });

  it.each(GOLDENS.filter(({ type }) => ['Q8_0', 'Q5_0', 'Q4_0', 'IQ4_NL'].includes(type)))(
    '$type is held as q8 without loss',
    ({ type, bytes, values }) => {
      expect(loss(held(type, bytes, 'q8'), values)).toBe(0);
    },
  );

  it('Q4_0 is held as q4 without loss', () => {
    const { type, bytes, values } = GOLDENS.find((golden) => golden.type === 'Q4_0')!;
    expect(loss(held(type, bytes, 'q4'), values)).toBe(0);
  });

  it.each(['Q4_0', 'Q4_1'])('%s is held as q4_1 without loss', (name) => {
    const { type, bytes, values } = GOLDENS.find((golden) => golden.type === name)!;
    expect(loss(held(type, bytes, 'q4_1'), values)).toBe(0);
  });

  it('Q4_K loses as q4_1 what rounding the products of its scales to half floats does', () => {
    const { type, bytes, values } = GOLDENS.find((golden) => golden.type === 'Q4_K')!;
    // A scale's relative error times 15 steps of it, and a minimum's.
    expect(loss(held(type, bytes, 'q4_1'), values)).toBeLessThan(2 * 2 ** -11);
  });

  it('Q6_K loses as q8_16 what rounding the products of its scales to half floats does', () => {
    const { type, bytes, values } = GOLDENS.find((golden) => golden.type === 'Q6_K')!;
    expect(loss(held(type, bytes, 'q8_16'), values)).toBeLessThan(2 ** -11);
  });

  it.each(['Q8_0', 'Q5_0'])('%s is held as q8_16, beside a Q6_K that it is multiplied with, without loss', (name) => {
    const { type, bytes, values } = GOLDENS.find((golden) => golden.type === name)!;
    expect(loss(held(type, bytes, 'q8_16'), values)).toBe(0);
  });

  it.each(GOLDENS)('$type loses at most half a step of 127 as q8', ({ type, bytes, values }) => {
    expect(loss(held(type, bytes, 'q8'), values)).toBeLessThan(0.5 / 127 + 1e-6);
  });
});
