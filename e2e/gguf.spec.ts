/** GGUF files and models that reason, from a picked file to a note: real files, made here from the demonstration models. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { splittingOf } from '../src/engine/lm/checkpoint/gguf/pre-tokenizers.ts';
import { writeGguf } from '../src/engine/lm/checkpoint/gguf/write.ts';
import { safetensorsFile, type TensorBytes } from '../src/engine/lm/testing/safetensors-file.ts';
import { ModelsPage } from './pages/models-page.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

/** The demonstration expert with a tokenizer whose way of splitting text GGUF has a name for: as a folder, and as a file. */
async function expertAsGguf(folder: string): Promise<string> {
  cpSync('public/models/demo-it', folder, { recursive: true });
  const path = join(folder, 'tokenizer.json');
  const { normalizer, pre_tokenizer } = splittingOf('qwen2');
  const tokenizer = { ...JSON.parse(readFileSync(path, 'utf8')), normalizer, pre_tokenizer };
  writeFileSync(path, JSON.stringify(tokenizer));
  const file = `${basename(folder)}-q8_0.gguf`;
  const checkpoint = await openCheckpoint(folderSource(folder));
  await writeGguf(checkpoint, folderSink(dirname(folder)), file, { type: 'q8_0' });
  return join(dirname(folder), file);
}

test('a model that is picked as a folder and as a GGUF file writes in a trio, and no file is asked for in vain', async ({
  page,
}, info) => {
  const failed: string[] = [];
  page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
  const folder = info.outputPath('expert');
  const file = await expertAsGguf(folder);
  const models = new ModelsPage(page);
  const note = new NotePage(page);
  const writeWith = async (expert: string): Promise<string> => {
    await models.found.getByRole('button', { name: 'Use it until this page is closed' }).click();
    await models.chooseRole('expert', expert);
    await page.getByRole('link', { name: 'Note' }).click();
    await note.dialogue.fill(SHORT_DIALOGUE);
    await note.setMaxTokens(40);
    return note.write();
  };
  await models.open();
  await models.pickFolder(folder);
  await expect(models.found).toContainText('LlamaForCausalLM');
  expect(await writeWith('expert (picked)')).toMatch(/\S/);
  await page.getByRole('link', { name: 'Models' }).click();
  await models.pickFile(file);
  await expect(models.found).toContainText('LlamaForCausalLM');
  expect(await writeWith(`${basename(file)} (picked)`)).toMatch(/\S/);
  expect(failed).toEqual([]);
});

/** A model that says `<think> the patient has pain</think> No fever.`, whatever it is asked. */
function thinkingModel(folder: string): void {
  const demo = 'public/models/demo-base';
  const tokenizer = JSON.parse(readFileSync(join(demo, 'tokenizer.json'), 'utf8'));
  const tags = ['<think>', '</think>'].map((content, index) => ({
    ...tokenizer.added_tokens[0],
    id: 4096 + index,
    content,
    special: false,
  }));
  tokenizer.added_tokens.push(...tags);
  const idOf: Readonly<Record<string, number>> = {
    ...tokenizer.model.vocab,
    ...Object.fromEntries(
      tokenizer.added_tokens.map(({ content, id }: { content: string; id: number }) => [content, id]),
    ),
  };
  const said = ['Ċ', '<think>', 'Ġthe', 'Ġpatient', 'Ġhas', 'Ġpain', '</think>', 'ĠNo', 'Ġfever', '.', '<|end|>'];
  const [width, vocabulary] = [64, 4098];
  const embedding = new Float32Array(vocabulary * width);
  const head = new Float32Array(vocabulary * width);
  for (let step = 0; step + 1 < said.length; step++) {
    embedding[idOf[said[step]!]! * width + step] = 1;
    head[idOf[said[step + 1]!]! * width + step] = 20;
  }
  const tensor = (name: string, shape: readonly number[], values?: Float32Array): TensorBytes => {
    const size = shape.reduce((product, length) => product * length, 1);
    const own = values ?? new Float32Array(size).fill(shape.length === 1 ? 1 : 0);
    return { name, dtype: 'F32', shape, bytes: new Uint8Array(own.buffer) };
  };
  const layer = (name: string, ...shape: number[]) => tensor(`model.layers.0.${name}.weight`, shape);
  const weights = safetensorsFile([
    tensor('model.embed_tokens.weight', [vocabulary, width], embedding),
    tensor('lm_head.weight', [vocabulary, width], head),
    tensor('model.norm.weight', [width]),
    ...['q_proj', 'k_proj', 'v_proj', 'o_proj'].map((name) => layer(`self_attn.${name}`, 64, 64)),
    layer('mlp.gate_proj', 32, 64),
    layer('mlp.up_proj', 32, 64),
    layer('mlp.down_proj', 64, 32),
    layer('input_layernorm', width),
    layer('post_attention_layernorm', width),
  ]);
  const config = {
    architectures: ['LlamaForCausalLM'],
    vocab_size: vocabulary,
    hidden_size: width,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_key_value_heads: 2,
    intermediate_size: 32,
    max_position_embeddings: 2048,
    tie_word_embeddings: false,
    eos_token_id: idOf['<|end|>'],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), weights);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(join(folder, 'tokenizer_config.json'), readFileSync(join(demo, 'tokenizer_config.json')));
}

test('what a model thinks before it writes is shown on demand, and is no part of the note', async ({ page }, info) => {
  const folder = info.outputPath('thinker');
  thinkingModel(folder);
  const models = new ModelsPage(page);
  await models.open();
  await models.pickFolder(folder);
  await models.found.getByRole('button', { name: 'Use it until this page is closed' }).click();
  await models.chooseRole('base', 'thinker');
  await page.getByRole('link', { name: 'Note' }).click();
  const note = new NotePage(page);
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.chooseMethod('Base');
  expect((await note.write()).trim()).toBe('No fever.');
  const reasoning = page.getByTestId('reasoning').first();
  await expect(reasoning.getByText('the patient has pain')).toBeHidden();
  await reasoning.getByText('Not part of the note').click();
  await expect(reasoning.getByText('the patient has pain')).toBeVisible();
  await page.screenshot({ path: info.outputPath('reasoning.png') });
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Review').click();
  await expect(page.getByText('No fever.').first()).toBeVisible();
  await expect(page.getByText('the patient has pain')).toHaveCount(0);
});
