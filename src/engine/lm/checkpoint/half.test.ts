import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bfloatToFloat,
  floatToBfloat,
  floatToHalf,
  halfToFloat,
  narrowToHalfs,
  widenBfloats,
  widenHalfs,
} from './half.ts';

/** All finite halfs in ascending order of value, from the definition: sign · fraction · 2^exponent. */
function finiteHalfs(): { bits: number; value: number }[] {
  const halfs: { bits: number; value: number }[] = [];
  for (let bits = 0; bits < 0x7c00; bits++) {
    const exponent = Math.floor(bits / 1024);
    const fraction = bits % 1024;
    const value = exponent === 0 ? (fraction / 1024) * 2 ** -14 : (1 + fraction / 1024) * 2 ** (exponent - 15);
    halfs.push({ bits, value });
  }
  return halfs;
}

/** Nearest of the ascending `values`, ties to the even index. */
function nearest(values: readonly { bits: number; value: number }[], x: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]!.value <= x) low = middle;
    else high = middle;
  }
  const below = x - values[low]!.value;
  const above = values[high]!.value - x;
  if (below !== above) return values[below < above ? low : high]!.bits;
  return values[low]!.bits % 2 === 0 ? values[low]!.bits : values[high]!.bits;
}

describe('half floats', () => {
  const halfs = finiteHalfs();

  it('have the values of IEEE 754, both signs', () => {
    const wrong = halfs.filter(
      ({ bits, value }) => !Object.is(halfToFloat(bits), value) || !Object.is(halfToFloat(bits | 0x8000), -value),
    );
    expect(wrong).toEqual([]);
    expect(halfToFloat(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(halfToFloat(0xfc00)).toBe(Number.NEGATIVE_INFINITY);
    expect(halfToFloat(0x7e01)).toBeNaN();
  });

  it('survive a round trip, every one', () => {
    const survives = (bits: number): boolean => floatToHalf(halfToFloat(bits)) === bits;
    expect(halfs.filter(({ bits }) => !survives(bits) || !survives(bits | 0x8000))).toEqual([]);
  });

  it('are the nearest to a float, ties to even', () => {
    const float = fc.oneof(
      fc.float({ min: -65504, max: 65504, noNaN: true, noDefaultInfinity: true }),
      // Where halfs are subnormal, and exact ties between neighbours.
      fc.float({ min: Math.fround(-1e-4), max: Math.fround(1e-4), noNaN: true }),
      fc.nat(halfs.length - 2).map((i) => (halfs[i]!.value + halfs[i + 1]!.value) / 2),
    );
    fc.assert(
      fc.property(float, (x) => {
        const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
        expect(floatToHalf(x)).toBe(sign | nearest(halfs, Math.abs(x)));
      }),
      { numRuns: 3000 },
    );
  });

  it('overflow to infinity from half a step beyond the largest', () => {
    expect(floatToHalf(65519.996)).toBe(0x7bff);
    expect(floatToHalf(65520)).toBe(0x7c00);
    expect(floatToHalf(-1e30)).toBe(0xfc00);
    expect(floatToHalf(Number.NEGATIVE_INFINITY)).toBe(0xfc00);
    expect(halfToFloat(floatToHalf(Number.NaN))).toBeNaN();
  });
});

describe('bfloats', () => {
  it('are the upper half of a float, rounded to nearest, ties to even', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, max: Math.fround(3e38), min: Math.fround(-3e38) }),
        (x) => {
          const step = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(x), 2 ** -126))) - 7);
          const y = bfloatToFloat(floatToBfloat(x));
          expect(Math.abs(y - x)).toBeLessThanOrEqual(step / 2);
          if (Math.abs(y - x) === step / 2) expect(floatToBfloat(x) % 2).toBe(0);
          expect(floatToBfloat(y)).toBe(floatToBfloat(x));
        },
      ),
    );
    expect(bfloatToFloat(floatToBfloat(Number.NaN))).toBeNaN();
    expect(bfloatToFloat(floatToBfloat(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
  });
});

it('arrays widen as their elements do', () => {
  const bits = Uint16Array.from([0, 1, 0x3c00, 0xbc01, 0x7bff, 0x8000]);
  const target = new Float32Array(bits.length + 1);
  widenHalfs(bits, target);
  expect([...target]).toEqual([...Array.from(bits, halfToFloat), 0]);
  widenBfloats(bits, target);
  expect([...target]).toEqual([...Array.from(bits, bfloatToFloat), 0]);
});

it('half floats are narrowed in arrays as one by one', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, maxLength: 40 }), (values) => {
      const target = new Uint16Array(values.length + 3);
      narrowToHalfs(values, target, 3);
      expect([...target]).toEqual([0, 0, 0, ...Array.from(values, floatToHalf)]);
    }),
  );
});
