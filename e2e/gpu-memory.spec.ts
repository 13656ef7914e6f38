/** A GPU without room for the models, and one that is lost: said where the models are, and nothing the user wrote is lost. */
import { createHash } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { limitMemory, watchDevices } from './pages/gpu-faults.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

const MODEL = 'TinyLlama/TinyLlama-1.1B-Chat-v1.0';
const CONFIG = JSON.stringify({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_act: 'silu',
  hidden_size: 2048,
  intermediate_size: 5632,
  num_hidden_layers: 22,
  num_attention_heads: 32,
  num_key_value_heads: 4,
  vocab_size: 32_000,
  max_position_embeddings: 2048,
  rms_norm_eps: 1e-5,
  eos_token_id: 2,
});

/** What the hub says of the model, without its weights. */
async function playHub(page: Page): Promise<void> {
  const oid = 'a'.repeat(64);
  const file = (path: string, size: number) => ({ type: 'file', path, size, oid: 'b'.repeat(40) });
  const gitName = createHash('sha1').update(`blob ${CONFIG.length}\0${CONFIG}`).digest('hex');
  const tree = [
    { ...file('config.json', CONFIG.length), oid: gitName },
    file('tokenizer.json', 1000),
    { ...file('model.safetensors', 2_200_119_864), lfs: { oid, size: 2_200_119_864 } },
  ];
  const allowed = { 'Access-Control-Allow-Origin': '*' };
  const folder = 'https://huggingface.co';
  const reply = (url: string, body: string) =>
    page.route(`${folder}${url}`, (route) => route.fulfill({ body, headers: allowed }));
  await page.route(`${folder}/**`, (route) => route.fulfill({ status: 404, headers: allowed }));
  await reply(`/api/models/${MODEL}/revision/main`, JSON.stringify({ sha: 'c'.repeat(40), cardData: null }));
  await reply(`/api/models/${MODEL}/tree/**`, JSON.stringify(tree));
  await reply(`/${MODEL}/resolve/**/config.json`, CONFIG);
}

test('a model too large for the GPU is not downloaded, unless the user wants it', async ({ page }) => {
  const models = new ModelsPage(page);
  await playHub(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await models.open();
  const row = models.row(MODEL);
  await row.getByRole('button', { expanded: false }).first().click();
  await row.getByRole('button', { name: 'Switch Hugging Face on' }).click();
  // The worker starts anew with the host allowed, when it is next asked for what is stored.
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Models' }).click();
  await limitMemory(page, 'models.worker', 300_000_000);
  await row.getByRole('button', { expanded: false }).first().click();
  await row.getByRole('button', { name: /^Check that / }).click();
  await expect(row.getByRole('status')).toContainText(/grants 0.3 GB of [\d.]+ GB/);

  await row.getByRole('button', { name: /^Download / }).click();
  const failed = models.transfer(`hub:${MODEL}`);
  await expect(failed.getByRole('alert')).toContainText('Out of memory');
  await expect(failed.getByRole('alert')).toContainText('Nothing was downloaded');
  expect(asked.filter((url) => url.endsWith('.safetensors'))).toEqual([]);

  expect(asked.filter((url) => url.endsWith('tokenizer.json'))).toEqual([]);
  const begun = page.waitForRequest(/tokenizer\.json$/);
  await failed.getByRole('button', { name: 'Download all the same' }).click();
  await begun;
});

/** A text on the note page, the GPU asked for, and the Models page open. */
async function textBeforeModels(page: Page): Promise<{ readonly note: NotePage; readonly models: ModelsPage }> {
  const note = new NotePage(page);
  const models = new ModelsPage(page);
  await note.open();
  await note.chooseBackend('GPU (WebGPU)');
  await note.dialogue.fill(SHORT_DIALOGUE);
  await page.getByRole('link', { name: 'Models' }).click();
  return { note, models };
}

test('a GPU that has no room for the models: said on the Models page, the CPU takes over, the text is kept', {
  tag: '@bad-day',
}, async ({ page }) => {
  const { note, models } = await textBeforeModels(page);
  const limited = limitMemory(page, 'engine.worker', 5_000_000);
  await page.route('**/models/**/config.json', async (route) => {
    await limited;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Load', exact: true }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Out of memory');
  await expect(alert).toContainText('The GPU has no room for');
  await alert.getByRole('button', { name: 'Use the CPU' }).click();
  await expect(models.engineState).toHaveAttribute('data-state', 'ready');
  await expect(alert).toBeHidden();
  await page.getByRole('link', { name: 'Note' }).click();
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
});

test('a GPU that is lost while another page is open: said on the Models page, loaded again, the text is kept', {
  tag: '@bad-day',
}, async ({ page }) => {
  const { note, models } = await textBeforeModels(page);
  const loseDevice = await watchDevices(page);
  await models.load();
  await loseDevice();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The GPU was lost');
  await alert.getByRole('button', { name: 'Load the models again' }).click();
  await expect(models.engineState).toHaveAttribute('data-state', 'ready');
  await page.getByRole('link', { name: 'Note' }).click();
  await expect(note.dialogue).toHaveValue(SHORT_DIALOGUE);
});
