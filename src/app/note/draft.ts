/** What the note says of itself, on the page and wherever it is taken: a draft or signed, by whom, of which wording. */
import { type DocumentInput, plain, textLabel } from '../../engine/export/document.ts';
import { isBeforeChange, type NoteSection, useNote } from './note.ts';
import { currentSignature } from './review.ts';

export type NoteFacts = Pick<DocumentInput, 'signature' | 'authorships' | 'edited' | 'beforeChange'>;

/** Of the note that stands. */
export function noteFacts(): NoteFacts {
  const { sections, dialogue } = useNote.getState();
  const written = sections.filter(({ text }) => text.trim() !== '');
  return {
    signature: currentSignature(),
    authorships: written.map(({ authorship }) => authorship),
    edited: written.some(isEditedByHand),
    beforeChange: isBeforeChange({ sections, dialogue }),
  };
}

/** The models' words, changed; not a user's own. */
const isEditedByHand = ({ origin, authorship }: NoteSection): boolean => origin === 'edited' && authorship !== null;

/** A piece of the note as it is copied. */
export function withLabel(text: string): string {
  return `${textLabel(noteFacts())}\n\n${plain(text).trim()}\n`;
}
