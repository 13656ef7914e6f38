/** The main job on WebGPU (SwiftShader, forced): three models on one device write a note together. */
import { expect, type Page, test } from '@playwright/test';
import { watchDevices } from './pages/gpu-faults.ts';
import { NotePage, SHORT_DIALOGUE, VISIT_BEGINNING } from './pages/note-page.ts';

test('writes a note with three models on the GPU, streams it, changes with α, stops half-way', async ({ page }) => {
  const note = new NotePage(page);
  await note.open();
  await note.chooseBackend('GPU (WebGPU)');
  await note.dialogue.fill(VISIT_BEGINNING);
  await note.setMaxTokens(40);
  const growth = await watchGrowth(page);
  const atFullStrength = await note.write();

  await expect(note.backend).toContainText('Runs on the GPU (WebGPU)');
  await expect(note.backend).toContainText('asked for');
  for (const role of ['Base', 'Expert', 'Anti-expert']) {
    await expect(note.models).toContainText(new RegExp(`${role}.*demo-.*M parameters.*MB`));
  }
  expect(await note.tokens.count()).toBeGreaterThanOrEqual(35);
  expect(atFullStrength.trim().length).toBeGreaterThan(60);
  await expect(page.getByTestId('speed')).toContainText('tokens/s');
  await expect(page.getByTestId('first-token')).toContainText('first token after');
  // It came in many small pieces, each seen by the page before the next.
  expect(await growth()).toBeGreaterThan(20);

  await test.step('a token tells its probabilities under every model', async () => {
    await note.showShading();
    await note.tokens.nth(5).hover();
    await expect(note.inspector).toContainText('token 6');
    for (const model of ['Base', 'Expert', 'Anti-expert', 'Combined']) {
      await expect(note.inspector).toContainText(new RegExp(`${model}\\s*<?.?\\d+\\.\\d.%`));
    }
    await expect(note.inspector.getByRole('table')).toContainText('chosen');
  });

  await test.step('another α, another note', async () => {
    await note.setAlpha('0.00');
    await note.setMaxTokens(20);
    const withoutPair = await note.write();
    expect(withoutPair).not.toBe('');
    expect(atFullStrength.startsWith(withoutPair)).toBe(false);
    // α = 0 is the base alone: the pair changed no choice, and no probability shifted.
    await expect(page.locator('.token[data-changed], .token[data-shift]').and(note.tokens)).toHaveCount(0);
  });

  await test.step('stops half-way and keeps what was written', async () => {
    await note.setAlpha('1.00');
    await note.setMaxTokens(400);
    await note.generate();
    await note.waitFor('writing');
    await expect(note.tokens.nth(9)).toBeAttached();
    await page.keyboard.press('Escape');
    await note.waitFor('stopped');
    const kept = await note.tokens.count();
    expect(kept).toBeGreaterThanOrEqual(10);
    expect(kept).toBeLessThan(400);
    await expect(note.generateButton).toBeEnabled();
  });
});

test('recovers from a lost GPU device without a reload, and keeps dialogue and draft', { tag: '@bad-day' }, async ({
  page,
}) => {
  const note = new NotePage(page);
  await note.open();
  await note.chooseBackend('GPU (WebGPU)');
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(400);
  const loseDevice = await watchDevices(page);
  await note.generate();
  await note.waitFor('writing');
  await expect(note.tokens.nth(4)).toBeAttached();
  await loseDevice();

  await expect(note.problem).toContainText('The GPU was lost');
  await note.waitFor('failed');
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  expect(await note.tokens.count()).toBeGreaterThanOrEqual(5);

  await note.problem.getByRole('button', { name: 'Load the models again' }).click();
  await expect(note.backend).toContainText('Runs on the GPU (WebGPU)');
  await expect(note.problem).toBeHidden();
  expect(await note.tokens.count()).toBeGreaterThanOrEqual(5);
  await note.setMaxTokens(10);
  await note.write();
  await expect(note.tokens).toHaveCount(10);
});

/** Counts the different lengths of the note that the page has shown. */
async function watchGrowth(page: Page): Promise<() => Promise<number>> {
  const lengths = await page.evaluateHandle(() => {
    const seen = new Set<number>();
    const record = () => seen.add(document.querySelectorAll('[role="option"]').length);
    new MutationObserver(record).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  return () => lengths.evaluate((seen) => seen.size);
}
