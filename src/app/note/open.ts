/** A text in the place of the conversation – an example, a file, or nothing – is another conversation: its note is another one. */

import { tell } from '../shell/toasts.ts';
import { loadExample } from '../text/examples.ts';
import { checkLength, readConversation } from '../text/read-text-file.ts';
import { beginVisit, newVisit, showProblem, useNote, type Visit } from './note.ts';
import { showRecording } from './recorded.ts';

/** Where there was a note, says that it is set aside. @returns the way back */
export function openText(source: Partial<Pick<Visit, 'dialogue' | 'origin'>>): () => void {
  const hadNote = useNote.getState().sections.some(({ text, origin }) => text !== '' && origin !== 'recorded');
  const undo = beginVisit(newVisit(source));
  if (hadNote) tell('The conversation before is set aside with its note.', { undo });
  return undo;
}

/** A longer text is taken in after the key that pasted it was answered: either takes time. */
const LONG = 60_000;

/** What another program has copied or shared. @param what begins the sentence that refuses it where it is too long */
export function openForeign(text: string, what: string): void {
  try {
    checkLength(text.length, what);
    const take = () => openText({ dialogue: text.replace(/\r\n?/gu, '\n') });
    if (text.length > LONG) setTimeout(take);
    else take();
  } catch (thrown) {
    showProblem(thrown);
  }
}

let lastChosen = 0;

/** Of several that are chosen quickly, the last. */
async function open(read: () => Promise<Partial<Pick<Visit, 'dialogue' | 'origin'>>>): Promise<boolean> {
  const chosen = ++lastChosen;
  try {
    const source = await read();
    if (chosen !== lastChosen) return false;
    openText(source);
    return true;
  } catch (thrown) {
    showProblem(thrown);
    return false;
  }
}

/** An example, with the note that was recorded for it. */
export async function chooseExample(id: string): Promise<void> {
  const opened = await open(async () => ({ dialogue: (await loadExample(id)).dialogue, origin: { example: id } }));
  if (opened) await showRecording(id);
}

/** A file that cannot be read replaces nothing. */
export async function openFile(file: File): Promise<void> {
  await open(async () => ({ dialogue: await readConversation(file), origin: { file: file.name } }));
}
