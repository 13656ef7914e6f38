import { type RefObject, useEffect } from 'react';
import { letterOf } from '../../../shell/letter-keys.ts';

/** Marks what `j` and `k` go to. */
export const SENTENCE = 'data-sentence';

/** `j` and `k` go through the sentences that are shown, from wherever the focus is. */
export function useSentenceKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const letter = event.defaultPrevented ? null : letterOf(event);
      if (letter !== 'j' && letter !== 'k') return;
      const cards = [...(list.current?.querySelectorAll<HTMLElement>(`[${SENTENCE}]`) ?? [])];
      const current = cards.findIndex((card) => card.contains(document.activeElement));
      const next = letter === 'j' ? current + 1 : current === -1 ? cards.length - 1 : current - 1;
      const card = cards[Math.max(0, Math.min(next, cards.length - 1))];
      if (card === undefined) return;
      event.preventDefault();
      card.focus();
      card.scrollIntoView({ block: 'nearest' });
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [list]);
}
