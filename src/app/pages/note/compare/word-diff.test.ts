import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharedWords, wordDiff } from './word-diff.ts';

test('parts of a diff are the two texts, whatever they are', () => {
  const text = fc.array(fc.constantFrom('no ', 'pain ', 'denies ', 'fever.\n\n', 'PLAN\n\n', 'ألم ', '👩‍⚕️ ', ', '), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(text, text, (one, two) => {
      const [other, here] = [one.join(''), two.join('')];
      const parts = wordDiff(other, here);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join('');
      expect(without('there')).toBe(here);
      expect(without('here')).toBe(other);
    }),
  );
});

test('names the words that differ, and how many are shared', () => {
  const parts = wordDiff('She denies chest pain.', 'She reports chest pain.');
  expect(parts.filter(({ kind }) => kind === 'here').map(({ text }) => text.trim())).toEqual(['reports']);
  expect(parts.filter(({ kind }) => kind === 'there').map(({ text }) => text.trim())).toEqual(['denies']);
  expect(sharedWords(parts)).toBe(0.75);
  expect(sharedWords(wordDiff('', ''))).toBe(1);
});
