import { expect, test } from '@playwright/test';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { violations } from './pages/violations.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`meets WCAG 2.2 A and AA in the ${colorScheme} theme, empty, written, failed and narrow`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const note = new NotePage(page);
    await note.open();
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect(await violations(page)).toEqual([]);

    await note.generate();
    await expect(note.problem).toBeVisible();
    expect(await violations(page)).toEqual([]);

    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.setMaxTokens(40);
    await note.write();
    await note.showShading();
    await note.tokens.nth(3).hover();
    await expect(note.inspector).toContainText('Combined');
    expect(await violations(page)).toEqual([]);

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test('a note is walked through token by token with the keyboard', async ({ page }) => {
  const note = new NotePage(page);
  const { keyboard } = page;
  await note.open();
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses++) {
      await keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      });
      if (name.test(focused)) return;
    }
    throw new Error(`No tab stop is called ${name}`);
  };

  await tabTo(/example/i);
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(note.dialogue).toHaveValue(/^Doctor: /);

  await note.setMaxTokens(30);
  await keyboard.press('Control+Enter');
  await note.waitFor('finished');
  await expect(note.tokens).toHaveCount(30);
  await note.showShading();

  // One tab stop for the note; arrow keys walk through its tokens.
  await page.getByRole('button', { name: 'Copy' }).focus();
  const onToken = () => page.evaluate(() => document.activeElement?.getAttribute('role') === 'option');
  for (let presses = 0; presses < 20 && !(await onToken()); presses++) await keyboard.press('Tab');
  await expect(note.tokens.first()).toBeFocused();
  await expect(note.inspector).toContainText('token 1');
  await keyboard.press('ArrowRight');
  await expect(note.tokens.nth(1)).toBeFocused();
  await expect(note.tokens.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(note.inspector).toContainText('token 2');
  await keyboard.press('End');
  await expect(note.tokens.last()).toBeFocused();
  await expect(note.inspector).toContainText('token 30');
  await keyboard.press('Tab');
  await expect(note.tokens.last()).not.toBeFocused();

  await page.getByRole('slider', { name: 'Strength α' }).focus();
  await keyboard.press('ArrowLeft');
  await expect(page.getByRole('textbox', { name: 'Strength α, number' })).toHaveValue('0.95');

  // Another beginning: what was read before does not serve any more.
  await note.dialogue.focus();
  await keyboard.press('Control+Home');
  await keyboard.type('Monday. ');
  await note.escapeAt('reading');
  await keyboard.press('Control+Enter');
  await note.waitFor('stopped');
});
