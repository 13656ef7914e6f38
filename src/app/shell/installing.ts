/** Whether the app can be installed here, or is: the browser says so when it has seen that it can. */
import { create } from 'zustand';

/** Chromium's `beforeinstallprompt`; it prompts once. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

export type Installing = 'installed' | 'offered' | 'unknown';

const useOffer = create<{ readonly offer: InstallEvent | null; readonly isInstalled: boolean }>(() => ({
  offer: null,
  isInstalled: false,
}));

/** Call once, before the page has loaded. */
export function watchInstalling(): void {
  useOffer.setState({ isInstalled: matchMedia('(display-mode: standalone)').matches });
  addEventListener('beforeinstallprompt', (event) => {
    // Asked when the user wants it, not when the browser does.
    event.preventDefault();
    useOffer.setState({ offer: event as InstallEvent });
  });
  addEventListener('appinstalled', () => useOffer.setState({ offer: null, isInstalled: true }));
}

export function useInstalling(): Installing {
  return useOffer(({ offer, isInstalled }) => (isInstalled ? 'installed' : offer === null ? 'unknown' : 'offered'));
}

/** The browser asks the user. */
export async function install(): Promise<void> {
  const { offer } = useOffer.getState();
  useOffer.setState({ offer: null });
  await offer?.prompt();
}
