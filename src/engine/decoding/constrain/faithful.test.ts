import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../lm/token-mask.ts';
import { byteLevelFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer } from '../../tokenizer/tokenizer.ts';
import type { Constraint } from './constraint.ts';
import { figures } from './figures.ts';
import { together } from './together.ts';
import { turnings } from './turnings.ts';

const tokenizer = await loadTokenizer(byteLevelFiles({ words: ['pain', 'years'] }));
const STOP = tokenizer.eosId ?? -1;
const space = { tokenizer, vocabularySize: tokenizer.size, stopIds: [STOP] };

/** How far a text can be written, token by token. */
function written(constraint: Constraint, text: string): string {
  let at = constraint;
  const ids: number[] = [];
  for (const id of tokenizer.encodeContinuation(text)) {
    if (!isAllowed(at.allowed(), id)) break;
    at = at.next(id);
    ids.push(id);
  }
  return tokenizer.decode(ids);
}

describe('figures that were heard', () => {
  const heard = figures(['52', '120', '80', '5'], space);

  it.each(['She is 52 years old', 'pain 120/80', 'takes 5 mg, and 5 mg', 'no figure at all'])(
    'lets “%s” be',
    (text) => {
      expect(written(heard, text)).toBe(text);
    },
  );

  it.each([
    ['She is 12 years old', 'She is 12'],
    ['She is 42', 'She is '],
    ['It was 38', 'It was '],
    ['It was 520', 'It was 52'],
    ['for 8 years', 'for 8'],
  ])('stops “%s” at “%s”', (text, until) => {
    expect(written(heard, text)).toBe(until);
  });

  it('does not let a text end in half a figure', () => {
    const [digit = -1] = tokenizer.encodeContinuation('8');
    const half = heard.next(digit);
    expect(half.isComplete).toBe(false);
    expect(isAllowed(half.allowed(), STOP)).toBe(false);
    expect(isAllowed(heard.allowed(), STOP)).toBe(true);
  });
});

it('closes a way where it turned off, and nowhere else', () => {
  const [a = -1, b = -1] = tokenizer.encodeContinuation('ab');
  const closed = turnings(
    [
      { at: 1, not: [a] },
      { at: 1, not: [STOP] },
    ],
    space,
  );
  expect(isAllowed(closed.allowed(), a)).toBe(true);
  const behind = closed.next(b);
  expect([a, STOP, b].map((id) => isAllowed(behind.allowed(), id))).toEqual([false, false, true]);
  expect(() => behind.next(a)).toThrow(/not allowed/u);
  expect(isAllowed(behind.next(b).allowed(), a)).toBe(true);
});

it('allows together what each of them allows', () => {
  const [five = -1] = tokenizer.encodeContinuation('5');
  const [six = -1] = tokenizer.encodeContinuation('6');
  const both = together([figures(['5', '6'], space), turnings([{ at: 0, not: [five] }], space)]);
  expect([five, six].map((id) => isAllowed(both.allowed(), id))).toEqual([false, true]);
  expect(isAllowed(both.next(six).allowed(), five)).toBe(false);
});
