/** No GPU here (it is switched off in the browser): the CPU backend takes over and says so. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { NotePage, SHORT_DIALOGUE, VISIT_BEGINNING } from './pages/note-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('falls back to the CPU, says why, and writes from an example', async ({ page }) => {
  const note = new NotePage(page);
  await note.open();
  await note.chooseExample('Four-year-old with ear pain');
  await note.setMaxTokens(60);
  const proxy = await note.write();
  await expect(note.backend).toContainText('Runs on the CPU');
  await expect(note.backend).toContainText('so the models run on the CPU');
  await expect(note.tokens).toHaveCount(60);

  await test.step('the draft label is in sight and goes with every copy', async () => {
    await expect(page.getByText('Draft – a clinician must verify')).toBeVisible();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('button', { name: 'Copied with its label' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();
    expect(oneLine(copied)).toBe(oneLine(`DRAFT – A CLINICIAN MUST VERIFY ${proxy}`));
  });

  await test.step('one model alone writes another note, without shading where the base did not run', async () => {
    await note.chooseMethod('Expert');
    const expert = await note.write();
    expect(expert).not.toBe(proxy);
    await note.showShading();
    await note.tokens.first().hover();
    await expect(note.inspector).toContainText('not run');
  });

  await test.step('the settings tell how fast that is here, and hand it over as a file', async () => {
    const settings = new SettingsPage(page);
    await settings.visit();
    await settings.speed.getByRole('button', { name: 'Measure' }).click();
    await expect(settings.speed.getByRole('table')).toBeVisible();
    const saving = page.waitForEvent('download');
    await settings.speed.getByRole('button', { name: 'Export as JSON' }).click();
    const told = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
    expect(told.backend).toBe('cpu');
    expect(told.reason).toContain('CPU');
    for (const { stepMs, shareOfCopying } of [told.base, told.trio]) {
      expect(stepMs).toBeGreaterThan(0);
      expect(shareOfCopying).toBeGreaterThan(0);
      expect(shareOfCopying).toBeLessThan(1);
    }
  });
});

test('stops on the CPU, too, while the dialogue is read and while the note is written', async ({ page }) => {
  const note = new NotePage(page);
  await note.open();
  await note.chooseExample('Annual review of type 2 diabetes');
  await note.setMaxTokens(1000);
  await note.escapeAt('reading');
  await note.generate();
  await note.waitFor('stopped');
  await expect(note.tokens).toHaveCount(0);

  await note.dialogue.fill(VISIT_BEGINNING);
  await note.stopAfter(5);
  await note.generate();
  await note.waitFor('stopped');
  expect(await note.tokens.count()).toBeGreaterThanOrEqual(5);
});

for (const browser of ['whose WebGPU has no adapter', 'that does not know WebGPU'] as const) {
  test(`WebGPU asked for in a browser ${browser}: explains, and the CPU is one click away`, async ({ page }) => {
    if (browser === 'that does not know WebGPU') await withoutWebGpu(page);
    const note = new NotePage(page);
    await note.open();
    await note.chooseBackend('GPU (WebGPU)');
    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.setMaxTokens(10);
    await note.generate();
    await expect(note.problem).toContainText('WebGPU is not available here');
    await expect(note.problem).toContainText('no-webgpu');
    const engine = page.workers().find((worker) => worker.url().includes('/engine.worker'));
    const known = await engine?.evaluate(() => 'gpu' in navigator);
    expect(known).toBe(browser === 'whose WebGPU has no adapter');
    await note.problem.getByRole('button', { name: 'Use the CPU' }).click();
    await note.waitFor('finished');
    await expect(note.problem).toBeHidden();
    await expect(note.backend).toContainText('Runs on the CPU');
    await expect(note.tokens).toHaveCount(10);
    await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
  });
}

/** As in browsers of before WebGPU: there is no `navigator.gpu`, in the page and in its workers. */
async function withoutWebGpu(page: Page): Promise<void> {
  const remove = () => {
    Reflect.deleteProperty(Object.getPrototypeOf(navigator) as object, 'gpu');
  };
  await page.addInitScript(remove);
  // A worker's script starts with the removal, before any of its imports is evaluated.
  await page.route('**/engine.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${remove.toString()})();\n${await response.text()}` });
  });
}
