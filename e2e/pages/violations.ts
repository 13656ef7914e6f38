import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What of axe's rules the page fails, with where: WCAG 2.2 A and AA with the size of targets, which axe leaves out unless
 * asked, and good practice beyond it. Under a dialog the page's main part and its heading are hidden, as they should be.
 */
export async function violations(page: Page): Promise<readonly string[]> {
  const isCovered = (await page.getByRole('dialog').count()) > 0;
  const { violations } = await new AxeBuilder({ page })
    // In one run within the page: the pages have no frames of other origins, for which axe would open a second page each time.
    .setLegacyMode()
    // Where React Aria says, for a moment, that a button is at work: an element that is named by what is gone by then.
    .exclude('[data-live-announcer]')
    .options({
      // What passes is not looked at, and naming every element of it takes longer than finding the others.
      resultTypes: ['violations'],
      rules: {
        'target-size': { enabled: true },
        'landmark-one-main': { enabled: !isCovered },
        'page-has-heading-one': { enabled: !isCovered },
      },
    })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
