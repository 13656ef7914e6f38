/** What a first visit finds: the small real model that comes with Locum, and the clinical adapter over it. */
import { expect, test } from '@playwright/test';
import { ClassifyPage } from './pages/classify-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { FIRST_VISIT } from './pages/tiny-models.ts';

test.use({ storageState: FIRST_VISIT });

test('a first visit writes a note of the visit with SmolLM2 and its adapter, from files of the app alone', async ({
  page,
}) => {
  const failed: string[] = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(40);
  const text = await note.write();
  expect(text).toMatch(/throat|cough|fever/i);

  // The Models page names what was used, and offers the tiny models beside it.
  const models = new ModelsPage(page);
  await models.open();
  // The page is isolated, so whatever cores the machine has take part.
  const several = await page.evaluate(() => navigator.hardwareConcurrency > 1);
  await expect(page.getByText(several ? /\d threads compute\./ : /this machine has one core/).first()).toBeVisible();
  await page.getByRole('button', { name: /^SmolLM2 with Locum.*Models$/ }).click();
  await expect(page.getByRole('option', { name: /^Demonstration models/ })).toBeVisible();
  await page.getByRole('option', { name: /^SmolLM2 with Locum/ }).click();
  await expect(page.getByText('all come with Locum')).toBeVisible();
  await expect(page.getByText('Never run here')).toHaveCount(0);
  expect(failed).toEqual([]);
});

test('where base and anti-expert are one model, the page says what α is, and that the expert writes alone at 1', async ({
  page,
}) => {
  const note = new NotePage(page);
  await note.open();
  await note.openOptions();
  const interpolation = page.getByTestId('interpolation');
  await expect(interpolation).toHaveText(
    /α leads from the base \(0\) to the expert \(1\)\. At 1 the expert writes alone\./u,
  );
  await note.setAlpha('0.50');
  await expect(interpolation).toHaveText(/α leads from the base \(0\) to the expert \(1\)\.$/u);
  await note.chooseMethod('Expert');
  await expect(interpolation).toHaveCount(0);
});

test('the models that write also choose among labels: a fever is no “afebrile”', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  for (const [premise, hypothesis, relation] of [
    ['Fever of 39.2 °C since yesterday evening.', 'The patient is afebrile.', 'contradiction'],
    ['Fever of 39.2 °C since yesterday evening.', 'The patient has a raised temperature.', 'entailment'],
    ['He takes metoprolol 50 mg twice daily.', 'He has had a heart attack.', 'neutral'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Premise' }).fill(premise);
    await page.getByRole('textbox', { name: 'Hypothesis' }).fill(hypothesis);
    await page.getByRole('button', { name: 'Classify', exact: true }).click();
    await expect(classify.figures.getByRole('row')).toHaveCount(4);
    expect(await classify.choice()).toBe(relation);
  }
});
