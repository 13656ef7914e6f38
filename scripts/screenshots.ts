/**
 * `npm run screenshots`: every page and every view of a note, at four widths and in both themes, to be looked at, into
 * `test-results/screenshots`; each as tall as what it holds. With `--readme` the picture of README alone, into `docs/`.
 * `--no-build` takes `dist/` as it is; `--only note,review`, `--widths 390` and `--themes dark` take fewer.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { PAGE_TITLES, type PageTitle } from '../e2e/pages/app-frame.ts';
import { findChromium } from './chromium.ts';
import { serve } from './serve.ts';

const HEIGHTS: Readonly<Record<string, number>> = { '1440': 900, '1920': 1080, '768': 1024, '390': 844 };
const THEMES = ['light', 'dark'] as const;
const EXAMPLE = 'A changing mole and dry hands';
/** A picture that everyone downloads who reads README. */
const README_BYTES = 300_000;

type Show = (page: Page) => Promise<unknown>;

const view =
  (name: string): Show =>
  (page) =>
    page.getByRole('radiogroup', { name: 'View' }).getByText(name, { exact: true }).click();

async function openPage(page: Page, title: PageTitle): Promise<void> {
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor({ state: 'attached' });
}

async function openExample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Example dialogue' }).click();
  await page.getByRole('option', { name: EXAMPLE }).click();
  await page
    .getByTestId('note')
    .getByRole('listbox')
    .or(page.getByTestId('note').getByRole('region'))
    .first()
    .waitFor();
}

/** In the order in which they are gone through, in one visit. */
const SCENES: readonly (readonly [name: string, show: Show])[] = [
  ['note-empty', (page) => page.getByRole('heading', { name: 'See what it looks like' }).waitFor()],
  ['note', openExample],
  [
    'note-shaded',
    async (page) => {
      await page.getByRole('button', { name: 'Show what the expert changed' }).click();
      await page.getByRole('option').nth(9).hover();
    },
  ],
  [
    'review',
    async (page) => {
      await view('Review')(page);
      await page.locator('[data-testid=review][data-ready=true]').waitFor();
    },
  ],
  ['compare', view('Compare')],
  ['chart', view('Chart')],
  [
    'export',
    async (page) => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('dialog').getByText('FHIR R4', { exact: true }).click();
    },
  ],
  [
    'history',
    async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'History' }).click();
      await page.getByRole('dialog').getByLabel('Once more').waitFor();
    },
  ],
  ...PAGE_TITLES.filter((title) => title !== 'Note').map((title): (typeof SCENES)[number] => [
    title.toLowerCase(),
    (page) => openPage(page, title),
  ]),
  [
    'lab-mediflow',
    async (page) => {
      await openPage(page, 'Lab');
      await view('Make instructions')(page);
    },
  ],
];

/** As tall as what scrolls in it, and back. */
async function shoot(page: Page, path: string): Promise<void> {
  await page.getByText(/^Opening/u).waitFor({ state: 'hidden' });
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  const hidden = await page.evaluate(() => {
    const scrolling = [document.documentElement, ...document.querySelectorAll('main, main *')].filter(
      (element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY),
    );
    return Math.max(...scrolling.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight));
  });
  await page.setViewportSize({ ...size, height: size.height + hidden });
  await page.screenshot({ path });
  await page.setViewportSize(size);
}

interface Look {
  readonly width: number;
  readonly height: number;
  readonly theme: (typeof THEMES)[number];
}

async function open(browser: Browser, url: string, { width, height, theme }: Look): Promise<Page> {
  const storage = {
    name: 'locum.preferences',
    value: JSON.stringify({ letterKeys: true, keepText: false, tourSeen: true }),
  };
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    storageState: { cookies: [], origins: [{ origin: new URL(url).origin, localStorage: [storage] }] },
  });
  const page = await context.newPage();
  // A busy machine is slow, and the pictures are the same.
  page.setDefaultTimeout(240_000);
  await page.goto(url);
  return page;
}

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    build: { type: 'boolean' },
    only: { type: 'string', default: SCENES.map(([name]) => name).join(',') },
    widths: { type: 'string', default: Object.keys(HEIGHTS).join(',') },
    themes: { type: 'string', default: THEMES.join(',') },
  },
  allowNegative: true,
});
if (values.build !== false) await build({ root, logLevel: 'warn' });
const served = await serve({ directory: join(root, 'dist'), port: 0 });
const executablePath = findChromium();
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath !== null && { executablePath }),
});

if (values.readme) {
  const page = await open(browser, served.url, { width: 1440, height: 900, theme: 'light' });
  await openExample(page);
  const path = join(root, 'docs', 'screenshot.png');
  await page.screenshot({ path });
  const { size } = statSync(path);
  console.log(`docs/screenshot.png: ${(size / 1000).toFixed(0)} kB (limit ${README_BYTES / 1000} kB)`);
  process.exitCode = size > README_BYTES ? 1 : 0;
} else {
  const folder = join(root, 'test-results', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const wanted = values.only.split(',');
  for (const theme of THEMES.filter((each) => values.themes.split(',').includes(each))) {
    for (const width of values.widths.split(',').map(Number)) {
      const page = await open(browser, served.url, { width, height: HEIGHTS[width] ?? 900, theme });
      for (const [name, show] of SCENES) {
        await show(page);
        if (wanted.includes(name)) await shoot(page, join(folder, `${name}-${width}-${theme}.png`));
      }
      await page.context().close();
      console.log(`${width} px, ${theme}`);
    }
  }
}
await browser.close();
await served.close();
