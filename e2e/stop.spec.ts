/** A worker that hears nothing any more, while it writes: Stop gives the page back, and nothing but the worker is lost. */
import { expect, type Page, test } from '@playwright/test';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

/** Writes a note, so that the engine is there, and another one in which it comes to grief behind the fourth token. */
async function writeUntil(page: Page, end: 'endless loop' | 'close'): Promise<NotePage> {
  const note = new NotePage(page);
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(10);
  await note.generate();
  await note.waitFor('finished');
  const engine = page.workers().find((worker) => worker.url().includes('engine.worker'));
  if (engine === undefined) throw new Error('No engine runs.');
  await engine.evaluate((how) => {
    const tell = self.postMessage.bind(self);
    let tokens = 0;
    self.postMessage = (message: { readonly value?: { readonly type?: string } }) => {
      tell(message);
      if (message.value?.type === 'token') tokens += 1;
      if (tokens < 4) return;
      if (how === 'close') self.close();
      else for (;;);
    };
  }, end);
  await note.setMaxTokens(400);
  await note.generate();
  return note;
}

/** What was written stands, and a fresh worker writes the next note. */
async function expectToGoOn(note: NotePage): Promise<void> {
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  await expect(note.tokens).toHaveCount(4);
  await note.setMaxTokens(10);
  await note.generate();
  await note.waitFor('finished');
  await expect(note.tokens).toHaveCount(10);
  await expect(note.problem).toBeHidden();
}

test('in an endless loop: Stop ends it within five seconds, the page says so, and the next note is written', {
  tag: '@bad-day',
}, async ({ page }) => {
  const note = await writeUntil(page, 'endless loop');
  await expect(note.tokens).toHaveCount(4);
  await note.stopButton.click();
  await expect(note.run).toHaveAttribute('data-phase', 'stopped', { timeout: 5_000 });
  await expect(note.problem).toContainText('it did not answer and was ended');
  await expectToGoOn(note);
});

test('that has closed itself: it is noticed without Stop, and the next note is written', { tag: '@bad-day' }, async ({
  page,
}) => {
  const note = await writeUntil(page, 'close');
  await note.waitFor('failed');
  await expect(note.problem).toContainText('it was ended from outside');
  await expectToGoOn(note);
});
