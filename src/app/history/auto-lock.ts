/** What counts as somebody being there. */
const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel'] as const;

/** Calls `onIdle` once, when nothing has happened at the target for so long. Returns how to end the watch. */
export function watchIdle(target: EventTarget, milliseconds: number, onIdle: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    for (const sign of SIGNS_OF_LIFE) target.removeEventListener(sign, begin);
  };
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end();
      onIdle();
    }, milliseconds);
  };
  for (const sign of SIGNS_OF_LIFE) target.addEventListener(sign, begin, { passive: true });
  begin();
  return end;
}
