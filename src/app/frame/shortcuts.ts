/** The keys that hold on every page. */
import { useEffect } from 'react';
import { letterOf, takesText } from '../shell/letter-keys.ts';
import { showOverlay } from '../shell/overlays.ts';
import { commandOfLetter, pathOfLetter, runCommand } from './commands.ts';

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
      const letter = letterOf(event);
      if (letter === null) return;
      if (letter === '?') {
        event.preventDefault();
        showOverlay('shortcuts');
      } else if (letter === 'g') {
        pressedG = event.timeStamp;
      } else if (event.timeStamp - pressedG < SEQUENCE_MS) {
        pressedG = Number.NEGATIVE_INFINITY;
        const path = pathOfLetter(letter);
        if (path !== null) navigate(path);
      } else {
        const command = commandOfLetter(letter);
        if (command === undefined) return;
        event.preventDefault();
        command.run(navigate);
      }
    };
    // A button that has the focus would take Enter for itself; a field may have a use of its own for it, and comes first.
    const onGenerate = (event: KeyboardEvent) => {
      const isGenerate = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented;
      if (!isGenerate || takesText(event.target) !== (event.eventPhase === Event.BUBBLING_PHASE)) return;
      event.preventDefault();
      event.stopPropagation();
      runCommand('generate', navigate);
    };
    addEventListener('keydown', onKey);
    document.addEventListener('keydown', onGenerate);
    document.addEventListener('keydown', onGenerate, true);
    return () => {
      removeEventListener('keydown', onKey);
      document.removeEventListener('keydown', onGenerate);
      document.removeEventListener('keydown', onGenerate, true);
    };
  }, [navigate]);
}
