/** web-llm in the built app: the real library, without a GPU. Real models: `npm run e2e:webllm`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openModelHost } from '../src/engine/lm/storage/testing/model-host.ts';
import { LIBRARY_FILES, mlcFiles } from '../src/engine/lm/webllm/testing/mlc-files.ts';
import { BuiltWorker } from './pages/built-workers.ts';
import { ModelsPage } from './pages/models-page.ts';
import { violations } from './pages/violations.ts';

const ADDRESS = 'https://models.invalid/tiny/resolve/main/';
const LIBRARY = 'https://models.invalid/tiny.wasm';
const DESCRIPTION = {
  id: 'tiny',
  architecture: 'llama',
  parameters: 1,
  bytes: 1,
  precision: 'q4',
  vocabularySize: 100,
  contextLength: 64,
  stopIds: [],
};

test('the built worker runs the real web-llm, and its failures come typed', async ({ page }) => {
  await page.goto('/');
  // What `stage` would have put there.
  await page.evaluate(
    async ({ address, library }) => {
      const config = {
        vocab_size: 100,
        context_window_size: 64,
        tokenizer_files: ['tokenizer.json'],
        conv_template: {},
      };
      const configs = await caches.open('webllm/config');
      await configs.put(`${address}mlc-chat-config.json`, new Response(JSON.stringify(config)));
      const libraries = await caches.open('webllm/wasm');
      await libraries.put(library, new Response('this is no WebAssembly'));
    },
    { address: ADDRESS, library: LIBRARY },
  );
  const load = async (record: Readonly<Record<string, unknown>>) => {
    const worker = await BuiltWorker.start(page, 'webllm.worker');
    const answer = await worker.ask('load', {
      record: { model: ADDRESS, model_id: 'tiny', ...record },
      description: DESCRIPTION,
    });
    return answer.type === 'failed' ? answer.error.code : answer;
  };

  const worker = await BuiltWorker.start(page, 'webllm.worker');
  const records = await worker.ask('records', null);
  expect(records).toMatchObject({ type: 'done' });
  const names = JSON.stringify(records);
  // A model of each kind that Locum's presets name.
  for (const name of ['Phi-3.5-mini-instruct-q4f16_1-MLC', 'Qwen3-0.6B-q4f16_1-MLC']) expect(names).toContain(name);

  expect(await load({})).toBe('library-mismatch');
  expect(await load({ model_lib: LIBRARY })).toBe('library-mismatch');
  expect(await load({ model_lib: 'https://models.invalid/other.wasm' })).toBe('network');
  expect(await load({ model: 'https://models.invalid/nothing/resolve/main/', model_lib: LIBRARY })).toBe('network');
});

test('the engine takes web-llm models for any role, and says what is wrong with them', async ({ page }) => {
  await page.goto('/');
  const open = async (base: unknown) => {
    const engine = await BuiltWorker.start(page, 'engine.worker');
    const answer = await engine.ask('open', {
      models: { base, expert: '/models/demo-it', anti: '/models/demo-anti' },
      backend: 'cpu',
    });
    return answer.type === 'failed' ? answer.error : answer;
  };
  expect(await open({ staged: 'No-Such-Model' })).toMatchObject({
    code: 'checkpoint-missing-file',
    message: expect.stringContaining('No-Such-Model'),
  });
});

test('a stored model is prepared for web-llm, gets a library, is chosen, and is deleted', async ({ page }) => {
  const host = await openModelHost(LIBRARY_FILES);
  const models = new ModelsPage(page);
  await models.open();
  await models.download('demo-it');
  await models.waitStored('app:demo-it');
  await models.storedModel('app:demo-it').getByRole('button', { name: 'Prepare for web-llm' }).click();
  const panel = page.getByTestId('prepare-for-webllm');
  await expect(panel).toContainText('has no library for a model of this architecture and size');
  await expect(panel).toContainText('8-bit weights');
  expect(await violations(page)).toEqual([]);
  // Without a graphics adapter the format that runs on every one is proposed.
  await expect(panel.getByRole('button', { name: 'Format' })).toContainText('q4f32_1');
  await panel.getByRole('button', { name: /^Prepare it/ }).click();

  const ref = 'webllm:demo-it (q4f32_1)';
  const row = models.storedModel(ref);
  await expect(row).toContainText('q4f32_1');
  await expect(row).toContainText(/\d(\.\d)?\s?MB/);
  await expect(row).toContainText('lacks the library');
  await expect(row).toHaveAttribute('data-complete', 'false');
  await page.reload();
  await expect(row).toContainText('lacks the library');

  await row.getByRole('button', { name: 'Give it a library' }).click();
  await row.getByLabel('Address of the library').fill(`${host.url}/model_lib.wasm`);
  await row.getByRole('button', { name: 'Switch it on' }).click();
  await row.getByRole('button', { name: 'Download it' }).click();
  await models.waitStored(ref);
  await host.kill();

  await models.chooseRole('expert', 'demo-it (q4f32_1)');
  await expect(page.getByText('demo-it (q4f32_1) cannot be used in this browser')).toBeVisible();
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'WebGPU is not available here' });
  await expect(alert).toContainText('demo-it (q4f32_1)');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(alert.getByRole('button', { name: 'Use the CPU' })).toHaveCount(0);

  await row.getByRole('button', { name: /^Delete/ }).click();
  await row.getByRole('button', { name: /^Delete .*MB/ }).click();
  await expect(row).toHaveCount(0);
  await expect(models.storedModel('app:demo-it')).toBeVisible();
  expect(await models.webLlmFiles()).toEqual([]);
});

test('without web-llm’s list a model is prepared all the same, and the page says what is missing', async ({ page }) => {
  await page.route('**/assets/lib-*.js', (route) => route.abort());
  const models = new ModelsPage(page);
  await models.open();
  await models.download('demo-it');
  await models.waitStored('app:demo-it');
  const stored = models.storedModel('app:demo-it');
  await stored.getByRole('button', { name: 'Prepare for web-llm' }).click();
  const panel = page.getByTestId('prepare-for-webllm');
  await expect(panel.getByRole('alert')).toContainText('web-llm itself, a part of Locum, could not be fetched');
  await panel.getByRole('button', { name: /^Prepare it/ }).click();
  await expect(models.storedModel('webllm:demo-it (q4f32_1)')).toContainText('lacks the library');
});

test('a model is prepared straight from its host, without keeping its originals', async ({ page }) => {
  const folder = 'public/models/demo-it';
  const files = readdirSync(folder).map((name) => [`m/${name}`, readFileSync(join(folder, name))]);
  const host = await openModelHost(Object.fromEntries(files));
  const models = new ModelsPage(page);
  await models.open();
  await models.lookAt(`${host.url}/m/`);
  await models.found.getByRole('button', { name: 'Prepare for web-llm' }).click();
  await page
    .getByTestId('prepare-for-webllm')
    .getByRole('button', { name: /^Prepare it/ })
    .click();
  await expect(models.storedModel('webllm:m (q4f32_1)')).toContainText('lacks the library');
  await expect(models.stored).toHaveCount(1);
  await host.kill();
});

test('web-llm’s own list is shown and filtered, and nothing is fetched before its hosts are switched on', async ({
  page,
}) => {
  const models = new ModelsPage(page);
  await models.open();
  await page.getByRole('button', { name: 'Show web-llm’s list' }).click();
  const list = page.getByRole('list', { name: 'web-llm’s list' });
  await expect(list.getByRole('listitem').first()).toBeVisible();
  expect(await list.getByRole('listitem').count()).toBeGreaterThan(100);
  await page.getByLabel('Filter').fill('phi-3.5 mini q4f16');
  await expect(list.getByRole('listitem')).toHaveCount(2);
  const row = page.locator('[data-prebuilt="Phi-3.5-mini-instruct-q4f16_1-MLC"]');
  await expect(row).toContainText(/Memory 3\.85\s?GB/);
  await expect(row.getByRole('button', { name: /^Download/ })).toBeDisabled();
  await expect(page.getByText('They are downloaded from Hugging Face and GitHub')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Filter').fill('no such model');
  await expect(list).toContainText('No model has all of these words.');
});

test('a compiled model at another host goes on at the byte, and is all there without it', async ({ page }) => {
  const folder = Object.entries(mlcFiles()).map(([name, content]) => [`tiny/${name}`, content]);
  const host = await openModelHost({ ...Object.fromEntries(folder), ...LIBRARY_FILES });
  const models = new ModelsPage(page);
  await models.open();
  const form = page.getByRole('form', { name: 'Another compiled model' });
  await form.getByLabel('Folder in MLC’s layout').fill(`${host.url}/tiny/`);
  await form.getByLabel('Its library').fill(`${host.url}/model_lib.wasm`);
  await form.getByRole('button', { name: 'Switch it on' }).click();
  host.stallAfter = 1200;
  await form.getByRole('button', { name: 'Download' }).click();
  const transfer = models.transfer('webllm:tiny');
  await expect(transfer).toHaveAttribute('data-bytes', '1200');
  await host.kill();
  await expect(transfer).toHaveAttribute('data-phase', 'waiting');
  host.stallAfter = null;
  await host.start();
  await models.waitStored('webllm:tiny');
  const shards = host.asked.filter(({ path }) => path.includes('params_shard'));
  expect(shards.map(({ path, from }) => [path, from])).toEqual([
    ['tiny/params_shard_0.bin', 0],
    ['tiny/params_shard_0.bin', 1200],
    ['tiny/params_shard_1.bin', 0],
  ]);
  await host.kill();

  await models.storedModel('webllm:tiny').getByRole('button', { name: 'Verify' }).click();
  await expect(transfer).toContainText('every file is what it should be');
  // The engine finds it where web-llm will, and may connect to nothing: what it refuses is the lack of a graphics adapter.
  await models.chooseRole('base', 'tiny');
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('WebGPU is not available here');
});
