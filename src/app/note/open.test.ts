import { expect, it, vi } from 'vitest';
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

it('one of some hours is taken in after the key that brought it was answered', async () => {
  openForeign('Patient: My knee hurts.', 'The text that was pasted');
  const hours = 'Doctor: Well?\r\nPatient: It hurts.\r\n'.repeat(4000);
  openForeign(hours, 'The text that was pasted');
  expect(useNote.getState().dialogue).toBe('Patient: My knee hurts.');
  await vi.waitFor(() => expect(useNote.getState().dialogue).toBe(hours.replaceAll('\r\n', '\n')));
});
