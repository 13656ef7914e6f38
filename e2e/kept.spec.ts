/** What is kept in this browser: by two tabs at once, through damage, and read back as it was. */
import { expect, type Page, test } from '@playwright/test';
import { ClassifyPage } from './pages/classify-page.ts';
import { EvaluatePage } from './pages/evaluate-page.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage } from './pages/note-page.ts';
import { ReviewPage } from './pages/review-page.ts';
import { violations } from './pages/violations.ts';

const PASSPHRASE = 'correct horse battery';

/** A note without a model: its first section written by hand. */
async function writeByHand(page: Page): Promise<ReviewPage> {
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill('Doctor: What brings you in?\nPatient: My left knee hurts.');
  await page.getByRole('button', { name: /Template$/ }).click();
  await page.getByRole('option', { name: /^SOAP/ }).click();
  const review = new ReviewPage(page);
  const button = page.getByRole('button', { name: /^Write or dictate .* yourself$/ }).first();
  const label = (await button.getAttribute('aria-label')) ?? '';
  await review.edit(label.replace(/^Write or dictate (.*) yourself$/, '$1'), 'The left knee hurts.');
  return review;
}

/** Flips one bit of the entry that lies at `index` in the history. */
function damageEntry(page: Page, index: number): Promise<void> {
  return page.evaluate(async (at) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('locum-history'));
    const store = database.transaction('entries', 'readwrite').objectStore('entries');
    const entry = (await done(store.getAll()))[at];
    entry.data[10] ^= 1;
    await done(store.put(entry));
    database.close();
  }, index);
}

/** Rewrites a file of the one stored model. */
function changeStored(page: Page, path: string, change: 'flip' | 'cut'): Promise<void> {
  return page.evaluate(
    async ([where, how]) => {
      let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('locum-models');
      for await (const handle of folder.values()) if (handle.kind === 'directory') folder = handle;
      const parts = (where as string).split('/');
      const name = parts.pop() as string;
      for (const part of parts) folder = await folder.getDirectoryHandle(part);
      const file = await folder.getFileHandle(name);
      const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 0x40;
      const writable = await file.createWritable();
      await writable.write(how === 'flip' ? bytes : bytes.subarray(0, 12));
      await writable.close();
    },
    [path, change],
  );
}

test('two tabs and a history: nothing is lost, and each follows the other', { tag: '@bad-day' }, async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  const b = new ReviewPage(other);
  await new NotePage(other).open();
  await b.openHistory();
  await expect(b.history).toHaveAttribute('data-state', 'off');

  const a = await writeByHand(page);
  await a.openHistory();
  await a.switchHistoryOn(PASSPHRASE);
  await a.saveNote('Visit 1');
  // The other tab, which has seen it off and still shows the dialog.
  await expect(b.history).toHaveAttribute('data-state', 'locked');
  await b.unlock(PASSPHRASE);
  await expect(b.entries).toHaveText([/Visit 1/]);
  await a.saveNote('Visit 2');
  await expect(b.entries).toHaveCount(2);

  await b.dialog.getByRole('button', { name: 'Switch off' }).click();
  await b.dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(a.history).toHaveAttribute('data-state', 'off');
  await expect(a.entries).toHaveCount(0);
});

test('one damaged entry of five: four open, the fifth is named, taken along and deleted', { tag: '@bad-day' }, async ({
  page,
}) => {
  const review = await writeByHand(page);
  await review.openHistory();
  await review.switchHistoryOn(PASSPHRASE);
  for (const visit of [1, 2, 3, 4, 5]) await review.saveNote(`Visit ${visit}`);
  await damageEntry(page, 2);
  await page.reload();
  await review.openHistory();
  await review.unlock('another passphrase');
  await expect(review.dialog.getByRole('alert')).toContainText('The passphrase does not open the history');
  await review.unlock(PASSPHRASE);
  await expect(review.entries).toHaveCount(4);
  const unreadable = review.dialog.getByTestId('unreadable-entry');
  await expect(unreadable).toHaveText(/An entry cannot be read.*It is damaged/);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
  }
  const downloading = page.waitForEvent('download');
  await unreadable.getByRole('button', { name: /^Export/ }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^locum-history-[\da-f]{8}\.json$/);
  await unreadable.getByRole('button', { name: /^Delete/ }).click();
  await unreadable.getByRole('button', { name: 'Delete for good' }).click();
  await expect(unreadable).toHaveCount(0);
  await expect(review.entries).toHaveCount(4);
});

test('two tabs with a kept batch each: no row of the other after a reload', { tag: '@bad-day' }, async ({
  page,
  context,
}) => {
  const a = new ClassifyPage(page);
  const b = new ClassifyPage(await context.newPage());
  for (const [tab, name] of [
    [a, 'a.jsonl'],
    [b, 'b.jsonl'],
  ] as const) {
    await tab.open();
    await tab.chooseLabels('Fall event');
    const rows = Array.from({ length: 300 }, (_, row) => ({ id: `${row}`, text: `She fell, case ${row} of ${name}.` }));
    await tab.openFile(name, rows.map((row) => JSON.stringify(row)).join('\n'));
    await tab.page.getByText('Keep this batch in this browser').click();
    await expect(tab.page.getByRole('checkbox', { name: /^Keep this batch/ })).toBeChecked();
  }
  await a.page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => a.done()).toBeGreaterThanOrEqual(3);
  await a.page.getByRole('button', { name: 'Pause' }).click();
  await expect(a.progress).toContainText('paused');
  const before = await a.progress.innerText();

  for (const { page: reloaded } of [a, b]) await reloaded.reload();
  await expect(b.page.getByText('b.jsonl', { exact: true })).toBeVisible();
  await expect(b.progress).toHaveText('0 of 300 · paused');
  await expect(a.page.getByText('a.jsonl', { exact: true })).toBeVisible();
  await expect(a.progress).toHaveText(before);

  await test.step('what another tab has open is listed and left to it; what nobody has can be taken up', async () => {
    await b.deleteBatch();
    const kept = b.page.getByTestId('kept');
    await expect(kept).toHaveText(/a\.jsonl.*open in another tab/);
    await a.page.close();
    await b.page.reload();
    await b.page.getByRole('tab', { name: 'A file' }).click();
    await kept.getByRole('button', { name: 'Open a.jsonl' }).click();
    await expect(b.progress).toHaveText(before);
  });
});

test('two tabs with an evaluation each: neither ends the other’s', async ({ page, context }) => {
  const a = new EvaluatePage(page);
  const b = new EvaluatePage(await context.newPage());
  const rows = Array.from({ length: 60 }, (_, row) => ({
    gold_label: 'neutral',
    pairID: `p${row}`,
    sentence1: `He has a cough. Case ${row}`,
    sentence2: 'He is well.',
  }));
  const file = rows.map((row) => JSON.stringify(row)).join('\n');
  for (const [tab, name] of [
    [a, 'mli_dev_v1.jsonl'],
    [b, 'mli_test_v1.jsonl'],
  ] as const) {
    await tab.open();
    await tab.addFile(name, file);
    await expect(tab.dataSets).toContainText('60 items');
    await tab.chooseMethods('Base');
    await tab.press('Start');
    await tab.waitForAnswers(3);
  }
  await a.page.reload();
  await expect(a.dataSets).toContainText('mli_dev_v1.jsonl');
  await expect(a.dataSets).not.toContainText('mli_test_v1.jsonl');
  expect(Number.parseInt((await a.done.textContent()) ?? '', 10)).toBeGreaterThanOrEqual(3);
  await expect(a.page.getByTestId('kept')).toHaveText(/mli_test_v1\.jsonl.*open in another tab/);
  await b.page.reload();
  await expect(b.dataSets).toContainText('mli_test_v1.jsonl');
  await expect(b.dataSets).not.toContainText('mli_dev_v1.jsonl');
});

test('stored weights that a bit was flipped in are refused by name before a token is written', {
  tag: '@bad-day',
}, async ({ page }) => {
  const models = new ModelsPage(page);
  await models.open();
  await models.download('demo-base');
  await models.waitStored('app:demo-base');
  await changeStored(page, 'original/model.safetensors', 'flip');
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill('Doctor: What brings you in?\nPatient: My knee hurts.');
  await note.generate();
  await expect(note.problem).toContainText('The stored file model.safetensors of “demo-base” is damaged.');
  await expect(note.tokens).toHaveCount(0);

  await test.step('a record that is damaged, too, is listed and deleted', async () => {
    await changeStored(page, 'manifest.json', 'cut');
    await models.open();
    const broken = page.locator('[data-broken]');
    await expect(broken).toContainText('A model whose record is damaged');
    await broken.getByRole('button', { name: /^Delete/ }).click();
    await broken.getByRole('button', { name: 'Delete for good' }).click();
    await expect(broken).toHaveCount(0);
  });
});
