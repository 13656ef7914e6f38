import { Button } from 'react-aria-components';
import { useNote } from '../../note/note.ts';
import { chooseExample } from '../../note/open.ts';
import { examples } from '../../text/examples.ts';
import { ThreeVoices } from './three-voices.tsx';

/** Before there is a note: what will stand here, and examples that show it at once. */
export function EmptyNote() {
  const hasDialogue = useNote((state) => state.dialogue.trim() !== '');
  if (hasDialogue) return <p className="text-muted">The note appears here, token by token.</p>;
  return (
    <>
      <p className="text-muted">The note appears here, token by token.</p>
      <h3 className="mt-4 mb-1 text-[13px] font-semibold">See what it looks like</h3>
      <p className="max-w-prose text-[13px] text-muted">
        These conversations were written for the project. Each comes with a note that the demonstration models wrote
        earlier; no model has to be loaded.
      </p>
      <ul className="mt-2 grid justify-items-start gap-x-4 sm:grid-cols-2">
        {examples.map(({ id, title, specialty }) => (
          <li key={id}>
            <Button
              onPress={() => void chooseExample(id)}
              className="flex flex-wrap items-baseline gap-x-1.5 rounded px-2.5 py-1 text-left text-[13px] data-[hovered]:bg-wash"
            >
              <span className="text-accent underline">{title}</span>
              <span className="text-xs text-muted">{specialty}</span>
            </Button>
          </li>
        ))}
      </ul>
      <ThreeVoices />
    </>
  );
}
