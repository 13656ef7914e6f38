/** The small real model that comes with Locum, and the clinical adapter over it: chosen, loaded and read as a visitor would. */
import { expect, test } from '@playwright/test';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

test('the preset of SmolLM2 and its adapter writes a note of the visit, from files of the app alone', async ({
  page,
}) => {
  const failed: string[] = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
  const models = new ModelsPage(page);
  const note = new NotePage(page);
  await models.open();
  await page.getByRole('button', { name: /^Demonstration models.*Models$/ }).click();
  await page.getByRole('option', { name: /^SmolLM2 with Locum/ }).click();
  await expect(page.getByText('both come with Locum')).toBeVisible();
  await expect(page.getByText('Never run here')).toHaveCount(0);
  await models.load();
  // The page is isolated, so whatever cores the machine has take part.
  const several = await page.evaluate(() => navigator.hardwareConcurrency > 1);
  await expect(page.getByText(several ? /\d threads compute\./ : /this machine has one core/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Note' }).click();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(40);
  const text = await note.write();
  expect(text).toMatch(/throat|cough|fever/i);
  expect(failed).toEqual([]);
});
