import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8Ranges } from './utf8-ranges.ts';

const codePoint = fc.oneof(
  fc.integer({ min: 0, max: 0x10ffff }),
  fc.integer({ min: 0, max: 0x900 }),
  fc.constantFrom(0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff),
);
const isSurrogate = (code: number) => code >= 0xd800 && code <= 0xdfff;

it('spells the code points of a range and no others', () => {
  fc.assert(
    fc.property(codePoint, codePoint, codePoint, (a, b, other) => {
      const [first, last] = a < b ? [a, b] : [b, a];
      const ranges = utf8Ranges([first, last]);
      for (const code of [first, last, other, first - 1, last + 1]) {
        if (code < 0 || code > 0x10ffff || isSurrogate(code)) continue;
        const bytes = [...new TextEncoder().encode(String.fromCodePoint(code))];
        const spelled = ranges.filter(
          (range) =>
            range.length === bytes.length && range.every(([from, to], i) => bytes[i]! >= from && bytes[i]! <= to),
        );
        expect(spelled).toHaveLength(code >= first && code <= last ? 1 : 0);
      }
    }),
    { numRuns: 300 },
  );
});

it('takes few sequences for all characters', () => {
  expect(utf8Ranges([0, 0x10ffff]).length).toBeLessThan(12);
});
