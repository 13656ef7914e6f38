/**
 * `npm run bench:page`: the page in a real Chromium, models apart. JavaScript of the first load (gzip), time until typing
 * is answered on a CPU slowed four times, long tasks of the page while a note streams, and what a paste of many hours blocks: by the
 * clock, and by the processor, which does not depend on what else the machine does. Prints a table with the limits, writes JSON to bench/results/page.json. `--rounds N` (5); `--no-build` takes `dist/` as it is.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { tinyModelsAt } from '../e2e/pages/tiny-models.ts';
import { findChromium } from '../scripts/chromium.ts';
import { serve } from '../scripts/serve.ts';
import { describeMachine } from './report.ts';
import { type Figure, figure } from './statistics.ts';

const LIMITS = { javascriptKilobytes: 350, readyMilliseconds: 1500, longTaskMilliseconds: 50 } as const;
const SLOWDOWN = 4;
const NOTE_TOKENS = 200;
const PASTED_CHARACTERS = 200_000;

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, build: { type: 'boolean' } },
  allowNegative: true,
});
const rounds = Number(values.rounds);
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Scripts that the page at `/` fetches before anything is clicked, as gzip would send them. */
async function firstLoad(page: Page, url: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return;
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).byteLength));
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Types into the dialogue as soon as it is there, and marks when the text has been counted and drawn. */
async function typeWhenReady(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const type = () => {
      const field = document.querySelector('textarea');
      if (field === null) return requestAnimationFrame(type);
      // As typing does it: React listens for the event, and looks whether the value is another.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, 'Doctor: hello');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      const answered = () => {
        if (!document.body.textContent.includes('2 words')) return requestAnimationFrame(answered);
        return requestAnimationFrame(() => performance.mark('answered'));
      };
      return answered();
    };
    addEventListener('DOMContentLoaded', type);
  });
  await page.goto(url);
  const mark = await page.waitForFunction(() => performance.getEntriesByName('answered')[0]?.startTime);
  return Number(await mark.jsonValue());
}

/** From the navigation until typing is answered. */
async function timeToAnswer(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return typeWhenReady(page, url);
}

/** What the page's thread itself computes until then, times the slowdown: does not depend on what else the machine does. */
async function workToAnswer(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await typeWhenReady(page, url);
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000 * SLOWDOWN;
}

/** The longest time the page was blocked while tokens came, in ms; 0: never more than 50. */
async function longestTask(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Example dialogue' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Options', exact: true }).click();
  await page.getByRole('textbox', { name: 'At most (tokens)' }).fill(String(NOTE_TOKENS));
  await page.keyboard.press('Enter');
  const run = page.getByTestId('run');
  // Once before: the models are loaded then, and what the page does first is done.
  for (let time = 0; time < 2; time++) {
    await page.evaluate(() => {
      const seen: number[] = [];
      Object.assign(globalThis, { seenLongTasks: seen });
      new PerformanceObserver((list) => {
        const writing = document.querySelector('[data-testid=run]')?.getAttribute('data-phase') === 'writing';
        if (writing) seen.push(...list.getEntries().map(({ duration }) => duration));
      }).observe({ type: 'longtask' });
    });
    await page.getByRole('button', { name: /^Generate/u }).click();
    await page.locator('[data-testid=run]:not([data-phase=finished])').waitFor();
    await run.and(page.locator('[data-phase=finished]')).waitFor({ timeout: 300_000 });
  }
  return page.evaluate(() => {
    const { seenLongTasks } = globalThis as unknown as { readonly seenLongTasks: readonly number[] };
    return Math.max(0, ...seenLongTasks);
  });
}

/** Hours of conversation, through the clipboard: the longest time the page was blocked by it, in ms; 0: never more than 50. */
async function longestTaskOfPaste(page: Page, url: string): Promise<number> {
  await readyToPaste(page, url);
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seenLongTasks: seen });
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await pasteAndWait(page);
  return page.evaluate(() => {
    const { seenLongTasks } = globalThis as unknown as { readonly seenLongTasks: readonly number[] };
    return Math.max(0, ...seenLongTasks);
  });
}

/** Of one that `longestTaskOfPaste` times: what the page's thread computes in its longest task, in ms. */
async function longestWorkOfPaste(page: Page, url: string): Promise<number> {
  await readyToPaste(page, url);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await pasteAndWait(page);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  return longestWork(trace.traceEvents);
}

/** Times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Of the page's tasks; what a test's own questions cost is left out. */
function longestWork(events: readonly TraceEvent[]): number {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isPage = ({ pid, tid }: TraceEvent) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  const own = events.filter((event) => isPage(event) && event.dur !== undefined);
  const questions = own.filter(({ name }) => name === 'Receive mojo message');
  const holds = (task: TraceEvent, inner: TraceEvent) =>
    inner.tid === task.tid && inner.ts >= task.ts && inner.ts < task.ts + (task.dur ?? 0);
  const tasks = own.filter(({ name }) => name === 'ThreadControllerImpl::RunTask');
  const work = tasks.filter((task) => !questions.some((question) => holds(task, question)));
  return Math.max(0, ...work.map(({ tdur = 0 }) => tdur)) / 1000;
}

async function readyToPaste(page: Page, url: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(url);
  await page.getByText('Load the models').waitFor();
  await page.evaluate((text) => navigator.clipboard.writeText(text), conversationOf(PASTED_CHARACTERS));
  await page.getByLabel('Doctor–patient dialogue').click();
}

async function pasteAndWait(page: Page): Promise<void> {
  await page.keyboard.press('Control+V');
  // Looked for where it stands: to look through thousands of turns for it would block the page, too.
  const pane = page.locator('[aria-labelledby=dialogue-heading]');
  await pane.locator('> p', { hasText: `${PASTED_CHARACTERS.toLocaleString('en')} characters` }).waitFor();
  await pane.locator('> div > span', { hasText: /^[\d,]+ turns$/u }).waitFor();
  // What the paste has set going is done when the page has nothing to do.
  await page.evaluate(async () => {
    for (let quiet = 0; quiet < 5; quiet++) await new Promise((idle) => requestIdleCallback(idle));
  });
}

function conversationOf(characters: number): string {
  const lines: string[] = [];
  for (let length = 0; length < characters; length += (lines.at(-1)?.length ?? 0) + 1) {
    const speaker = lines.length % 2 === 0 ? 'Doctor' : 'Patient';
    lines.push(`${speaker}: It is sentence ${lines.length}, and the left knee has hurt since the fall on the stairs.`);
  }
  return lines.join('\n').slice(0, characters);
}

async function measure(
  browser: Browser,
  count: number,
  once: (page: Page) => Promise<number>,
  visitor: BrowserContextOptions = {},
): Promise<Figure> {
  const found: number[] = [];
  for (let round = 0; round < count; round++) {
    // A new context: nothing is in the cache, and the tour is not over.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...visitor });
    // tsx wraps named functions in this, and some of them run in the page.
    await context.addInitScript('globalThis.__name = (named) => named');
    found.push(await once(await context.newPage()));
    await context.close();
  }
  return figure(found);
}

if (values.build !== false) await build({ root, logLevel: 'warn' });
const served = await serve({ directory: join(root, 'dist'), port: 0 });
const executablePath = findChromium();
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath !== null && { executablePath }),
});
const { url } = served;
say('First load …');
const javascript = await measure(browser, 1, (page) => firstLoad(page, url));
say(`Ready for typing, CPU slowed ${SLOWDOWN} times …`);
const ready = await measure(browser, rounds, (page) => timeToAnswer(page, url));
const work = await measure(browser, rounds, (page) => workToAnswer(page, url));
say('Long tasks while a note streams …');
// Models apart: the tiny ones leave the processor to the page, and give it the most tokens a second.
const tiny = { storageState: tinyModelsAt(new URL(url).origin) };
const blocked = await measure(browser, Math.min(rounds, 3), (page) => longestTask(page, url), tiny);
say('A long paste …');
const pasted = await measure(browser, rounds, (page) => longestTaskOfPaste(page, url));
const pastedWork = await measure(browser, rounds, (page) => longestWorkOfPaste(page, url));
await browser.close();
await served.close();

/** Browsers tell of no block below 50 ms. */
function blockText({ median, best }: Figure): string {
  const told = (milliseconds: number) => (milliseconds === 0 ? '≤ 50' : milliseconds.toFixed(0));
  return median === 0 ? '≤ 50 ms' : `${told(median)} ms (best ${told(best)} ms)`;
}

const rows = [
  [
    'JavaScript of the first load, gzip',
    `${(javascript.median / 1000).toFixed(0)} kB`,
    `≤ ${LIMITS.javascriptKilobytes} kB`,
  ],
  [
    `typing is answered, CPU slowed ${SLOWDOWN} times`,
    `${ready.median.toFixed(0)} ms (best ${ready.best.toFixed(0)} ms)`,
    `< ${LIMITS.readyMilliseconds} ms`,
  ],
  [
    `processor time of the page until then, times ${SLOWDOWN}`,
    `${work.median.toFixed(0)} ms (best ${work.best.toFixed(0)} ms)`,
    '',
  ],
  ['longest block of the page while tokens stream', blockText(blocked), `≤ ${LIMITS.longTaskMilliseconds} ms`],
  ['longest block when 200 kB are pasted', blockText(pasted), `≤ ${LIMITS.longTaskMilliseconds} ms`],
  [
    'processor time of the longest task of that',
    `${pastedWork.median.toFixed(0)} ms (best ${pastedWork.best.toFixed(0)} ms)`,
    '',
  ],
] as const;
for (const [what, figure, limit] of rows) console.log(`${what.padEnd(48)} ${figure.padEnd(28)} ${limit}`);
mkdirSync(join(root, 'bench', 'results'), { recursive: true });
writeFileSync(
  join(root, 'bench', 'results', 'page.json'),
  `${JSON.stringify({ machine: describeMachine(), limits: LIMITS, javascript, ready, work, blocked, pasted, pastedWork }, null, 2)}\n`,
);
process.exitCode = javascript.median / 1000 > LIMITS.javascriptKilobytes ? 1 : 0;
