import type { Omission, OmissionKind } from '../../../../engine/analysis/evidence/omissions.ts';
import { Button } from '../../../components/button.tsx';
import { showTurns } from '../../../note/note.ts';

const NAMES: Readonly<Record<OmissionKind, string>> = {
  allergy: 'Allergy',
  medicine: 'Medicine',
  'red flag': 'Warning sign',
  plan: 'Plan',
};

/** What the conversation says and the note does not: told, and left to the clinician. */
export function Omissions({ omissions }: { omissions: readonly Omission[] }) {
  if (omissions.length === 0) return null;
  return (
    <section aria-label="Said, and not in the note" className="mb-3">
      <h3 className="mb-1 text-[13px] font-semibold">Said, and not in the note</h3>
      <ul className="flex flex-wrap gap-1.5 text-[13px]">
        {omissions.map(({ kind, text, turns }) => (
          <li key={`${kind} ${text}`} className="flex items-center gap-1 rounded border border-line px-2 py-0.5">
            <span className="text-muted">{NAMES[kind]}</span> {text}
            <Button
              look="small"
              aria-label={`Turns of ${text}`}
              onPress={() => showTurns(turns.map((turn) => turn + 1))}
            >
              turn {turns.map((turn) => turn + 1).join(', ')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
