/** Short messages that come and go, with a way to undo what they tell of. */
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components';

export interface ToastContent {
  readonly title: string;
  readonly detail?: string;
  readonly undo?: () => void;
}

/** Long enough to read and to reach with the keyboard (WCAG 2.2.1: at least 5 s; a toast under focus or pointer stays). */
const SHOWN_MS = 10_000;

export const toasts = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

export function tell(title: string, more: Omit<ToastContent, 'title'> = {}): void {
  toasts.add({ title, ...more }, { timeout: SHOWN_MS });
}
