/** How the note that stands came about: which models wrote it, and by which method. */
import type { Origin } from '../../engine/export/document.ts';
import { useEngine } from './engine.ts';
import { useNote } from './note.ts';

const NO_MODEL: Origin = { models: [], method: 'none', alpha: null, seed: null };

/** Of a note that was brought back: its models may be others than those that are loaded. */
let broughtBack: Origin | null = null;

export function bringBackOrigin(origin: Origin | null): void {
  broughtBack = origin;
}

export function originOfNote(): Origin {
  const { sections } = useNote.getState();
  const writtenNow = sections.some(({ blocks }) => blocks.length > 0);
  if (!writtenNow && broughtBack !== null) return broughtBack;
  const settings = sections.find(({ writtenWith }) => writtenWith !== null)?.writtenWith;
  if (settings === null || settings === undefined) return NO_MODEL;
  const { status } = useEngine.getState();
  const models =
    status.state === 'ready' ? Object.entries(status.trio.models).map(([role, { id }]) => ({ role, id })) : [];
  const { method, alpha, seed } = settings;
  return { models, method, alpha: method === 'proxy' ? alpha : null, seed };
}
