/**
 * `npm run e2e:egress [-- name …]`: every way out of a page that we know of, tried in a real Chromium in the built app, with a
 * web server, a TURN server and a log of names looked up to see what comes out – and in a page without a policy, to see
 * that it would. Prints a table; exit status 1 if anything came out that README does not name.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { findChromium } from '../scripts/chromium.ts';
import { serve } from '../scripts/serve.ts';
import { attempt, channelNames } from './attempt.ts';
import { listen, OPEN_PAGE } from './listener.ts';

const root = join(import.meta.dirname, '..');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const executablePath = findChromium();
if (executablePath === null) throw new Error('There is no Chromium: set CHROMIUM_PATH to one.');
if (!process.argv.includes('--no-build')) await build({ root, logLevel: 'warn' });

const folder = mkdtempSync(join(tmpdir(), 'locum-egress-'));
const log = join(folder, 'net-log.json');
const served = await serve({ directory: join(root, 'dist'), port: 0 });
/** One for each page, so that both can be tried at once. */
const [openListener, listener] = [await listen(), await listen()];
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-gpu', `--log-net-log=${log}`],
});
const names = channelNames().filter((name) => asked.length === 0 || asked.includes(name));
const rows: { name: string; control: string; page: string; told: string }[] = [];
for (const name of names) {
  const [control, page] = [await browser.newContext(), await browser.newContext()];
  const [open, guarded] = await Promise.all([
    attempt(control, openListener.origin + OPEN_PAGE, name, 'control', openListener),
    attempt(page, served.url, name, 'page', listener),
  ]);
  await Promise.all([control.close(), page.close()]);
  const row = { name, control: open.reached[0] ?? '', page: guarded.reached.join('; '), told: guarded.told };
  rows.push(row);
  console.log(
    [name.padEnd(20), (row.control || '–').slice(0, 34).padEnd(34), (row.page || '–').padEnd(12), row.told].join(' │ '),
  );
}
const version = browser.version();
await browser.close();
const lookedUp = (host: string) => readFileSync(log, 'utf8').includes(host);
const hosts = ['dnsprefetch', 'preconnect', 'anchor', 'webrtc'];
for (const host of hosts) {
  const [control, page] = ['control', 'page'].map((label) => lookedUp(`${host}-${label}.leak.test`));
  console.log(`name looked up, ${host}: control ${control ? 'yes' : 'no'}, page ${page ? 'YES' : 'no'}`);
  if (page) rows.push({ name: `DNS ${host}`, control: String(control), page: 'name looked up', told: '' });
}
const out = rows.filter(({ page }) => page !== '');
const proven = rows.filter(({ control, page }) => page === '' && control !== '');
console.log(
  `\nChromium ${version}: ${names.length} channels; ${out.length} came out${out.length > 0 ? ` (${out.map(({ name }) => name).join(', ')})` : ''}; ` +
    `${proven.length} stayed shut where the page without a policy let them out; ${names.length - proven.length - out.length} let nothing out of either.`,
);
await served.close();
await Promise.all([openListener.close(), listener.close()]);
rmSync(folder, { recursive: true });
process.exit(out.length > 0 ? 1 : 0);
