/** What of a page can be reached, and what of it cannot be read or pressed: for small windows and large type. */
import type { Locator, Page } from '@playwright/test';

const ROLES = 'button|link|textbox|searchbox|radio|checkbox|combobox|slider|switch|tab|menuitem|option';
const LINE = new RegExp(`^\\s*- '?(${ROLES}) "((?:[^"\\\\]|\\\\.)*)"`, 'u');

/** Every control in the accessibility tree, as `role “name”`. */
export async function controls(page: Page): Promise<ReadonlySet<string>> {
  const tree = await page.locator('body').ariaSnapshot();
  return new Set(
    tree.split('\n').flatMap((line) => {
      const [, role, name] = LINE.exec(line) ?? [];
      return role === undefined ? [] : [`${role} “${name}”`];
    }),
  );
}

/** Sideways scrolling of the page; controls that are covered or cut off where they stand; text that ends in nothing. */
export async function faults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}”`;
    const sideways = document.documentElement.scrollWidth - innerWidth;
    if (sideways > 0) found.push(`the page scrolls ${sideways} px sideways`);

    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    const dialog = document.querySelector('[role="dialog"]');
    const scope = dialog ?? document.body;

    const isControl =
      'a[href], button, input, textarea, select, summary, [role="slider"], [role="tab"], [role="listbox"]';
    for (const control of scope.querySelectorAll<HTMLElement>(isControl)) {
      // A hidden input is drawn by its label; what only comes into sight with the focus is not there yet.
      const drawn = control.matches('[type="radio"], [type="checkbox"], [type="range"]')
        ? (control.closest('label') ?? control.parentElement?.parentElement ?? control)
        : control;
      if (control.matches('[type="file"]') || !isSeen(drawn) || drawn.closest('[aria-hidden="true"]')) continue;
      drawn.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, top, width, height } = drawn.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2];
      const hit = document.elementFromPoint(x, y);
      if (hit === null) found.push(`${nameOf(drawn)} is out of reach`);
      else if (!drawn.contains(hit)) found.push(`${nameOf(drawn)} lies under ${nameOf(hit)}`);
      const right = document.documentElement.clientWidth;
      if (left < -1 || left + width > right + 1) found.push(`${nameOf(drawn)} is wider than there is room`);
    }

    for (const element of scope.querySelectorAll<HTMLElement>('*')) {
      if (!isSeen(element) || element.matches('textarea, input, svg *, .sr-only')) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const wide =
        overflowX !== 'visible' &&
        overflowX !== 'auto' &&
        overflowX !== 'scroll' &&
        element.scrollWidth > element.clientWidth + 1;
      const tall =
        overflowY !== 'visible' &&
        overflowY !== 'auto' &&
        overflowY !== 'scroll' &&
        element.scrollHeight > element.clientHeight + 1;
      if (!wide && !tall) continue;
      if (element.closest('[title], .sr-only, [aria-hidden="true"]') !== null || element.innerText.trim() === '')
        continue;
      found.push(`${nameOf(element)} is cut off`);
    }
    scrollTo(0, 0);
    return found;
  });
}

/** In how many rows the buttons and choices of a place stand, and how high the lowest of them is. */
export async function rowsOf(place: Locator): Promise<{ readonly rows: number; readonly lowest: number }> {
  return place.evaluate((element) => {
    const boxes = [...element.querySelectorAll('button, label:has(input)')]
      .filter((control) => control.checkVisibility())
      .map((control) => control.getBoundingClientRect());
    return {
      rows: new Set(boxes.map(({ top, height }) => Math.round(top + height / 2))).size,
      lowest: Math.min(...boxes.map(({ height }) => height)),
    };
  });
}

/** Texts that are seen in print smaller than so many pixels. */
export async function smallPrint(place: Locator, least: number): Promise<readonly string[]> {
  return place.evaluate((within, pixels) => {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || parent === null || !parent.checkVisibility() || parent.closest('.sr-only') !== null) continue;
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < pixels) found.push(text);
    }
    return found;
  }, least);
}
