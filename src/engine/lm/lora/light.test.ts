/**
 * Adapters kept apart over one set of weights: contexts with and without them, with prompts of their own, in one pass. Against
 * logits that Hugging Face peft and transformers computed.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM, Precision } from '../causal-lm.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import { loadCpuModel } from '../cpu/model.ts';
import { type Ensemble, type EnsembleMembers, GREEDY, type StepRequest } from '../ensemble.ts';
import { createHostEnsemble } from '../host-ensemble.ts';
import type { LoadOptions } from '../load-options.ts';
import { maxDifference } from '../testing/golden.ts';
import { LORA_CASES, loraGolden } from '../testing/golden-lora.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import { GpuRuntime, type RuntimeOptions } from '../webgpu/runtime.ts';
import { openDawn, titled } from '../webgpu/testing/dawn.ts';
import { openAdapter } from './adapter.ts';
import { mergeAdapter } from './merge.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const TOLERANCE = 1e-3;
const VOCABULARY = 48;

async function open(name: string) {
  const golden = loraGolden(name);
  const checkpoint = await openCheckpoint(golden.source);
  const adapter = await openAdapter(golden.adapter, checkpoint);
  return { ...golden, checkpoint, adapter, weights: await adapter.weights() };
}

const row = (logits: ArrayLike<number>, position: number): number[] =>
  Array.from(logits).slice(position * VOCABULARY, (position + 1) * VOCABULARY);

/** Rows in 127 steps of their largest number either way. */
function inSteps(values: Float32Array, columns: number): Float32Array {
  return values.map((value, at) => {
    const row = values.subarray(at - (at % columns), at - (at % columns) + columns);
    const largest = Math.max(...row.map(Math.abs));
    return largest === 0 ? 0 : (Math.round(value * (127 / largest)) / 127) * largest;
  });
}

interface Loader {
  load(checkpoint: Checkpoint, options: LoadOptions): Promise<CausalLM>;
  ensemble(members: EnsembleMembers): Ensemble;
  destroy(): void;
}

interface Runner {
  readonly title: string;
  /** Null where it cannot run here. */
  readonly open: (() => Promise<Loader>) | null;
}

const onCpu = (compute: 'typescript' | 'wasm'): Runner => ({
  title: `on the CPU (${compute})`,
  open: async () => ({
    load: (checkpoint, options) => loadCpuModel(checkpoint, { compute, ...options }),
    ensemble: createHostEnsemble,
    destroy: () => {},
  }),
});
const onGpu = (kernels: NonNullable<RuntimeOptions['kernels']>): Runner => ({
  title: titled(`on the GPU (${kernels} kernels)`, dawn),
  open: dawn.gpu && (() => GpuRuntime.open({ gpu: dawn.gpu, kernels })),
});
const RUNNERS = [onCpu('typescript'), onCpu('wasm'), onGpu('scalar'), onGpu('workgroup')];

describe.each(RUNNERS)('light adapters $title', ({ open: openLoader }) => {
  if (openLoader === null) {
    // There is no adapter, not even a software one: `title` says so.
    it.skip('need a GPU');
    return;
  }
  let loader: Loader;
  beforeAll(async () => {
    loader = await openLoader();
  });
  afterAll(() => loader.destroy());

  /** With keys and values as they were computed, so that nothing but the arithmetic differs. */
  const load = (checkpoint: Checkpoint, precision: Precision | 'stored' = 'stored'): Promise<CausalLM> =>
    loader.load(checkpoint, { precision, cache: 'f32' });

  it.each(LORA_CASES)('agree with Hugging Face peft, and leave the base as it is: %s', async (name) => {
    const { checkpoint, weights, ids, logits, plain } = await open(name);
    const base = await load(checkpoint);
    const expert = await base.adapt!(weights, { id: 'expert', stopIds: [] });
    expect(maxDifference((await expert.extend(ids, { logits: 'all' })).data, logits)).toBeLessThan(TOLERANCE);
    expect(maxDifference((await base.extend(plain.ids, { logits: 'all' })).data, plain.logits)).toBeLessThan(TOLERANCE);
  });

  it.each(LORA_CASES)('advance with their base in one pass, each after its own prompt: %s', async (name) => {
    const { checkpoint, weights, ids, logits, plain } = await open(name);
    const base = await load(checkpoint);
    const expert = await base.adapt!(weights, { id: 'expert', stopIds: [] });
    const anti = base.fork!();
    const shared = base.shared!;
    expect(expert.shared).toBe(shared);
    // The prompts are of different lengths, and all but their last tokens come first.
    await shared.extend([
      { context: base, ids: plain.ids.slice(0, 10), options: { logits: 'none' } },
      { context: expert, ids: ids.slice(0, -1), options: { logits: 'none' } },
      { context: anti, ids: plain.ids.slice(0, 3), options: { logits: 'none' } },
    ]);
    const before = shared.traffic.passes;
    const [fromBase, fromExpert, fromAnti] = await shared.extend([
      { context: base, ids: plain.ids.slice(10, 11) },
      { context: expert, ids: ids.slice(-1) },
      { context: anti, ids: plain.ids.slice(3, 6) },
    ]);
    expect(shared.traffic.passes - before).toBe(1);
    expect(maxDifference(fromBase!.data, row(plain.logits, 10))).toBeLessThan(TOLERANCE);
    expect(maxDifference(fromExpert!.data, row(logits, ids.length - 1))).toBeLessThan(TOLERANCE);
    expect(maxDifference(fromAnti!.data, row(plain.logits, 5))).toBeLessThan(TOLERANCE);
    // Some want logits at all positions, some at the last, some at none.
    const [fromAll, fromNone] = await shared.extend([
      { context: anti, ids: plain.ids.slice(6, 9), options: { logits: 'all' } },
      { context: base, ids: plain.ids.slice(11, 12), options: { logits: 'none' } },
    ]);
    expect(maxDifference(row(fromAll!.data, 2), row(plain.logits, 8))).toBeLessThan(TOLERANCE);
    expect(fromNone!.rows).toBe(0);
    expect([base.length, expert.length, anti.length]).toEqual([12, ids.length, 9]);
  });

  it('read the bytes of one model and its adapter a step, for three contexts', async () => {
    const { checkpoint, weights, ids } = await open('llama-linear');
    const base = await load(checkpoint, 'q4');
    const shared = base.shared!;
    const expert = await base.adapt!(weights, { id: 'expert', stopIds: [] });
    const contexts = [base, expert, base.fork!()];
    await shared.extend(
      contexts.map((context) => ({ context, ids: ids.slice(0, 5), options: { logits: 'none' as const } })),
    );
    const bytesOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = shared.traffic.bytes;
      await work();
      return shared.traffic.bytes - before;
    };
    const alone = await bytesOf(() => base.extend([7]));
    const together = await bytesOf(() => shared.extend(contexts.map((context) => ({ context, ids: [7] }))));
    const { config } = checkpoint;
    // Rows of the embedding are read for each token.
    const embedded = 2 * (config.hiddenSize / 2 + (config.hiddenSize / 32) * 4);
    const adapter = expert.info.bytes;
    expect(together - alone).toBeGreaterThan(adapter);
    expect(together - alone).toBeLessThanOrEqual(adapter + embedded);
    // All matrices of the model but the embedding's other rows, and no more than the model has.
    expect(alone).toBeGreaterThan(0.5 * base.info.bytes);
    expect(alone).toBeLessThan(base.info.bytes);
  });

  it.each<Precision>(['q8', 'q4'])('add to weights that are held as %s', async (precision) => {
    const { checkpoint, weights, ids } = await open('gemma3-linear');
    const base = await load(checkpoint, precision);
    const expert = await base.adapt!(weights, { id: 'expert', stopIds: [] });
    const { data } = await expert.extend(ids, { logits: 'all' });
    const narrowed = new Map(await referenceWeights(checkpoint, precision));
    for (const [name, { rank, ...factors }] of weights) {
      const columns = factors.a.length / rank;
      // The GPU holds an adapter in 8 bits beside weights that are no finer.
      const isNarrow = expert.info.backend === 'webgpu';
      const [a, b] = isNarrow ? [inSteps(factors.a, columns), inSteps(factors.b, rank)] : [factors.a, factors.b];
      const sum = narrowed.get(name)!.map((value, at) => {
        const [index, column] = [Math.floor(at / columns), at % columns];
        return Array.from({ length: rank }, (_, k) => b[index * rank + k]! * a[k * columns + column]!).reduce(
          (total, each) => total + each,
          value,
        );
      });
      narrowed.set(name, sum);
    }
    expect(maxDifference(data, referenceLogits(checkpoint.config, narrowed, ids))).toBeLessThan(TOLERANCE);
  });

  it.each<[Precision, number]>([
    ['q8', 2],
    ['q8', 3],
    ['q4', 2],
    ['q4', 3],
  ])('compute with %s weights for %i contexts what each would by itself', async (precision, count) => {
    const { checkpoint, weights, ids } = await open('llama-linear');
    const base = await load(checkpoint, precision);
    const contexts = [base, await base.adapt!(weights, { id: 'expert', stopIds: [] }), base.fork!()].slice(0, count);
    const alone = [];
    for (const [index, context] of contexts.entries()) {
      await context.extend(ids.slice(0, 4 + index), { logits: 'none' });
      alone.push(await context.extend([9 + index]));
      await context.truncate(4 + index);
    }
    const together = await base.shared!.extend(contexts.map((context, index) => ({ context, ids: [9 + index] })));
    for (const [index, { data }] of together.entries()) {
      expect(maxDifference(data, alone[index]!.data)).toBeLessThan(1e-4);
    }
  });

  it('write what a merged expert and two loaded bases would, in one pass a token', async () => {
    const { checkpoint, adapter, weights, ids } = await open('llama-linear');
    const base = await load(checkpoint);
    const light = loader.ensemble({
      base,
      pair: { expert: await base.adapt!(weights, { id: 'expert', stopIds: [] }), anti: base.fork!() },
      sharedIds: null,
    });
    const merged = loader.ensemble({
      base: await load(checkpoint),
      pair: { expert: await load(mergeAdapter(checkpoint, adapter)), anti: await load(checkpoint) },
      sharedIds: null,
    });
    const prompts = { base: ids.slice(0, 9), expert: ids.slice(0, 12), anti: ids.slice(2, 6) };
    const { traffic } = base.shared!;
    const written: number[][] = [];
    for (const ensemble of [light, merged]) {
      await ensemble.prefill(prompts, {});
      const before = traffic.passes;
      const chosen: number[] = [];
      for (let stepIndex = 0; stepIndex < 12; stepIndex++) {
        const append = [chosen.at(-1) ?? 5];
        const request: StepRequest = {
          append: { base: append, expert: append, anti: append },
          alpha: 0.7,
          sampling: GREEDY,
          recent: [],
          seed: 0,
          stepIndex,
          candidates: 0,
        };
        chosen.push((await ensemble.step(request)).chosen.id);
      }
      written.push(chosen);
      expect(traffic.passes - before).toBe(ensemble === light ? 12 : 0);
    }
    expect(written[0]).toEqual(written[1]);
    expect(new Set(written[0]).size).toBeGreaterThan(2);
  });

  it('are all as they were when a pass is cancelled or refused', async () => {
    const { checkpoint, weights, ids } = await open('llama-linear');
    const base = await load(checkpoint);
    const expert = await base.adapt!(weights, { id: 'expert', stopIds: [] });
    await base.extend(ids.slice(0, 4));
    const shared = base.shared!;
    const jobs = [
      { context: base, ids: [1, 2] },
      { context: expert, ids: [3] },
    ];
    const controller = new AbortController();
    controller.abort();
    await expect(shared.extend(jobs, controller.signal)).rejects.toBeInstanceOf(Cancelled);
    const refused = [...jobs.slice(0, 1), { context: expert, ids: [VOCABULARY] }];
    await expect(shared.extend(refused)).rejects.toMatchObject({ code: 'bad-argument' });
    const stranger = await load(checkpoint);
    await expect(shared.extend([{ context: stranger, ids: [1] }])).rejects.toMatchObject({ code: 'bad-argument' });
    expect([base.length, expert.length]).toEqual([4, 0]);
    await shared.extend(jobs);
    expect([base.length, expert.length]).toEqual([6, 1]);
  });
});
