/** How the page looks at what is under the lens. */
import { create } from 'zustand';
import type { Granularity } from '../../../engine/analysis/spans.ts';

export type Scale = 'linear' | 'quantile';
export type Sign = 'both' | 'pushed' | 'held';
export const VIEWS = ['text', 'compare', 'groups'] as const;
export type View = (typeof VIEWS)[number];

export interface Filter {
  readonly changedOnly: boolean;
  readonly sign: Sign;
  /** Least |δ|, in probability. */
  readonly least: number;
  /** Name of a group; null: any token. */
  readonly group: string | null;
}

export const NO_FILTER: Filter = { changedOnly: false, sign: 'both', least: 0, group: null };

interface ViewStore {
  readonly view: View;
  readonly granularity: Granularity;
  readonly scale: Scale;
  readonly filter: Filter;
  /** Lists of the user's own, as typed. */
  readonly ownGroups: string;
}

export const useView = create<ViewStore>(() => ({
  view: 'text',
  granularity: 'token',
  scale: 'linear',
  filter: NO_FILTER,
  ownGroups: '',
}));

/**
 * Which tokens are in sight: the first, and the one after the last. Apart from the rest, because it changes with every frame
 * of scrolling, and only the strip shows it.
 */
export const useVisible = create<{ readonly first: number; readonly end: number }>(() => ({ first: 0, end: 0 }));

export const setView = (change: Partial<ViewStore>): void => useView.setState(change);

export function setFilter(change: Partial<Filter>): void {
  useView.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

export function isFiltering({ changedOnly, sign, least, group }: Filter): boolean {
  return changedOnly || sign !== 'both' || least > 0 || group !== null;
}
