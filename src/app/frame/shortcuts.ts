/** The keys that hold on every page. */
import { useEffect } from 'react';
import { showOverlay } from '../shell/overlays.ts';
import { usePreferences } from '../shell/preferences.ts';
import { pathOfLetter } from './commands.ts';

/** So long after `g` a letter still belongs to it. */
const SEQUENCE_MS = 1500;

export function useShortcuts(navigate: (path: string) => void): void {
  useEffect(() => {
    let pressedG = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        showOverlay('palette');
        return;
      }
      const letters = usePreferences.getState().letterKeys && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!letters || takesText(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === '?') {
        event.preventDefault();
        showOverlay('shortcuts');
      } else if (event.key === 'g') {
        pressedG = event.timeStamp;
      } else if (event.timeStamp - pressedG < SEQUENCE_MS) {
        pressedG = Number.NEGATIVE_INFINITY;
        const path = pathOfLetter(event.key);
        if (path !== null) navigate(path);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [navigate]);
}

/** Where letters are text, or jump in a list. */
function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]');
}
