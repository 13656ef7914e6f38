/** What counts as somebody being there. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel'] as const;
/** When a page comes back from where no timer ran: another tab, a closed lid. */
const RETURNS = ['focus', 'pageshow', 'visibilitychange', 'resume'] as const;
/** A timer stands still while the machine sleeps: one that looks at the clock so often is late by no more. */
const LOOK_MS = 10_000;
/** Some of them do not bubble, and any may be stopped on its way. */
const CAPTURE = { capture: true } as const;

/**
 * Calls `onIdle` once, when nothing has happened for so long by the clock. Returns how to end the watch.
 * @param target where somebody's being there and the page's coming back are told
 */
export function watchIdle(target: EventTarget, milliseconds: number, onIdle: () => void): () => void {
  let since = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    for (const sign of SIGNS_OF_LIFE) target.removeEventListener(sign, live, CAPTURE);
    for (const back of RETURNS) target.removeEventListener(back, look, CAPTURE);
  };
  /** Whether it is over. */
  const look = (): boolean => {
    clearTimeout(timer);
    const left = since + milliseconds - Date.now();
    if (left <= 0) {
      end();
      onIdle();
      return true;
    }
    timer = setTimeout(look, Math.min(left, LOOK_MS));
    return false;
  };
  const live = () => {
    // The first touch after a long absence is a sign of life that comes too late.
    if (!look()) since = Date.now();
  };
  for (const sign of SIGNS_OF_LIFE) target.addEventListener(sign, live, { ...CAPTURE, passive: true });
  for (const back of RETURNS) target.addEventListener(back, look, CAPTURE);
  look();
  return end;
}
