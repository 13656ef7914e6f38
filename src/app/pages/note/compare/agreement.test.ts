import { expect, test } from 'vitest';
import { agreements } from './agreement.ts';

test('a sentence agrees with one that says it in much the same words, whatever their order', () => {
  const others = ['Chest pain since Monday, when walking.', 'He takes aspirin 75 mg daily.'];
  expect(agreements(['He has had chest pain since Monday.', 'He takes 75 mg aspirin daily.'], others)).toEqual([
    true,
    true,
  ]);
  expect(agreements(['She plays the violin.'], others)).toEqual([false]);
});

test('a denial does not agree with what it denies, nor a figure with another', () => {
  for (const [one, other] of [
    ['The patient denies chest pain.', 'The patient has chest pain.'],
    ['There is no swelling of the knee.', 'There is swelling of the knee.'],
    ['He doesn’t smoke cigarettes.', 'He smokes cigarettes.'],
    ['Metoprolol 50 mg daily.', 'Metoprolol 25 mg daily.'],
  ] as const) {
    expect(agreements([one], [other]), one).toEqual([false]);
    expect(agreements([one], [one]), one).toEqual([true]);
  }
});

test('nothing agrees with nothing', () => {
  expect(agreements(['…'], ['…', ''])).toEqual([false]);
  expect(agreements(['Well.'], [])).toEqual([false]);
  expect(agreements([], ['Well.'])).toEqual([]);
});
