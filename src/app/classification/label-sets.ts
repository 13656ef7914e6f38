/** Label sets at hand: the built-in ones and the user's own, which this browser keeps. They hold no clinical text. */
import * as v from 'valibot';
import { create } from 'zustand';
import { LABEL_SETS, type LabelSet } from '../../engine/tasks/label-sets.ts';
import { readStored, store } from '../shell/storage.ts';

const KEY = 'locum.label-sets';

const OwnSets = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    instruction: v.string(),
    labels: v.pipe(v.array(v.string()), v.minLength(2)),
  }),
);
export type OwnSet = v.InferOutput<typeof OwnSets>[number];

export const useLabelSets = create<{ readonly own: readonly OwnSet[] }>(() => ({
  own: readStored(KEY, OwnSets) ?? [],
}));

export function allSets(own: readonly OwnSet[]): readonly LabelSet[] {
  return [
    ...LABEL_SETS,
    ...own.map(({ id, title, instruction, labels }) => ({ id, title, pair: false, question: { instruction }, labels })),
  ];
}

/** Adds it, or puts it in the place of the one with its id. */
export function saveLabelSet(set: OwnSet): void {
  const { own } = useLabelSets.getState();
  const known = own.some(({ id }) => id === set.id);
  replaceAll(known ? own.map((each) => (each.id === set.id ? set : each)) : [...own, set]);
}

export function deleteLabelSet(id: string): void {
  replaceAll(useLabelSets.getState().own.filter((set) => set.id !== id));
}

function replaceAll(own: readonly OwnSet[]): void {
  useLabelSets.setState({ own });
  store(KEY, own.length === 0 ? null : own);
}
