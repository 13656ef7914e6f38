/** Contexts that share weights on the GPU: what they are given, what they cost, and what is left of them. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { openAdapter } from '../lora/adapter.ts';
import { maxDifference } from '../testing/golden.ts';
import { loraGolden } from '../testing/golden-lora.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { GpuRuntime } from './runtime.ts';
import { openDawn, titled } from './testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const sequence = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, i) => (i * i * 31 + i * seed + seed) % 100);

describe.skipIf(dawn.gpu === null)(titled('contexts over one set of weights', dawn), () => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu! });
  });
  afterAll(() => runtime.destroy());

  it('read texts of any length together, as each would by itself, while their caches grow', async () => {
    const checkpoint = await openCheckpoint(randomCheckpoint({ config: { contextLength: 700 } }).source);
    const model = await runtime.load(checkpoint, { cache: 'f32' });
    const texts = [sequence(90, 3), sequence(530, 7), sequence(1, 5)];
    const contexts = [model, model.fork(), model.fork()];
    const told = texts.map(() => [] as number[]);
    const before = model.shared.traffic.passes;
    const together = await model.shared.extend(
      texts.map((ids, index) => ({
        context: contexts[index]!,
        ids,
        options: { onProgress: (tokens) => told[index]!.push(tokens) },
      })),
    );
    const passes = model.shared.traffic.passes - before;
    const alone = model.fork();
    for (const [index, ids] of texts.entries()) {
      const { data } = await alone.extend(ids);
      expect(maxDifference(together[index]!.data, data)).toBeLessThan(1e-4);
      await alone.truncate(0);
      expect(told[index]!.at(-1)).toBe(ids.length);
      expect([...told[index]!].sort((a, b) => a - b)).toEqual(told[index]);
    }
    // The longest one's: the others go along with it, if with less room each.
    expect(passes).toBeLessThanOrEqual(Math.ceil(530 / 64) + 2);
    // And on from there, token by token, in the caches that have grown.
    const next = await model.shared.extend(contexts.map((context) => ({ context, ids: [9] })));
    for (const [index, ids] of texts.entries()) {
      const { data } = await alone.extend([...ids, 9]);
      expect(maxDifference(next[index]!.data, data)).toBeLessThan(1e-4);
      await alone.truncate(0);
    }
    for (const context of [...contexts, alone]) await context.dispose();
  });

  it('give back all that they took, in whatever order they go', async () => {
    const { source, adapter: files, ids } = loraGolden('llama-linear');
    const checkpoint = await openCheckpoint(source);
    const weights = await (await openAdapter(files, checkpoint)).weights();
    const round = async (order: readonly number[]): Promise<void> => {
      const base = await runtime.load(checkpoint);
      const loaded = runtime.allocatedBytes;
      const expert = await base.adapt(weights, { id: 'expert', stopIds: [] });
      expect(runtime.allocatedBytes - loaded).toBeGreaterThanOrEqual(expert.info.bytes);
      const contexts = [base, expert, base.fork(), expert.fork()];
      await base.shared.extend(contexts.map((context) => ({ context, ids })));
      await base.shared.extend(contexts.slice(1).map((context) => ({ context, ids: [1] })));
      for (const index of order) await contexts[index]!.dispose();
    };
    // Staging buffers for reading back are kept for the next time.
    await round([0, 1, 2, 3]);
    const before = runtime.allocatedBytes;
    await round([0, 1, 2, 3]);
    await round([3, 1, 0, 2]);
    expect(runtime.allocatedBytes).toBe(before);
  });

  it('share what attention takes on the way: a second context costs its keys and values', async () => {
    const checkpoint = await openCheckpoint(randomCheckpoint({ config: { contextLength: 2048 } }).source);
    const model = await runtime.load(checkpoint);
    const sizes: number[] = [];
    for (const context of [model, model.fork(), model.fork()]) {
      const before = runtime.allocatedBytes;
      await (await context.context()).reserve(2048);
      sizes.push(runtime.allocatedBytes - before);
    }
    const { layers, kvHeads, headDim, vocabularySize, rope } = checkpoint.config;
    const keysAndValues = 2 * layers * 2048 * kvHeads * headDim * 2;
    const logits = 4 * vocabularySize;
    expect(sizes.slice(1)).toEqual([1, 2].map(() => keysAndValues + logits + 4 * 2048 * rope.dims));
    expect(sizes[0]).toBeGreaterThan(sizes[1]!);
    await model.dispose();
  });

  it('compute by subgroups what scalar kernels compute', async () => {
    const { source, adapter: files, ids } = loraGolden('gemma3-linear');
    const checkpoint = await openCheckpoint(source);
    const weights = await (await openAdapter(files, checkpoint)).weights();
    const bySubgroups = await GpuRuntime.open({ gpu: dawn.gpu!, kernels: 'subgroup' });
    const rows: Float32Array[][] = [];
    for (const each of [runtime, bySubgroups]) {
      const base = await each.load(checkpoint, { precision: 'q4' });
      const contexts = [base, await base.adapt(weights, { id: 'expert', stopIds: [] }), base.fork()];
      await base.shared.extend(contexts.map((context) => ({ context, ids: ids.slice(0, 5) })));
      const next = await base.shared.extend(contexts.map((context) => ({ context, ids: ids.slice(5, 6) })));
      rows.push(next.map(({ data }) => data));
    }
    for (const [index, row] of rows[0]!.entries()) expect(maxDifference(row, rows[1]![index]!)).toBeLessThan(1e-3);
    bySubgroups.destroy();
  });
});
