/**
 * `npm start`: builds the app, serves it to this machine, prints the address and opens a browser where there is one.
 * Options: `--port N` (4173), `--no-open`, `--no-build` (serve `dist/` as it is).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { serve } from './serve.ts';
import { findRunning } from './server/running.ts';

const root = join(import.meta.dirname, '..');

const { values } = parseArgs({
  options: { port: { type: 'string' }, open: { type: 'boolean' }, build: { type: 'boolean' } },
  allowNegative: true,
});
const wanted = Number(values.port ?? 4173);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
  console.error(`--port must be a number from 0 to 65535, not "${values.port}".`);
  process.exit(2);
}

/** The command that opens an address in the desktop's browser, or null where there is no desktop. */
function browserCommand(url: string): readonly string[] | null {
  if (process.env.CI) return null;
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '', url];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open', url] : null;
}

function openBrowser(url: string): void {
  const command = browserCommand(url);
  if (!command) return;
  const [program = '', ...args] = command;
  // A desktop without the command is no failure: the address is on the screen.
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

const directory = join(root, 'dist');
if (values.build !== false) await build({ root, logLevel: 'warn' });
const running = wanted === 0 ? null : await findRunning(directory, wanted);
if (running !== null) {
  const build = values.build === false ? '' : ' It serves the build just made: reload the page.';
  console.log(`Locum runs already at ${running}, from an earlier start.${build}`);
  if (values.open !== false) openBrowser(running);
  process.exit(0);
}
const served = await serve({ directory, port: wanted });
if (wanted !== 0 && served.port !== wanted) console.log(`Port ${wanted} is taken.`);
console.log(`Locum is at ${served.url}  (Ctrl-C stops it)`);
if (values.open !== false) openBrowser(served.url);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void served.close().then(() => process.exit(0)));
}
