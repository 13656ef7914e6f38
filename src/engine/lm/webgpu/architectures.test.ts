/** Every architecture on the GPU, against logits that Hugging Face transformers computed; and matrices in blocks. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Precision } from '../causal-lm.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { GREEDY } from '../ensemble.ts';
import { maxDifference } from '../testing/golden.ts';
import { TRANSFORMERS_CASES, transformersGolden } from '../testing/golden-transformers.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import { planBlocks, runsOf } from './gpu-matrix.ts';
import { GpuRuntime, type RuntimeOptions } from './runtime.ts';
import { openCheckingGpu, openDawn, titled } from './testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
/** Keys and values as they were computed, so that nothing but the arithmetic differs. */
const EXACT = { cache: 'f32' } as const;
const TOLERANCE = 1e-3;

interface Variant extends RuntimeOptions {
  readonly title: string;
  readonly precision: Precision;
  readonly cases: readonly string[];
}
/** Rope scalings differ in a table that the host makes: kernels of other families need only see one of each other kind. */
const VARIANTS: readonly Variant[] = [
  { title: 'scalar', kernels: 'scalar', precision: 'q4', cases: TRANSFORMERS_CASES },
  {
    title: 'subgroup',
    kernels: 'subgroup',
    precision: 'q8',
    cases: ['phi3-window', 'phi4-long', 'llama3', 'qwen2-window', 'qwen3', 'mistral-window', 'gemma3'],
  },
];

describe.skipIf(dawn.gpu === null).each(VARIANTS)(titled('GPU decoder, $title kernels', dawn), (variant) => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu!, ...variant });
  });
  afterAll(() => runtime.destroy());

  it.each(variant.cases)('agrees with Hugging Face transformers on %s', async (name) => {
    const { source, ids, logits } = transformersGolden(name);
    const model = await runtime.load(await openCheckpoint(source), EXACT);
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, logits)).toBeLessThan(TOLERANCE);
    // The same by single steps, which other kernels compute: the last position has seen all windows and factors.
    await model.truncate(ids.length - 2);
    await model.extend(ids.slice(-2, -1), { logits: 'none' });
    const step = await model.extend(ids.slice(-1));
    expect(maxDifference(step.data, logits.subarray(-step.vocabularySize))).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it.each(['phi3-long', 'phi4-long', 'llama3', 'qwen2', 'qwen3', 'mistral-window', 'gemma3'])(
    `computes with the dequantised weights (${variant.precision}): %s`,
    async (name) => {
      const { source, ids } = transformersGolden(name);
      const checkpoint = await openCheckpoint(source);
      const model = await runtime.load(checkpoint, { precision: variant.precision, ...EXACT });
      const { data } = await model.extend(ids, { logits: 'all' });
      const weights = await referenceWeights(checkpoint, variant.precision);
      expect(maxDifference(data, referenceLogits(checkpoint.config, weights, ids))).toBeLessThan(TOLERANCE);
      await model.dispose();
    },
  );

  it('sees through a window whose runs begin far behind the first', async () => {
    const checkpoint = await openCheckpoint(transformersGolden('mistral-window').source);
    const config = { ...checkpoint.config, contextLength: 400 };
    const model = await runtime.load({ ...checkpoint, config }, EXACT);
    const ids = Array.from({ length: 300 }, (_, i) => (i * i + 5 * i) % 48);
    await model.extend(ids.slice(0, -1), { logits: 'none' });
    const { data } = await model.extend(ids.slice(-1));
    const expected = referenceLogits(config, await referenceWeights(checkpoint), ids);
    expect(maxDifference(data, expected.subarray(-48))).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it('computes a text again that crosses the original context of a LongRoPE model, in both directions', async () => {
    const { source, ids, logits } = transformersGolden('phi3-long');
    const short = transformersGolden('phi3-short');
    const checkpoint = await openCheckpoint(source);
    const model = await runtime.load(checkpoint, EXACT);
    const whole = ids.length;
    const told = await model.extend(ids.slice(0, 9), { logits: 'all', textLength: whole });
    expect(maxDifference(told.data, logits.subarray(0, told.data.length))).toBeLessThan(TOLERANCE);
    await model.truncate(0);
    for (const id of ids.slice(0, 18)) await model.extend([id], { logits: 'none' });
    const rest = await model.extend(ids.slice(18), { logits: 'all' });
    expect(maxDifference(rest.data, logits.subarray(18 * 48))).toBeLessThan(TOLERANCE);
    await model.truncate(0);
    expect(maxDifference((await model.extend(short.ids)).data, short.logits.subarray(-48))).toBeLessThan(TOLERANCE);
    // The ensemble appends by a path of its own: two tokens below the boundary, then across it.
    const ensemble = runtime.ensemble({ base: model, sharedIds: null });
    const step = async (append: readonly number[]) => {
      const request = {
        append: { base: append },
        alpha: 1,
        sampling: GREEDY,
        recent: [],
        seed: 0,
        stepIndex: 0,
        candidates: 1,
      };
      return (await ensemble.step(request)).baseArgmax;
    };
    await ensemble.reset();
    await ensemble.prefill({ base: ids.slice(0, 14) }, {});
    for (const id of ids.slice(14, -1)) await step([id]);
    const last = [...logits.subarray(-48)];
    expect(await step(ids.slice(-1))).toBe(last.indexOf(Math.max(...last)));
    await model.dispose();
  });
});

describe.skipIf(dawn.gpu === null)(titled('matrices too large for one buffer', dawn), () => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    // 1.5 KB: every matrix of these models lies in several blocks, the last one shorter.
    runtime = await GpuRuntime.open({ gpu: dawn.gpu!, largestBlock: 1500 });
  });
  afterAll(() => runtime.destroy());

  it.each<[string, Precision]>([
    ['biases and a tied head', 'f32'],
    ['biases and a tied head', 'q4'],
    ['a head of its own', 'f16'],
  ])('are multiplied block by block: %s, %s', async (title, precision) => {
    const shape = title === 'a head of its own' ? { tiedEmbeddings: false } : { qkvBias: true, vocabularySize: 131 };
    const checkpoint = await openCheckpoint(randomCheckpoint({ config: shape }).source);
    const model = await runtime.load(checkpoint, { precision, ...EXACT });
    const ids = Array.from({ length: 19 }, (_, i) => (i * 13 + 7) % 100);
    const { data } = await model.extend(ids, { logits: 'all' });
    const expected = referenceLogits(checkpoint.config, await referenceWeights(checkpoint, precision), ids);
    expect(maxDifference(data, expected)).toBeLessThan(TOLERANCE);
    await model.dispose();
  });
});

describe('the blocks of a matrix', () => {
  it('keep gates and their ups together, and cover every row once', () => {
    const matrix = { rows: 14, columns: 32, precision: 'f32', paired: true } as const;
    const blocks = planBlocks(matrix, 3 * 2 * 128 + 5);
    expect(blocks).toEqual([
      { first: 0, rows: 6 },
      { first: 3, rows: 6 },
      { first: 6, rows: 2 },
    ]);
    expect([...runsOf(matrix, blocks, 0, 7)]).toEqual([
      { block: 0, row: 0, count: 3 },
      { block: 1, row: 0, count: 3 },
      { block: 2, row: 0, count: 1 },
    ]);
    // Ups that come in a piece of their own, from the second on.
    expect([...runsOf(matrix, blocks, 8, 4)]).toEqual([
      { block: 0, row: 4, count: 2 },
      { block: 1, row: 3, count: 2 },
    ]);
  });

  it('are one where it fits', () => {
    const matrix = { rows: 9, columns: 64, precision: 'q4', paired: false } as const;
    expect(planBlocks(matrix, 1 << 27)).toEqual([{ first: 0, rows: 9 }]);
    expect(planBlocks({ ...matrix, rows: 32_064, columns: 3072, precision: 'f16' }, 1 << 27)).toHaveLength(2);
  });
});

// Software adapters have no shader-f16: that the kernels are valid there is what can be seen without a GPU.
describe.skipIf(dawn.gpu === null)(titled('an adapter with shader-f16', dawn), () => {
  it.each(['scalar', 'workgroup', 'subgroup'] as const)('accepts the %s kernels over half floats', async (kernels) => {
    const runtime = await GpuRuntime.open({ gpu: await openCheckingGpu(), kernels });
    expect(runtime.device.features.has('shader-f16')).toBe(true);
    const checkpoint = await openCheckpoint(randomCheckpoint().source);
    const model = await runtime.load(checkpoint, { precision: 'f16', ...EXACT });
    expect((await model.extend([1, 2, 3], { logits: 'all' })).rows).toBe(3);
    expect((await model.extend([4])).rows).toBe(1);
    runtime.destroy();
  });
});
