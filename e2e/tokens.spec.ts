import { expect, test } from '@playwright/test';
import { HeldAnswers } from './pages/held-answers.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { TokensPage } from './pages/tokens-page.ts';
import { violations } from './pages/violations.ts';

test('a note under the lens: walked through, filtered, re-scored, turned elsewhere, exported and opened again', async ({
  page,
}) => {
  const note = new NotePage(page);
  const lens = new TokensPage(page);
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(40);
  await note.write();
  await lens.open();
  await expect(lens.tabs).toHaveCount(1);
  const count = Number(/\d+/.exec((await lens.matching.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(10);
  await expect(lens.tokens).toHaveCount(count);
  await expect(page.getByText('Draft – a clinician must verify')).toBeVisible();

  await test.step('arrow keys lead from token to token, and the strip follows', async () => {
    await lens.text.focus();
    await expect(lens.panel).toContainText(`token 1 of ${count}`);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(lens.panel).toContainText(`token 3 of ${count}`);
    await expect(lens.tokens.nth(2)).toHaveAttribute('aria-selected', 'true');
    await expect(lens.strip).toHaveAttribute('aria-valuenow', '3');
    await page.keyboard.press('End');
    await expect(lens.panel).toContainText(`token ${count} of ${count}`);
    await lens.strip.press('Home');
    await expect(lens.tokens.first()).toHaveAttribute('aria-selected', 'true');
    for (const figure of ['Base', 'Expert', 'Anti-expert', 'Combined', 'Logit delta', 'Entropy', 'KL'])
      await expect(lens.panel).toContainText(figure);
  });

  await test.step('the filter leaves the tokens asked for, and Ctrl → leads to the next of them', async () => {
    await page.getByText('Changed only').click();
    await expect(lens.matching).toContainText(` of ${count} tokens`);
    const changed = await lens.tokens.evaluateAll((tokens) =>
      tokens.flatMap((token, index) => ((token as HTMLElement).dataset.changed === undefined ? [] : [index + 1])),
    );
    expect(changed.length).toBeGreaterThan(0);
    await expect(lens.matching).toContainText(`${changed.length} of ${count}`);
    await lens.text.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+ArrowRight');
    await expect(lens.panel).toContainText(`token ${changed.find((place) => place > 1)} of ${count}`);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(lens.matching).toHaveText(`${count} tokens`);
  });

  await test.step('α = 0 makes it the base’s text: nothing is changed any more', async () => {
    await lens.setNumber('Re-score at α, number', '0.00');
    await expect(page.getByTestId('rescored')).toContainText('exact here, too');
    await expect(lens.panel).toContainText('Combined, re-scored');
    await expect(lens.text.locator('[data-changed]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Back to 1.00' }).click();
    await expect(page.getByTestId('rescored')).toBeHidden();
  });

  await test.step('another candidate begins another text, equal up to there', async () => {
    await lens.text.focus();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 9; steps++) await page.keyboard.press('ArrowRight');
    const before = await lens.tokens.allTextContents();
    await lens.writing(
      () =>
        lens.panel
          .getByRole('button', { name: /^Take “/ })
          .first()
          .click(),
      2,
    );
    const after = await lens.tokens.allTextContents();
    expect(after.slice(0, 9)).toEqual(before.slice(0, 9));
    expect(after[9]).not.toBe(before[9]);
  });

  await test.step('every export can be read; JSON opens again', async () => {
    const json = await lens.export('JSON');
    const recording = JSON.parse(json.bytes.toString());
    const authorship = { method: 'proxy', models: { base: { id: 'demo-base' }, expert: { id: 'demo-it' } } };
    expect(recording).toMatchObject({ format: 'locum-recording', authorship, conversation: SHORT_DIALOGUE });
    const csv = (await lens.export('CSV')).bytes.toString();
    expect(csv).toMatch(/^index,id,text,/);
    const svg = (await lens.export('SVG')).bytes.toString();
    expect(svg).toMatch(/^<svg xmlns/);
    expect(svg).toContain('a clinician must verify');
    const png = await lens.export('PNG');
    expect(png.name).toMatch(/\.png$/);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    await lens.importJson('again.json', json.bytes);
    await expect(lens.tabs).toHaveCount(3);
    await expect(lens.tokens).toHaveCount(recording.tokens.length);
  });

  await test.step('a file of another kind is refused, and nothing is lost', async () => {
    await lens.importJson('bundle.json', Buffer.from('{"resourceType":"Bundle"}'));
    await expect(lens.problem).toContainText('“bundle.json” is no recorded generation');
    await lens.importJson('empty.json', Buffer.from(''));
    await expect(lens.problem).toContainText('it is not JSON');
    await expect(lens.tabs).toHaveCount(3);
  });
});

test('pairs compared: side by side, and by groups of words', async ({ page }) => {
  const lens = new TokensPage(page);
  await page.goto('/');
  await lens.open();
  expect(await violations(page)).toEqual([]);
  const form = page.getByRole('form', { name: 'New notes' });
  for (const pair of ['CPT', 'IT']) await form.getByText(pair, { exact: true }).click();
  await form.getByText('CPT+IT', { exact: true }).click();
  await lens.setNumber('At most (tokens)', '40');
  await lens.writing(() => page.getByRole('button', { name: 'Write 2 notes' }).click(), 2);
  await lens.tokens.nth(5).click();
  await expect(lens.panel).toContainText('token 6');
  expect(await violations(page)).toEqual([]);

  await lens.view('Compare');
  const compared = page.getByTestId('compare');
  await expect(compared.getByRole('columnheader')).toContainText([/^IT/, /^CPT/]);
  await compared.getByRole('button').last().click();
  await expect(lens.panel).toContainText(/token \d+/);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page)).toEqual([]);

  await lens.view('Shift by group');
  await page.getByText('All tokens', { exact: true }).click();
  await page.getByText('Kind of word', { exact: true }).click();
  const bar = page.getByTestId('bars').getByRole('button', { name: /^other word, CPT: / });
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('behind')).toContainText('other word, CPT:');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Lists of your own').fill('Mine: the of');
  await page.getByText('Group', { exact: true }).click();
  await expect(page.getByTestId('bars')).toContainText('Mine');
  await page.getByLabel('Lists of your own').fill('no colon');
  await expect(page.getByText('Line 1 of the lists')).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await lens.view('Text');
  expect(await violations(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('many notes of a data set: written with each pair, stopped, gone on with, and told by bars', async ({ page }) => {
  const held = await HeldAnswers.of(page);
  const lens = new TokensPage(page);
  await page.goto('/');
  await lens.open();
  await lens.view('Shift by group');
  await expect(page.getByText('Nothing analysed yet')).toBeVisible();
  const visits = ['knee hurts', 'cough is better', 'blood pressure was high', 'back is stiff'].map((complaint, row) =>
    JSON.stringify({ id: `visit-${row}`, input: `Doctor: How are you?\nPatient: My ${complaint} since Monday.` }),
  );
  await lens.openDataSet('visits.jsonl', [...visits, 'not a row'].join('\n'));
  await expect(page.getByText('“visits.jsonl”, 4 conversations, 1 row left out')).toBeVisible();
  await page.getByRole('group', { name: 'Pairs' }).getByText('CPT+IT', { exact: true }).click();
  await lens.setNumber('At most (tokens)', '20');

  await test.step('stopped, it keeps what is written', async () => {
    await held.during(async () => {
      await page.getByRole('button', { name: 'Write and analyse' }).click();
      await lens.waitForNotes(1);
      await page.getByRole('button', { name: 'Stop', exact: true }).click();
    }, '//*[@aria-label="Notes written"][@aria-valuenow > 0]');
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    const done = Number(await lens.studied.getAttribute('aria-valuenow'));
    expect(done).toBeGreaterThanOrEqual(1);
    await expect(page.getByText(`CPT: ${done} text`)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('gone on with, it writes the rest, and each note once', async () => {
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(lens.studied).toBeHidden();
    for (const pair of ['CPT', 'IT'])
      await expect(page.getByText(`${pair}: 4 texts (4 of “visits.jsonl”)`)).toBeVisible();
    await expect(page.getByText(/^CPT\+IT: /u)).toBeHidden();
  });

  await test.step('a bar leads to its tokens', async () => {
    await page.getByText('All tokens', { exact: true }).click();
    await page.getByText('Kind of word', { exact: true }).click();
    for (const pair of ['CPT', 'IT']) await expect(lens.bar(`other word, ${pair}: `)).toBeVisible();
    await lens.bar('other word, IT: ').click();
    const behind = page.getByTestId('behind');
    await expect(behind).toContainText('other word, IT: ');
    const tokens = Number(/(\d+) tokens?/u.exec((await behind.getByRole('heading').textContent()) ?? '')?.[1]);
    await expect(behind.getByRole('listitem')).toHaveCount(tokens);
    expect(tokens).toBeGreaterThan(4);
  });
});
