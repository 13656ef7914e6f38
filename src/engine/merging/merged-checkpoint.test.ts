import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAnyCheckpoint } from '../lm/any-checkpoint.ts';
import { type Checkpoint, openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import type { WeightsOptions } from '../lm/checkpoint/layout.ts';
import { writeQuantised } from '../lm/checkpoint/quantised-writer.ts';
import { dequantize } from '../lm/checkpoint/quantize.ts';
import { storedTensors } from '../lm/checkpoint/tensors.ts';
import { adaptedSource } from '../lm/lora/adapted-source.ts';
import { uniform } from '../lm/noise.ts';
import { ggufFiles, ggufSource } from '../lm/testing/golden-gguf.ts';
import { loraGolden } from '../lm/testing/golden-lora.ts';
import { transformersGolden } from '../lm/testing/golden-transformers.ts';
import { memorySink } from '../lm/testing/memory-sink.ts';
import { memorySource } from '../lm/testing/memory-source.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { safetensorsFile } from '../lm/testing/safetensors-file.ts';
import { mergedCheckpoint } from './merged-checkpoint.ts';
import { parseRecipe } from './recipe.ts';

const Golden = v.object({
  every: v.number(),
  cases: v.array(v.object({ recipe: v.looseObject({ method: v.string() }), values: v.array(v.number()) })),
});
const golden = v.parse(Golden, JSON.parse(readFileSync(new URL('golden/vectors.json', import.meta.url), 'utf8')));

const SHAPE = { hiddenSize: 32, heads: 2, kvHeads: 1, headDim: 16, ffnSize: 32, vocabularySize: 24, layers: 2 };

/** The models of `golden/make.py`, made of the same noise. @param number 0 is the base */
async function model(number: number): Promise<Checkpoint> {
  const { files, config } = randomCheckpoint({ config: SHAPE });
  const steps = (seed: number, stream: number, i: number, size: number) =>
    Math.round((uniform(seed, stream, i) - 0.5) * size) / 512;
  const tensors = storedTensors(config, new Set()).map(({ name, shape }, index) => {
    const count = shape.reduce((product: number, size) => product * size, 1);
    const values = Float32Array.from({ length: count }, (_, i) => {
      const change = number === 0 ? 0 : steps(100 + number, index, i, 64);
      return steps(100, index, i, 256) + change;
    });
    return { name, dtype: 'F32', shape, bytes: new Uint8Array(values.buffer) };
  });
  return openCheckpoint(memorySource({ ...files, 'model.safetensors': safetensorsFile(tensors) }, String(number)));
}

async function valuesOf(checkpoint: Checkpoint, options: WeightsOptions = {}): Promise<Map<string, Float32Array>> {
  const all = new Map<string, Float32Array>();
  for await (const weight of checkpoint.weights(options)) {
    const own = weight.kind === 'vector' ? weight.vector : dequantize(weight.matrix);
    all.set(weight.name, Float32Array.of(...(all.get(weight.name) ?? []), ...own));
  }
  return all;
}

function largestDifference(a: Map<string, Float32Array>, b: Map<string, Float32Array>): number {
  expect([...a.keys()].sort()).toEqual([...b.keys()].sort());
  return Math.max(...[...a].flatMap(([name, values]) => [...values].map((x, i) => Math.abs(x - b.get(name)![i]!))));
}

describe('merged weights', () => {
  let models: readonly Checkpoint[];
  beforeAll(async () => {
    models = await Promise.all([0, 1, 2, 3].map(model));
  });

  function merge(written: unknown): Checkpoint {
    const recipe = parseRecipe(written);
    const base = recipe.base === undefined ? null : models[Number(recipe.base)]!;
    return mergedCheckpoint(recipe, { base, models: recipe.models.map((own) => models[Number(own.model)]!) });
  }

  it.each(golden.cases.map(({ recipe, values }) => [JSON.stringify(recipe), recipe, values] as const))(
    'are those of numpy within 1e-6: %s',
    async (_, recipe, expected) => {
      const found = await valuesOf(merge(recipe));
      const sampled = [...found.values()].flatMap((values) => [...values].filter((__, i) => i % golden.every === 0));
      expect(sampled).toHaveLength(expected.length);
      expect(Math.max(...sampled.map((x, i) => Math.abs(x - expected[i]!)))).toBeLessThan(1e-6);
    },
  );

  it('come in pieces, or only some of them, as from any checkpoint', async () => {
    const recipe = golden.cases.find(({ recipe: { method } }) => method === 'breadcrumbs-ties')!.recipe;
    const whole = await valuesOf(merge(recipe));
    expect(largestDifference(await valuesOf(merge(recipe), { pieceElements: 100 }), whole)).toBe(0);
    const names = new Set(['model.layers.1.mlp.up_proj.weight', 'model.norm.weight']);
    const some = await valuesOf(merge(recipe), { names });
    expect(largestDifference(some, new Map([...whole].filter(([name]) => names.has(name))))).toBe(0);
  });

  it('draw the same by the same seed, other elements by another', async () => {
    const drawn = (seed: number) =>
      valuesOf(merge({ method: 'dare-ties', base: '0', models: [{ model: '1', density: 0.5 }], seed }));
    expect(largestDifference(await drawn(4), await drawn(4))).toBe(0);
    expect(largestDifference(await drawn(4), await drawn(5))).toBeGreaterThan(0);
  });

  it.each(['task-arithmetic', 'ties', 'dare-ties', 'breadcrumbs', 'della', 'slerp'] as const)(
    'of %s with the base itself are the base',
    async (method) => {
      const recipe = parseRecipe({ method, base: '0', models: [{ model: '0', density: 0.5 }] });
      const merged = mergedCheckpoint(recipe, { base: models[0]!, models: [models[0]!] });
      expect(largestDifference(await valuesOf(merged), await valuesOf(models[0]!))).toBeLessThan(1e-7);
    },
  );

  it.each([
    ['a method that is not there', { method: 'median', models: [{ model: '1' }] }],
    ['no base', { method: 'ties', models: [{ model: '1' }] }],
    ['SLERP of three', { method: 'slerp', base: '0', models: [{ model: '1' }, { model: '2' }] }],
    ['a misspelt setting', { method: 'linear', models: [{ model: '1', wieght: 2 }] }],
    [
      'weights that add up to nothing',
      {
        method: 'linear',
        models: [
          { model: '1', weight: 1 },
          { model: '2', weight: -1 },
        ],
      },
    ],
    ['a density beyond 1', { method: 'ties', base: '0', models: [{ model: '1', density: 1.5 }] }],
    ['chances beyond 1', { method: 'della', base: '0', models: [{ model: '1', density: 0.95 }] }],
    [
      'a tensor that no condition fits',
      { method: 'slerp', base: '0', models: [{ model: '1' }], t: [{ filter: 'mlp', value: 1 }] },
    ],
  ])('are refused with %s, before any is read', (_, recipe) => {
    expect(() => merge(recipe)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  it('are refused of models of two shapes', async () => {
    const other = await openCheckpoint(randomCheckpoint({ config: { ...SHAPE, vocabularySize: 26 } }).source);
    const recipe = parseRecipe({ method: 'linear', models: [{ model: '0' }, { model: 'other' }] });
    expect(() => mergedCheckpoint(recipe, { base: null, models: [models[0]!, other] })).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining('embed_tokens') }),
    );
  });
});

describe('models of any layout', () => {
  const half = parseRecipe({ method: 'linear', models: [{ model: 'a' }, { model: 'b' }] });
  const mean = async (a: Checkpoint, b: Checkpoint) => valuesOf(mergedCheckpoint(half, { base: null, models: [a, b] }));

  it.each(['qwen2', 'phi3-long', 'gemma3'])('are merged from safetensors and from GGUF alike: %s', async (name) => {
    const plain = await openCheckpoint(transformersGolden(name).source);
    const gguf = await openCheckpoint(ggufSource(ggufFiles(name)));
    expect(largestDifference(await mean(plain, gguf), await valuesOf(plain))).toBeLessThan(2e-3);
  });

  it.each(['q8', 'q4'] as const)('are merged from a folder that holds %s', async (dtype) => {
    const held = await openCheckpoint(randomCheckpoint({ dtype, config: SHAPE }).source);
    expect(largestDifference(await mean(held, held), await valuesOf(held))).toBe(0);
  });

  it('are merged with a LoRA adapter over its base', async () => {
    const { source, adapter } = loraGolden('llama-linear');
    const [base, adapted] = await Promise.all([
      openCheckpoint(source),
      openAnyCheckpoint(adaptedSource(source, adapter)),
    ]);
    const recipe = parseRecipe({ method: 'task-arithmetic', base: 'a', models: [{ model: 'b' }] });
    const merged = mergedCheckpoint(recipe, { base, models: [adapted] });
    expect(largestDifference(await valuesOf(merged), await valuesOf(adapted))).toBeLessThan(1e-6);
  });

  it('give an adapter over quantised weights as its difference, without the rounding of their sum', async () => {
    const { source, adapter } = loraGolden('llama-linear');
    const sink = memorySink();
    await writeQuantised(await openCheckpoint(source), sink, { precision: 'q4' });
    const quantised = memorySource(sink.files);
    const [base, adapted, plain, plainAdapted] = await Promise.all([
      openCheckpoint(quantised),
      openAnyCheckpoint(adaptedSource(quantised, adapter)),
      openCheckpoint(source),
      openAnyCheckpoint(adaptedSource(source, adapter)),
    ]);
    const recipe = parseRecipe({ method: 'task-arithmetic', base: 'a', models: [{ model: 'b' }] });
    const difference = async (own: Checkpoint, from: Checkpoint) => {
      const before = await valuesOf(from, { precision: 'f32' });
      const after = await valuesOf(own, { precision: 'f32' });
      return new Map([...after].map(([name, values]) => [name, values.map((x, i) => x - before.get(name)![i]!)]));
    };
    const merged = mergedCheckpoint(recipe, { base, models: [adapted] });
    const found = await difference(merged, base);
    expect(largestDifference(found, await difference(plainAdapted, plain))).toBeLessThan(1e-6);
  });
});
