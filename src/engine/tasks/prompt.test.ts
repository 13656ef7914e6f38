import { describe, expect, it } from 'vitest';
import { notePrompt } from './note.ts';
import { NOTE_HEADERS, taskPrompt } from './prompt.ts';

const DIALOGUE = 'Doctor: Any pain?\nPatient: No.';

describe('a prompt', () => {
  it('is instruction, empty line and text for chat models, and a document to go on with for others', () => {
    const prompt = notePrompt(DIALOGUE);
    expect(prompt.chat).toHaveLength(1);
    expect(prompt.chat[0]?.role).toBe('user');
    expect(prompt.chat[0]?.content).toMatch(/^Write the clinical note .*\n\nDoctor: Any pain\?\nPatient: No\.$/);
    expect(prompt.plain).toContain(`\n\n${DIALOGUE}\n\n`);
    expect(prompt.plain).not.toContain('{');
  });

  it('takes line ends of any system and no blanks round the text', () => {
    expect(notePrompt('\r\n Doctor: Any pain?\r\nPatient: No.  \n')).toEqual(notePrompt(DIALOGUE));
  });

  it('leaves placeholders that stand in the text alone', () => {
    const [message] = taskPrompt('note_section', { input: 'Say {section} and $& {options}.', section: 'PLAN' }).chat;
    expect(message?.content).toContain('Say {section} and $& {options}.');
    expect(message?.content).toContain('Write the PLAN section');
  });

  it('names the labels of a classification', () => {
    const [message] = taskPrompt('nli', { premise: 'No fever.', hypothesis: 'Afebrile.' }).chat;
    expect(message?.content).toContain('one of: entailment, contradiction, neutral.');
    expect(message?.content).toContain('Premise: No fever.\nHypothesis: Afebrile.');
  });

  it.each(['', '  \n\t'])('of nothing is refused (%j)', (text) => {
    expect(() => notePrompt(text)).toThrowError(expect.objectContaining({ code: 'empty-input' }));
  });

  it('without a field it needs is refused', () => {
    expect(() => taskPrompt('note_section', { input: DIALOGUE })).toThrowError(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

it('knows the headers of a note', () => {
  expect(NOTE_HEADERS).toEqual(expect.arrayContaining(['HISTORY OF PRESENT ILLNESS', 'ASSESSMENT AND PLAN']));
});
