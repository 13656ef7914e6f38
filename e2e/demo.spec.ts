/** docs/DEMO.md, as it is shown on a stage: what each click changes is seen, and there are four. */
import { expect, test } from '@playwright/test';
import { PRESETS } from '../src/engine/presets.ts';
import { NotePage } from './pages/note-page.ts';
import { NoteWorkspace } from './pages/note-workspace.ts';

/** Besides those that a comparison has anyway. */
const TICKED = ['Proxy-tuned, second α', 'Pair CPT', 'Pair CPT+IT', 'Another base, by CAPT'];
const COLUMNS = ['Base', 'Expert', 'Proxy-tuned', ...TICKED];

test('four clicks: a note at once, what the expert changed, and by α, CPT, IT and CAPT no text is another’s', async ({
  page,
}) => {
  const note = new NotePage(page);
  const workspace = new NoteWorkspace(page);
  await page.addInitScript(() => {
    const counted = { clicks: 0 };
    Object.assign(globalThis, { counted });
    addEventListener('click', ({ isTrusted }) => (counted.clicks += Number(isTrusted)), true);
  });
  // The tiny models as the Models page chooses them for a browser that had the usual pair, which is IT's.
  const { base, expert, anti } = PRESETS.IT.models;
  await page.addInitScript(
    (roles) => localStorage.setItem('locum.roles', roles),
    JSON.stringify({ base: `app:${base}`, expert: `app:${expert}`, anti: `app:${anti}` }),
  );
  const clicks = () => page.evaluate(() => (globalThis as unknown as { counted: { clicks: number } }).counted.clicks);

  await test.step('before: the columns', async () => {
    await note.open();
    await workspace.show('Compare');
    await page.getByRole('button', { name: 'Columns' }).click();
    for (const name of TICKED) await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
    await page.keyboard.press('Escape');
    await workspace.show('Note');
  });
  const before = await clicks();

  await page.getByRole('button', { name: 'A changing mole and dry hands' }).click();
  await expect(workspace.note).toContainText('Recorded.');
  await expect(note.models).toHaveAttribute('data-state', 'empty');
  const grounds = () =>
    note.tokens.evaluateAll((tokens) => new Set(tokens.map((token) => getComputedStyle(token).backgroundColor)).size);
  expect(await grounds()).toBe(1);

  await page.getByRole('button', { name: 'Show what the expert changed' }).click();
  await note.tokens.nth(9).hover();
  await expect(note.inspector).toContainText('Base');
  expect(await grounds()).toBeGreaterThan(3);

  await workspace.show('Compare');
  await page.getByRole('button', { name: 'Write all seven' }).click();
  const column = (name: string) => page.getByRole('main').getByRole('region', { name, exact: true });
  for (const name of COLUMNS) await expect(column(name)).toHaveAttribute('data-done', 'true');
  const textOf = async (name: string) => (await column(name).locator('p').last().textContent())?.trim() ?? '';
  const texts = await Promise.all(COLUMNS.map(textOf));
  expect(texts.filter((text) => text === '')).toEqual([]);
  expect(new Set(texts).size).toBe(COLUMNS.length);

  // α is moved, not clicked.
  const proxy = await textOf('Proxy-tuned');
  await page.getByRole('slider', { name: 'α of the proxy-tuned note' }).focus();
  await page.keyboard.press('End');
  await expect(column('Proxy-tuned')).toContainText('α 2.00');
  await expect(column('Proxy-tuned')).toHaveAttribute('data-done', 'true');
  await expect.poll(() => textOf('Proxy-tuned')).not.toBe(proxy);

  expect((await clicks()) - before).toBe(4);
});
