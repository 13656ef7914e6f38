import { describe, expect, it } from 'vitest';
import { Conversation } from '../evidence/frames/conversation.ts';
import { Lexicon } from '../evidence/lexicon/concepts.ts';
import { bearingOn, tookPlace } from './bearing.ts';

const SMALL_TALK = Array.from({ length: 6 }, (_, turn) =>
  turn % 2 === 0 ? 'Doctor: How was the drive over here?' : 'Patient: Oh, it was lovely, the sun was out.',
);
const VISIT = [
  'Doctor: Hello, come in.',
  'Patient: Thank you, good morning.',
  'Doctor: So what is going on?',
  'Patient: My knee has been painful for three weeks, and it is getting worse.',
  ...SMALL_TALK,
  'Doctor: Do you have any allergies?',
  'Patient: Penicillin gives me a rash.',
  ...SMALL_TALK,
  'Doctor: Let me examine that knee. It is tender on the inside, and there is some swelling.',
  ...SMALL_TALK,
  'Doctor: Your x-ray came back and shows no fracture.',
  ...SMALL_TALK,
  "Doctor: I'd like to start you on ibuprofen and refer you to physical therapy. Come back in four weeks.",
];
const read = new Conversation(VISIT.join('\n'), new Lexicon(null));

/** The turn that bears most on a section, after the opening. */
function best(header: string, instruction = ''): string | undefined {
  const scores = bearingOn({ header, instruction }, read).map((score, turn) => (turn < 2 ? 0 : score));
  return VISIT[scores.indexOf(Math.max(...scores))];
}

describe('the turns that bear on a section', () => {
  it.each([
    ['HISTORY OF PRESENT ILLNESS', '', /three weeks/],
    ['ALLERGIES', '', /allergies|Penicillin/],
    ['PHYSICAL EXAM', '', /tender on the inside/],
    ['RESULTS', '', /x-ray came back/],
    ['ASSESSMENT AND PLAN', '', /ibuprofen/],
    // A header of somebody's own, explained by what it should hold.
    ['WHAT WE SAW', 'Findings of the examination.', /tender on the inside/],
  ])('%s', (header, instruction, expected) => {
    expect(best(header, instruction)).toMatch(expected);
  });

  it.each([
    ['PHYSICAL EXAM', 'Doctor: Where does it hurt, in the chest? Have you taken your temperature? For example today?'],
    ['RESULTS', 'Doctor: Have you had a fever, and is your urine darker than normal?'],
  ])('nothing of %s took place where nobody examined or tested anything', (header, said) => {
    const call = new Conversation(`${VISIT.slice(0, 4).join('\n')}\n${said}`, new Lexicon(null));
    expect(tookPlace({ header, instruction: '' }, call)).toBe(false);
    expect(tookPlace({ header: 'OBJECTIVE', instruction: '' }, call)).toBe(true);
  });

  it.each([
    'Doctor: The skin is intact and the pulses are good, but you did not feel the monofilament on the left.',
    'Doctor: Can I look in your ears? The right eardrum is bulging.',
    'Doctor: You keep good eye contact, and your speech is quiet.',
    'Doctor: Blood pressure is 148 over 86. Pulse 76.',
  ])('an examination need not be called one: %s', (said) => {
    const visit = new Conversation(`${VISIT.slice(0, 4).join('\n')}\n${said}`, new Lexicon(null));
    expect(tookPlace({ header: 'PHYSICAL EXAM', instruction: '' }, visit)).toBe(true);
  });

  it('a question comes with its answer', () => {
    const scores = bearingOn({ header: 'ALLERGIES', instruction: '' }, read);
    const ranked = scores.map((_, turn) => turn).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    expect(ranked.slice(0, 2).map((turn) => VISIT[turn])).toEqual(
      expect.arrayContaining(['Doctor: Do you have any allergies?', 'Patient: Penicillin gives me a rash.']),
    );
  });
});
