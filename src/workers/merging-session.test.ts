/** Merging into real files: what is written, and what is not. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Cancelled, LocumError } from '../engine/errors.ts';
import { openAnyCheckpoint } from '../engine/lm/any-checkpoint.ts';
import type { Checkpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import type { Weight } from '../engine/lm/checkpoint/matrix.ts';
import { ModelStore } from '../engine/lm/storage/model-store.ts';
import { quotaExceeded } from '../engine/lm/storage/storage-errors.ts';
import { folderStore } from '../engine/lm/storage/testing/folder-store.ts';
import { ggufFiles } from '../engine/lm/testing/golden-gguf.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { mergedSource } from '../engine/merging/merged-source.ts';
import { parseRecipe } from '../engine/merging/recipe.ts';
import type { MergeInput, MergeProgress } from './merging-protocol.ts';
import { MergingSession } from './merging-session.ts';
import { modelSources } from './model-sources.ts';
import type { ModelAddress } from './protocol.ts';

const RECIPE = parseRecipe({ method: 'ties', base: 'a', models: [{ model: 'b', weight: 0.7, density: 0.5 }] });
const LABEL = 'a and b';

let folder: string;
let room: number;
beforeEach(() => {
  room = 1e9;
  folder = mkdtempSync(join(tmpdir(), 'locum-merging-'));
  return () => rmSync(folder, { recursive: true });
});

/** A model as a user picks it. */
function picked(name: string, files: Readonly<Record<string, Uint8Array | string>>): ModelAddress {
  const blobs = Object.entries(files).map(([path, content]) => [
    path,
    new Blob([new Uint8Array(Buffer.from(content))]),
  ]);
  return { picked: name, id: name, files: new Map(blobs as [string, Blob][]) };
}

const random = (name: string, seed: number, layers = 3): ModelAddress =>
  picked(name, randomCheckpoint({ seed, config: { layers }, dtype: 'bf16' }).files);
const MODELS = { a: random('a', 1), b: random('b', 2) };
const input = (change: Partial<MergeInput> = {}, b = MODELS.b): MergeInput => ({
  model: { merged: RECIPE, label: LABEL, models: { ...MODELS, b } },
  form: 'f16',
  ...change,
});

function run(
  asked: MergeInput,
  { signal = new AbortController().signal, files = folderStore(folder), on = () => {} } = {},
) {
  const storage = { estimate: async () => ({ usage: 0, quota: room }) };
  const session = new MergingSession({ store: new ModelStore(files), storage });
  return session.handlers.merge(asked, { signal, report: on as (progress: MergeProgress) => void });
}

const NAMES = new Set(['model.layers.1.mlp.up_proj.weight', 'model.norm.weight']);
async function someWeights(checkpoint: Checkpoint): Promise<readonly Weight[]> {
  const weights: Weight[] = [];
  for await (const weight of checkpoint.weights({ names: NAMES, precision: 'f32' })) weights.push(weight);
  return weights.sort((a, b) => a.name.localeCompare(b.name));
}

it('opens as a model, and is stored as one, with the weights of the recipe', async () => {
  const made = await run(input({ form: 'f32' }));
  const store = new ModelStore(folderStore(folder));
  expect(await store.list()).toMatchObject([{ key: made.key, complete: true, manifest: { label: LABEL } }]);
  const { base: a, expert: b } = await modelSources({ base: MODELS.a, expert: MODELS.b });
  if ('kind' in a || 'kind' in b) throw new Error('these are no models of web-llm');
  const source = mergedSource(
    RECIPE,
    new Map([
      ['a', a],
      ['b', b],
    ]),
    LABEL,
  );
  const expected = await openAnyCheckpoint(source);
  const stored = await openAnyCheckpoint(await store.source(made.key));
  expect(await someWeights(stored)).toEqual(await someWeights(expected));
});

it.each(['f16', 'f32'] as const)('takes about as many bytes as it said before, as %s', async (form) => {
  const session = new MergingSession({ store: new ModelStore(folderStore(folder)), storage: {} });
  const { model } = input();
  const context = { signal: new AbortController().signal, report: () => {} };
  const { bytes } = await session.handlers.inspect(model, context);
  const made = await run(input({ form }));
  // The rest is the configuration and the table of tensors.
  expect(made.bytes - bytes[form]).toBeGreaterThan(0);
  expect(made.bytes - bytes[form]).toBeLessThan(10_000);
  const store = new ModelStore(folderStore(folder));
  expect((await openAnyCheckpoint(await store.source(made.key))).config.layers).toBeGreaterThan(0);
});

it('is one GGUF file where that is asked for, of models whose tokenizer GGUF has a name for', async () => {
  const model = picked('llama', ggufFiles('llama3').files);
  const recipe = parseRecipe({ method: 'linear', models: [{ model: 'a' }, { model: 'b' }] });
  const made = await run({ model: { merged: recipe, label: LABEL, models: { a: model, b: model } }, form: 'gguf' });
  const store = new ModelStore(folderStore(folder));
  const [stored] = await store.list();
  expect(stored?.manifest.files.map(({ path }) => path)).toEqual(['model.gguf']);
  expect((await openAnyCheckpoint(await store.source(made.key))).config.architecture).toBe('LlamaForCausalLM');

  const other = { ...input().model, label: 'other' };
  await expect(run({ model: other, form: 'gguf' })).rejects.toBeInstanceOf(LocumError);
  expect(await store.list()).toHaveLength(1);
});

describe('nothing stays', () => {
  const nothing = () => expect(readdirSync(folder)).toEqual([]);

  it('of a merge that is stopped in the middle', async () => {
    const controller = new AbortController();
    const merging = run(input(), { signal: controller.signal, on: () => controller.abort() });
    await expect(merging).rejects.toBeInstanceOf(Cancelled);
    nothing();
  });

  it('of one for which there is too little room, which is said before it begins', async () => {
    room = 1e3;
    const files = { ...folderStore(folder), open: () => Promise.reject(new Error('written')) };
    await expect(run(input(), { files })).rejects.toMatchObject({
      code: 'quota-exceeded',
      message: expect.stringContaining('this browser’s storage has 0 MB free'),
    });
    nothing();
  });

  it('of one that fills the storage', async () => {
    const files = folderStore(folder);
    const open = async (path: string) => ({
      ...(await files.open(path)),
      write: () => {
        throw quotaExceeded();
      },
    });
    await expect(run(input(), { files: { ...files, open } })).rejects.toMatchObject({
      code: 'quota-exceeded',
      hint: expect.stringContaining('Nothing of it was kept'),
    });
    nothing();
  });

  it('of one whose worker was ended, once it is discarded; a whole one is not', async () => {
    const files = folderStore(folder);
    const made = await run(input());
    await files.remove(`${made.key}/manifest.json`);
    const session = new MergingSession({ store: new ModelStore(files), storage: {} });
    const context = { signal: new AbortController().signal, report: () => {} };
    await session.handlers.discard(LABEL, context);
    nothing();
    await run(input());
    await session.handlers.discard(LABEL, context);
    expect(await new ModelStore(files).list()).toMatchObject([{ complete: true }]);
  });
});

it('refuses models of two shapes, and a name that is taken, and leaves what has it alone', async () => {
  await expect(run(input({}, random('b', 2, 2)))).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('cannot be merged'),
  });
  await run(input());
  await expect(run(input())).rejects.toMatchObject({ code: 'bad-argument' });
  expect(await new ModelStore(folderStore(folder)).list()).toMatchObject([{ complete: true }]);
});
