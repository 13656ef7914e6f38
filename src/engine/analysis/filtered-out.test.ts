import { expect, it } from 'vitest';
import { filteredOut } from './filtered-out.ts';
import { token } from './testing/recordings.ts';

const candidates = [0.5, 0.3, 0.1, 0.05].map((combined, id) => ({ ...token('', 1, 1).candidates[0]!, id, combined }));
const cut = (temperature: number, topK: number, topP: number) => [
  ...filteredOut(candidates, { repetitionPenalty: 1, temperature, topK, topP }),
];

it('greedy leaves the best, top-k the k best, top-p the least that make up p', () => {
  expect(cut(0, 0, 1)).toEqual([1, 2, 3]);
  expect(cut(1, 0, 1)).toEqual([]);
  expect(cut(1, 3, 1)).toEqual([3]);
  expect(cut(1, 0, 0.8)).toEqual([2, 3]);
  expect(cut(1, 0, 0.5)).toEqual([1, 2, 3]);
  // Of the two that top-k left, 0.5 and 0.3, the first makes up 0.6.
  expect(cut(1, 2, 0.6)).toEqual([2, 3, 1]);
});
