import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from './alignment.ts';
import type { Recording } from './recording.ts';
import type { Unit } from './spans.ts';
import { unshifted } from './testing/recordings.ts';

const words = ({ tokens }: Recording, { first, end }: Unit) =>
  tokens
    .slice(first, end)
    .map(({ text }) => text)
    .join('');

describe('two texts', () => {
  it('are aligned by whole words, however they are split into tokens', () => {
    const left = unshifted('The', ' pat', 'ient', ' reports', ' pain', '.');
    const right = unshifted('The', ' patient', ' has', ' mild', ' pain', '.', '');
    expect(
      align(left, right).map((stretch) => [stretch.same, words(left, stretch.left), words(right, stretch.right)]),
    ).toEqual([
      [true, 'The patient', 'The patient'],
      [false, ' reports', ' has mild'],
      [true, ' pain.', ' pain.'],
    ]);
  });

  it('lose no token and have the same words where they are said to', () => {
    const texts = fc.array(fc.constantFrom('a', ' a', ' b', 'c', ' d', '\n', '.', '', ' 12', '-'), { maxLength: 30 });
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [left, right] = [unshifted(...a), unshifted(...b)];
        const stretches = align(left, right);
        expect(stretches.map((each) => words(left, each.left)).join('')).toBe(a.join(''));
        expect(stretches.map((each) => words(right, each.right)).join('')).toBe(b.join(''));
        for (const each of stretches.filter(({ same }) => same)) {
          const plain = (text: string) => text.replaceAll(/\s+/gu, '');
          expect(plain(words(left, each.left))).toBe(plain(words(right, each.right)));
        }
      }),
    );
  });
});
