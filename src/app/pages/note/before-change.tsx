import { Check } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { isRunning, keepNote, useIsBeforeChange, useNote } from '../../note/note.ts';

/** The note is of other words than the conversation has now. */
export function BeforeChange() {
  const shown = useIsBeforeChange();
  const running = useNote((state) => isRunning(state.run.phase));
  if (!shown || running) return null;
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-x-2 gap-y-1 rounded border border-warn-line bg-warn-wash px-2 py-1 text-[13px]"
      data-testid="before-change"
    >
      <span className="min-w-0 flex-1 basis-64">
        <strong className="font-semibold">Written before the conversation was changed.</strong> Copies, exports and the
        history say so. Generate it again, or see whether it still holds.
      </span>
      <Button look="small" onPress={keepNote}>
        <Check aria-hidden /> It still holds
      </Button>
    </div>
  );
}
