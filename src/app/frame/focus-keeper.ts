/**
 * Keeps the focus from falling to nowhere. What has it may go away or be switched off by its own press – “Done”, “Take out”,
 * “Unlock”; then the next control from that place on takes it, so that keyboard and screen reader stay where they were.
 * Whoever has a better idea (a dialog that closes, a page that opens) comes first.
 */

/** Where something stood that is no more. */
interface Gap {
  readonly parent: Node;
  readonly before: Node | null;
}

const CONTROLS =
  'a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex]:not([tabindex="-1"])';

/** Returns how to end it. */
export function keepFocus(): () => void {
  let focused: Element | null = null;
  /** Last outside of dialogs: where to go back to from one. */
  let onPage: HTMLElement | null = null;
  let gap: Gap | null = null;

  const onFocus = ({ target }: FocusEvent) => {
    focused = target instanceof Element ? target : null;
    if (target instanceof HTMLElement && target.closest('main, header, nav') !== null) onPage = target;
    gap = null;
  };
  const recover = () => {
    const lost = gap;
    gap = null;
    if (lost === null || hasFocus()) return;
    const opener = onPage?.isConnected && canTakeFocus(onPage) ? onPage : null;
    (nextControl(lost) ?? opener ?? document.querySelector('main'))?.focus();
  };
  const observer = new MutationObserver((records) => {
    const known = gap !== null;
    for (const record of records) {
      const inGap = gap?.parent;
      for (const removed of record.removedNodes) {
        if ((focused !== null && removed.contains(focused)) || (inGap !== undefined && removed.contains(inGap)))
          gap = { parent: record.target, before: record.previousSibling };
      }
      if (record.type === 'attributes' && record.target === focused && focused.matches(':disabled'))
        gap ??= { parent: focused, before: null };
    }
    // After two frames a dialog that closes has given the focus back.
    if (gap !== null && !known) requestAnimationFrame(() => requestAnimationFrame(recover));
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}

function hasFocus(): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== document.body && !activeElement.matches(':disabled');
}

/** The first control behind the gap, else the last before it, within the dialog or the page. */
function nextControl({ parent, before }: Gap): HTMLElement | null {
  const from = before?.isConnected ? before : parent;
  if (!from.isConnected || parent === document.body) return null;
  const element = from instanceof Element ? from : from.parentElement;
  const scope = element?.closest('[role="dialog"], #root') ?? document.body;
  const controls = [...scope.querySelectorAll<HTMLElement>(CONTROLS)].filter(canTakeFocus);
  const behind = (control: HTMLElement) => {
    const position = from.compareDocumentPosition(control);
    // What is within `before` stood before the gap; what is within the parent may be what took the place.
    const within = (position & Node.DOCUMENT_POSITION_CONTAINED_BY) !== 0;
    return (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && !(within && from === before);
  };
  return controls.find(behind) ?? controls.at(-1) ?? null;
}

function canTakeFocus(control: HTMLElement): boolean {
  return !control.matches(':disabled, [tabindex="-1"]') && control.checkVisibility({ visibilityProperty: true });
}
