import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RepetitionGuard } from './repetition-guard.ts';

const limits = { longestPassage: 8, copies: 3, leastTokens: 6 };
/** How many tokens the guard lets through before it ends the text; null: it never does. */
function endsAt(ids: readonly number[]): number | null {
  const guard = new RepetitionGuard(limits);
  const at = ids.findIndex((id) => guard.push(id));
  return at < 0 ? null : at + 1;
}

it('ends a text once a passage stands there often enough', () => {
  expect(endsAt([9, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])).toBe(10);
  expect(endsAt([5, 5, 5, 5, 5, 5, 5])).toBe(6);
});

it('lets a passage stand twice, and short runs', () => {
  expect(endsAt([1, 2, 3, 4, 1, 2, 3, 4, 5])).toBeNull();
  expect(endsAt([7, 7, 7, 7, 7, 1])).toBeNull();
});

it('agrees with looking at the end of the text for every period', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2 }), { maxLength: 60 }), (ids) => {
      const loops = (text: readonly number[]) =>
        Array.from({ length: limits.longestPassage }, (_, index) => index + 1).some((period) => {
          const size = Math.max(limits.copies * period, limits.leastTokens);
          const tail = text.slice(-size);
          return tail.length === size && tail.every((id, i) => i < period || id === tail[i - period]);
        });
      const at = ids.findIndex((_, index) => loops(ids.slice(0, index + 1)));
      expect(endsAt(ids)).toBe(at < 0 ? null : at + 1);
    }),
  );
});
