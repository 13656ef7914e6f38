/** What the user has set about the app itself. Kept in this browser once it differs from what it comes with. */
import * as v from 'valibot';
import { create } from 'zustand';
import { readStored, store } from './storage.ts';

const KEY = 'locum.preferences';

const Preferences = v.object({
  /** `?` and `g n` do something. Off for who speaks to the computer or trembles (WCAG 2.1.4). */
  letterKeys: v.boolean(),
  /** Conversation and note survive a reload of this tab. */
  keepText: v.boolean(),
  tourSeen: v.boolean(),
  /** Tokens of the note are shaded by what the expert pair changed, and tell their probabilities. */
  shading: v.optional(v.boolean(), false),
});
export type Preferences = v.InferOutput<typeof Preferences>;

const DEFAULTS: Preferences = { letterKeys: true, keepText: false, tourSeen: false, shading: false };

export const usePreferences = create<Preferences>(() => readStored(KEY, Preferences) ?? DEFAULTS);

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  store(KEY, usePreferences.getState());
}

/** Everything that is remembered between visits: forgotten. What is on the screen stays. */
export function forgetEverything(): void {
  for (const key of storedKeys()) store(key, null);
  usePreferences.setState(DEFAULTS);
}

/** The names under which something is remembered. */
export function storedKeys(): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith('locum.'));
  } catch {
    return [];
  }
}
