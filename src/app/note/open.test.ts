import { expect, it } from 'vitest';
import { useNote } from './note.ts';
import { openForeign } from './open.ts';

it('a text of another program becomes the conversation, with line ends of one kind', () => {
  openForeign('Doctor: Hello.\r\nPatient: Hi.\rDoctor: Well?', 'The text that was pasted');
  expect(useNote.getState().dialogue).toBe('Doctor: Hello.\nPatient: Hi.\nDoctor: Well?');
});

it('one that is too long is refused, and replaces nothing', () => {
  openForeign('Patient: My knee hurts.', 'The text that was pasted');
  openForeign('a'.repeat(600_000), 'The text that was pasted');
  const { dialogue, problem } = useNote.getState();
  expect(dialogue).toBe('Patient: My knee hurts.');
  expect(problem).toMatchObject({ code: 'text-too-large', message: expect.stringContaining('that was pasted') });
});
