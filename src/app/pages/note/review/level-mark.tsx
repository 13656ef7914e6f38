import { CircleCheck, CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { SupportLevel } from '../../../../engine/analysis/evidence/evidence.ts';

const LEVELS: Readonly<
  Record<SupportLevel, { readonly Icon: LucideIcon; readonly name: string; readonly look: string }>
> = {
  supported: { Icon: CircleCheck, name: 'Supported', look: 'text-accent' },
  uncertain: { Icon: CircleHelp, name: 'Uncertain', look: 'text-muted' },
  unsupported: { Icon: TriangleAlert, name: 'Unsupported', look: 'text-warn' },
};

/** Before a sentence: how far the conversation bears it out. */
export function LevelMark({ level }: { level: SupportLevel }) {
  const { Icon, name, look } = LEVELS[level];
  return (
    <span title={name} className={`mt-1 shrink-0 ${look}`}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{name}: </span>
    </span>
  );
}
