/** Sizes against what the models' authors and other programs publish. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import index from '../../../public/models/index.json' with { type: 'json' };
import { partsOf } from '../lm/checkpoint/gguf/parts.ts';
import { castMemory, heldFrom, LARGE_PARAMETERS, largestMatrix, memoryNeed } from './memory.ts';
import { CATALOGUE, catalogueModel } from './models.ts';
import { parseSums } from './plan.ts';
import { elementsOf } from './shape.ts';

function need(id: string) {
  const model = catalogueModel(id);
  if (model === undefined) throw new Error(`${id} is not in the catalogue`);
  return model;
}

describe('parameters and downloads', () => {
  // The safetensors metadata that Hugging Face shows for each repository.
  test.each([
    ['microsoft/Phi-3.5-mini-instruct', 3_821_079_552, 7_642_159_104],
    ['microsoft/MediPhi-Instruct', 3_821_079_552, 7_642_159_104],
    ['microsoft/Phi-3-medium-4k-instruct', 13_960_238_080, 27_920_476_160],
    ['Qwen/Qwen3-0.6B', 596_049_920, 1_503_264_768],
    ['Qwen/Qwen3-1.7B', 1_720_574_976, 4_063_479_808],
    ['Qwen/Qwen3-4B', 4_022_468_096, 8_044_936_192],
    ['Qwen/Qwen3-8B', 8_190_735_360, 16_381_470_720],
    ['Qwen/Qwen3-14B', 14_768_307_200, 29_536_614_400],
    ['meta-llama/Llama-3.2-1B-Instruct', 1_235_814_400, 2_471_628_800],
    ['meta-llama/Llama-3.2-3B-Instruct', 3_212_749_824, 6_425_499_648],
    ['TinyLlama/TinyLlama-1.1B-Chat-v1.0', 1_100_048_384, 2_200_096_768],
    ['Qwen/Qwen2.5-0.5B-Instruct', 494_032_768, 988_065_536],
    ['Qwen/Qwen2.5-1.5B-Instruct', 1_543_714_304, 3_087_428_608],
    ['Qwen/Qwen2.5-7B-Instruct', 7_615_616_512, 15_231_233_024],
    ['HuggingFaceTB/SmolLM2-135M-Instruct', 134_515_008, 269_030_016],
    ['HuggingFaceTB/SmolLM2-360M-Instruct', 361_821_120, 723_642_240],
    ['HuggingFaceTB/SmolLM2-1.7B-Instruct', 1_711_376_384, 3_422_752_768],
    ['google/gemma-3-270m-it', 268_098_176, 536_196_352],
    ['google/gemma-3-1b-it', 999_885_952, 1_999_771_904],
  ])('of %s', (id, parameters, bytes) => {
    expect(need(id).parameters).toBe(parameters);
    expect(need(id).download).toBe(bytes);
  });

  test.each(index.map(({ id }) => id))('of %s are those of its folder', (id) => {
    const entry = index.find((model) => model.id === id);
    const model = need(id);
    expect(model.parameters).toBe(entry?.parameters);
    expect(model.contextLength).toBe(entry?.contextLength);
    expect(model.tokenizer).toBe(entry?.tokenizerId);
    expect(model.chat).toBe(entry?.chat);
    if (entry?.files.includes('model.safetensors') !== true) return;
    const weights = readFileSync(new URL(`../../../public/models/${id}/model.safetensors`, import.meta.url)).length;
    // The file's header beside the weights.
    expect(weights - model.download).toBeGreaterThan(0);
    expect(weights - model.download).toBeLessThan(30_000);
  });

  test.each(['smollm2-135m', 'smollm2-cpt', 'smollm2-it'])(
    'of %s, which comes with Locum, are those of its files',
    (id) => {
      const { entry, download } = need(id);
      const folder = new URL(`../../../public/models/${id}/`, import.meta.url);
      const files = entry === undefined ? ['adapter_model.safetensors'] : partsOf(entry);
      expect(files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0)).toBe(download);
    },
  );

  test('the shipped base is promised by the digests beside it', () => {
    const folder = new URL('../../../public/models/smollm2-135m/', import.meta.url);
    const sums = parseSums(readFileSync(new URL('SHA256SUMS', folder), 'utf8'));
    const parts = partsOf(need('smollm2-135m').entry!);
    expect([...sums.keys()]).toEqual(parts);
    for (const part of parts) {
      const digest = createHash('sha256')
        .update(readFileSync(new URL(part, folder)))
        .digest('hex');
      expect(digest).toBe(sums.get(part));
    }
  });

  test('no model is listed twice', () => {
    expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  });
});

describe('memory', () => {
  test('floats of a large model are held as f16, everything else as it is stored', () => {
    expect(heldFrom('f32', LARGE_PARAMETERS)).toBe('f32');
    expect(heldFrom('f32', LARGE_PARAMETERS + 1)).toBe('f16');
    for (const stored of ['q8', 'q4'] as const) expect(heldFrom(stored, 4e9)).toBe(stored);
  });

  const { shape } = need('microsoft/Phi-3.5-mini-instruct');

  test('of a quantised matrix is its values and one f16 scale a group of 32', () => {
    const { matrices, vectors } = elementsOf(shape);
    expect(memoryNeed(shape, 'q4').weights).toBe(matrices / 2 + matrices / 16 + 4 * vectors);
    expect(memoryNeed(shape, 'q8').weights).toBe(matrices + matrices / 16 + 4 * vectors);
    expect(memoryNeed(shape, 'f16').weights).toBe(2 * matrices + 4 * vectors);
  });

  test('of keys and values is two vectors of half floats a token and layer, or of bytes with a scale a head', () => {
    // 2 · 32 layers · 3072 · 4096 tokens · 2 bytes
    expect(memoryNeed(shape, 'q4', 4096).context).toBe(1_610_612_736);
    expect(memoryNeed(shape, 'q4', 1024).context).toBe(402_653_184);
    expect(memoryNeed(shape, 'q4', 4096, 'f32').context).toBe(3_221_225_472);
    // … · (3072 + 32 heads · 4) bytes
    expect(memoryNeed(shape, 'q4', 4096, 'q8').context).toBe(838_860_800);
  });

  test('counts a model once that plays two roles', () => {
    const small = { key: 'small', shape, quantisation: 'q4', contextLength: 131_072 } as const;
    const one = memoryNeed(shape, 'q4').total;
    expect(castMemory({ base: small, anti: small })).toBe(one);
    expect(castMemory({ base: small, expert: { ...small, key: 'other' }, anti: small })).toBe(2 * one);
  });

  test('is no more than for the context that a model holds', () => {
    const model = { key: 'm', shape, quantisation: 'q4', contextLength: 1024 } as const;
    expect(castMemory({ base: model }, 4096)).toBe(memoryNeed(shape, 'q4', 1024).total);
  });

  test('of the largest piece is the widest matrix', () => {
    // The embedding of Qwen3-4B: 151,936 × 2,560 at 9/16 byte.
    expect(largestMatrix(need('Qwen/Qwen3-4B').shape, 'q4')).toBe(218_787_840);
  });
});
