/** A worker that hears nothing any more, while it writes: Stop gives the page back, and nothing but the worker is lost. */
import { expect, type Page, test, type Worker } from '@playwright/test';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

function engineOf(page: Page): Worker {
  const engine = page.workers().find((worker) => worker.url().includes('engine.worker'));
  if (engine === undefined) throw new Error('No engine runs.');
  return engine;
}

async function write(note: NotePage): Promise<void> {
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(400);
  await note.generate();
  await expect(note.tokens.nth(3)).toBeVisible();
}

/** All that was written, and a note from a fresh worker. */
async function expectToGoOn(note: NotePage): Promise<void> {
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  await expect(note.tokens.nth(3)).toBeVisible();
  await note.setMaxTokens(10);
  await note.generate();
  await note.waitFor('finished');
  await expect(note.tokens).toHaveCount(10);
  await expect(note.problem).toBeHidden();
}

test('in an endless loop: Stop ends it within five seconds, the page says so, and the next note is written', async ({
  page,
}) => {
  const note = new NotePage(page);
  await write(note);
  void engineOf(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {});
  await note.stopButton.click();
  await expect(note.run).toHaveAttribute('data-phase', 'stopped', { timeout: 5_000 });
  await expect(note.problem).toContainText('it did not answer and was ended');
  await expectToGoOn(note);
});

test('that has closed itself: it is noticed without Stop, and the next note is written', async ({ page }) => {
  const note = new NotePage(page);
  await write(note);
  void engineOf(page)
    .evaluate(() => self.close())
    .catch(() => {});
  await note.waitFor('failed');
  await expect(note.problem).toContainText('it was ended from outside');
  await expectToGoOn(note);
});
