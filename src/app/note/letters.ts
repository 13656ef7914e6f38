/** Letters from a signed note: each a draft of its own, with its own review and signature; the note is its conversation. */
import type { LetterKind } from '../../engine/chart/letters/kinds.ts';
import { letterTemplate } from '../../engine/chart/letters/kinds.ts';
import { joinParts } from '../../engine/tasks/templates.ts';
import { letterFrom } from '../text/text-worker.ts';
import { noteFacts } from './draft.ts';
import {
  beginVisit,
  bringBack,
  emptySection,
  type NoteSection,
  newVisit,
  notePartsOf,
  showProblem,
  useNote,
  type Visit,
} from './note.ts';
import { currentSignature } from './review.ts';
import { showView } from './workspace.ts';

/** Composes it, and opens it in the place of the visit, which is set aside whole. Does nothing for a note that is not signed. */
export async function writeLetter(kind: LetterKind): Promise<void> {
  const signature = currentSignature();
  if (signature === null) return;
  const { conversation: of, sections, revision } = useNote.getState();
  const { authorships, edited } = noteFacts();
  const note = notePartsOf(sections);
  try {
    const parts = await letterFrom(note, kind, signature.name);
    // What was changed meanwhile is not what was signed.
    if (useNote.getState().revision !== revision) return;
    const letter = { kind, of, signature, authorships, edited };
    // In capitals, so that its headings are none of its sentences.
    const dialogue = joinParts(note.map(({ header, text }) => ({ header: header.toUpperCase(), text })));
    const template = letterTemplate(kind);
    const visit = newVisit({ dialogue, origin: { letter } }, template);
    const source = { conversation: visit.conversation, dialogue, condensed: null };
    const composed = parts.map(({ header, text }): NoteSection => {
      const empty = emptySection(header);
      return text === '' ? empty : { ...empty, text, origin: 'composed', source };
    });
    beginVisit({ ...visit, sections: composed, writtenAs: template });
    showView('write');
  } catch (thrown) {
    showProblem(thrown);
  }
}

/** Letters of the present note that are set aside, the last one first. */
export function lettersOf(conversation: string, aside: readonly Visit[]): readonly Visit[] {
  return aside.filter(({ origin }) => origin.letter?.of === conversation);
}

export function openLetter({ conversation }: Visit): void {
  bringBack(conversation);
  showView('write');
}
