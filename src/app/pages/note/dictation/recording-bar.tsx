import { useEffect, useState } from 'react';
import type { Turn } from '../../../../engine/tasks/dialogue.ts';
import { spansOf } from '../../../dictation/playing.ts';
import { type Recording, useTurns } from '../../../note/note.ts';
import { clock } from '../../../text/format.ts';
import { dialogueElementId } from '../element-ids.ts';
import { PlayButton } from './play-button.tsx';

/** Of a conversation that was transcribed: plays the turn in which the cursor stands. */
export default function RecordingBar({ recording }: { recording: Recording }) {
  const turns = useTurns();
  const turn = useTurnAtCursor(turns) ?? turns[0];
  const span = turn && spansOf(turns, recording).get(turn.number);
  return (
    <div className="flex flex-wrap items-center gap-x-2 border-t border-line px-3 py-0.5 text-xs text-muted">
      <span className="min-w-0 truncate">Transcribed by a speech model: compare names and numbers with the sound.</span>
      {turn !== undefined && (
        <span className="inline-flex items-center whitespace-nowrap">
          Turn {turn.number}
          {span === undefined ? ': not in the recording' : ` · ${clock(span.from)}`}
          {span !== undefined && <PlayButton recording={recording} span={span} what={`turn ${turn.number}`} />}
        </span>
      )}
    </div>
  );
}

/** The one in which the cursor was last; undefined where it has been in none. */
function useTurnAtCursor(turns: readonly Turn[]): Turn | undefined {
  const [cursor, setCursor] = useState<number | null>(null);
  useEffect(() => {
    const look = () => {
      const field = document.activeElement;
      if (field?.id === dialogueElementId && field instanceof HTMLTextAreaElement) setCursor(field.selectionStart);
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, []);
  return cursor === null ? undefined : turns.find(({ end }) => cursor <= end);
}
