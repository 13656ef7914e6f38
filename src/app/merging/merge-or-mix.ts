/** The two models of a merge, handed to the evaluate page: merged and mixed at the same strengths. */
import { needsBase } from '../../engine/merging/methods.ts';
import { setChoices } from '../evaluation/state.ts';
import type { ModelRef } from '../models/model-refs.ts';
import type { MergeChoices } from './merging.ts';

export interface Pair {
  readonly base: ModelRef;
  readonly expert: ModelRef;
}

/** Null where there are more than two models. */
export function pairOf({ method, base, models }: MergeChoices): Pair | null {
  const [first, second, third] = [...(needsBase(method) ? [base] : []), ...models.map(({ ref }) => ref)];
  if (first === undefined || second === undefined || third !== undefined || first === second) return null;
  return { base: first, expert: second };
}

/** `0.25, 0.5, 1.5`; null where it is something else. */
export function strengthsOf(text: string): readonly number[] | null {
  const found = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return found.every((t) => Number.isFinite(t) && Math.abs(t) <= 3) ? [...new Set(found)] : null;
}

/** Everything but the data set: that is the user's. */
export function planMergeOrMix({ base, expert }: Pair, strengths: readonly number[]): void {
  const methods = ['weights', 'logits'].flatMap((way) => strengths.map((t) => `${way}@${t}`));
  // One worker: two would take time from each other, and what each way costs is the question.
  setChoices({
    models: 'pair',
    pair: { base, expert, anti: base },
    methods: ['base', 'expert', ...methods].join(','),
    workers: 1,
  });
}
