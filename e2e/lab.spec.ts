/** Models made in the page: what is merged is a model like any other, and what is stopped is nothing. */
import { expect, test } from '@playwright/test';
import { EvaluatePage } from './pages/evaluate-page.ts';
import { HeldAnswers } from './pages/held-answers.ts';
import { LabPage } from './pages/lab-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { violations } from './pages/violations.ts';

test('two models are merged, and the result takes a role like any other', async ({ page }) => {
  const lab = new LabPage(page);
  const models = new ModelsPage(page);
  await lab.open();
  await lab.fits('fits');
  await expect(lab.merge).toContainText(/writes 6\.\d\sMB into this browser, which has .* free/u);

  await test.step('models of two shapes are refused before anything is written', async () => {
    await lab.choose('Model 1', 'Demo base');
    await lab.fits('unfit');
    await expect(page.getByRole('alert')).toContainText('cannot be merged');
    await expect(page.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled();
    expect(await violations(page)).toEqual([]);
    await lab.choose('Model 1', 'Demo small clinical');
    await lab.fits('fits');
  });

  await test.step('each method shows the numbers that it has', async () => {
    await expect(page.getByRole('textbox', { name: 't', exact: true })).toBeVisible();
    await lab.choose('Merge by', 'DELLA');
    await lab.press('Add a model');
    for (const name of ['λ', 'Seed', 'Weight of model 2', 'Density of model 2', 'ε of model 2']) {
      await expect(page.getByRole('textbox', { name, exact: true })).toBeVisible();
    }
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
    await lab.press('Remove model 2');
    await lab.choose('Merge by', 'SLERP');
  });

  await page.getByRole('textbox', { name: 'Name' }).fill('halfway');
  await lab.press('Merge');
  await lab.merged();
  await expect(lab.merge).toContainText('“halfway” is stored here');

  await page.getByRole('link', { name: 'Models', exact: true }).first().click();
  await models.waitStored('folder:halfway');
  await models.chooseRole('expert', 'halfway');
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(models.engineState).toHaveAttribute('data-state', 'ready');
  await expect(models.engineState).toContainText('halfway');
});

test('a merge that is stopped leaves nothing, and one after it is whole', async ({ page }) => {
  const held = await HeldAnswers.of(page);
  const lab = new LabPage(page);
  const models = new ModelsPage(page);
  await lab.open();
  await lab.choose('Merge by', 'TIES');
  await lab.fits('fits');
  await page.getByRole('textbox', { name: 'Name' }).fill('broken off');
  await held.during(async () => {
    await lab.press('Merge');
    await expect(page.getByRole('progressbar', { name: 'Weights merged' })).toBeVisible();
    await lab.press('Stop');
  });
  await lab.merged();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await models.open();
  await expect(page.getByText('Nothing yet.')).toBeVisible();

  await lab.open();
  await lab.press('Merge');
  await lab.merged();
  await models.open();
  await models.waitStored('folder:broken off');
});

test('merge or mix: both at the same strengths, on the user’s data', async ({ page }) => {
  const lab = new LabPage(page);
  const evaluate = new EvaluatePage(page);
  await lab.open();
  await lab.fits('fits');
  await page.getByRole('textbox', { name: 'Strengths t' }).fill('0.5, 1');
  await lab.press('Measure merge against mix');
  await expect(page.getByTestId('models-of-pair')).toContainText(
    'Base “Demo small general”, expert “Demo small clinical”',
  );
  await lab.press('Try with twelve inferences');
  await evaluate.limitTo(4);
  await evaluate.press('Start');
  await evaluate.waitFor('finished');
  await expect(evaluate.done).toHaveText('24 of 24 answers');
  const rows = evaluate.table('Classification').getByRole('rowheader');
  await expect(rows).toHaveText(['base', 'expert', 'weights@0.5', 'weights@1', 'logits@0.5', 'logits@1']);

  await test.step('a reload ends neither the run nor its merges', async () => {
    await page.reload();
    await evaluate.waitFor('finished');
    await expect(page.getByTestId('models-of-pair')).toContainText('expert “Demo small clinical”');
    await expect(rows).toHaveCount(6);
  });
});

test('triplets are written, judged, filtered, taken away, and are there after a reload where that was asked for', async ({
  page,
}) => {
  const held = await HeldAnswers.of(page);
  const lab = new LabPage(page);
  await lab.open('mediflow');
  expect(await violations(page)).toEqual([]);
  await lab.setNumber('Triplets', 3);
  await lab.setNumber('Most tokens of a text', 16);

  await test.step('stopped, what there is stays', async () => {
    await held.during(async () => {
      await lab.press('Write');
      await lab.waitForTriplets(1);
      await lab.press('Stop');
    }, '//*[@data-testid="mediflow"][@data-triplets > 0]');
    await expect(lab.mediflow).toHaveAttribute('data-busy', 'false');
  });
  await page.getByText('Keep them in this browser').click();
  await expect(page.getByText('Every line is written into this browser')).toBeVisible();
  await page.reload();
  await lab.waitForTriplets(1);
  await lab.press('Write on');
  await lab.waitForTriplets(3);
  await expect(lab.mediflow).toHaveAttribute('data-busy', 'false');

  await lab.press('Judge');
  const figures = page.getByRole('table', { name: 'The judge’s figures' });
  await expect(figures.getByRole('row', { name: /^Mean score [1-4]\.\d\d$/u })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Judge on' })).toBeVisible();
  await page.getByText('Only the best').click();
  await expect(page.getByTestId('mediflow-kept')).toContainText(/^[12] of 3 triplets are kept/u);
  await lab.press('Plant errors');
  await expect(page.getByText(/^\d pairs? here/u)).toBeVisible();
  await expect(lab.mediflow).toHaveAttribute('data-busy', 'false');

  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.getByRole('img', { name: /^Task: / })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  }

  const lines = (await lab.export('Triplets that are kept (JSON lines)')).trim().split('\n');
  const kept = Number.parseInt((await page.getByTestId('mediflow-kept').textContent()) ?? '', 10);
  expect(lines).toHaveLength(kept);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ id: expect.stringMatching(/^1-\d+$/u), model: 'demo-base' });

  await lab.press('Delete these triplets');
  await lab.press('Delete for good');
  await lab.waitForTriplets(0);
  await page.reload();
  await lab.waitForTriplets(0);
});
