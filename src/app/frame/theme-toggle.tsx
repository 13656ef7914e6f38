import { Monitor, Moon, Sun } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { type Theme, useTheme } from '../shell/theme.ts';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const NAMES: Readonly<Record<Theme, string>> = { system: 'as the system', light: 'light', dark: 'dark' };

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const Icon = ICONS[theme];
  return (
    <Button
      look="quiet"
      aria-label={`Theme: ${NAMES[theme]}. Switch to ${NAMES[NEXT[theme]]}.`}
      onPress={() => setTheme(NEXT[theme])}
    >
      <Icon aria-hidden />
    </Button>
  );
}
