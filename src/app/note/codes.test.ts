import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdEngine } from '../testing/held-engine.ts';
import { type Suggestion, scoreCodes, useCodes } from './codes.ts';
import { useNote } from './note.ts';

let end: () => void;
beforeAll(async () => {
  end = await holdEngine();
});
afterAll(() => end());

const suggestion = (code: string, title: string): Suggestion => {
  return { code, title, names: [title], score: 1, sentence: 'Hypertension.', turns: [0], probability: null };
};

it('scores every candidate exactly when asked, likeliest first, and leaves the note as it is', async () => {
  const { sections } = useNote.getState();
  const two = [suggestion('I10', 'Essential (primary) hypertension'), suggestion('J02.9', 'Acute pharyngitis')];
  useCodes.setState({ suggestions: two });
  await scoreCodes();
  const { suggestions, problem, busy } = useCodes.getState();
  expect({ problem, busy }).toEqual({ problem: null, busy: null });
  const probabilities = suggestions?.map(({ probability }) => probability ?? Number.NaN) ?? [];
  expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
  expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
  expect(useNote.getState().sections).toBe(sections);
});
