/** Engines in a page of Chromium that is isolated from others, as the app's is, so that they may have threads. */
import { createReadStream, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { findChromium } from '../../scripts/chromium.ts';
import type { Peers } from './browser/main.ts';
import type { Runner } from './runner.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MODEL = '/the-model/';

export interface PeersPage {
  readonly version: string;
  open(engine: 'locum' | 'wllama', threads: number): Promise<Runner>;
  close(): Promise<void>;
}

/** @param files the parts of a GGUF file @returns null where there is no Chromium */
export async function openPeersPage(files: readonly string[]): Promise<PeersPage | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const server = await serveSources(files);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await openPage(browser, `${server.resolvedUrls!.local[0]}bench/peers/browser/index.html`);
  const urls = files.map((file) => MODEL + basename(file));
  return {
    version: browser.version(),
    async open(engine, threads) {
      const name = await page.evaluate(
        ([own, count, all]) => (globalThis as unknown as { peers: Peers }).peers.open(own, count, all),
        [engine, threads, urls] as const,
      );
      return {
        prefill: (ids) =>
          page.evaluate(([own, all]) => (globalThis as unknown as { peers: Peers }).peers.prefill(own, all), [
            name,
            ids,
          ] as const),
        decode: (ids, tokens) =>
          page.evaluate(
            ([own, all, count]) => (globalThis as unknown as { peers: Peers }).peers.decode(own, all, count),
            [name, ids, tokens] as const,
          ),
      };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function openPage(browser: Browser, url: string) {
  const page = await browser.newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(url);
  await page.waitForFunction(() => 'peers' in globalThis);
  return page;
}

/** The sources as they are, with the headers that isolate, and the model's files. */
async function serveSources(files: readonly string[]): Promise<ViteDevServer> {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    // What is found late would reload the page.
    optimizeDeps: {
      noDiscovery: true,
      include: ['valibot', 'fflate', '@huggingface/tokenizers', '@huggingface/jinja'],
    },
    cacheDir: join(ROOT, 'node_modules/.vite-peers'),
    server: {
      port: 0,
      host: '127.0.0.1',
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
    plugins: [
      {
        name: 'the-model',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            const file = files.find((path) => request.url === MODEL + basename(path));
            if (file === undefined) return next();
            response.setHeader('Content-Length', statSync(file).size);
            createReadStream(file).pipe(response);
          });
        },
      },
    ],
  });
  return server.listen();
}
