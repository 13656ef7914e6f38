import { type KeyboardEvent, useEffect } from 'react';
import { ModelStrip } from '../../components/model-strip.tsx';
import { generate, isRunning, stop, useNote } from '../../stores/note.ts';
import { DialoguePane } from './dialogue-pane.tsx';
import { NotePane } from './note-pane.tsx';

function onShortcut(event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void generate();
  }
}

/** Dialogue on the left, note on the right; one below the other where it is narrow. */
export default function NotePage() {
  const running = useNote((state) => isRunning(state.run.phase));

  useEffect(() => {
    if (!running) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) stop();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [running]);

  return (
    <main className="flex min-h-0 flex-1 flex-col" onKeyDown={onShortcut}>
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <DialoguePane />
        <NotePane />
      </div>
      <footer className="border-t border-line bg-panel px-3 py-1.5">
        <ModelStrip />
      </footer>
    </main>
  );
}
