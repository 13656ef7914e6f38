/** An example in the place of the dialogue, with the note that was recorded for it where none stands yet. */
import { replaceDialogue, showProblem } from '../note/note.ts';
import { showRecording } from '../note/recorded.ts';
import { loadExample } from './examples.ts';

export async function chooseExample(id: string): Promise<void> {
  try {
    replaceDialogue((await loadExample(id)).dialogue, { example: id });
  } catch (thrown) {
    showProblem(thrown);
    return;
  }
  await showRecording(id);
}
