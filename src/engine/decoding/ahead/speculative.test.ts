import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import { openCheckpoint } from '../../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../../lm/cpu/model.ts';
import type {
  Ensemble,
  EnsembleMembers,
  EnsembleReport,
  Role,
  SamplingOptions,
  StepResult,
} from '../../lm/ensemble.ts';
import { GREEDY } from '../../lm/ensemble.ts';
import { createHostEnsemble } from '../../lm/host-ensemble.ts';
import { randomCheckpoint } from '../../lm/testing/random-checkpoint.ts';
import { TableModel, type TableModelOptions } from '../../lm/testing/table-model.ts';
import { allow, emptyMask } from '../../lm/token-mask.ts';
import { GpuRuntime } from '../../lm/webgpu/runtime.ts';
import { openDawn, titled } from '../../lm/webgpu/testing/dawn.ts';
import { decodeIds } from '../testing/decode-ids.ts';
import { createSpeculativeEnsemble } from './speculative.ts';

const WIDTH = 40;
const SAMPLED: SamplingOptions = { repetitionPenalty: 1.1, temperature: 0.9, topK: 20, topP: 0.95 };
const TIMEOUT = { timeout: 300_000 };

function reported(ensemble: Ensemble): Extract<EnsembleReport, { kind: 'speculative' }> {
  const report = ensemble.report?.();
  if (report?.kind !== 'speculative') throw new Error('This ensemble does not speculate.');
  return report;
}

const table = (seed: number, more: Partial<TableModelOptions> = {}) =>
  new TableModel({ vocabularySize: WIDTH, seed, ...more });
/** Base and pair that often agree, as a tuned expert and its base do: the same tables, sometimes. */
function tables(more: Partial<Record<Role, Partial<TableModelOptions>>> = {}) {
  const base = table(1, more.base);
  return { base, pair: { expert: table(2, more.expert), anti: table(3, more.anti) }, sharedIds: null };
}
const PROMPT = [7, 3, 9];
const PROMPTS = { base: PROMPT, expert: [7, 9], anti: [3, 9] };
const always = (members: EnsembleMembers, most = 4) =>
  createSpeculativeEnsemble(members, createHostEnsemble(members), { pace: 'always', most });

describe('steps are those of plain decoding', () => {
  it('for any α, sampling, seed and lookahead (ids, probabilities, argmaxes, candidates)', async () => {
    const settings = fc.record({
      alpha: fc.constantFrom(0, 0.3, 1, 2),
      seed: fc.nat(),
      most: fc.integer({ min: 1, max: 8 }),
      greedy: fc.boolean(),
      expertSeed: fc.constantFrom(1, 2),
      antiSeed: fc.constantFrom(2, 3),
    });
    await fc.assert(
      fc.asyncProperty(settings, async ({ alpha, seed, most, greedy, expertSeed, antiSeed }) => {
        const options = { tokens: 24, alpha, seed, sampling: greedy ? GREEDY : SAMPLED };
        const trio = () => ({
          base: table(1),
          pair: { expert: table(expertSeed), anti: table(antiSeed) },
          sharedIds: null,
        });
        const ensemble = always(trio(), most);
        expect(await decodeIds(ensemble, PROMPTS, options)).toEqual(
          await decodeIds(createHostEnsemble(trio()), PROMPTS, options),
        );
        const { tokens, passes, accepted } = reported(ensemble);
        expect(tokens).toBe(24);
        // The last token may have been guessed without a step after it to make use of that.
        expect([tokens - accepted, tokens - accepted + 1]).toContain(passes.base);
      }),
      { numRuns: 60 },
    );
  });

  it('α = 0 gives the base’s tokens, and so does expert = anti', async () => {
    const base = table(1);
    const alone = await decodeIds(createHostEnsemble({ base, sharedIds: null }), PROMPTS, { tokens: 20 });
    const ids = (results: readonly StepResult[]) => results.map(({ chosen }) => chosen.id);
    expect(ids(await decodeIds(always(tables()), PROMPTS, { tokens: 20, alpha: 0 }))).toEqual(ids(alone));
    const expert = table(2);
    const same = always({ base: table(1), pair: { expert, anti: expert }, sharedIds: null });
    const prompts = { ...PROMPTS, anti: PROMPTS.expert };
    expect(ids(await decodeIds(same, prompts, { tokens: 20 }))).toEqual(ids(alone));
  });

  it('where ids are not shared by all models', async () => {
    const sharedIds = Uint8Array.from({ length: WIDTH }, (_, id) => (id % 3 === 0 ? 0 : 1));
    const options = { tokens: 30, sampling: SAMPLED };
    const plain = await decodeIds(createHostEnsemble({ ...tables(), sharedIds }), PROMPTS, options);
    expect(await decodeIds(always({ ...tables(), sharedIds }), PROMPTS, options)).toEqual(plain);
  });

  it('under a constraint that changes from token to token', async () => {
    const allowed = (index: number) => {
      const mask = emptyMask(WIDTH);
      for (let id = 0; id < WIDTH; id++) if ((id + index) % 4 !== 0) allow(mask, id);
      return mask;
    };
    const plain = await decodeIds(createHostEnsemble(tables()), PROMPTS, { tokens: 30, allowed });
    expect(await decodeIds(always(tables()), PROMPTS, { tokens: 30, allowed })).toEqual(plain);
  });

  it('to the last place of the shortest context, which then is full', async () => {
    const short = { anti: { contextLength: 17 } };
    const run = (ensemble: Ensemble, tokens: number) => decodeIds(ensemble, PROMPTS, { tokens });
    const places = 17 - PROMPTS.anti.length + 1;
    expect(await run(always(tables(short)), places)).toEqual(await run(createHostEnsemble(tables(short)), places));
    await expect(run(always(tables(short)), places + 1)).rejects.toMatchObject({ code: 'context-too-long' });
  });
});

describe('guessing', () => {
  it('is always right when base = anti and α = 1: k + 1 tokens a pass of the base', async () => {
    const base = table(1);
    const ensemble = always({ base, pair: { expert: table(2), anti: base }, sharedIds: null }, 4);
    await decodeIds(ensemble, { ...PROMPTS, anti: PROMPTS.base }, { tokens: 25 });
    expect(reported(ensemble)).toMatchObject({ tokens: 25, drafted: 20, accepted: 20, passes: { base: 5, anti: 5 } });
  });

  it('never goes past a stop token', async () => {
    const stop = 11;
    const script = { [PROMPTS.expert.length + 2]: stop };
    const members = tables({ base: { stopIds: [stop] }, expert: { script } });
    const seen: number[] = [];
    const expert = table(2, { script, beforeExtend: (ids) => void seen.push(...ids) });
    await decodeIds(always({ ...members, pair: { ...members.pair, expert } }, 8), PROMPTS, {
      tokens: 12,
      stopIds: [stop],
    });
    expect(seen).not.toContain(stop);
  });

  it('gives way to plain decoding where a model cannot take tokens back, and says so', async () => {
    const members = tables({ base: { capabilities: { truncate: false } } });
    const ensemble = always(members);
    const plain = await decodeIds(createHostEnsemble(tables()), PROMPTS, { tokens: 10 });
    expect(await decodeIds(ensemble, PROMPTS, { tokens: 10 })).toEqual(plain);
    expect(reported(ensemble)).toMatchObject({
      drafted: 0,
      passes: { base: 10 },
      offReason: /cannot take tokens back/,
    });
  });
});

describe('when a pass is cancelled or fails', () => {
  it.each(['expert', 'base', 'anti'] as const)(
    'in the %s, contexts stay in step and the next try goes on',
    async (role) => {
      const reference = await decodeIds(createHostEnsemble(tables()), PROMPTS, { tokens: 16 });
      for (let failing = 1; failing < 12; failing++) {
        const controller = new AbortController();
        let calls = 0;
        const beforeExtend = () => {
          if (++calls === failing + 1) controller.abort();
        };
        const members = tables({ [role]: { beforeExtend } });
        const ensemble = always(members);
        await expect(decodeIds(ensemble, PROMPTS, { tokens: 16, signal: controller.signal })).rejects.toThrow(
          Cancelled,
        );
        // Started again, the same ensemble writes the same text.
        expect(await decodeIds(ensemble, PROMPTS, { tokens: 16 })).toEqual(reference);
      }
    },
  );

  it('a step can be repeated', async () => {
    const reference = await decodeIds(createHostEnsemble(tables()), PROMPTS, { tokens: 16 });
    let broken = false;
    let calls = 0;
    const beforeExtend = () => {
      if (++calls % 3 !== 0 || broken) return;
      broken = true;
      throw new Error('once');
    };
    const ensemble = always(tables({ base: { beforeExtend }, anti: { beforeExtend } }));
    const stubborn: Ensemble = {
      roles: ensemble.roles,
      prefill: (ids, options) => ensemble.prefill(ids, options),
      reset: () => ensemble.reset(),
      async step(request) {
        broken = false;
        return ensemble.step(request).catch(() => ensemble.step(request));
      },
    };
    expect(await decodeIds(stubborn, PROMPTS, { tokens: 16 })).toEqual(reference);
  });
});

describe('the pace', () => {
  /** Models whose forwards take so many milliseconds for so many positions. */
  async function timed(cost: (role: Role, positions: number) => number, right: boolean, tokens = 120) {
    let now = 0;
    const taking = (role: Role) => ({
      beforeExtend: (ids: readonly number[]) => {
        now += cost(role, ids.length);
      },
    });
    const base = table(1, { ...taking('base'), contextLength: 512 });
    const anti = right ? base : table(3, { ...taking('anti'), contextLength: 512 });
    const members = {
      base,
      pair: { expert: table(2, { ...taking('expert'), contextLength: 512 }), anti },
      sharedIds: null,
    };
    const run = async (ensemble: Ensemble) => {
      await ensemble.reset();
      const begun = now;
      await decodeIds(ensemble, { ...PROMPTS, anti: right ? PROMPTS.base : PROMPTS.anti }, { tokens });
      return now - begun;
    };
    const plain = await run(createHostEnsemble(members));
    const ensemble = createSpeculativeEnsemble(members, createHostEnsemble(members), { clock: () => now });
    return { plain, speculative: await run(ensemble), report: reported(ensemble) };
  }

  it('guesses more where a pass costs the same for any number of tokens and guesses are right', async () => {
    const { plain, speculative, report } = await timed((role) => (role === 'expert' ? 1 : 8), true);
    expect(report).toMatchObject({ k: 8, offReason: null });
    expect(speculative).toBeLessThan(0.5 * plain);
    expect(report.passes.base / report.tokens).toBeLessThan(0.3);
  });

  it('stops where a pass costs as much as its tokens one by one, and says so', async () => {
    const { plain, speculative, report } = await timed((role, n) => (role === 'expert' ? 2 : 8) * n, true);
    expect(report.offReason).toMatch(/does not pay/);
    expect(speculative).toBeLessThan(1.2 * plain);
  });

  it('stops where guesses are wrong', async () => {
    const { plain, speculative, report } = await timed((role, n) => (role === 'expert' ? 2 : 6 + 2 * n), false);
    expect(report.offReason).toMatch(/does not pay/);
    expect(speculative).toBeLessThan(1.3 * plain);
  });
});

it('sampled tokens have the exact distribution of plain proxy tuning (χ², 11 degrees of freedom, p > 0.001)', async () => {
  const width = 12;
  const trio = () => {
    const small = (seed: number) => new TableModel({ vocabularySize: width, seed });
    return { base: small(1), pair: { expert: small(2), anti: small(3) }, sharedIds: null };
  };
  const sampling = { ...GREEDY, temperature: 1.5 };
  const prompt = { base: [1, 2], expert: [1, 2], anti: [1, 2] };
  const ensemble = always(trio());
  // The second token, given the first: a guess when the first was one.
  const runs = 4000;
  const counts = new Map<number, number[]>();
  for (let seed = 0; seed < runs; seed++) {
    const [first, second] = await decodeIds(ensemble, prompt, { tokens: 2, sampling, seed });
    const row = counts.get(first!.chosen.id) ?? new Array<number>(width).fill(0);
    row[second!.chosen.id]!++;
    counts.set(first!.chosen.id, row);
  }
  const [first, row] = [...counts].sort(([, a], [, b]) => sum(b) - sum(a))[0]!;
  const logits = async (model: CausalLM) => (await model.extend([1, 2, first])).data;
  const { base, pair } = trio();
  const [b, e, a] = [await logits(base), await logits(pair.expert), await logits(pair.anti)];
  const weights = Array.from(b, (value, v) => Math.exp((value + e[v]! - a[v]!) / sampling.temperature));
  const expected = weights.map((weight) => (sum(row) * weight) / sum(weights));
  const statistic = sum(expected.map((count, v) => (row[v]! - count) ** 2 / count));
  expect(statistic).toBeLessThan(31.26);
  expect(reported(ensemble).tokens).toBe(2);
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const dawn = await openDawn();
const gpu = dawn.gpu === null ? null : await GpuRuntime.open({ gpu: dawn.gpu });
afterAll(() => gpu?.destroy());

describe('64 tokens after many prompts, greedy and sampled', TIMEOUT, () => {
  const SHAPE = { vocabularySize: 96, contextLength: 96, hiddenSize: 32, heads: 2, kvHeads: 1, layers: 1, ffnSize: 32 };
  const LARGER = { ...SHAPE, layers: 2, ffnSize: 64 };
  const checkpoint = (seed: number, config: typeof SHAPE) => openCheckpoint(randomCheckpoint({ seed, config }).source);
  async function members(load: (source: Awaited<ReturnType<typeof checkpoint>>) => Promise<CausalLM>) {
    // One network twice and a pair: expert and base often agree, so guesses are right and wrong.
    const [base, expert, anti] = [
      await load(await checkpoint(1, LARGER)),
      await load(await checkpoint(1, SHAPE)),
      await load(await checkpoint(3, SHAPE)),
    ];
    return { base, pair: { expert, anti }, sharedIds: null };
  }
  const prompts = Array.from({ length: 50 }, (_, index) => {
    const ids = Array.from({ length: 4 + (index % 5) }, (_, i) => 1 + ((index * 31 + i * 17) % 90));
    return { base: ids, expert: ids, anti: ids.slice(1) };
  });

  async function compare(plain: Ensemble, speculative: Ensemble, count: number) {
    let accepted = 0;
    for (const [seed, prompt] of prompts.slice(0, count).entries()) {
      const options = { tokens: 64, seed, alpha: 0.5, sampling: seed % 2 === 0 ? GREEDY : SAMPLED };
      const [expected, found] = [
        await decodeIds(plain, prompt, options),
        await decodeIds(speculative, prompt, options),
      ];
      expect(found.map(({ chosen }) => chosen.id)).toEqual(expected.map(({ chosen }) => chosen.id));
      for (const [index, { chosen }] of found.entries()) {
        expect(chosen.combined).toBeCloseTo(expected[index]!.chosen.combined, 4);
      }
      accepted += reported(speculative).accepted;
    }
    expect(accepted).toBeGreaterThan(0);
  }

  it('on the CPU, 50 prompts', async () => {
    const trio = await members(loadCpuModel);
    await compare(createHostEnsemble(trio), always(trio, 6), 50);
  });

  // All 50 with the demo models: `bench/speculative.ts`.
  it.skipIf(gpu === null)(titled('on WebGPU, 6 prompts', dawn), async () => {
    if (gpu === null) return;
    const trio = await members((source) => gpu.load(source));
    const plain = gpu.ensemble(trio);
    await compare(plain, createSpeculativeEnsemble(trio, plain, { pace: 'always', most: 6 }), 6);
  });
});
