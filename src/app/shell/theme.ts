/** Light, dark or as the system says. The one thing the page stores. `public/theme.js` reads it before the first paint. */
import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'locum.theme';
const darkSystem = matchMedia('(prefers-color-scheme: dark)');

function read(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function write(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
}

function apply(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && darkSystem.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

interface ThemeStore {
  readonly theme: Theme;
  setTheme(theme: Theme): void;
}

export const useTheme = create<ThemeStore>((set) => ({
  theme: read(),
  setTheme(theme) {
    write(theme);
    apply(theme);
    set({ theme });
  },
}));

darkSystem.addEventListener('change', () => apply(useTheme.getState().theme));
