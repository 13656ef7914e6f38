import { FileText, Mail } from 'lucide-react';
import { LETTER_KINDS, letterTemplate } from '../../../../engine/chart/letters/kinds.ts';
import { Button } from '../../../components/button.tsx';
import { lettersOf, openLetter, writeLetter } from '../../../note/letters.ts';
import { useNote } from '../../../note/note.ts';
import { useSigningState } from '../../../note/review.ts';

/** A letter of each kind in one press, once the note is signed, and those that were written. */
export function LettersList() {
  const signing = useSigningState();
  const conversation = useNote((state) => state.conversation);
  const aside = useNote((state) => state.aside);
  const written = lettersOf(conversation, aside);
  const isSigned = signing.state === 'signed';
  return (
    <section aria-labelledby="letters-heading">
      <h3 id="letters-heading" className="text-sm font-semibold">
        Letters from the signed note
      </h3>
      <p className="mb-2 text-[13px] text-muted">
        {isSigned
          ? 'Each becomes a draft of its own beside the note, reviewed against it and signed by itself. The visit is set aside meanwhile.'
          : 'Sign the note first: a letter says nothing that nobody has answered for.'}
      </p>
      <ul className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1">
        {LETTER_KINDS.map((kind) => {
          const { title, about } = letterTemplate(kind);
          return (
            <li key={kind} className="col-span-2 grid grid-cols-subgrid items-center">
              <Button isDisabled={!isSigned} onPress={() => void writeLetter(kind)}>
                <Mail aria-hidden /> {title}
              </Button>
              <span className="text-[13px] text-muted">{about}</span>
            </li>
          );
        })}
      </ul>
      {written.length > 0 && (
        <ul aria-label="Letters of this note" className="mt-2 flex flex-col items-start border-t border-line pt-2">
          {written.map((visit) => (
            <li key={visit.conversation}>
              <Button look="quiet" onPress={() => openLetter(visit)}>
                <FileText aria-hidden /> Open the {visit.writtenAs?.title.toLowerCase()}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
