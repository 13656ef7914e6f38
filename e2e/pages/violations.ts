import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** What of WCAG 2.2 A and AA the page fails, with where; with `targetSize` also the rule that axe leaves out unless asked. */
export async function violations(page: Page, { targetSize = false } = {}): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(WCAG)
    .options({ rules: { 'target-size': { enabled: targetSize } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
