/**
 * Notes that the demonstration models wrote when the app was made (`npm run record-examples`): what a note looks like,
 * token by token, before any model has been loaded. Marked as recorded wherever they are shown.
 */
import { type Recording, recordingFromJson, textOf } from '../../engine/analysis/recording.ts';
import { headersOf } from '../../engine/tasks/templates.ts';
import { appendTokens, splitWritten } from './blocks.ts';
import { changeVisit, emptySection, type NoteSection, sourceOf, useNote } from './note.ts';
import { templateOf } from './templates.ts';

/** Shows an example's recording beside it, where there is no note yet. Without it the page does as well. */
export async function showRecording(id: string): Promise<void> {
  const { conversation } = useNote.getState();
  const recording = await fetchRecording(id);
  const visit = useNote.getState();
  const isWaiting = visit.origin.example === id && visit.sections.every(({ text }) => text === '');
  if (recording === null || visit.conversation !== conversation || !isWaiting || visit.run.phase !== 'idle') return;
  const { tokens, authorship } = recording;
  const whole: NoteSection = {
    ...emptySection(''),
    text: textOf(recording),
    origin: 'recorded',
    blocks: appendTokens([], tokens),
    authorship,
    source: sourceOf(visit),
  };
  const template = templateOf(authorship.prompt?.template ?? '');
  changeVisit(conversation, () => ({ sections: splitWritten(whole, headersOf(template)), writtenAs: template }));
  useNote.setState({ inspected: null });
}

async function fetchRecording(id: string): Promise<Recording | null> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}examples/recorded/${id}.json`);
    return recordingFromJson(await response.text(), id);
  } catch {
    return null;
  }
}
