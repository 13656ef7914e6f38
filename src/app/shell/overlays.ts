/** What lies over the page: the palette, the list of shortcuts, the tour. */
import { create } from 'zustand';

export type Overlay = 'palette' | 'shortcuts' | null;

interface OverlayStore {
  readonly overlay: Overlay;
  /** Of the tour, from 1; null while it is not shown. */
  readonly tourStep: number | null;
}

export const useOverlays = create<OverlayStore>(() => ({ overlay: null, tourStep: null }));

export const showOverlay = (overlay: Overlay): void => useOverlays.setState({ overlay });
export const showTour = (tourStep: number | null): void => useOverlays.setState({ tourStep });
