/** How the note that stands came about: which models wrote it, and by which method. */
import type { Origin } from '../../engine/export/document.ts';
import { useEngine } from '../models/engine.ts';
import { useNote } from './note.ts';
import type { Settings } from './settings.ts';

/** Of a note that was brought back: its models may be others than those that are loaded. */
let broughtBack: Origin | null = null;

export function bringBackOrigin(origin: Origin | null): void {
  broughtBack = origin;
}

export function originOfNote(): Origin {
  const { sections, recorded } = useNote.getState();
  const writtenNow = sections.some(({ blocks }) => blocks.length > 0);
  if (!writtenNow && broughtBack !== null) return broughtBack;
  const origin = originWith(sections.find(({ writtenWith }) => writtenWith !== null)?.writtenWith ?? null);
  // A recorded example names its models itself.
  return recorded === null ? origin : { ...origin, models: recorded.map((id) => ({ role: 'model', id })) };
}

/** Of what the loaded models write with these settings; null: nobody but the user wrote. */
export function originWith(settings: Settings | null): Origin {
  if (settings === null) return { models: [], method: 'none', alpha: null, seed: null };
  const { status } = useEngine.getState();
  const models =
    status.state === 'ready' ? Object.entries(status.trio.models).map(([role, { id }]) => ({ role, id })) : [];
  const { method, alpha, seed } = settings;
  return { models, method, alpha: method === 'proxy' ? alpha : null, seed };
}
