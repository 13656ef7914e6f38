/** Keys of one letter: a key press is one unless it is text, or the user has switched them off (WCAG 2.1.4). */
import { usePreferences } from './preferences.ts';

/** The letter that was pressed as a command; null where it belongs to a field, a dialog or a chord. */
export function letterOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>,
): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey || !usePreferences.getState().letterKeys) return null;
  if (takesText(event.target) || document.querySelector('[role="dialog"]') !== null) return null;
  return event.key.length === 1 ? event.key : null;
}

/** Where letters are text, or jump in a list that is open or would open. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[data-trigger]') !== null || target.matches('[aria-haspopup="listbox"]')) return true;
  return target.matches('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]');
}
