import { LocumError } from '../../../../engine/errors.ts';
import { chartText } from '../../../../engine/export/chart-text.ts';
import { noteDocument } from '../../../../engine/export/document.ts';
import { useChartStyle } from '../../../note/chart-style.ts';
import { noteFacts } from '../../../note/draft.ts';
import { type NoteSection, noteText, showProblem } from '../../../note/note.ts';
import { tell } from '../../../shell/toasts.ts';

/** Puts sections on the clipboard as a record system takes them. Says whether the browser allowed it. */
export async function copyForChart(sections: readonly NoteSection[]): Promise<boolean> {
  try {
    const note = noteDocument({ text: noteText(sections), createdAt: new Date(), ...noteFacts() });
    await navigator.clipboard.writeText(chartText(note, useChartStyle.getState()));
    if (sections.length === 1 && sections[0]?.header) tell(`“${sections[0].header}” is copied, with its label.`);
    return true;
  } catch (cause) {
    const hint = 'Select the text of the note and copy it with Ctrl C; it carries its label all the same.';
    showProblem(new LocumError('unsupported', 'The browser did not allow the note to be copied.', { cause, hint }));
    return false;
  }
}
