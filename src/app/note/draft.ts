/** What the note says of itself, on the page and wherever it is taken: a draft or signed, by whom, of which wording. */
import { type DocumentInput, plain, textLabel } from '../../engine/export/document.ts';
import { isBeforeChange, type NoteSection, useNote } from './note.ts';
import { currentSignature } from './review.ts';

export type NoteFacts = Pick<DocumentInput, 'signature' | 'authorships' | 'edited' | 'beforeChange' | 'letterOf'>;

/** Of the note that stands. */
export function noteFacts(): NoteFacts {
  const { sections, dialogue, origin } = useNote.getState();
  const { letter } = origin;
  const written = sections.filter(({ text }) => text.trim() !== '');
  const own = written.map(({ authorship }) => authorship);
  return {
    signature: currentSignature(),
    // A letter's words are those of whoever wrote its note.
    authorships: letter === undefined ? own : [...own, ...letter.authorships],
    edited: written.some(letter === undefined ? isEditedByHand : isEdited) || letter?.edited === true,
    beforeChange: isBeforeChange({ sections, dialogue }),
    letterOf: letter?.signature,
  };
}

const isEdited = ({ origin }: NoteSection): boolean => origin === 'edited';
/** The models' words, changed; not a user's own. */
const isEditedByHand = ({ origin, authorship }: NoteSection): boolean => origin === 'edited' && authorship !== null;

/** A piece of the note as it is copied. */
export function withLabel(text: string): string {
  return `${textLabel(noteFacts())}\n\n${plain(text).trim()}\n`;
}
