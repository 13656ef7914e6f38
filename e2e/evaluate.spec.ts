/** Evaluation in the page: what is interrupted goes on, and what cannot be read is said. */
import { expect, test } from '@playwright/test';
import { EvaluatePage } from './pages/evaluate-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { smallPrint } from './pages/reach.ts';
import { SlowWrites } from './pages/slow-writes.ts';
import { violations } from './pages/violations.ts';

const THINGS = ['pain', 'fever', 'a cough', 'a rash', 'nausea'];
const PEOPLE = ['the patient', 'she', 'he', 'the child', 'her mother'];

/** Fifty short questions, half of them answered with yes. */
const ITEMS = THINGS.flatMap((thing, row) =>
  PEOPLE.flatMap((who, column) =>
    ['yes', 'no'].map((reference, half) => ({
      id: `q${row}-${column}-${half}`,
      task: 'yes_no',
      input: `${who} ${reference === 'yes' ? 'reports' : 'denies'} ${thing}. Does ${who} have ${thing}?`,
      reference,
    })),
  ),
);
const FILE = ITEMS.map((item) => JSON.stringify(item)).join('\n');

test('a run that two reloads and a killed worker interrupt ends with the figures of one that nothing did', {
  tag: '@bad-day',
}, async ({ page }) => {
  const evaluate = new EvaluatePage(page);
  await evaluate.open();
  await evaluate.addFile('questions.jsonl', FILE);
  await expect(evaluate.dataSets).toContainText('50 items');
  await page.getByText('Only the first').click();
  await evaluate.chooseMethods('Base', 'Expert');
  await evaluate.press('Start');

  await test.step('a reload', async () => {
    await evaluate.waitForAnswers(10);
    await page.reload();
    await evaluate.waitFor('paused');
    expect(Number.parseInt((await evaluate.done.textContent()) ?? '', 10)).toBeGreaterThanOrEqual(10);
    await evaluate.press('Resume');
  });
  await test.step('a killed worker', async () => {
    await evaluate.waitForAnswers(30);
    await evaluate.killAWorker();
    await evaluate.waitForAnswers(50);
  });
  await test.step('another reload', async () => {
    await page.reload();
    await evaluate.waitFor('paused');
    await evaluate.press('Resume');
    await evaluate.waitFor('finished');
  });
  const tables = ['Classification', 'questions.jsonl: who is right'];
  const interrupted = await evaluate.figures(50, tables);

  await test.step('nothing that is to be read is small print', async () => {
    expect(await smallPrint(page.getByRole('main'), 13)).toEqual([]);
  });

  await test.step('classes are told one by one, and the results meet WCAG in both themes', async () => {
    await page.getByText('Class by class, and what was taken for what').click();
    await expect(evaluate.table('questions.jsonl: F1 of each class')).toContainText('yes25');
    await expect(evaluate.table('questions.jsonl: confusion under expert').getByRole('row')).toHaveCount(3);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    }
  });

  await test.step('the report leaves the page in four forms', async () => {
    for (const [name, beginning] of [
      ['CSV', 'data set,task,'],
      ['JSON', '{\n "title": "Evaluation"'],
      ['Markdown', '# Evaluation'],
      ['HTML, self-contained', '<!doctype html>'],
    ] as const) {
      expect(await evaluate.export(name)).toMatch(new RegExp(`^${beginning}`));
    }
  });

  await evaluate.press('Start over');
  await evaluate.waitFor('finished');
  await expect(evaluate.done).toHaveText('100 of 100 answers');
  expect(await evaluate.figures(50, tables)).toEqual(interrupted);

  await test.step('deleted is deleted', async () => {
    await evaluate.press('Delete this run');
    await evaluate.waitFor('finished');
    const writes = await SlowWrites.of(page, 'evaluation');
    await evaluate.press('Delete for good');
    await writes.waitForOne();
    await evaluate.waitFor('finished');
    await writes.release();
    await evaluate.waitFor('none');
    await page.reload();
    await expect(evaluate.dataSets).toContainText('Files are read here and sent nowhere.');
    await evaluate.waitFor('none');
  });
});

test('what is wrong with a file is said, and what can be used of it is', async ({ page }) => {
  const evaluate = new EvaluatePage(page);
  await evaluate.open();
  await evaluate.addFile(
    'survey.csv',
    'nr,frage,antwort\n1,Fever?,yes\n1,again,yes\n2,Rain?,perhaps\n3,Cough?,\n4,Pain?,no\n',
  );
  await expect(evaluate.dataSets).toContainText('none of the data sets that Locum knows');
  await evaluate.choose('Task of survey.csv', 'Yes or no');
  await evaluate.choose('text', 'frage');
  await evaluate.choose('reference or label', 'antwort');
  await evaluate.choose('id', 'nr');
  await expect(evaluate.dataSets).toContainText('2 items');
  await page.getByText('3 rows left out').click();
  for (const reason of [
    'row 3: the id “1” is that of row 2',
    'row 4: its label “perhaps” is none of yes, no',
    'row 5: its reference is empty',
  ]) {
    await expect(evaluate.dataSets).toContainText(reason);
  }

  await evaluate.addFile('sheet.xlsx.csv', 'PK\u0003\u0004nonsense');
  await expect(evaluate.dataSets.getByRole('alert')).toContainText('save the sheet as CSV');
});

test('the models in use are measured and named, and no other model’s answers come among theirs', async ({ page }) => {
  const models = new ModelsPage(page);
  const evaluate = new EvaluatePage(page);
  await models.open();
  await models.pickFolder('public/models/demo-cpt');
  await models.found.getByRole('button', { name: 'Use it until this page is closed' }).click();
  await models.chooseRole('expert', 'demo-cpt (picked)');
  await page.getByRole('link', { name: 'Evaluate' }).click();
  await evaluate.addFile('questions.jsonl', FILE);
  await page.getByText('Models in use', { exact: true }).click();
  await expect(page.getByTestId('models-in-use')).toContainText(
    'expert “demo-cpt (picked)”, anti-expert “Demo small general”',
  );

  await test.step('pairs of other models are refused', async () => {
    const further = page.getByRole('textbox', { name: 'Further methods, at other strengths' });
    await further.fill('cpt');
    await evaluate.press('Start');
    await expect(page.getByRole('alert')).toContainText('“cpt” is a pair of the demonstration models');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await further.fill('');
  });

  const report = await test.step('a few items, to the end', async () => {
    await evaluate.limitTo(4);
    await evaluate.press('Start');
    await evaluate.waitFor('finished');
    await expect(evaluate.done).toHaveText('12 of 12 answers');
    await evaluate.figures(4, ['Classification']);
    await expect(evaluate.table('Classification')).toContainText('proxy');
    const content = await evaluate.export('Markdown');
    expect(content).toContain('expert “demo-cpt (picked)”, anti-expert “Demo small general”');
    return content;
  });
  expect(report).not.toContain('must not be used for care');

  await test.step('interrupted by a reload, which ends the folder: the run does not go on with another expert', async () => {
    await evaluate.limitTo(50);
    await evaluate.press('Start over');
    await evaluate.waitForAnswers(10);
    await page.reload();
    await evaluate.waitFor('paused');
    await expect(page.getByTestId('evaluation-models')).toContainText('expert “demo-cpt (picked)”');
    await evaluate.press('Resume');
    await expect(page.getByRole('alert')).toContainText('“demo-cpt (picked)” is not on this machine.');
    await evaluate.waitFor('paused');
  });

  await test.step('anew, it measures what is in use now', async () => {
    await evaluate.limitTo(2);
    await evaluate.press('Start over');
    await evaluate.waitFor('finished');
    await expect(page.getByTestId('evaluation-models')).not.toContainText('folder');
  });
});
