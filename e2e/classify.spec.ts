/** Classification as a new user meets it: one text, labels of one's own, a file that outlives a reload, and files with faults. */
import { expect, test } from '@playwright/test';
import Papa from 'papaparse';
import { AppFrame } from './pages/app-frame.ts';
import { ClassifyPage } from './pages/classify-page.ts';
import { watchShifts } from './pages/layout-shifts.ts';
import { SlowWrites } from './pages/slow-writes.ts';

const FINDINGS = ['fever', 'cough', 'chest pain', 'nausea', 'a rash'];

/** Fifty pairs whose label follows from their words. */
const PAIRS = Array.from({ length: 50 }, (_, index) => {
  const finding = FINDINGS[index % FINDINGS.length];
  const denied = index % 3 === 0;
  return {
    id: `pair-${index}`,
    premise: `Visit ${index}: the patient ${denied ? 'denies' : 'reports'} ${finding}.`,
    hypothesis: `The patient has ${finding}.`,
    label: denied ? 'contradiction' : 'entailment',
  };
});

test('a pair gets the probability of every label under each model, and nothing but labels', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  await page.getByRole('button', { name: 'Classify', exact: true }).click();
  await expect(classify.problem).toContainText('A premise and a hypothesis are needed');

  await page.getByRole('textbox', { name: 'Premise' }).fill('He denies <script>alert(1)</script> chest pain.');
  await page.getByRole('textbox', { name: 'Hypothesis' }).fill('He has chest pain.');
  await page.getByRole('button', { name: 'Classify', exact: true }).click();
  const rows = classify.figures.getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(classify.problem).toBeHidden();
  for (const voice of ['Base', 'Expert', 'Proxy-tuned']) {
    await expect(classify.figures.getByRole('columnheader', { name: voice })).toBeVisible();
  }
  const shares = await classify.figures.getByRole('cell').allInnerTexts();
  const proxy = shares.filter((_, index) => index % 3 === 2).map((text) => Number.parseFloat(text.replace('<', '')));
  expect(proxy.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
});

test('an example is classified at one press; what the user typed comes back', async ({ page }) => {
  const classify = new ClassifyPage(page);
  const frame = new AppFrame(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const expectStillness = await watchShifts(page);
  await classify.open();
  const premise = page.getByRole('textbox', { name: 'Premise' });
  await expect(classify.result.getByRole('rowheader')).toHaveText(['entailment', 'contradiction', 'neutral']);
  await expect(classify.figures).toBeHidden();
  await page.getByRole('button', { name: /^Metoprolol/ }).click();
  await expect(premise).toHaveValue(/metoprolol/);
  await expect(classify.figures.getByRole('rowheader')).toHaveCount(3);
  await expect(frame.message).toBeHidden();
  await expectStillness();

  await premise.fill('She takes nothing.');
  await page.getByRole('button', { name: /^Diabetes/ }).click();
  await expect(premise).toHaveValue(/diabetes/);
  await frame.message.getByRole('button', { name: 'Undo' }).click();
  await expect(premise).toHaveValue('She takes nothing.');
});

test('twelve inferences to try a file with', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  await page.getByRole('tab', { name: 'A file' }).click();
  await page.getByRole('button', { name: 'Try with them' }).click();
  await expect(page.getByText('12 texts')).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('region', { name: 'Comparison with the file’s labels' })).toContainText(
    '12 labelled texts',
  );
});

test('labels of one’s own are kept over a reload and choose the answer', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  await page.getByRole('button', { name: 'New label set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Label set' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Smoking');
  await dialog.getByRole('textbox', { name: 'What is asked' }).fill('Does the patient smoke?');
  await dialog.getByRole('textbox', { name: 'Labels' }).fill('smoker\nsmoker');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Labels' }).fill('smoker\nnon-smoker\nunknown');
  await dialog.getByRole('button', { name: 'Save' }).click();

  await page.reload();
  await classify.chooseLabels('Smoking');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('He smokes a pack a day.');
  await page.getByRole('button', { name: 'Classify', exact: true }).click();
  await expect(classify.figures.getByRole('rowheader')).toHaveCount(3);
  expect((await classify.figures.getByRole('rowheader').allInnerTexts()).sort()).toEqual([
    'non-smoker',
    'smoker',
    'unknown',
  ]);
});

test('fifty rows, a reload in the middle: goes on where it was, compares, filters and exports', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  await classify.openFile('pairs.csv', Papa.unparse(PAIRS));
  await expect(page.getByText('50 texts')).toBeVisible();
  await page.getByText('Keep this batch in this browser').click();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => classify.done()).toBeGreaterThanOrEqual(3);
  await page.reload();

  await expect(classify.progress).toContainText('paused');
  const before = await classify.done();
  expect(before).toBeGreaterThanOrEqual(2);
  expect(before).toBeLessThan(50);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(classify.progress).toHaveText('50 of 50 · finished');
  const comparison = page.getByRole('region', { name: 'Comparison with the file’s labels' });
  await expect(comparison).toContainText('50 labelled texts');
  await expect(comparison.getByRole('region', { name: 'Confusion matrix' })).toBeVisible();

  const rows = Papa.parse<Record<string, string>>(await classify.export('CSV'), { header: true, skipEmptyLines: true });
  expect(rows.errors).toEqual([]);
  expect(rows.data.map(({ id }) => id)).toEqual(PAIRS.map(({ id }) => id));
  const labels = ['entailment', 'contradiction', 'neutral'];
  for (const row of rows.data) expect(labels).toContain(row.proxy_label);
  const wrong = rows.data.filter((row) => row.proxy_label !== row.label).length;
  await page.getByText('Not the file’s label', { exact: true }).first().click();
  await expect(page.getByRole('region', { name: 'Answers', exact: true })).toContainText(`${wrong} text`);

  const writes = await SlowWrites.of(page, 'batches');
  await classify.deleteBatch();
  await writes.waitForOne();
  await expect(classify.progress).toHaveText('50 of 50 · finished');
  await writes.release();
  await expect(classify.progress).toBeHidden();
  await page.reload();
  await classify.open();
  await page.getByRole('tab', { name: 'A file' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
});

test('files with faults: bad rows are named and the rest runs; unknown columns are asked for', async ({ page }) => {
  const classify = new ClassifyPage(page);
  await classify.open();
  await classify.chooseLabels('Fall event');
  await classify.openFile(
    'notes.jsonl',
    '{"id":"a","text":"She slipped and fell."}\nno JSON\n{"id":"b","text":"Stable."}\n',
  );
  await expect(page.getByText('2 texts')).toBeVisible();
  await page.getByText('1 remark on the file').click();
  await expect(page.getByText('Row 2: this is not JSON.')).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(classify.progress).toHaveText('2 of 2 · finished');
  await classify.deleteBatch();

  await classify.openFile('broken.csv', 'text,label\n"never closed,fall\nx,no fall\n');
  await expect(classify.problem).toContainText('a quotation mark is never closed');
  await classify.problem.getByRole('button', { name: 'Dismiss' }).click();

  await classify.openFile('table.csv', 'nr,bericht\n1,He fell in the bathroom.\n');
  await expect(page.getByRole('region', { name: 'Columns' })).toContainText('none that Locum knows');
  await page.getByRole('button', { name: /Text$/ }).click();
  await page.getByRole('option', { name: 'bericht' }).click();
  await page.getByRole('button', { name: 'Read the file' }).click();
  await expect(page.getByText('1 text ·')).toBeVisible();
});
