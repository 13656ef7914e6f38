/**
 * Large type and small windows lose nothing: each control of the wide page is there, in reach, and can be read; and every page
 * meets WCAG 2.2 A and AA in both themes and at every size.
 */
import { expect, type Page, test } from '@playwright/test';
import { AppFrame, PAGE_TITLES } from './pages/app-frame.ts';
import { ClassifyPage } from './pages/classify-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';
import { NoteWorkspace } from './pages/note-workspace.ts';
import { controls, faults, rowsOf } from './pages/reach.ts';
import { TokensPage } from './pages/tokens-page.ts';
import { violations } from './pages/violations.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };
/** 1280 × 800 at 200 %. */
const ZOOMED = { width: 640, height: 400 };

/** What is open is the same, and as good, in the small windows as in the wide one. */
async function compare(page: Page, what: string): Promise<void> {
  await page.setViewportSize(WIDE);
  const all = await controls(page);
  for (const [size, name] of [
    [NARROW, '360 px'],
    [ZOOMED, '200 %'],
  ] as const) {
    await page.setViewportSize(size);
    expect.soft(await violations(page), `${what}, ${name}: WCAG`).toEqual([]);
    expect.soft(await faults(page), `${what}, ${name}`).toEqual([]);
    const isUnfolded = await unfold(page);
    const there = await controls(page);
    expect
      .soft(
        [...all].filter((control) => !there.has(control)),
        `${what}, ${name}: not there`,
      )
      .toEqual([]);
    if (isUnfolded) await new NotePage(page).options.click();
  }
  await page.setViewportSize(WIDE);
}

/** What of the note’s controls a narrow window folds away is one press away. @returns whether there was something to press */
async function unfold(page: Page): Promise<boolean> {
  const { options } = new NotePage(page);
  if ((await options.count()) === 0 || (await options.getAttribute('aria-expanded')) === 'true') return false;
  await options.click();
  return true;
}

/** In the wide window; small ones have the same colours, and are looked at in light ones. */
async function inBothThemes(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    expect.soft(await violations(page), `${what}, ${colorScheme}: WCAG`).toEqual([]);
  }
}

test('every page, as it is opened', async ({ page }) => {
  const frame = new AppFrame(page);
  await page.goto('/');
  await page.setViewportSize(WIDE);
  for (const title of PAGE_TITLES) {
    await frame.goTo(title);
    await inBothThemes(page, title);
    await compare(page, title);
  }
  await page.goto('/#/lab/mediflow');
  await expect(page.getByRole('button', { name: 'Write', exact: true })).toBeVisible();
  await inBothThemes(page, 'Make instructions');
  await compare(page, 'Make instructions');
  await page.keyboard.press('Control+k');
  await expect(frame.palette).toBeVisible();
  await inBothThemes(page, 'palette');
});

test('a written note: its sections, its review, its comparison, and every dialog', async ({ page }) => {
  const note = new NotePage(page);
  const name = (text: string) => page.getByRole('button', { name: text, exact: true });
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(30);
  await note.write();
  await note.showShading();
  await note.tokens.nth(3).click();
  await compare(page, 'Note');
  for (const dialog of ['Edit templates', 'Export', 'History', 'Many files', 'Find a command (Ctrl K)']) {
    await name(dialog).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await compare(page, dialog);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await compare(page, 'Shortcuts');
  await page.keyboard.press('Escape');
  for (const view of ['Review', 'Compare']) {
    await page.getByRole('radiogroup', { name: 'View' }).getByText(view, { exact: true }).click();
    if (view === 'Compare') {
      await name('Write all three').click();
      await expect(name('Compare again')).toBeVisible();
    } else await expect(page.getByTestId('review')).toHaveAttribute('data-ready', 'true');
    await compare(page, view);
  }
});

test('answers and what is behind disclosures: a text under the lens, labels, a prompt, a model, a batch', async ({
  page,
}) => {
  const note = new NotePage(page);
  const frame = new AppFrame(page);
  const lens = new TokensPage(page);
  const classify = new ClassifyPage(page);
  const name = (text: string | RegExp) => page.getByRole('button', { name: text });
  await note.open();
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(30);
  await note.write();
  await lens.open();
  await lens.tokens.nth(3).click();
  await name('New notes').click();
  await compare(page, 'A text under the lens');
  await lens.view('Shift by group');
  await compare(page, 'Shift by group');

  await frame.goTo('Classify');
  await name('New label set').click();
  await compare(page, 'Label set');
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Premise' }).fill('She denies fever.');
  await page.getByRole('textbox', { name: 'Hypothesis' }).fill('She has a fever.');
  await page.getByRole('button', { name: 'Classify', exact: true }).click();
  await expect(classify.figures.getByRole('rowheader')).toHaveCount(3);
  await compare(page, 'Probabilities');
  await classify.chooseLabels('Fall event');
  const rows = Array.from({ length: 60 }, (_, row) => `visit-${row},She fell ${row} times in the kitchen.,fall`);
  await classify.openFile('falls.csv', ['id,text,label', ...rows].join('\n'));
  await name('Start').click();
  await expect(classify.progress).toContainText('finished');
  await compare(page, 'A batch');

  await frame.goTo('Tasks');
  await name(/^Prompt, version/).click();
  await name('Add an example').click();
  await compare(page, 'Prompt');
  await frame.goTo('Models');
  await page.locator('[data-model="demo-anti"]').getByRole('button').first().click();
  await compare(page, 'A model of the catalogue');
});

test('on a phone two rows of controls lead to Generate, as high as a finger needs; the strength is behind Options', async ({
  page,
}) => {
  const note = new NotePage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await note.open();
  await expect(note.generateButton).toBeVisible();

  await test.step('before there is a note', async () => {
    for (const [place, rows] of [
      [note.dialogueControls, 1],
      [note.controls, 2],
    ] as const) {
      const there = await rowsOf(place);
      expect(there.rows).toBe(rows);
      expect(there.lowest).toBeGreaterThanOrEqual(40);
    }
    expect((await note.generateButton.boundingBox())?.y).toBeLessThan(380);
  });

  await test.step('a long name of a conversation or a template breaks no row', async () => {
    await new NoteWorkspace(page).chooseTemplate('After-visit summary for the patient');
    expect(await rowsOf(note.controls)).toMatchObject({ rows: 2 });
    await note.chooseExample('Wound check after gallbladder surgery');
    expect(await rowsOf(note.dialogueControls)).toMatchObject({ rows: 1 });
  });

  await test.step('beside a note one row, and nothing of it moves when the rest is shown', async () => {
    expect(await rowsOf(note.controls)).toMatchObject({ rows: 1 });
    const where = () => note.options.boundingBox();
    const before = await where();
    await note.openOptions();
    expect(await where()).toEqual(before);
    await note.chooseMethod('Expert');
    await note.chooseMethod('Proxy-tuned');
    await note.setAlpha('0.50');
  });
});

test('in a window of 768 px the text under the lens begins in its upper quarter', async ({ page }) => {
  const note = new NotePage(page);
  const lens = new TokensPage(page);
  await page.setViewportSize({ width: 768, height: 1024 });
  await note.open();
  await note.chooseExample('A changing mole and dry hands');
  await expect(page.getByText('Recorded.')).toBeVisible();
  await lens.open();
  expect((await lens.tokens.first().boundingBox())?.y).toBeLessThan(256);
  await expect(page.getByRole('banner').getByRole('button', { name: 'New notes' })).toHaveCount(0);
});
