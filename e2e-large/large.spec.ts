/**
 * A model of a billion parameters in Chromium: `npm run e2e:large`. The checkpoint (2.1 GB of bf16) is written to a temporary
 * folder, or to LOCUM_LARGE_CHECKPOINT, which is kept. LOCUM_LARGE_LAYERS=1 makes it a small one, to try the test itself.
 *
 * What is measured: the memory of all of Chromium's processes together – page, worker, network, GPU – at its highest while
 * the model loads and decodes a token, less what it was before, with engine and device at hand (`memory.ts` says which
 * pages count). SwiftShader's buffers are in the GPU process, WASM's in the page's: the weights are part of the figure on
 * either backend.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sirv from 'sirv';
import { createServer, type ViteDevServer } from 'vite';
import { type LargeCheckpoint, largeCheckpoint } from '../bench/large-checkpoint.ts';
import { memoryOfChildren, PeakMemory } from './memory.ts';

/** Beside the weights as they are held. */
const ALLOWANCE = 512e6;
const kept = process.env.LOCUM_LARGE_CHECKPOINT;

let checkpoint: LargeCheckpoint;
let server: ViteDevServer;
let address: string;

test.beforeAll(async () => {
  test.skip(process.platform !== 'linux', 'memory is read from /proc, which only Linux has');
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'locum-large-'));
  checkpoint = await largeCheckpoint(folder, Number(process.env.LOCUM_LARGE_LAYERS ?? 16));
  server = await createServer({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    cacheDir: join(tmpdir(), 'locum-large-vite'),
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['valibot'] },
    plugins: [
      {
        name: 'checkpoint',
        configureServer: ({ middlewares }) => void middlewares.use('/large', sirv(checkpoint.folder)),
      },
    ],
  });
  await server.listen();
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(async () => {
  await server?.close();
  if (checkpoint && kept === undefined) rmSync(checkpoint.folder, { recursive: true });
});

for (const backend of ['cpu', 'webgpu'] as const) {
  test(`loads as q4 on ${backend} within the weights and 512 MB, and decodes a token`, async ({ page }) => {
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${address}e2e-large/`);
    await page.waitForFunction(() => 'prepare' in window);
    const url = `${address}large/`;
    await page.evaluate((request) => window.prepare(request), { url, backend, precision: 'q4' } as const);
    const before = memoryOfChildren();
    const memory = new PeakMemory();
    const reply = await page.evaluate(() => window.load());
    const peak = memory.stop() - before;
    if (reply.kind !== 'done') throw new Error(JSON.stringify(reply));
    const { parameters, weightBytes, loadMs, decodeMs, token } = reply;
    console.log(
      JSON.stringify({
        backend,
        parameters,
        weightMB: Math.round(weightBytes / 1e6),
        peakMB: Math.round(peak / 1e6),
        besideWeightsMB: Math.round((peak - weightBytes) / 1e6),
        loadSeconds: loadMs / 1e3,
        bf16MBps: checkpoint.bytes / 1e3 / loadMs,
        decodeMs,
        token,
      }),
    );
    expect(reply.isFinite).toBe(true);
    expect(parameters).toBe(checkpoint.parameters);
    expect(peak).toBeLessThan(weightBytes + ALLOWANCE);
  });
}
