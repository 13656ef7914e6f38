import { expect, test } from 'vitest';
import { shiftLevel } from './probability-shift.ts';

test('levels are symmetric, start at 2 points and end at 50', () => {
  expect([0, 0.019, 0.02, 0.1, 0.25, 0.5, 1].map((shift) => shiftLevel(shift))).toEqual([0, 0, 1, 2, 3, 4, 4]);
  for (const shift of [0.02, 0.1, 0.25, 0.5]) expect(shiftLevel(-shift)).toBe(-shiftLevel(shift));
});
