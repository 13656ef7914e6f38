import { useDeferredValue, useEffect } from 'react';
import { ModelStrip } from '../../components/model-strip.tsx';
import { isRunning, useNote } from '../../note/note.ts';
import { stop } from '../../note/run.ts';
import { DialoguePane } from './dialogue-pane.tsx';
import { NotePane } from './note-pane.tsx';

function onShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape' && isRunning(useNote.getState().run.phase)) stop();
}

/** Dialogue on the left, note on the right; one below the other where it is narrow. */
export default function NotePage() {
  useEffect(() => {
    addEventListener('keydown', onShortcut);
    return () => removeEventListener('keydown', onShortcut);
  }, []);

  // The conversation takes typing before the note's side is drawn, which on a slow computer is most of a second later.
  const noteIsNext = useDeferredValue(true, false);

  return (
    <>
      <div className="grid grid-cols-1 lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <DialoguePane />
        {noteIsNext && <NotePane />}
      </div>
      <footer className="border-t border-line bg-panel px-3 py-1.5">
        <ModelStrip />
      </footer>
    </>
  );
}
