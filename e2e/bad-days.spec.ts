/**
 * Days on which things go wrong around a page that is in use: whatever happens, the conversation and the note stay, and the
 * next note can be written. The other faults are with what they befall; `npm run e2e:bad-days` runs them all.
 */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

const TOKENS = 10;
const YEAR_MS = 365 * 24 * 3600 * 1000;

async function written(page: Page): Promise<NotePage> {
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(TOKENS);
  await note.write();
  return note;
}

/** The conversation and the note are there, and another note is written. */
async function expectToGoOn(note: NotePage): Promise<void> {
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  await expect(note.tokens).toHaveCount(TOKENS);
  await note.write();
  await expect(note.tokens).toHaveCount(TOKENS);
  await expect(note.problem).toBeHidden();
}

test.describe('on a bad day', { tag: '@bad-day' }, () => {
  let session: CDPSession;
  test.beforeEach(async ({ page, context }) => {
    session = await context.newCDPSession(page);
  });

  test('the network goes: the note is written without it', async ({ page, context }) => {
    const note = await written(page);
    await context.setOffline(true);
    await expectToGoOn(note);
  });

  test('the tab is frozen while a note is written: it goes on afterwards', async ({ page }) => {
    const note = await written(page);
    await note.setMaxTokens(60);
    await note.generate();
    await note.waitFor('writing');
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await note.waitFor('finished');
    await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
    await expect(note.problem).toBeHidden();
  });

  for (const [title, by] of [
    ['forward', YEAR_MS],
    ['back', -YEAR_MS],
  ] as const) {
    test(`the clock jumps a year ${title}: nothing is taken for overdue`, async ({ page }) => {
      const note = await written(page);
      await page.evaluate((jump) => {
        const now = Date.now;
        Date.now = () => now.call(Date) + jump;
      }, by);
      await expectToGoOn(note);
    });
  }

  test('the browser’s storage is cleared: what is on the screen stays', async ({ page }) => {
    const note = await written(page);
    const { origin } = new URL(page.url());
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await expectToGoOn(note);
  });

  test('an update takes the files of the open page: said where one is missing, and the text stays', async ({
    page,
  }) => {
    const note = await written(page);
    await page.route('**/assets/**', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.getByRole('link', { name: 'Evaluate' }).click();
    await expect(page.getByRole('alert')).toContainText('could not be shown');
    await page.getByRole('link', { name: 'Note' }).click();
    for (const name of ['History', 'Find a command (Ctrl K)']) {
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('alert')).toContainText('could not be shown');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
    }
    await expectToGoOn(note);
  });

  test('the engine’s file is gone before the first note: said so, and once it is back the note is written', async ({
    page,
  }) => {
    const note = new NotePage(page);
    await page.route('**/engine.worker-*.js', (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await note.open();
    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.generate();
    await expect(note.problem).toContainText('reload the page');
    await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
    await page.unroute('**/engine.worker-*.js');
    await note.setMaxTokens(TOKENS);
    await note.problem.getByRole('button', { name: 'Try again' }).click();
    await note.waitFor('finished');
    await expect(note.tokens).toHaveCount(TOKENS);
  });
});
