import { describe, expect, it } from 'vitest';
import { whyUnusable } from './unusable.ts';

const CONVERSATION =
  'Doctor: What brings you in today?\nPatient: I have had a cough for two weeks and it keeps me awake at night.\n' +
  'Doctor: Any fever?\nPatient: No, no fever. I take ramipril for my blood pressure, five milligrams every morning.';

describe('a text that nobody can use', () => {
  it.each([
    ['empty', '  \n'],
    ['empty', '1. '],
    ['heading', 'HISTORY OF PRESENT ILLNESS'],
    ['heading', 'SUBJECTIVE:\n\nOBJECTIVE:\n\n'],
    ['loop', `SUBJECTIVE\n\n${'abnormal vein abnormalities and '.repeat(5)}`],
    ['echo', 'Doctor: What brings you in today?\nPatient: I have had a cough.'],
    ['echo', '[doctor] uh ,\n[patient] yeah .'],
    ['echo', 'I have had a cough for two weeks and it keeps me awake at night. No, no fever.'],
    [
      'unrelated',
      'The patient is a 59-year-old female who was referred to Physical Therapy secondary to a fall. She was playing volleyball yesterday and landed on her side.',
    ],
  ])('is told as %s: %j', (why, text) => {
    expect(whyUnusable(text, CONVERSATION)).toBe(why);
  });

  it.each([
    'Cough for two weeks.',
    'HISTORY OF PRESENT ILLNESS\n\nCough for two weeks, worse at night. Denies fever. Takes ramipril 5 mg every morning.',
    'The patient has had a cough for two weeks and it keeps her awake at night. She denies fever and takes ramipril 5 mg.',
    'ALLERGIES: none known.',
  ])('is not a note that says something: %j', (text) => {
    expect(whyUnusable(text, CONVERSATION)).toBeNull();
  });
});
