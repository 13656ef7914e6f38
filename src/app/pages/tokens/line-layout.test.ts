import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, lineOf, nearestAcross } from './line-layout.ts';

const perCharacter = (shown: string) => shown.length * 10;
const lines = (texts: readonly string[], width: number) =>
  layOut(texts, width, perCharacter).map(({ first, end }) => texts.slice(first, end).join(''));

describe('lines', () => {
  it('break before blanks and after line breaks, and keep the tokens of a word together', () => {
    expect(lines(['The', ' pat', 'ient', ' is', ' well', '.\n\n', 'PL', 'AN', ''], 110)).toEqual([
      'The patient',
      ' is well.\n\n',
      'PLAN',
    ]);
  });

  it('break a word that is wider than a line', () => {
    expect(lines(['aaaa', 'bbbb', 'cccc', ' d'], 90)).toEqual(['aaaabbbb', 'cccc d']);
  });

  it('hold every token once, in order, within the width where they can', () => {
    const texts = fc.array(fc.constantFrom('a', ' bb', '\n', 'ccc ', '', ' ', 'dddd'), { maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 50, max: 200 }), (tokens, width) => {
        const laidOut = layOut(tokens, width, perCharacter);
        expect(laidOut.flatMap(({ first, end }) => tokens.slice(first, end))).toEqual(tokens);
        for (const line of laidOut) {
          expect(line.lefts).toHaveLength(line.end - line.first);
          expect(line.width).toBeLessThanOrEqual(width);
        }
        for (const [index] of tokens.entries()) {
          const { first = 0, end = 0 } = laidOut[lineOf(laidOut, index)] ?? {};
          expect(first <= index && index < end).toBe(true);
        }
      }),
    );
  });
});

it('the next line’s token is the one that begins nearest', () => {
  const laidOut = layOut(['aaaa', ' bb', ' cccc', '\n', 'd', ' eeeee', ' ff'], 200, perCharacter);
  expect(nearestAcross(laidOut, 2, 1)).toBe(6);
  expect(nearestAcross(laidOut, 6, -1)).toBe(2);
  expect(nearestAcross(laidOut, 0, -1)).toBe(0);
});
