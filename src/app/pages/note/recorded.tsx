import { authorsOf } from '../../../engine/authorship.ts';
import { METHODS } from '../../../engine/decoding/methods.ts';
import { useNote } from '../../note/note.ts';

const useRecorded = () =>
  useNote(({ sections }) => sections.find(({ origin }) => origin === 'recorded')?.authorship ?? null);

/** A recorded note must not be taken for one of this conversation: said beside what it is, at the head of the note. */
export function RecordedBadge() {
  if (useRecorded() === null) return null;
  return <p className="rounded border border-line bg-wash px-2 py-0.5 text-[13px] font-semibold">Recorded</p>;
}

/** Under the note: who wrote it, and what to do for one of one's own. */
export function RecordedBy() {
  const recorded = useRecorded();
  if (recorded === null) return null;
  const { method, alpha } = recorded;
  return (
    <p className="mt-4 border-t border-line pt-2 text-xs text-muted">
      <strong className="font-semibold">Recorded.</strong>{' '}
      {authorsOf(recorded)
        .map(({ id }) => id)
        .join(', ')}{' '}
      wrote this when the app was made: {METHODS[method].label}
      {alpha !== undefined && `, α ${alpha.toFixed(2)}`}. No model is loaded for it; Generate writes the note again,
      with the models.
    </p>
  );
}
