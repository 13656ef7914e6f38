import { authorsOf } from '../../../engine/authorship.ts';
import { METHODS } from '../../../engine/decoding/methods.ts';
import { useNote } from '../../note/note.ts';

/** Under the note, so that its first line stays where it is: a recorded note must not be taken for one written here. */
export function RecordedBy() {
  const recorded = useNote(({ sections }) => sections.find(({ origin }) => origin === 'recorded')?.authorship ?? null);
  if (recorded === null) return null;
  const { method, alpha } = recorded;
  return (
    <p className="mt-4 border-t border-line pt-2 text-xs text-muted">
      <strong className="font-semibold">Recorded.</strong>{' '}
      {new Intl.ListFormat('en').format(new Set(authorsOf(recorded).map(({ id }) => id)))} wrote this when the app was
      made: {METHODS[method].label}
      {alpha !== undefined && `, α ${alpha.toFixed(2)}`}. No model is loaded for it; Generate writes the note again,
      with the models.
    </p>
  );
}
