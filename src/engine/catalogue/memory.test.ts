import { describe, expect, it, vi } from 'vitest';
import { CACHE_FORMATS } from '../lm/cache-format.ts';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../lm/cpu/model.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { GpuRuntime } from '../lm/webgpu/runtime.ts';
import { openDawn, titled } from '../lm/webgpu/testing/dawn.ts';
import { castMemory, memoryNeed } from './memory.ts';
import { catalogueModel } from './models.ts';

const dawn = await openDawn();
vi.setConfig({ testTimeout: 300_000 });

const CONTEXT = 4096;
/** Small, but weights, cache and scratch each weigh something. */
const SHAPE = { hiddenSize: 256, layers: 6, heads: 4, kvHeads: 2, headDim: 64, ffnSize: 1024, vocabularySize: 4096 };

const checkpointOf = (contextLength: number) =>
  openCheckpoint(randomCheckpoint({ config: { ...SHAPE, contextLength } }).source);
/** Seven million numbers are drawn once for all tests. */
const [long, short] = await Promise.all([checkpointOf(8192), checkpointOf(512)]);

describe.skipIf(dawn.gpu === null)(titled('the memory that is told beforehand', dawn), () => {
  it.each(CACHE_FORMATS)('is within 3 % of the buffers that are made, with a cache of %s', async (cache) => {
    const runtime = await GpuRuntime.open({ gpu: dawn.gpu!, kernels: 'workgroup' });
    const before = runtime.allocatedBytes;
    const model = await runtime.load(long, { precision: 'q4', cache });
    await (await model.context()).reserve(CONTEXT);
    const told = memoryNeed(long.config, 'q4', CONTEXT, cache);
    expect(Math.abs(runtime.allocatedBytes / told.total - 1)).toBeLessThan(0.03);
    await model.dispose();
    expect(runtime.allocatedBytes).toBe(before);
    runtime.destroy();
  });

  it('is not passed by more than a layer of the cache while that grows', async () => {
    const runtime = await GpuRuntime.open({ gpu: dawn.gpu!, kernels: 'workgroup' });
    const model = await runtime.load(long, { precision: 'q4' });
    const context = await model.context();
    await model.extend([1, 2, 3], { logits: 'none' });
    await context.reserve(7000);
    const grown = runtime.allocatedBytes;
    const layer = memoryNeed(SHAPE_TIED, 'q4', 7168).context / SHAPE.layers;
    await context.reserve(7200);
    expect(runtime.allocatedBytes).toBeGreaterThan(grown);
    const tables = memoryNeed(SHAPE_TIED, 'q4', 7200).scratch;
    expect(runtime.peakBytes).toBeLessThan(runtime.allocatedBytes + layer + tables);
    runtime.destroy();
  });
});

const SHAPE_TIED = { ...SHAPE, tiedEmbeddings: true };

it.each([
  ['meta-llama/Llama-3.2-3B-Instruct', 'q8'],
  ['Qwen/Qwen2.5-1.5B-Instruct', 'f16'],
] as const)('an adapter beside %s takes less than 15 %% more than the model', (id, cache) => {
  const { shape, contextLength } = catalogueModel(id)!;
  const base = { key: 'base', shape, contextLength, quantisation: 'q4' } as const;
  const expert = { ...base, key: 'expert', adapter: { base: 'base', rank: 16 } };
  const light = { base, expert, anti: base };
  // The model by itself with its keys and values held alike, which is the least that it can take.
  const alone = castMemory({ base }, CONTEXT, cache);
  expect(castMemory(light)).toBe(castMemory(light, CONTEXT, cache));
  expect(castMemory(light)).toBeLessThan(1.15 * alone);
});

it('keys with biases, far apart in size, are never held in 8 bits', () => {
  const { shape, contextLength } = catalogueModel('Qwen/Qwen2.5-1.5B-Instruct')!;
  const base = { key: 'base', shape, contextLength, quantisation: 'q4' } as const;
  const expert = { ...base, key: 'expert', adapter: { base: 'base', rank: 16 } };
  const light = { base, expert, anti: base };
  expect(castMemory(light)).toBe(castMemory(light, CONTEXT, 'f16'));
  expect(castMemory(light, CONTEXT, 'q8')).toBe(castMemory(light, CONTEXT, 'f16'));
});

it.each(CACHE_FORMATS)(
  'the CPU takes weights and cache of %s as told, and no more scratch than a GPU',
  async (cache) => {
    const model = await loadCpuModel(short, { precision: 'q4', cache });
    const ids = Array.from({ length: 512 }, (_, i) => i * 5);
    await model.extend(ids, { logits: 'none' });
    const { weights, context, total } = memoryNeed(short.config, 'q4', 512, cache);
    expect(model.allocatedBytes).toBeGreaterThan(0.97 * (weights + context));
    expect(model.allocatedBytes).toBeLessThan(1.03 * total);
  },
);
