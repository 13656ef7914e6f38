/** What moves on a page by itself (Core Web Vitals' CLS): all but what follows within half a second of the user's doing. */
import { expect, type Page } from '@playwright/test';

/** Much less than a reader notices; 0.1 counts as good. */
const MOST = 0.02;

/** From the next navigation on. @returns a check that nothing has moved more than by so much, which names what has */
export async function watchShifts(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as LayoutShift;
        if (hadRecentInput) continue;
        const names = sources.map(({ node }) => (node instanceof Element ? node.outerHTML : node?.textContent) ?? '');
        shiftsSeen.push({ value, moved: names.map((name) => name.slice(0, 120)) });
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(globalThis, { shiftsSeen: [] });
  });
  return async () => {
    const shifts = await page.evaluate(() => shiftsSeen);
    const total = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(total, `what moved: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(MOST);
  };
}

/** Not in TypeScript's library yet. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Lives in the page. */
declare const shiftsSeen: { value: number; moved: string[] }[];
