import { useNote } from '../../../note/note.ts';
import { CodesList } from './codes-list.tsx';
import { LettersList } from './letters-list.tsx';
import { TaskList } from './task-list.tsx';

/** What follows from a note: what is to be done, and letters. */
export default function ChartView() {
  const letter = useNote((state) => state.origin.letter);
  const empty = useNote(({ sections }) => sections.every(({ text }) => text.trim() === ''));
  return (
    <div className="relative min-h-64 flex-1 overflow-auto px-3 py-2" data-testid="chart">
      {letter !== undefined ? (
        <p className="text-muted">This is a letter. Tasks and further letters stand beside its visit.</p>
      ) : empty ? (
        <p className="text-muted">Tasks and letters come from the note. There is none yet.</p>
      ) : (
        <div className="flex max-w-4xl flex-col gap-4">
          <TaskList />
          <LettersList />
          <CodesList />
        </div>
      )}
    </div>
  );
}
