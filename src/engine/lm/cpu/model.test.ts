import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM, Precision } from '../causal-lm.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import { GOLDEN_NAMES, golden, goldenIsPresent, maxDifference } from '../testing/golden.ts';
import { mixedPrecisions } from '../testing/mixed-precisions.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import { compileKernels } from './compile-kernels.ts';
import { FIXED_KERNELS_BASE64 } from './integer/fixed-binary.ts';
import { RELAXED_KERNELS_BASE64 } from './integer/relaxed-binary.ts';
import { KERNELS_BASE64 } from './kernels-binary.ts';
import { type CpuLoadOptions, loadCpuModel } from './model.ts';

const COMPUTES = ['typescript', 'wasm'] as const;
/** Floats differ from float64 by rounding only. */
const TOLERANCE = 1e-4;

async function load(checkpoint: RandomCheckpointOptions = {}, options: CpuLoadOptions = {}): Promise<CausalLM> {
  return loadExactly(await openCheckpoint(randomCheckpoint(checkpoint).source), options);
}

/** With keys and values as they were computed, so that nothing but the arithmetic differs. */
function loadExactly(checkpoint: Checkpoint, options: CpuLoadOptions = {}): Promise<CausalLM> {
  return loadCpuModel(checkpoint, { cache: 'f32', ...options });
}

function someIds(count: number, vocabulary = 100): number[] {
  return Array.from({ length: count }, (_, index) => (index * 37 + 11) % vocabulary);
}

describe.each(COMPUTES)('the %s decoder computes what the formulas say', (compute) => {
  for (const name of GOLDEN_NAMES) {
    it.skipIf(!goldenIsPresent(name))(`on ${name} (skipped when training/golden lacks it)`, async () => {
      const { source, ids, logits } = golden(name);
      const model = await loadExactly(await openCheckpoint(source), { compute });
      const { data } = await model.extend(ids, { logits: 'all' });
      expect(maxDifference(data, logits)).toBeLessThan(TOLERANCE);
    });
  }

  const shapes: Record<string, RandomCheckpointOptions> = {
    'tied head, f32': {},
    'untied head, f16': { dtype: 'f16', config: { tiedEmbeddings: false } },
    'one key/value head for all, bf16': { dtype: 'bf16', config: { kvHeads: 1 } },
    'QK-norm, q8': { dtype: 'q8', config: { qkNorm: true, kvHeads: 4 } },
    'every nibble of q4, scales of either sign': { dtype: 'q4', config: { tiedEmbeddings: false } },
    'biases on q, k and v, another theta': {
      config: { qkvBias: true, rope: { theta: 1e6, dims: 16, scaling: { kind: 'none' } }, rmsNormEps: 1e-5 },
    },
    'heads wider than the hidden state, odd vocabulary': { config: { headDim: 40, vocabularySize: 101, ffnSize: 72 } },
  };
  for (const [title, shape] of Object.entries(shapes)) {
    it(`with ${title}`, async () => {
      const { source, config } = randomCheckpoint(shape);
      const checkpoint = await openCheckpoint(source);
      const model = await loadExactly(checkpoint, { compute });
      const ids = someIds(21);
      const { data } = await model.extend(ids, { logits: 'all' });
      expect(maxDifference(data, referenceLogits(config, await referenceWeights(checkpoint), ids))).toBeLessThan(
        TOLERANCE,
      );
    });
  }

  it.each<Precision>(['f32', 'f16', 'q8', 'q8_16', 'q4_1', 'q4'])('with matrices held as %s', async (precision) => {
    const { source, config } = randomCheckpoint({ config: { tiedEmbeddings: false } });
    const checkpoint = await openCheckpoint(source);
    const model = await loadExactly(checkpoint, { precision, compute });
    expect(model.info.precision).toBe(precision);
    const ids = someIds(18);
    const { data } = await model.extend(ids, { logits: 'all' });
    const expected = referenceLogits(config, await referenceWeights(checkpoint, precision), ids);
    expect(maxDifference(data, expected)).toBeLessThan(TOLERANCE);
  });

  it('over several pages of the KV cache and several chunks', async () => {
    const { source, config } = randomCheckpoint({ config: { contextLength: 400, layers: 1 } });
    const checkpoint = await openCheckpoint(source);
    const model = await loadExactly(checkpoint, { compute });
    const ids = someIds(301);
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, referenceLogits(config, await referenceWeights(checkpoint), ids))).toBeLessThan(
      TOLERANCE,
    );
  });
});

it.each(COMPUTES)('%s computes with matrices of different precisions', async (compute) => {
  const checkpoint = mixedPrecisions(await openCheckpoint(randomCheckpoint({ config: { layers: 2 } }).source));
  const model = await loadExactly(checkpoint, { compute });
  const ids = someIds(12);
  const { data } = await model.extend(ids, { logits: 'all' });
  const expected = referenceLogits(checkpoint.config, await referenceWeights(checkpoint), ids);
  expect(maxDifference(data, expected)).toBeLessThan(TOLERANCE);
});

describe('WASM and TypeScript agree', () => {
  it.each<Precision>(['f32', 'f16', 'q8', 'q8_16', 'q4_1', 'q4'])('on %s matrices', async (precision) => {
    const ids = someIds(150);
    const config = { contextLength: 200, vocabularySize: 333 };
    const [oracle, wasm] = await Promise.all(
      COMPUTES.map(async (compute) => {
        const model = await load({ config }, { precision, compute });
        return (await model.extend(ids, { logits: 'all' })).data;
      }),
    );
    expect(maxDifference(oracle!, wasm!)).toBeLessThan(TOLERANCE);
  });

  it('and the committed binaries are what their sources compile to', async () => {
    expect(await compileKernels()).toEqual({
      'kernels-binary.ts': { KERNELS_BASE64 },
      'integer/fixed-binary.ts': { FIXED_KERNELS_BASE64 },
      'integer/relaxed-binary.ts': { RELAXED_KERNELS_BASE64 },
    });
  });

  it('and TypeScript takes over where the shape does not suit the kernels', async () => {
    const config = { hiddenSize: 30, heads: 3, kvHeads: 3, headDim: 10, ffnSize: 18 };
    await expect(load({ config }, { compute: 'wasm' })).rejects.toMatchObject({ code: 'unsupported' });
    const model = await load({ config });
    expect((await model.extend([1, 2, 3])).rows).toBe(1);
  });
});

/** Of the range of logits: what rounding keys and values to 11 bits, or to 127 steps a head, makes of them at most. */
const CACHE_BOUNDS = { f16: 1 / 1000, q8: 1 / 50 } as const;

describe.each(['f16', 'q8'] as const)('a cache held as %s', (cache) => {
  const shapes: Record<string, RandomCheckpointOptions> = {
    'grouped heads': { config: { contextLength: 300 } },
    'more query heads a key head than are taken at once': {
      config: { heads: 20, kvHeads: 1, headDim: 24, contextLength: 300 },
    },
    'a window': { config: { contextLength: 300, window: { tokens: 40, layers: [true, false] } } },
  };
  it.each(Object.entries(shapes))('moves logits no more than its rounding may: %s', async (_, shape) => {
    const ids = someIds(200);
    const exact = (await (await load(shape, { compute: 'typescript' })).extend(ids, { logits: 'all' })).data;
    const range = Math.max(...exact) - Math.min(...exact);
    for (const compute of COMPUTES) {
      const model = await load(shape, { compute, cache });
      const once = (await model.extend(ids, { logits: 'all' })).data;
      expect(maxDifference(once, exact)).toBeGreaterThan(0);
      expect(maxDifference(once, exact)).toBeLessThan(range * CACHE_BOUNDS[cache]);
      await model.truncate(150);
      for (const [index, id] of ids.slice(150, 156).entries()) {
        const { data } = await model.extend([id]);
        const row = exact.subarray((150 + index) * 100, (151 + index) * 100);
        expect(maxDifference(data, row)).toBeLessThan(range * CACHE_BOUNDS[cache]);
      }
    }
  });
});

describe.each(COMPUTES)('a context on %s', (compute) => {
  const shape: RandomCheckpointOptions = { config: { contextLength: 300 } };

  it.each<Precision>(['f32', 'q8', 'q8_16', 'q4_1', 'q4'])(
    'gives the same logits for one prefill as for single steps, %s',
    async (precision) => {
      const ids = someIds(140);
      const whole = await load(shape, { compute, precision });
      const { data } = await whole.extend(ids, { logits: 'all' });
      const stepwise = await load(shape, { compute, precision });
      const width = whole.info.vocabularySize;
      let largest = 0;
      for (const [index, id] of ids.entries()) {
        const step = await stepwise.extend([id]);
        largest = Math.max(largest, maxDifference(step.data, data.subarray(index * width, (index + 1) * width)));
      }
      expect(largest).toBeLessThan(TOLERANCE);
    },
  );

  it('returns the rows asked for', async () => {
    const ids = someIds(40);
    const model = await load(shape, { compute });
    const all = await model.extend(ids, { logits: 'all' });
    await model.truncate(0);
    const last = await model.extend(ids);
    await model.truncate(0);
    const none = await model.extend(ids, { logits: 'none' });
    expect([all.rows, last.rows, none.rows]).toEqual([40, 1, 0]);
    expect(all.data.length).toBe(40 * 100);
    expect(maxDifference(last.data, all.data.subarray(39 * 100))).toBeLessThan(TOLERANCE);
    expect(none.data.length).toBe(0);
  });

  it('after truncate and extend is as a fresh one', async () => {
    const first = someIds(200);
    const second = someIds(20).reverse();
    const model = await load(shape, { compute });
    await model.extend(first);
    await model.truncate(90);
    expect(model.length).toBe(90);
    const continued = await model.extend(second);
    const fresh = await load(shape, { compute });
    const expected = await fresh.extend([...first.slice(0, 90), ...second]);
    expect(maxDifference(continued.data, expected.data)).toBeLessThan(TOLERANCE);
  });

  it('does not see what happens in its fork, nor dies with it', async () => {
    const model = await load(shape, { compute });
    await model.extend(someIds(30));
    const fork = model.fork!();
    expect(fork.length).toBe(0);
    await fork.extend(someIds(150).reverse());
    const continued = await model.extend([5]);
    await fork.dispose();
    const fresh = await load(shape, { compute });
    const expected = await fresh.extend([...someIds(30), 5]);
    expect(maxDifference(continued.data, expected.data)).toBeLessThan(TOLERANCE);
    const other = model.fork!();
    await model.dispose();
    expect((await other.extend([1])).rows).toBe(1);
  });
});

describe('a context', () => {
  const shape: RandomCheckpointOptions = { config: { contextLength: 300 } };

  it('is as long as before when cancelled half-way, and goes on as if nothing had been', async () => {
    const model = await load(shape);
    await model.extend(someIds(10));
    const controller = new AbortController();
    const seen: number[] = [];
    const running = model.extend(someIds(250), {
      signal: controller.signal,
      onProgress: (done) => {
        seen.push(done);
        controller.abort();
      },
    });
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(seen[0]).toBeLessThan(250);
    expect(model.length).toBe(10);
    const continued = await model.extend([7]);
    const fresh = await load(shape);
    const expected = await fresh.extend([...someIds(10), 7]);
    expect(maxDifference(continued.data, expected.data)).toBeLessThan(TOLERANCE);
  });

  it('lets a waiting message through during a prefill, so that Stop works', async () => {
    const model = await load(shape);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    const running = (async () => {
      for (;;) {
        await model.extend(someIds(250), { signal: controller.signal });
        await model.truncate(0);
      }
    })();
    await expect(running).rejects.toBeInstanceOf(Cancelled);
  });

  it('reports progress that grows and ends at the count', async () => {
    const model = await load(shape);
    const seen: number[] = [];
    await model.extend(someIds(250), { logits: 'none', onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(250);
  });

  it('refuses more tokens than it can hold, with the figures, and keeps what it has', async () => {
    const model = await load(shape);
    await model.extend(someIds(290));
    await expect(model.extend(someIds(11))).rejects.toMatchObject({
      code: 'context-too-long',
      details: { tokens: 301, limit: 300 },
    });
    expect(model.length).toBe(290);
    await model.extend(someIds(10));
    expect(model.length).toBe(300);
  });

  it.each([[[]], [[-1]], [[100]], [[1.5]], [[Number.NaN]]])('refuses the ids %j', async (ids) => {
    const model = await load(shape);
    await expect(model.extend(ids)).rejects.toMatchObject({ code: 'bad-argument' });
    expect(model.length).toBe(0);
  });

  it.each([-1, 6, 1.5])('cannot be truncated to %d when it has 5 tokens', async (length) => {
    const model = await load(shape);
    await model.extend(someIds(5));
    await expect(model.truncate(length)).rejects.toMatchObject({ code: 'bad-argument' });
    expect(model.length).toBe(5);
  });

  it('does one thing at a time', async () => {
    const model = await load(shape);
    const running = model.extend(someIds(50));
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(model.truncate(0)).rejects.toMatchObject({ code: 'bad-argument' });
    await running;
    expect(model.length).toBe(50);
  });

  it('is of no use once disposed of, even in the middle of a call', async () => {
    const model = await load(shape);
    const running = model.extend(someIds(250));
    await model.dispose();
    await expect(running).rejects.toMatchObject({ code: 'disposed' });
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'disposed' });
    await expect(model.truncate(0)).rejects.toMatchObject({ code: 'disposed' });
    expect(() => model.fork!()).toThrow(/unloaded/);
    expect(model.length).toBe(0);
    await model.dispose();
  });

  it('tells what it is', async () => {
    const checkpoint = await openCheckpoint(randomCheckpoint({ dtype: 'q8', stopIds: [3, 0], label: 'tiny' }).source);
    const { info } = await loadCpuModel(checkpoint);
    expect(info).toMatchObject({ id: 'tiny', backend: 'cpu', precision: 'q8', stopIds: [0, 3], vocabularySize: 100 });
    expect(info.parameters).toBe(checkpoint.parameters);
    expect(info.capabilities).toEqual({ truncate: true, allPositions: true });
  });

  it('stops loading when cancelled', async () => {
    const controller = new AbortController();
    const options: CpuLoadOptions = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(load(shape, options)).rejects.toBeInstanceOf(Cancelled);
  });
});
