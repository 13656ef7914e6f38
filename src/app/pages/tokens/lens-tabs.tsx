import { X } from 'lucide-react';
import { Button } from 'react-aria-components';
import { close, type LensEntry, show } from '../../lens/lens.ts';
import { alphaText } from './alpha-text.ts';

/** What lies under the lens; one is shown. */
export function LensTabs({ entries, shown }: { entries: readonly LensEntry[]; shown: number | null }) {
  if (entries.length === 0) return null;
  return (
    <ul aria-label="Texts under the lens" className="flex flex-wrap gap-1 border-b border-line bg-panel px-3 py-1.5">
      {entries.map(({ id, recording }) => (
        <li
          key={id}
          className={`flex items-center rounded border ${id === shown ? 'border-accent bg-wash' : 'border-line'}`}
        >
          <Button
            aria-pressed={id === shown}
            onPress={() => show(id)}
            className={`h-8 max-w-64 truncate rounded px-2 text-[13px] data-[hovered]:bg-wash ${id === shown ? 'font-semibold' : ''}`}
          >
            {recording.title} <span className="text-xs font-normal text-muted">{alphaText(recording)}</span>
          </Button>
          <Button
            aria-label={`Close ${recording.title}`}
            onPress={() => close(id)}
            className="flex size-8 items-center justify-center rounded text-muted data-[hovered]:bg-wash [&_svg]:size-3.5"
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
