import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { LoadOptions } from '../load-options.ts';
import { GOLDEN_NAMES, golden, goldenIsPresent, maxDifference } from '../testing/golden.ts';
import { mixedPrecisions } from '../testing/mixed-precisions.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import type { GpuModel } from './gpu-model.ts';
import { GpuRuntime, type RuntimeOptions } from './runtime.ts';
import { openDawn, titled } from './testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Every kernel there is, on whatever adapter the machine has; precisions where kernels differ by them. */
const VARIANTS: readonly (RuntimeOptions & { readonly title: string; readonly precisions: readonly Precision[] })[] = [
  { title: 'scalar', kernels: 'scalar', precisions: ['f16', 'q8', 'q8_16', 'q4_1', 'q4'] },
  { title: 'scalar without subgroups', kernels: 'scalar', subgroups: false, precisions: ['q8'] },
  { title: 'workgroup', kernels: 'workgroup', subgroups: false, precisions: ['f16', 'q8', 'q8_16', 'q4_1'] },
  { title: 'subgroup', kernels: 'subgroup', precisions: ['q4_1', 'q4'] },
];
const TOLERANCE = 1e-3;
/** Of the range of logits: what rounding keys and values to 11 bits, or to 127 steps a head, makes of them at most. */
const CACHE_BOUNDS = { f16: 1 / 1000, q8: 1 / 50 } as const;

/** Shapes that differ in what kernels divide by: groups of heads, head sizes, odd vocabularies, biases, norms. */
const SHAPES: readonly (readonly [string, Partial<DecoderConfig>])[] = [
  ['grouped heads, tied head', {}],
  ['one query head a key head, own head', { kvHeads: 4, tiedEmbeddings: false }],
  ['three query heads a key head, norm on q and k', { hiddenSize: 96, heads: 6, headDim: 32, qkNorm: true }],
  ['bias on q, k and v', { qkvBias: true, ffnSize: 160, vocabularySize: 131 }],
  ['heads of 12, wider than hidden', { heads: 8, kvHeads: 2, headDim: 12, ffnSize: 64 }],
];

const sequence = (length: number, vocabulary: number, seed = 7): number[] =>
  Array.from({ length }, (_, i) => (i * i * 31 + i * seed + seed) % vocabulary);

async function randomModel(options: RandomCheckpointOptions = {}): Promise<Checkpoint> {
  return openCheckpoint(randomCheckpoint(options).source);
}

async function reference(checkpoint: Checkpoint, ids: readonly number[], precision: Precision | 'stored' = 'stored') {
  return referenceLogits(checkpoint.config, await referenceWeights(checkpoint, precision), ids);
}

describe.skipIf(dawn.gpu === null).each(VARIANTS)(titled('GPU decoder, $title kernels', dawn), (variant) => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu!, ...variant });
  });
  afterAll(() => runtime.destroy());

  /** With keys and values as they were computed, so that nothing but the arithmetic differs. */
  const load = (checkpoint: Checkpoint, options: LoadOptions = {}) =>
    runtime.load(checkpoint, { cache: 'f32', ...options });
  const allLogits = async (model: GpuModel, ids: readonly number[]) =>
    (await model.extend(ids, { logits: 'all' })).data;

  it.each(SHAPES)('computes the logits of the float64 reference: %s', async (_, config) => {
    const checkpoint = await randomModel({ config });
    const model = await load(checkpoint);
    const ids = sequence(23, checkpoint.config.vocabularySize);
    expect(maxDifference(await allLogits(model, ids), await reference(checkpoint, ids))).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it.each(variant.precisions)('holds weights as %s and computes with them', async (precision) => {
    const checkpoint = await randomModel({ config: { vocabularySize: 1100 } });
    const model = await load(checkpoint, { precision });
    expect(model.info).toMatchObject({ precision, backend: 'webgpu', contextLength: 128 });
    const ids = sequence(9, 1100);
    const expected = await reference(checkpoint, ids, precision);
    expect(maxDifference(await allLogits(model, ids), expected)).toBeLessThan(TOLERANCE);
    await model.truncate(0);
    for (const [position, id] of ids.entries()) {
      const { data } = await model.extend([id]);
      expect(maxDifference(data, expected.subarray(position * 1100, (position + 1) * 1100))).toBeLessThan(TOLERANCE);
    }
    await model.dispose();
  });

  it.each(['f16', 'q8'] as const)(
    'holds keys and values as %s and moves logits no more than that may',
    async (cache) => {
      const window = { tokens: 9, layers: [false, true] };
      const checkpoint = await randomModel({ config: { contextLength: 700, headDim: 24, qkNorm: true, window } });
      const ids = sequence(26, 100);
      const exact = await reference(checkpoint, ids);
      const bound = (Math.max(...exact) - Math.min(...exact)) * CACHE_BOUNDS[cache];
      const model = await load(checkpoint, { cache });
      const once = await allLogits(model, ids);
      expect(maxDifference(once, exact)).toBeGreaterThan(0);
      expect(maxDifference(once, exact)).toBeLessThan(bound);
      // What was kept is still there when the cache has grown, and what follows sees it.
      await model.extend(sequence(600, 100), { logits: 'none' });
      await model.truncate(20);
      for (const [index, id] of ids.slice(20).entries()) {
        const { data } = await model.extend([id]);
        expect(maxDifference(data, exact.subarray((20 + index) * 100, (21 + index) * 100))).toBeLessThan(bound);
      }
      await model.dispose();
    },
  );

  it.each(['q8', 'q4'] as const)('keeps %s as it is stored', async (dtype) => {
    const checkpoint = await randomModel({ dtype });
    const model = await load(checkpoint);
    expect(model.info.precision).toBe(dtype);
    const ids = sequence(12, 100);
    expect(maxDifference(await allLogits(model, ids), await reference(checkpoint, ids))).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it('holds each matrix in a precision of its own', async () => {
    const checkpoint = mixedPrecisions(await randomModel({ config: { tiedEmbeddings: false, layers: 2 } }));
    const model = await load(checkpoint);
    const ids = sequence(12, 100);
    expect(maxDifference(await allLogits(model, ids), await reference(checkpoint, ids))).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it.each(GOLDEN_NAMES)('agrees with the golden checkpoint %s', async (name) => {
    if (!goldenIsPresent(name)) return console.warn(`skipped: training/golden/${name} is absent`);
    const { source, ids, logits } = golden(name);
    const model = await load(await openCheckpoint(source));
    expect(maxDifference(await allLogits(model, ids), logits)).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it('gives the same logits for one prefill and for single steps', async () => {
    const model = await load(await randomModel());
    const ids = sequence(10, 100);
    const { data: once } = await model.extend(ids);
    await model.truncate(0);
    let last = new Float32Array();
    for (const id of ids) last = Float32Array.from((await model.extend([id])).data);
    expect(maxDifference(once, last)).toBeLessThan(1e-4);
    await model.dispose();
  });

  it('gives the last position, all positions or none', async () => {
    const model = await load(await randomModel());
    const ids = sequence(11, 100);
    const all = await model.extend(ids, { logits: 'all' });
    await model.truncate(0);
    const last = await model.extend(ids, { logits: 'last' });
    await model.truncate(0);
    const none = await model.extend(ids, { logits: 'none' });
    expect([all.rows, last.rows, none.rows, none.data.length]).toEqual([11, 1, 0, 0]);
    expect(maxDifference(last.data, all.data.subarray(10 * 100))).toBeLessThan(1e-4);
    expect(model.length).toBe(11);
    await model.dispose();
  });

  it('forgets by truncating', async () => {
    const model = await load(await randomModel());
    const ids = sequence(20, 100);
    await model.extend(ids.slice(0, 12), { logits: 'none' });
    await model.extend(sequence(9, 100, 3), { logits: 'none' });
    await model.truncate(12);
    const { data: continued } = await model.extend(ids.slice(12));
    await model.truncate(0);
    const { data: fresh } = await model.extend(ids);
    expect(maxDifference(continued, fresh)).toBeLessThan(1e-4);
    await expect(model.truncate(21)).rejects.toMatchObject({ code: 'bad-argument' });
    await model.dispose();
  });
});

describe.skipIf(dawn.gpu === null)(titled('GPU model', dawn), () => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu! });
  });
  afterAll(() => runtime.destroy());
  const load = (checkpoint: Checkpoint, options: LoadOptions = {}) =>
    runtime.load(checkpoint, { cache: 'f32', ...options });

  it('reads a context longer than its first cache, in chunks, and reports progress', async () => {
    const config = { contextLength: 2100, layers: 1, heads: 2, vocabularySize: 64 };
    const checkpoint = await randomModel({ config });
    const model = await load(checkpoint);
    const ids = sequence(2080, 64);
    const seen: number[] = [];
    const { data } = await model.extend(ids, { onProgress: (tokens) => seen.push(tokens) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(2080);
    expect(seen.length).toBeGreaterThan(2);
    await model.truncate(0);
    await model.extend(ids.slice(0, 700), { logits: 'none' });
    await model.extend(ids.slice(700, 2079), { logits: 'none' });
    const { data: later } = await model.extend(ids.slice(2079));
    expect(maxDifference(data, later)).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it('keeps its length when cancelled, and can go on', async () => {
    const checkpoint = await randomModel({ config: { contextLength: 600 } });
    const model = await load(checkpoint);
    const ids = sequence(500, 100);
    await model.extend(ids.slice(0, 10), { logits: 'none' });
    const controller = new AbortController();
    const cancelled = model.extend(ids.slice(10), { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(cancelled).rejects.toBeInstanceOf(Cancelled);
    expect(model.length).toBe(10);
    const { data } = await model.extend(ids.slice(10, 20));
    const expected = await reference(checkpoint, ids.slice(0, 20));
    expect(maxDifference(data, expected.subarray(19 * 100))).toBeLessThan(TOLERANCE);
    await expect(model.extend([1], { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
    await model.dispose();
  });

  it('refuses what it cannot read', async () => {
    const model = await load(await randomModel());
    await expect(model.extend([])).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(model.extend([100])).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(model.extend([-1])).rejects.toMatchObject({ code: 'bad-argument' });
    await model.extend(sequence(100, 100), { logits: 'none' });
    await expect(model.extend(sequence(30, 100))).rejects.toMatchObject({
      code: 'context-too-long',
      details: { tokens: 130, limit: 128, over: 2 },
    });
    expect(model.length).toBe(100);
    expect((await model.extend(sequence(28, 100))).rows).toBe(1);
    await model.dispose();
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'disposed' });
  });

  it('forks into contexts of their own over the same weights', async () => {
    const model = await load(await randomModel());
    const fork = model.fork();
    const [here, there] = [sequence(10, 100, 2), sequence(14, 100, 5)];
    await model.extend(here.slice(0, 5), { logits: 'none' });
    await fork.extend(there.slice(0, 9), { logits: 'none' });
    const { data: ours } = await model.extend(here.slice(5));
    await model.dispose();
    const { data: theirs } = await fork.extend(there.slice(9));
    expect([model.length, fork.length]).toEqual([10, 14]);
    await fork.truncate(0);
    expect(maxDifference((await fork.extend(here)).data, ours)).toBeLessThan(1e-4);
    await fork.truncate(0);
    expect(maxDifference((await fork.extend(there)).data, theirs)).toBeLessThan(1e-4);
    await fork.dispose();
  });

  it('can be cancelled while it loads', async () => {
    const checkpoint = await randomModel();
    await expect(load(checkpoint, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const loading = load(checkpoint, { signal: controller.signal, onProgress });
    await expect(loading).rejects.toBeInstanceOf(Cancelled);
  });
});
