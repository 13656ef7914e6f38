/**
 * `npm run bench:scroll`: frames a second on the tokens page while a text of 2,000 tokens is scrolled, and while the arrow key
 * walks through it. Goal: 50. Builds the app unless `--no-build`; `--tokens N`, `--json`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../scripts/chromium.ts';
import { serve } from '../scripts/serve.ts';
import { type Recording, recordingToJson } from '../src/engine/analysis/recording.ts';
import { recording, token } from '../src/engine/analysis/testing/recordings.ts';
import { uniform } from '../src/engine/lm/noise.ts';
import { figure } from './statistics.ts';

const root = join(import.meta.dirname, '..');
const GOAL = 50;
const FRAMES = 300;

const { values } = parseArgs({
  options: { tokens: { type: 'string', default: '2000' }, build: { type: 'boolean' }, json: { type: 'boolean' } },
  allowNegative: true,
});

/** Words, breaks and sections as a note has them, with twelve candidates a token. */
function longText(count: number): Recording {
  const words =
    ' patient| reports| mild| pain|,| follow|-|up| in| two| weeks|.| The| exam| was| un|remark|able|.\n\n|PLAN\n'.split(
      '|',
    );
  const draw = (index: number, what: number) => uniform(what, index, 7);
  const candidate = (index: number, place: number) => ({
    id: place,
    text: words[(index + place) % words.length] ?? '',
    base: draw(index, place) / 12,
    expert: draw(index, place + 20) / 12,
    anti: draw(index, place + 40) / 12,
    combined: draw(index, place + 60) / 12,
    delta: draw(index, place + 80) * 4 - 2,
  });
  return recording(
    Array.from({ length: count }, (_, index) => {
      const candidates = Array.from({ length: 12 }, (__, place) => candidate(index, place));
      const text = words[Math.floor(draw(index, 99) * words.length)] ?? '';
      const spread = { entropyBase: 2, entropyCombined: 1, klCombined: 0.5, klBase: 0.7 };
      return token(text, draw(index, 100), draw(index, 101), { candidates, baseCandidates: candidates, spread });
    }),
    { title: `${count} tokens` },
  );
}

type Motion = 'scrolling' | 'walking';

/** Milliseconds between frames. Scrolls 40 px a frame, there and back; or presses → once a frame. */
function frames(page: Page, motion: Motion): Promise<readonly number[]> {
  return page.evaluate(
    ({ kind, count }) =>
      new Promise<number[]>((resolve, reject) => {
        const list = document.querySelector<HTMLElement>('[data-testid="lens-text"]');
        if (list === null) return reject(new Error('There is no text.'));
        const times: number[] = [];
        let step = 40;
        const tick = (time: number) => {
          times.push(time);
          if (times.length > count) return resolve(times.slice(1).map((each, index) => each - (times[index] ?? 0)));
          if (kind === 'walking')
            list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
          else {
            const most = list.scrollHeight - list.clientHeight;
            if (list.scrollTop + step > most || list.scrollTop + step < 0) step = -step;
            list.scrollTop += step;
          }
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
      }),
    { kind: motion, count: FRAMES },
  );
}

function summary(times: readonly number[]) {
  const { median } = figure(times);
  const sorted = [...times].sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    framesPerSecond: (1000 * times.length) / total,
    medianMs: median,
    p95Ms: sorted[Math.floor(0.95 * (sorted.length - 1))] ?? Number.NaN,
    slowerThanGoal: times.filter((time) => time > 1000 / GOAL + 1).length / times.length,
  };
}

const count = Number(values.tokens);
if (values.build !== false) await build({ root, logLevel: 'warn' });
const served = await serve({ directory: join(root, 'dist'), port: 0 });
const executablePath = findChromium();
const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // tsx names the functions it passes on to the page, by a helper that is not there.
  await page.addInitScript({ content: 'globalThis.__name = (value) => value;' });
  await page.goto(`${served.url}#/tokens`);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open JSON' }).click();
  const buffer = Buffer.from(recordingToJson(longText(count)));
  await (await chooser).setFiles({ name: 'long.json', mimeType: 'application/json', buffer });
  await page
    .getByText(`${count.toLocaleString('en')} tokens`)
    .first()
    .waitFor();
  const drawn = await page.getByRole('option').count();
  // Once to warm up.
  await frames(page, 'scrolling');
  const session = await page.context().newCDPSession(page);
  // Thread time, not the clock's: what else the machine does is then not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const measured = async (motion: Motion) => {
    const before = await busy();
    const times = await frames(page, motion);
    return { ...summary(times), mainThreadMs: ((await busy()) - before) / times.length };
  };
  const answer = {
    tokens: count,
    drawn,
    scrolling: await measured('scrolling'),
    walking: await measured('walking'),
  };
  if (values.json) console.log(JSON.stringify(answer));
  else {
    console.log(`${count} tokens, ${drawn} of them in the page`);
    for (const motion of ['scrolling', 'walking'] as const) {
      const { framesPerSecond, medianMs, p95Ms, slowerThanGoal, mainThreadMs } = answer[motion];
      console.log(
        `${motion}: ${framesPerSecond.toFixed(1)} frames/s (goal ${GOAL}); a frame ${medianMs.toFixed(1)} ms, 95 % below ${p95Ms.toFixed(1)} ms, ` +
          `${(100 * slowerThanGoal).toFixed(1)} % slower than the goal; ` +
          `the page’s thread works ${mainThreadMs.toFixed(1)} ms a frame`,
      );
    }
  }
} finally {
  await browser.close();
  await served.close();
}
