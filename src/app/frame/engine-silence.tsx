import { Hourglass } from 'lucide-react';
import { useEngine } from '../models/engine.ts';

/** On every page, while the engine is at work and has not been heard for long. */
export function EngineSilence() {
  const silent = useEngine((state) => state.silent);
  return (
    <div role="status">
      {silent && (
        <p className="flex items-center gap-1.5 border-b border-warn-line bg-warn-wash px-3 py-1.5 text-[13px] text-ink">
          <Hourglass aria-hidden className="size-3.5 shrink-0" />
          The engine has not answered for ten seconds. It may be computing; Stop ends it, and your text is kept.
        </p>
      )}
    </div>
  );
}
