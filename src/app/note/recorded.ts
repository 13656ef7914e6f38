/**
 * Notes that the models of the app wrote when it was made (`npm run record-examples`): what a note looks like,
 * token by token, before any model has been loaded. Marked as recorded wherever they are shown.
 */
import { type RecordedSection, type Recording, recordingFromJson, textOf } from '../../engine/analysis/recording.ts';
import type { TokenEvent } from '../../engine/decoding/events.ts';
import { headersOf } from '../../engine/tasks/templates.ts';
import { appendTokens, splitWritten } from './blocks.ts';
import { changeVisit, emptySection, type NoteSection, type Source, sourceOf, useNote } from './note.ts';
import { templateOf } from './templates.ts';

/** Shows an example's recording beside it, where there is no note yet. Without it the page does as well. */
export async function showRecording(id: string): Promise<void> {
  const { conversation } = useNote.getState();
  const recording = await fetchRecording(id);
  const visit = useNote.getState();
  const isWaiting = visit.origin.example === id && visit.sections.every(({ text }) => text === '');
  if (recording === null || visit.conversation !== conversation || !isWaiting || visit.run.phase !== 'idle') return;
  const source = sourceOf(visit);
  const template = templateOf(recording.authorship.prompt?.template ?? '');
  const sections =
    recording.sections === undefined
      ? splitWritten(sectionOf(recording, '', recording.tokens, source), headersOf(template))
      : sectionsOf(recording, recording.sections, source);
  changeVisit(conversation, () => ({ sections, writtenAs: template }));
  useNote.setState({ inspected: null });
}

function sectionsOf(
  recording: Recording,
  sections: readonly RecordedSection[],
  source: Source,
): readonly NoteSection[] {
  let begin = 0;
  return sections.map(({ header, tokens, leftOut = [] }) => {
    const own = recording.tokens.slice(begin, begin + tokens);
    begin += tokens;
    return { ...sectionOf(recording, header, own, source), leftOut };
  });
}

function sectionOf(
  { authorship }: Recording,
  header: string,
  tokens: readonly TokenEvent[],
  source: Source,
): NoteSection {
  const blocks = appendTokens([], tokens);
  return { ...emptySection(header), text: textOf({ tokens }).trim(), origin: 'recorded', blocks, authorship, source };
}

/** @returns null where there is none, or it cannot be fetched */
export async function fetchRecording(id: string): Promise<Recording | null> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}examples/recorded/${id}.json`);
    return recordingFromJson(await response.text(), id);
  } catch {
    return null;
  }
}
