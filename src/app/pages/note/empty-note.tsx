import { ExampleList } from '../../components/example-list.tsx';
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
      <div className="mt-2">
        <ExampleList
          examples={examples.map(({ id, title, specialty }) => ({ id, title, about: specialty }))}
          onChoose={(id) => void chooseExample(id)}
        />
      </div>
      <ThreeVoices />
    </>
  );
}
