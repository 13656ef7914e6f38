/**
 * `npm run verify:package [-- node vite deno transformers ai-sdk]`: the library as strangers get it. The packed file is installed by npm in three
 * empty projects – Node, Vite in Chromium, and Deno where npm has it for this platform –, each writes the note of docs/LIBRARY.md, and it
 * is told what a page downloads for it. A pair goes beside the loop of @huggingface/transformers, a trio into the AI SDK. All of it, unless
 * parts are named. Exit status 1 if anything is amiss.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { PUBLIC } from '../../node/shipped.ts';
import { findChromium } from '../chromium.ts';
import { namedParts } from '../named-parts.ts';
import { ROOT } from './build.ts';
import { exampleIn, linesOf } from './examples.ts';
import { packLibrary, project, run, tsconfig } from './pack.ts';

/** Bytes of scripts, compressed, that a page downloads to write the note; without models. */
const MOST_BYTES = 120_000;

const PARTS = { node: inNode, vite: inVite, deno: inDeno, transformers: besideTransformers, 'ai-sdk': besideAiSdk };
const parts = namedParts(PARTS);

const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** What npm has fetched once it need not ask for again. */
const INSTALL = ['install', '--no-audit', '--no-fund', '--prefer-offline'];
const folder = mkdtempSync(join(tmpdir(), 'locum-verify-'));
const faults: string[] = [];
const tarball = await packLibrary(folder);
const [own, vite, typescript] = [
  exampleIn('note.ts'),
  `vite@${devDependencies.vite}`,
  `typescript@${devDependencies.typescript}`,
];
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

function program(name: string, files: Readonly<Record<string, string>>, packages: readonly string[]): string {
  const place = project(join(folder, name), files);
  run('npm', [...INSTALL, tarball, ...packages], place);
  symlinkSync(join(PUBLIC, 'models'), join(place, 'models'), 'dir');
  return place;
}

function expectNote(where: string, written: string): void {
  if (written.trim() !== own.prints?.trim()) faults.push(`${where} wrote another note: “${written}”.`);
}

function inNode(): void {
  const files = { 'note.ts': own.code, 'tsconfig.json': tsconfig(['node']) };
  const place = program('node', files, [typescript, '@types/node@20']);
  run('npx', ['tsc', '-p', '.'], place);
  const written = run(process.execPath, ['built/note.js'], place);
  expectNote('Node', written);
  console.log(`Node ${process.version}: strict types; ${linesOf(own)} lines; a note of ${written.length} characters.`);
}

async function inVite(): Promise<void> {
  const page = exampleIn('page.ts');
  const files = {
    'page.ts': `${page.code}document.title = 'done';\n`,
    'index.html': '<!doctype html><title>…</title><body><script type="module" src="/page.ts"></script></body>',
    'tsconfig.json': tsconfig(['vite/client']),
  };
  const place = program('vite', files, [typescript, vite]);
  run('npx', ['tsc', '-p', '.', '--noEmit'], place);
  run('npx', ['vite', 'build', '--logLevel', 'warn', '--target', 'es2023'], place);
  const assets = join(place, 'dist', 'assets');
  const sizes = new Map(readdirSync(assets).map((name) => [name, gzipSync(readFileSync(join(assets, name))).length]));
  const total = (names: readonly string[]) => names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  console.log(
    `Vite: strict types; ${linesOf(page)} lines; built: ${sizes.size} scripts, ${kilobytes(total([...sizes.keys()]))} in all.`,
  );
  const executablePath = findChromium();
  if (executablePath === null) return void console.log('There is no Chromium to run it in (skipped).');
  const [app, models] = [sirv(join(place, 'dist')), sirv(PUBLIC)];
  const server = createServer((request, response) =>
    request.url?.startsWith('/models/') ? models(request, response) : app(request, response),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const tab = await browser.newPage();
    const downloaded: string[] = [];
    tab.on('pageerror', (error) => faults.push(String(error)));
    tab.on('response', (response) => downloaded.push(new URL(response.url()).pathname.replace('/assets/', '')));
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await tab.waitForFunction(() => document.title === 'done', undefined, { timeout: 300_000 });
    // As it was written: on the page, which is no `pre`, lines run together.
    const written = (await tab.locator('body').textContent()) ?? '';
    const bytes = total([...new Set(downloaded)]);
    console.log(
      `Chromium: a note of ${written.trim().length} characters, for which it downloaded ${kilobytes(bytes)} of scripts, compressed.`,
    );
    if (bytes > MOST_BYTES) faults.push(`That is more than ${kilobytes(MOST_BYTES)}.`);
    expectNote('Chromium', written);
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

/** As installed without its native parts' own downloads: its loop of generation is JavaScript. */
function besideTransformers(): void {
  const text = readFileSync(join(import.meta.dirname, 'beside-transformers.mjs'), 'utf8');
  const place = program('transformers', { 'program.mjs': text }, ['--ignore-scripts', '@huggingface/transformers@4']);
  const { version } = JSON.parse(
    readFileSync(join(place, 'node_modules', '@huggingface', 'transformers', 'package.json'), 'utf8'),
  );
  console.log(`@huggingface/transformers ${version}: ${run(process.execPath, ['program.mjs'], place).trim()}.`);
}

/** Its types, too, take a trio for a language model. */
function besideAiSdk(): void {
  const text = readFileSync(join(import.meta.dirname, 'beside-ai-sdk.ts'), 'utf8');
  const files = { 'program.ts': text, 'tsconfig.json': tsconfig(['node']) };
  const place = program('ai-sdk', files, [typescript, '@types/node@20', 'ai']);
  run('npx', ['tsc', '-p', '.', '--skipLibCheck'], place);
  const { version } = JSON.parse(readFileSync(join(place, 'node_modules', 'ai', 'package.json'), 'utf8'));
  console.log(`ai ${version}: ${run(process.execPath, ['built/program.js'], place).trim()}.`);
}

/** Deno comes as a package for some platforms. */
function inDeno(): void {
  const place = program('deno', { 'note.ts': own.code }, []);
  const installed = spawnSync('npm', [...INSTALL, 'deno'], { cwd: place, encoding: 'utf8' });
  const version = spawnSync('npx', ['deno', '--version'], { cwd: place, encoding: 'utf8' });
  if (installed.status !== 0 || version.status !== 0)
    return void console.log('Deno cannot be installed here (skipped).');
  const rights = ['--allow-read', '--allow-env', '--allow-sys'];
  const written = run('npx', ['deno', 'run', '--node-modules-dir=manual', ...rights, 'note.ts'], place);
  expectNote('Deno', written);
  console.log(`${version.stdout.split('\n')[0]}: a note of ${written.length} characters.`);
}

try {
  for (const part of parts) await PARTS[part]();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.log(fault);
process.exit(faults.length > 0 ? 1 : 0);
