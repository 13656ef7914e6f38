import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What of axe's rules the page fails, with where: WCAG 2.2 A and AA, and good practice beyond it; with `targetSize` also the
 * rule that axe leaves out unless asked. Under a dialog the page's main part and its heading are hidden, as they should be.
 */
export async function violations(page: Page, { targetSize = false } = {}): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({
      rules: {
        'target-size': { enabled: targetSize },
        'landmark-one-main': { enabled: false },
        'page-has-heading-one': { enabled: false },
      },
    })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
