import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Precision } from '../causal-lm.ts';
import { floatToHalf, halfToFloat } from './half.ts';
import { GROUP_SIZE, type Matrix } from './matrix.ts';
import { buildMatrix, dequantize, dequantizeRow, matrixBytes, quantize } from './quantize.ts';

const PRECISIONS: readonly Precision[] = ['f32', 'f16', 'q8', 'q8_16', 'q4', 'q4_1'];

/** A random matrix whose groups differ in size by orders of magnitude, some of them zero. */
const anyMatrix = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), groups: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, groups }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(groups * GROUP_SIZE),
      values: fc
        .array(
          fc.tuple(
            fc.constantFrom(0, 1e-3, 1, 50),
            fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: GROUP_SIZE, maxLength: GROUP_SIZE }),
          ),
          { minLength: rows * groups, maxLength: rows * groups },
        )
        .map((parts) => Float32Array.from(parts.flatMap(([size, group]) => group.map((value) => value * size)))),
    }),
  );

/** Largest error that rounding to the nearest step allows, for one value of a group whose largest is `largest`. */
function halfStep(precision: Precision, value: number, largest: number): number {
  switch (precision) {
    case 'f32':
      return 0;
    case 'f16':
      return Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
    case 'q8':
    case 'q8_16':
      return scaleAtMost(largest / 127) / 2;
    case 'q4':
      return scaleAtMost(largest / 7) / 2;
    case 'q4_1':
      // Fifteen steps over at most twice the largest, from a minimum that was rounded down.
      return scaleAtMost(((2 + 2 ** -10) * largest) / 15) / 2;
  }
}

/** Scales are rounded up to half floats, of eleven bits or multiples of 2^-24. */
function scaleAtMost(exact: number): number {
  return exact * (1 + 2 ** -10) + 2 ** -24;
}

describe.each(PRECISIONS)('a matrix held as %s', (precision) => {
  it('differs from its source by at most half a step', () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, values }) => {
        const restored = dequantize(quantize(values, rows, columns, precision));
        const excess = values.map((value, i) => {
          const group = i - (i % GROUP_SIZE);
          const largest = Math.max(...values.subarray(group, group + GROUP_SIZE).map(Math.abs));
          // The arithmetic itself is in f32.
          return Math.abs(restored[i]! - value) - halfStep(precision, value, largest) - largest * 2 ** -22;
        });
        expect(Math.max(...excess)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is the same whether it comes whole or row by row', () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, values }) => {
        const builder = buildMatrix(rows, columns, precision);
        for (let row = 0; row < rows; row++) builder.append(values.slice(row * columns, (row + 1) * columns));
        expect(builder.finish()).toEqual(quantize(values, rows, columns, precision));
      }),
    );
  });

  it('gives single rows', () => {
    fc.assert(
      fc.property(anyMatrix, ({ rows, columns, values }) => {
        const matrix = quantize(values, rows, columns, precision);
        const row = new Float32Array(columns);
        dequantizeRow(matrix, rows - 1, row);
        expect(row).toEqual(dequantize(matrix).slice((rows - 1) * columns));
      }),
    );
  });
});

describe('the layout', () => {
  const values = Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? i - 16 : (i - 48) / 10));

  it('of q8 is w = q · scale with scale = max|w| / 127', () => {
    const matrix = quantize(values, 1, 64, 'q8') as Extract<Matrix, { precision: 'q8' }>;
    // The half float below 0.12598… is nearer, and too small.
    expect(halfToFloat(matrix.scales[0]!)).toBe(0.1260986328125);
    expect(matrix.data[0]).toBe(-127);
    expect(matrix.data[16]).toBe(0);
    expect(matrix.data[17]).toBe(Math.round(127 / 16));
    expect(Math.min(...matrix.data)).toBe(-127);
  });

  it('of q4 is w = (q − 7) · scale with scale = max|w| / 7, low nibble first', () => {
    const matrix = quantize(values, 1, 64, 'q4') as Extract<Matrix, { precision: 'q4' }>;
    expect(halfToFloat(matrix.scales[0]!)).toBe(2.287109375);
    const nibbles = Array.from({ length: 8 }, (_, i) => (matrix.data[0]! >>> (4 * i)) & 15);
    const expected = Array.from(values.slice(0, 8), (w) => Math.min(14, Math.max(0, Math.round(w / (16 / 7) + 7))));
    expect(nibbles).toEqual(expected);
  });

  it('of q4_1 is w = q · scale + minimum, from the least value of a group in fifteen steps', () => {
    const matrix = quantize(values, 1, 64, 'q4_1') as Extract<Matrix, { precision: 'q4_1' }>;
    expect(halfToFloat(matrix.minimums[0]!)).toBe(-16);
    // 31 / 15, rounded up.
    expect(halfToFloat(matrix.scales[0]!)).toBe(2.06640625 + 2 ** -9);
    const nibbles = Array.from({ length: 32 }, (_, i) => (matrix.data[i >> 3]! >>> (4 * (i & 7))) & 15);
    expect(nibbles).toEqual(Array.from(values.slice(0, 32), (w) => Math.round((w + 16) / (31 / 15))));
  });

  it('of f16 is IEEE half floats', () => {
    const matrix = quantize(values, 1, 64, 'f16') as Extract<Matrix, { precision: 'f16' }>;
    expect(Array.from(matrix.data, halfToFloat)).toEqual(Array.from(values, (w) => expect.closeTo(w, 3)));
  });

  it('takes the bytes one expects', () => {
    expect(PRECISIONS.map((precision) => matrixBytes(quantize(values, 1, 64, precision)))).toEqual([
      256, 128, 68, 72, 36, 40,
    ]);
  });

  it('holds GGUF’s Q4_0, w = (n − 8) · d, to the bit: q = 15 − n, and the scale is −d', () => {
    const d = 0.0123;
    const scales = Uint16Array.of(floatToHalf(-d));
    const data = Uint32Array.of(0x89abcdef, 0x01234567, 0, 0xffffffff); // n is 0 … 7, 8 … 15, fifteens, zeros
    const held = dequantize({ precision: 'q4', rows: 1, columns: 32, data, scales });
    const n = (i: number): number => (i < 16 ? i : i < 24 ? 15 : 0);
    const expected = Array.from({ length: 32 }, (_, i) => Math.fround((n(i) - 8) * halfToFloat(floatToHalf(d))));
    // −0 and 0 are the same weight.
    expect(Array.from(held, (w) => w + 0)).toEqual(expected.map((w) => w + 0));
  });
});

it.each(['q8', 'q4', 'q4_1'] as const)('refuses a weight that no scale of %s reaches', (precision) => {
  const values = Float32Array.from({ length: 32 }, (_, i) => (i === 5 ? 1e9 : 1));
  expect(() => quantize(values, 1, 32, precision)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

it('refuses to quantise rows that do not divide into groups', () => {
  expect(() => buildMatrix(2, 48, 'q8')).toThrow(expect.objectContaining({ code: 'unsupported' }));
  expect(() => buildMatrix(2, 48, 'q4')).toThrow(expect.objectContaining({ code: 'unsupported' }));
  expect(buildMatrix(2, 48, 'f16').finish().columns).toBe(48);
});
