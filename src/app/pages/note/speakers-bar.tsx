import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Speaker } from '../../../engine/tasks/dialogue.ts';
import { Button } from '../../components/button.tsx';
import { setSpeaker, useTurns } from '../../note/note.ts';
import { count } from '../../text/format.ts';

const NAMES: Readonly<Record<Speaker, string>> = {
  clinician: 'clinician',
  patient: 'patient',
  other: 'someone else',
  unknown: 'not known',
};
const CHOICES: readonly Speaker[] = ['clinician', 'patient', 'other', 'unknown'];

/** Who was recognised, and how often they speak; a click says who it really is. */
export function SpeakersBar() {
  const turns = useTurns();
  const speakers = new Map<string, { speaker: Speaker; turns: number }>();
  for (const { label, speaker } of turns) {
    if (label === '') continue;
    speakers.set(label, { speaker, turns: (speakers.get(label)?.turns ?? 0) + 1 });
  }
  if (turns.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 border-t border-line px-3 py-0.5 text-xs text-muted">
      <span>{count(turns.length, 'turn')}</span>
      {speakers.size === 0 && <span>no speakers recognised: each line counts as a turn</span>}
      {[...speakers].slice(0, 6).map(([label, { speaker, turns: own }]) => (
        <MenuTrigger key={label}>
          <Button look="small" aria-label={`${label}: ${NAMES[speaker]}, ${count(own, 'turn')}. Change who this is`}>
            <span className="font-semibold text-ink">{label}</span> {NAMES[speaker]} · {own}
          </Button>
          <Popover className="rounded-md border border-line bg-raised p-1 shadow-lg">
            <Menu
              aria-label={`Who is ${label}?`}
              className="outline-none"
              selectionMode="single"
              selectedKeys={[speaker]}
              onAction={(key) => {
                const chosen = CHOICES.find((choice) => choice === key);
                if (chosen !== undefined) setSpeaker(label, chosen);
              }}
            >
              {CHOICES.map((choice) => (
                <MenuItem
                  key={choice}
                  id={choice}
                  className="cursor-default rounded px-2 py-1 -outline-offset-2 data-[focused]:bg-wash data-[selected]:font-semibold"
                >
                  {NAMES[choice]}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
      ))}
      {speakers.size > 6 && <span>and {speakers.size - 6} more</span>}
    </div>
  );
}
