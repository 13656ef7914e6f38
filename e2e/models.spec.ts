/** Models downloaded, interrupted, damaged, out of room, without a network: real hosts, real storage, a real service worker. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test, type Worker } from '@playwright/test';
import { serve } from '../scripts/serve.ts';
import { type ModelHost, openModelHost } from '../src/engine/lm/storage/testing/model-host.ts';
import { randomAdapter } from '../src/engine/lm/testing/random-adapter.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

const WEIGHTS = 'tiny/model.safetensors';

/** A demo model at another origin, with or without a list of digests. */
async function tinyHost(promised = true): Promise<ModelHost> {
  const folder = 'public/models/demo-it';
  const files = Object.fromEntries(
    readdirSync(folder).map((name) => [`tiny/${name}`, readFileSync(join(folder, name))]),
  );
  const sums = Object.entries(files).map(([path, bytes]) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    return `${hex}  ${path.slice('tiny/'.length)}`;
  });
  return openModelHost(promised ? { ...files, 'tiny/SHA256SUMS': `${sums.join('\n')}\n` } : files);
}

/** What a page waits for must not depend on when the browser collects what nobody holds. The browser is started with `gc`. */
async function collectAllTheTime(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const collect = (globalThis as unknown as { gc(options: object): Promise<void> }).gc;
    const again = async (): Promise<void> => {
      await collect({ type: 'major', execution: 'async' });
      setTimeout(again, 5);
    };
    void again();
  });
}

async function close(host: ModelHost): Promise<void> {
  await host.kill();
}

test('a download that is killed three times goes on at the byte, and its host alone is reached', {
  tag: '@bad-day',
}, async ({ page }) => {
  const host = await tinyHost();
  const elsewhere = await openModelHost({ leak: 'x' });
  const models = new ModelsPage(page);
  await models.open();
  await models.lookAt(`${host.url}/tiny/`);
  await expect(models.found).toContainText('LlamaForCausalLM');
  const ref = `url:${host.url}/tiny/`;
  const size = host.files.get(WEIGHTS)?.length ?? 0;
  const before = host.asked.length;
  const others = readdirSync('public/models/demo-it').length - 1;
  const small = [...host.files].filter(([path]) => path !== WEIGHTS && !path.endsWith('SUMS'));
  expect(small).toHaveLength(others);
  const smallBytes = small.reduce((sum, [, bytes]) => sum + bytes.length, 0);

  const stops = [500_000, 1_200_000, 2_500_000];
  const stopAt = async (stop: number): Promise<void> => {
    await expect
      .poll(async () => Number(await models.transfer(ref).getAttribute('data-bytes')))
      .toBeGreaterThanOrEqual(stop);
    await host.kill();
  };
  host.stallAfter = stops[0] ?? null;
  await models.found.getByRole('button', { name: /^Download/ }).click();
  await stopAt(smallBytes + (stops[0] ?? 0));
  // Twice it reconnects by itself,
  await expect(models.transfer(ref)).toHaveAttribute('data-phase', 'waiting');
  host.stallAfter = stops[1] ?? null;
  await host.start();
  await stopAt(smallBytes + (stops[1] ?? 0));
  await expect(models.transfer(ref)).toHaveAttribute('data-phase', 'waiting');
  host.stallAfter = stops[2] ?? null;
  await host.start();
  await stopAt(smallBytes + (stops[2] ?? 0));
  // and once the page has been closed in between.
  await page.reload();
  await host.start();
  host.stallAfter = null;
  await models.storedModel(ref).getByRole('button', { name: 'Resume' }).click();
  await models.waitStored(ref);

  const asked = host.asked.slice(before).filter(({ path }) => path === WEIGHTS);
  const downloads = asked.filter(({ from, sent }) => from > 0 || sent > 100_000);
  expect(downloads.map(({ from }) => from)).toEqual([0, ...stops]);
  expect(downloads.reduce((sum, { sent }) => sum + sent, 0)).toBe(size);

  await models.storedModel(ref).getByRole('button', { name: 'Verify' }).click();
  await expect(models.transfer(ref)).toContainText('every file is what it should be');
  await expect(models.storedModel(ref)).toContainText('checked against its host’s checksums');

  // The worker that downloads reaches the host that was allowed and no other; the page reaches neither.
  const attempt = async (url: string) =>
    fetch(url).then(
      () => 'reached',
      () => 'refused',
    );
  const worker = page.workers().find((candidate) => candidate.url().includes('models.worker'));
  expect(await worker?.evaluate(attempt, `${host.url}/tiny/config.json`)).toBe('reached');
  expect(await worker?.evaluate(attempt, `${elsewhere.url}/leak`)).toBe('refused');
  expect(await page.evaluate(attempt, `${host.url}/tiny/config.json`)).toBe('refused');
  expect(await page.evaluate(attempt, `${elsewhere.url}/leak`)).toBe('refused');
  expect(elsewhere.asked).toEqual([]);

  await expect(models.notice).toContainText('Demonstration models');
  await models.chooseRole('expert', 'tiny');
  await expect(models.notice).toContainText('Models of your choice');
  await models.load();
  await expect(models.engineState).toContainText('tiny');
  const engine = page.workers().find((candidate) => candidate.url().includes('engine.worker'));
  expect(await engine?.evaluate(attempt, `${host.url}/tiny/config.json`)).toBe('refused');
  await close(host);
  await close(elsewhere);
});

test('a damaged file is refused, said so, and fetched again', { tag: '@bad-day' }, async ({ page }) => {
  const host = await tinyHost();
  const models = new ModelsPage(page);
  await models.open();
  await models.lookAt(`${host.url}/tiny/`);
  const ref = `url:${host.url}/tiny/`;
  const sound = host.files.get(WEIGHTS) ?? new Uint8Array();
  const damaged = Uint8Array.from(sound);
  damaged[1_000_000]! ^= 1;
  host.files.set(WEIGHTS, damaged);
  await models.found.getByRole('button', { name: /^Download/ }).click();
  const alert = models.transfer(ref).getByRole('alert');
  await expect(alert).toContainText('A model file is not what it should be');
  await expect(alert).toContainText('model.safetensors');
  await expect(models.storedModel(ref)).toHaveAttribute('data-complete', 'false');
  host.files.set(WEIGHTS, sound);
  await models.transfer(ref).getByRole('button', { name: 'Resume' }).click();
  await models.waitStored(ref);
  await close(host);
});

/** What the browser grants this origin: Chromium's own simulation of a full disk, for as long as its session lasts. */
async function limitStorage(page: Page): Promise<(bytes: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  return async (quotaSize) => void (await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize }));
}

test('a full storage offers what to delete, and running from memory', { tag: '@bad-day' }, async ({ page }) => {
  const models = new ModelsPage(page);
  await models.open();
  await models.download('demo-anti');
  await models.waitStored('app:demo-anti');
  const grant = await limitStorage(page);
  await grant(14_000_000);
  await models.download('demo-base');
  const failed = models.transfer('app:demo-base');
  await expect(failed.getByRole('alert')).toContainText('The browser’s storage is full');
  await expect(failed.getByRole('alert')).toContainText(/It needs another [\d.]+\s?MB/);
  await failed.getByRole('button', { name: /^Delete Demo small general/ }).click();
  await expect(models.storedModel('app:demo-anti')).toHaveCount(0);
  await failed.getByRole('button', { name: 'Resume' }).click();
  await models.waitStored('app:demo-base');

  await models.download('demo-cpt');
  const other = models.transfer('app:demo-cpt');
  await other.getByRole('button', { name: 'Run from memory' }).click();
  await models.chooseRole('expert', 'Demo small clinical (not stored)');
  await models.load();
  await expect(models.engineState).toContainText('Demo small clinical (not stored)');
});

test('a folder of this device is checked, used from memory, and refused when it is no model', async ({ page }) => {
  const models = new ModelsPage(page);
  await models.open();
  await models.pickFolder('public/examples');
  await expect(page.getByRole('alert')).toContainText('has no config.json');
  await models.pickFolder('public/models/demo-cpt');
  await expect(models.found).toContainText('3.1');
  await models.found.getByRole('button', { name: 'Use it until this page is closed' }).click();
  await models.chooseRole('expert', 'demo-cpt (picked)');
  await models.load();
  await expect(models.engineState).toContainText('demo-cpt');
  await page.getByRole('button', { name: 'Unload' }).click();
  await expect(models.engineState).toHaveAttribute('data-state', 'empty');
});

test('the folder of an adapter makes an expert of a base, over the same weights', async ({ page }, info) => {
  const folder = info.outputPath('notes');
  mkdirSync(folder, { recursive: true });
  const adapter = randomAdapter({
    modules: { 'self_attn.o_proj': [384, 384] },
    rank: 4,
    config: { base_model_name_or_path: '/models/demo-base' },
  });
  for (const [name, content] of Object.entries(adapter)) writeFileSync(join(folder, name), content);
  const models = new ModelsPage(page);
  await models.open();
  await models.pickFolder(folder);
  const found = page.getByTestId('found-adapter');
  await expect(found).toContainText('LoRA adapter of rank 4, trained over /models/demo-base');
  await expect(found).not.toContainText('is not stored here');
  await found.getByRole('button', { name: 'Use it until this page is closed' }).click();
  await expect(page.locator('[data-role-choice="expert"]')).toContainText('notes');
  await models.load();
  await expect(models.engineState).toContainText('notes');
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the app starts and writes with stored models, whenever memory is collected, and keeps nothing but its own files', async ({
    page,
  }) => {
    const served = await serve({ directory: 'dist', port: 0 });
    const models = new ModelsPage(page);
    await models.open(served.url);
    await models.chooseTinyModels();
    for (const id of ['demo-base', 'demo-it', 'demo-anti']) {
      await models.download(id);
      await models.waitStored(`app:${id}`);
    }
    const kept = await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).origin);
    });
    expect(new Set(kept)).toEqual(new Set([new URL(served.url).origin]));

    await served.close();
    page.on('worker', (worker) => void collectAllTheTime(worker));
    const response = await page.goto(served.url);
    expect(response?.headers()['content-security-policy']).toContain("connect-src 'self'");
    const note = new NotePage(page);
    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.setMaxTokens(20);
    expect((await note.write()).length).toBeGreaterThan(0);
    await models.open(served.url);
    await expect(models.storedModel('app:demo-it')).toHaveAttribute('data-complete', 'true');
  });
});
