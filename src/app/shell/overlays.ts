/** What lies over the page: the palette, the list of shortcuts, the tour. */
import { create } from 'zustand';
import { usePreferences } from './preferences.ts';

export type Overlay = 'palette' | 'shortcuts' | null;

interface OverlayStore {
  readonly overlay: Overlay;
  /** Of the tour, from 1; null while it is not shown. */
  readonly tourStep: number | null;
}

/** The tour is offered until it has been seen, from the first thing that is drawn: what comes later would move the page. */
export const useOverlays = create<OverlayStore>(() => ({
  overlay: null,
  tourStep: usePreferences.getState().tourSeen ? null : 1,
}));

export const showOverlay = (overlay: Overlay): void => useOverlays.setState({ overlay });
export const showTour = (tourStep: number | null): void => useOverlays.setState({ tourStep });
