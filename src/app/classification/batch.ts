/** A file of texts to classify: its items, what came of each, and how they compare with the file's own labels. */
import { METHODS } from '../../engine/decoding/methods.ts';
import type { ClassifyEvent, Role } from '../../workers/protocol.ts';

export interface BatchItem {
  readonly id: string;
  /** Of the file. */
  readonly line: number;
  readonly text: string;
  /** Index into the labels; null where the file has none, or one that is not of the set. */
  readonly gold: number | null;
}

/** Whose answer: the method's, or one of its models'. */
export type Voice = 'proxy' | Extract<Role, 'base' | 'expert'>;
export const VOICES: readonly { readonly voice: Voice; readonly name: string }[] = [
  { voice: 'base', name: METHODS.base.label },
  { voice: 'expert', name: METHODS.expert.label },
  { voice: 'proxy', name: METHODS.proxy.label },
];

/** Probability of every label, in the order of the set. */
export type Probabilities = Readonly<Record<Voice, readonly number[]>>;

export type BatchResult =
  | { readonly index: number; readonly probabilities: Probabilities }
  | { readonly index: number; readonly problem: string };

/** @param offset where the event's items begin in the batch */
export function resultOf(event: ClassifyEvent, offset: number): BatchResult {
  const index = offset + event.index;
  if (event.type === 'failed') return { index, problem: event.error.message };
  const { base, expert } = event.members;
  const proxy = event.probabilities;
  return {
    index,
    probabilities: { proxy, base: base?.probabilities ?? proxy, expert: expert?.probabilities ?? proxy },
  };
}

/** Index of the most probable label; of equals the first. */
export function chosen(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

export type Filter = 'all' | 'disagreement' | 'wrong' | 'failed';

export function passes(filter: Filter, item: BatchItem, result: BatchResult): boolean {
  if ('problem' in result) return filter === 'all' || filter === 'failed';
  const { probabilities } = result;
  switch (filter) {
    case 'all':
      return true;
    case 'disagreement':
      return new Set(VOICES.map(({ voice }) => chosen(probabilities[voice]))).size > 1;
    case 'wrong':
      return item.gold !== null && chosen(probabilities.proxy) !== item.gold;
    case 'failed':
      return false;
    default:
      return filter satisfies never;
  }
}
