/** web-llm in the built app: the real library, without a model. Real models: `npm run e2e:webllm`. */
import { expect, test } from '@playwright/test';
import { BuiltWorker } from './pages/built-workers.ts';

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
  expect(await open({ webllm: 'No-Such-Model' })).toMatchObject({ code: 'bad-argument' });
  const nowhere = { webllm: { folder: '/models/nowhere/', library: '/models/nowhere/model_lib.wasm' } };
  expect(await open(nowhere)).toMatchObject({
    code: 'checkpoint-missing-file',
    message: expect.stringContaining('mlc-chat-config.json'),
  });
});
