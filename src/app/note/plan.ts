/** What the note leaves to be done, and what of it is ticked off. In memory only; it belongs to its conversation. */
import { create } from 'zustand';
import type { PlanItem } from '../../engine/chart/plan/plan-items.ts';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import { problemOf } from '../models/engine.ts';
import { planOfNote } from '../text/text-worker.ts';
import { isRunning, notePartsOf, useNote } from './note.ts';
import { keepWithConversation } from './per-conversation.ts';

interface PlanStore {
  /** Null until they have been looked for. */
  readonly items: readonly PlanItem[] | null;
  /** Keys of items; they stay as long as the words do. */
  readonly done: ReadonlySet<string>;
  readonly problem: ErrorRecord | null;
}

const fresh = (): PlanStore => ({ items: null, done: new Set(), problem: null });

export const usePlan = create<PlanStore>(fresh);

keepWithConversation(usePlan, { fresh, leave: () => undefined, kept: (state) => state });

export const planKey = ({ kind, text }: PlanItem): string => `${kind}\n${text}`;

export function tick(item: PlanItem, isDone: boolean): void {
  usePlan.setState(({ done }) => {
    const others = [...done].filter((key) => key !== planKey(item));
    return { done: new Set(isDone ? [...others, planKey(item)] : others) };
  });
}

/** A pause in typing of so long. */
const PAUSE_MS = 250;

/** Looks for them whenever note or conversation have changed. Returns how to end that. */
export function keepPlanned(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | null = null;
  const look = async () => {
    const { run, sections, dialogue, conversation } = useNote.getState();
    if (isRunning(run.phase)) return;
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    try {
      const items = await planOfNote(notePartsOf(sections), dialogue, signal);
      if (!signal.aborted && useNote.getState().conversation === conversation)
        usePlan.setState({ items, problem: null });
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) usePlan.setState({ items: null, problem: problemOf(thrown) });
    }
  };
  const end = useNote.subscribe((state, before) => {
    if (state.revision === before.revision && state.run.phase === before.run.phase) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  });
  void look();
  return () => {
    end();
    clearTimeout(timer);
    current?.abort();
  };
}
