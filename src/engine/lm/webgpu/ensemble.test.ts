import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { type Candidate, type Ensemble, type EnsembleMembers, GREEDY, type StepRequest } from '../ensemble.ts';
import { createHostEnsemble } from '../host-ensemble.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import type { GpuModel } from './gpu-model.ts';
import { GpuRuntime, type RuntimeOptions } from './runtime.ts';
import { openDawn, titled } from './testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const PROMPT = [3, 14, 15, 92, 65, 35];

const REQUEST: Omit<StepRequest, 'append' | 'stepIndex'> = {
  alpha: 1,
  sampling: GREEDY,
  recent: [],
  seed: 11,
  candidates: 8,
  baseCandidates: 6,
};

/** Prefills all but the last prompt token, then steps; the ids chosen and everything reported. */
async function run(
  ensemble: Ensemble,
  request: Partial<Omit<StepRequest, 'append' | 'stepIndex'>>,
  steps: number,
): Promise<{ ids: number[]; results: Awaited<ReturnType<Ensemble['step']>>[] }> {
  const forAll = (ids: readonly number[]) => Object.fromEntries(ensemble.roles.map((role) => [role, ids]));
  await ensemble.reset();
  await ensemble.prefill(forAll(PROMPT.slice(0, -1)), {});
  const ids: number[] = [];
  const results = [];
  let last = PROMPT.at(-1)!;
  for (let stepIndex = 0; stepIndex < steps; stepIndex++) {
    const result = await ensemble.step({ ...REQUEST, recent: ids, ...request, append: forAll([last]), stepIndex });
    results.push(result);
    last = result.chosen.id;
    ids.push(last);
  }
  return { ids, results };
}

const ids = async (...parameters: Parameters<typeof run>): Promise<number[]> => (await run(...parameters)).ids;

function expectSame(ours: Candidate, theirs: Candidate): void {
  expect(ours.id).toBe(theirs.id);
  for (const row of ['base', 'expert', 'anti', 'combined'] as const) expect(ours[row]).toBeCloseTo(theirs[row], 4);
  expect(ours.delta).toBeCloseTo(theirs.delta, 4);
}

/** Barriers are slow on a software adapter: kernels meant for real GPUs take fewer steps. */
const VARIANTS: readonly (RuntimeOptions & { readonly steps: number })[] = [
  { kernels: 'scalar', steps: 32 },
  { kernels: 'workgroup', steps: 3 },
];

describe.skipIf(dawn.gpu === null).each(VARIANTS)(titled('GPU ensemble, $kernels kernels', dawn), (variant) => {
  let runtime: GpuRuntime;
  let base: GpuModel;
  let expert: GpuModel;
  let anti: GpuModel;

  const load = async (seed: number, config: Partial<DecoderConfig> = {}): Promise<GpuModel> => {
    const shape = { layers: 1, contextLength: 160, vocabularySize: 200, ...config };
    return runtime.load(await openCheckpoint(randomCheckpoint({ seed, config: shape }).source));
  };
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu!, ...variant });
    [base, expert, anti] = [await load(1, { layers: 2 }), await load(2), await load(3)];
  });
  afterAll(() => runtime.destroy());

  const alone = (model: GpuModel): Ensemble => runtime.ensemble({ base: model, sharedIds: null });
  const together = (members: Partial<EnsembleMembers['pair']> = {}): Ensemble =>
    runtime.ensemble({ base, pair: { expert, anti, ...members }, sharedIds: null });

  it('chooses what the base chooses when alpha is 0', async () => {
    expect(await ids(together(), { alpha: 0 }, variant.steps)).toEqual(await ids(alone(base), {}, variant.steps));
  });

  it('chooses what the base chooses when expert and anti-expert are equal', async () => {
    const twin = await load(2);
    const expected = await ids(alone(base), {}, variant.steps);
    expect(await ids(together({ anti: twin }), { alpha: 1.7 }, variant.steps)).toEqual(expected);
    expect(await ids(together({ anti: expert }), { alpha: 1.7 }, variant.steps)).toEqual(expected);
    await twin.dispose();
  });

  it('chooses what the expert chooses when base and anti-expert are equal and alpha is 1', async () => {
    const expected = await ids(alone(expert), {}, variant.steps);
    expect(await ids(together({ anti: base }), { alpha: 1 }, variant.steps)).toEqual(expected);
    const twin = await load(1, { layers: 2 });
    expect(await ids(together({ anti: twin }), { alpha: 1 }, variant.steps)).toEqual(expected);
    await twin.dispose();
  });

  it.each([
    ['greedy', {}],
    ['a repetition penalty', { sampling: { ...GREEDY, repetitionPenalty: 1.4 } }],
    ['temperature', { sampling: { ...GREEDY, temperature: 0.8 } }],
    ['top-k', { sampling: { ...GREEDY, temperature: 1.2, topK: 7 } }],
    ['top-p', { sampling: { ...GREEDY, temperature: 1.1, topP: 0.6 } }],
    ['a token that is forced', { sampling: { ...GREEDY, temperature: 0.8, topK: 3 }, forced: 121 }],
    ['all of it', { sampling: { repetitionPenalty: 1.2, temperature: 0.9, topK: 20, topP: 0.9 }, alpha: 0.7 }],
  ] as const)('agrees with the ensemble on the host: %s', async (_, request) => {
    const members = { base, pair: { expert, anti }, sharedIds: null };
    const ours = await run(runtime.ensemble(members), request, Math.min(8, variant.steps));
    const theirs = await run(createHostEnsemble(members), request, Math.min(8, variant.steps));
    expect(ours.ids).toEqual(theirs.ids);
    ours.results.forEach((result, index) => {
      const expected = theirs.results[index]!;
      expectSame(result.chosen, expected.chosen);
      expect([result.baseArgmax, result.combinedArgmax]).toEqual([expected.baseArgmax, expected.combinedArgmax]);
      expect(result.top.map(({ id }) => id)).toEqual(expected.top.map(({ id }) => id));
      result.top.forEach((candidate, place) => {
        expectSame(candidate, expected.top[place]!);
      });
      expect(result.baseTop.map(({ id }) => id)).toEqual(expected.baseTop.map(({ id }) => id));
      result.baseTop.forEach((candidate, place) => {
        expectSame(candidate, expected.baseTop[place]!);
      });
      for (const key of ['entropyBase', 'entropyCombined', 'klCombined', 'klBase'] as const)
        expect(result.spread?.[key]).toBeCloseTo(expected.spread?.[key] ?? Number.NaN, 4);
    });
  });

  it('leaves ids to the base that are not the same token everywhere, and beyond a narrower vocabulary', async () => {
    const narrow = await load(4, { vocabularySize: 150 });
    const wide = await load(5, { vocabularySize: 230 });
    const sharedIds = Uint8Array.from({ length: 200 }, (_, id) => (id % 7 === 0 ? 0 : 1));
    const members = { base, pair: { expert: narrow, anti: wide }, sharedIds };
    const prompt = { base: PROMPT, expert: PROMPT, anti: PROMPT };
    const request = { ...REQUEST, append: prompt, stepIndex: 0, candidates: 32 };
    await base.truncate(0);
    const ours = await runtime.ensemble(members).step(request);
    await Promise.all([base, narrow, wide].map((model) => model.truncate(0)));
    const theirs = await createHostEnsemble(members).step(request);
    await Promise.all([base, narrow, wide].map((model) => model.truncate(0)));
    expect(ours.top).toHaveLength(32);
    ours.top.forEach((candidate, place) => {
      expectSame(candidate, theirs.top[place]!);
    });
    const outside = ours.top.filter(({ id }) => id % 7 === 0);
    expect(outside.every(({ expert: p, anti: q }) => p === 0 && q === 0)).toBe(true);
    expect(() => runtime.ensemble({ ...members, sharedIds: null })).toThrow(/different size/);
    await narrow.dispose();
    await wide.dispose();
  });

  it('never draws what only pads the vocabulary', async () => {
    const shape = { layers: 1, contextLength: 160, vocabularySize: 200 };
    const checkpoint = await openCheckpoint(randomCheckpoint({ seed: 1, config: shape }).source);
    const padded = await runtime.load({ ...checkpoint, config: { ...checkpoint.config, tokens: 20 } });
    // So hot that nine of ten draws would be padding.
    const sampling = { ...GREEDY, temperature: 1e3, topP: 0.9 };
    const members = { base: padded, pair: { expert: padded, anti }, sharedIds: null };
    const request = { sampling, candidates: 32 };
    const { ids: drawn, results } = await run(runtime.ensemble(members), request, 3);
    expect(Math.max(...drawn)).toBeLessThan(20);
    expect(results[0]!.top).toHaveLength(20);
    expect((await run(createHostEnsemble(members), request, 3)).ids).toEqual(drawn);
    await padded.dispose();
  });

  it('gives each role its own prompt, through forks of one model', async () => {
    const fork = base.fork();
    const ensemble = runtime.ensemble({ base, pair: { expert: fork, anti }, sharedIds: null });
    const progress: number[] = [];
    await ensemble.reset();
    const prompts = { base: PROMPT, expert: [...PROMPT, 1, 2], anti: [9] };
    await ensemble.prefill(prompts, { onProgress: (done, total) => progress.push(done / total) });
    expect([base.length, fork.length, anti.length]).toEqual([6, 8, 1]);
    expect(progress.at(-1)).toBe(1);
    const same = runtime.ensemble({ base, pair: { expert: base, anti }, sharedIds: null });
    await expect(same.prefill(prompts, {})).rejects.toMatchObject({ code: 'bad-argument' });
    await ensemble.reset();
    expect([base.length, fork.length, anti.length]).toEqual([0, 0, 0]);
    await fork.dispose();
  });

  it('reads back a few hundred bytes a step', async () => {
    const ensemble = together();
    await run(ensemble, {}, 1);
    const { device } = runtime;
    const mapped: number[] = [];
    const createCommandEncoder = device.createCommandEncoder.bind(device);
    device.createCommandEncoder = (descriptor) => {
      const encoder = createCommandEncoder(descriptor);
      const copy = encoder.copyBufferToBuffer.bind(encoder) as (...parameters: unknown[]) => undefined;
      encoder.copyBufferToBuffer = (...parameters: unknown[]) => {
        mapped.push(parameters[4] as number);
        return copy(...parameters);
      };
      return encoder;
    };
    const append = { base: [1], expert: [1], anti: [1] };
    await ensemble.step({ ...REQUEST, append, stepIndex: 1, candidates: 32 });
    device.createCommandEncoder = createCommandEncoder;
    expect(mapped).toHaveLength(1);
    expect(mapped[0]).toBeLessThan(900);
  });

  it('keeps every context as it was when a step is cancelled or fails', async () => {
    const ensemble = together();
    await ensemble.reset();
    await ensemble.prefill({ base: PROMPT, expert: PROMPT, anti: PROMPT }, {});
    const lengths = () => [base.length, expert.length, anti.length];
    const controller = new AbortController();
    const append = { base: [1], expert: [1], anti: [1] };
    const step = ensemble.step({ ...REQUEST, append, stepIndex: 0, signal: controller.signal });
    controller.abort();
    await expect(step).rejects.toBeInstanceOf(Cancelled);
    const wrong = { ...append, anti: [4000] };
    await expect(ensemble.step({ ...REQUEST, append: wrong, stepIndex: 0 })).rejects.toMatchObject({
      code: 'bad-argument',
    });
    await expect(ensemble.step({ ...REQUEST, append: { base: [1] }, stepIndex: 0 })).rejects.toMatchObject({
      code: 'bad-argument',
    });
    const long = Array.from({ length: 160 }, () => 1);
    await expect(ensemble.prefill({ base: [1], expert: [1], anti: long }, {})).rejects.toMatchObject({
      code: 'context-too-long',
    });
    expect(lengths()).toEqual([6, 6, 6]);
  });
});
