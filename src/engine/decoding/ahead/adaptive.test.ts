import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { type Ensemble, type EnsembleReport, GREEDY, type Role, type SamplingOptions } from '../../lm/ensemble.ts';
import { createHostEnsemble } from '../../lm/host-ensemble.ts';
import { TableModel, type TableModelOptions } from '../../lm/testing/table-model.ts';
import { allow, emptyMask } from '../../lm/token-mask.ts';
import { type Decoding, decodeIds } from '../testing/decode-ids.ts';
import { type AdaptiveOptions, createAdaptiveEnsemble } from './adaptive.ts';
import { disagreement, scaleWithin } from './alpha-scale.ts';
import { leadOf } from './lead.ts';
import { ShiftRecord } from './shift-record.ts';

const WIDTH = 40;
const SAMPLED: SamplingOptions = { repetitionPenalty: 1.1, temperature: 0.9, topK: 20, topP: 0.95 };
const PROMPTS: Readonly<Record<Role, readonly number[]>> = { base: [7, 3, 9], expert: [7, 9], anti: [3, 9] };

const table = (seed: number, more: Partial<TableModelOptions> = {}) =>
  new TableModel({ vocabularySize: WIDTH, seed, ...more });
function tables(more: Partial<Record<Role, Partial<TableModelOptions>>> = {}) {
  return {
    base: table(1, more.base),
    pair: { expert: table(2, more.expert), anti: table(3, more.anti) },
    sharedIds: null,
  };
}
type Trio = ReturnType<typeof tables>;

const adaptive = (members: Trio, options: AdaptiveOptions) =>
  createAdaptiveEnsemble(members, createHostEnsemble(members), options);
const plain = (options: Decoding, more: Parameters<typeof tables>[0] = {}) =>
  decodeIds(createHostEnsemble(tables(more)), PROMPTS, options);

function reported(ensemble: Ensemble): Extract<EnsembleReport, { kind: 'adaptive' }> {
  const report = ensemble.report?.();
  if (report?.kind !== 'adaptive') throw new Error('This ensemble does not adapt.');
  return report;
}

const settings = fc.record({
  alpha: fc.constantFrom(0, 0.05, 0.2, 1),
  seed: fc.nat(),
  greedy: fc.boolean(),
  risk: fc.constantFrom(0.05, 0.5, 0.9),
  doubt: fc.constantFrom(0, 0.5, 1),
  most: fc.integer({ min: 0, max: 9 }),
});

describe('the certain mode', () => {
  it('gives the steps of full proxy tuning, however little it doubts, also with a memory of other texts', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ alpha, seed, greedy, doubt, most }) => {
        const options = { tokens: 30, alpha, seed, sampling: greedy ? GREEDY : SAMPLED };
        const ensemble = adaptive(tables(), { skip: { risk: 0, doubt, most } });
        await decodeIds(ensemble, PROMPTS, { tokens: 20, alpha: 1, seed: 3 });
        expect(await decodeIds(ensemble, PROMPTS, options)).toEqual(await plain(options));
        const { tokens, skipped, passes, differing } = reported(ensemble);
        expect({ tokens, differing }).toEqual({ tokens: 30, differing: 0 });
        expect(passes.expert).toBe(tokens - skipped);
        expect(passes.anti).toBe(passes.expert);
      }),
      { numRuns: 60 },
    );
  });

  it('spares the pair most forwards where it shifts little', async () => {
    const ensemble = adaptive(tables(), { skip: { risk: 0 } });
    await decodeIds(ensemble, PROMPTS, { tokens: 60, alpha: 0.005 });
    expect(reported(ensemble).skipped).toBeGreaterThan(24);
  });
});

describe('what was learnt from one text', () => {
  const twice = async (skip: AdaptiveOptions['skip']) => {
    const ensemble = adaptive(tables(), { skip });
    const first = await decodeIds(ensemble, PROMPTS, { tokens: 60 });
    const passes = reported(ensemble).passes.expert;
    return { first, second: await decodeIds(ensemble, PROMPTS, { tokens: 60 }), passes, ensemble };
  };

  it('spares the pair passes in the next, in the certain mode', async () => {
    const { first, second, passes, ensemble } = await twice({ risk: 0 });
    expect(second).toEqual(first);
    expect(reported(ensemble).passes.expert).toBeLessThan(passes / 2);
  });

  it('is forgotten at a risk, so that the next is as if it were the first, unless told otherwise', async () => {
    const { first, second, passes, ensemble } = await twice({ risk: 0.3 });
    expect(second).toEqual(first);
    expect(reported(ensemble).passes.expert).toBe(passes);
    const other = await twice({ risk: 0.3, remember: 'session' });
    expect(reported(other.ensemble).passes.expert).toBeLessThan(other.passes / 2);
  });
});

describe('skipping at a risk', () => {
  it('gives the tokens of full proxy tuning as long as no shift exceeds the bound', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ alpha, seed, greedy, most }) => {
        const options = { tokens: 30, alpha, seed, sampling: greedy ? GREEDY : { ...SAMPLED, topK: 0, topP: 1 } };
        // Shifts of these tables spread over less than 16, and so do those remembered, which may say the opposite; the penalty
        // stretches scores, the temperature divides them.
        const least = (32 * alpha * 1.1) / 0.9;
        const ensemble = adaptive(tables(), { skip: { risk: 0.9, least, most } });
        const ids = (await decodeIds(ensemble, PROMPTS, options)).map(({ chosen }) => chosen.id);
        expect(ids).toEqual((await plain(options)).map(({ chosen }) => chosen.id));
      }),
      { numRuns: 30 },
    );
  });

  it('tells what was expected of skipped tokens, and adds up', async () => {
    await fc.assert(
      fc.asyncProperty(settings, async ({ alpha, seed, risk, most }) => {
        const ensemble = adaptive(tables(), { skip: { risk, most } });
        const results = await decodeIds(ensemble, PROMPTS, { tokens: 40, alpha, seed });
        const skipped = results.filter(({ pairSkipped }) => pairSkipped);
        for (const { chosen, combinedArgmax } of skipped) {
          expect(chosen).toMatchObject({ id: combinedArgmax, expert: 0, anti: 0 });
          if (alpha === 0) expect(chosen.combined).toBe(chosen.base);
        }
        const report = reported(ensemble);
        expect(report).toMatchObject({ tokens: 40, skipped: skipped.length, passes: { base: 40 } });
        expect(report.passes.expert).toBe(40 - skipped.length);
        expect(report.audited).toBeLessThanOrEqual(report.skipped);
        expect(report.audited).toBeGreaterThanOrEqual(report.skipped - most);
        expect(report.differing).toBeLessThanOrEqual(report.audited);
      }),
      { numRuns: 40 },
    );
  });

  it('catching up leaves the contexts as if nothing had been skipped, and compares what was', async () => {
    const members = tables();
    const ensemble = adaptive(members, { skip: { risk: 0.7, most: 6 } });
    const results = await decodeIds(ensemble, PROMPTS, { tokens: 60, alpha: 0.2 });
    const ids = results.map(({ chosen }) => chosen.id);
    const last = results.findLastIndex(({ pairSkipped }) => !pairSkipped);
    for (const role of ['expert', 'anti'] as const) {
      expect(members.pair[role].context).toEqual([...PROMPTS[role], ...ids.slice(0, last)]);
    }
    // What full proxy tuning chooses after the very same tokens.
    const fresh = createHostEnsemble(tables());
    let differing = 0;
    for (const [index, { pairSkipped = false, chosen }] of results.slice(0, last).entries()) {
      const full = { base: [...PROMPTS.base, ...ids.slice(0, index)], ...pairOf(ids.slice(0, index)) };
      const [other] = await decodeIds(fresh, full, { tokens: 1, alpha: 0.2 });
      if (pairSkipped && other!.chosen.id !== chosen.id) differing++;
      if (!pairSkipped) expect(chosen).toEqual(other!.chosen);
    }
    expect(reported(ensemble)).toMatchObject({ differing });
    expect(differing).toBeGreaterThan(0);
  });

  it('needs no pair where a constraint leaves one token', async () => {
    const allowed = (index: number) => {
      const mask = emptyMask(WIDTH);
      allow(mask, index);
      return mask;
    };
    const ensemble = adaptive(tables(), { skip: { risk: 0.01, most: 30 } });
    const results = await decodeIds(ensemble, PROMPTS, { tokens: 20, allowed });
    expect(results.map(({ chosen }) => chosen.id)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(reported(ensemble)).toMatchObject({ skipped: 20, passes: { base: 20, expert: 0 } });
  });
});

const pairOf = (ids: readonly number[]) => ({
  expert: [...PROMPTS.expert, ...ids],
  anti: [...PROMPTS.anti, ...ids],
});

describe('either mode', () => {
  const MODES: readonly [string, AdaptiveOptions][] = [
    ['certain', { skip: { risk: 0, doubt: 0.5 } }],
    ['at a risk', { skip: { risk: 0.3 } }],
  ];

  it.each(MODES)('%s: cancelled at any forward, the next run is as the first', async (_, options) => {
    const reference = await decodeIds(adaptive(tables(), options), PROMPTS, { tokens: 20, alpha: 0.1 });
    for (const role of ['base', 'expert', 'anti'] as const) {
      for (let failing = 2; failing < 6; failing++) {
        const controller = new AbortController();
        let calls = 0;
        const beforeExtend = () => {
          if (++calls === failing) controller.abort();
        };
        const ensemble = adaptive(tables({ [role]: { beforeExtend } }), options);
        const cancelled = decodeIds(ensemble, PROMPTS, { tokens: 20, alpha: 0.1, signal: controller.signal });
        await expect(cancelled).rejects.toThrow(Cancelled);
        expect(await decodeIds(ensemble, PROMPTS, { tokens: 20, alpha: 0.1 })).toEqual(reference);
      }
    }
  });

  it.each(MODES)('%s: α = 0 gives the base’s tokens', async (_, options) => {
    const base = await decodeIds(createHostEnsemble({ base: table(1), sharedIds: null }), PROMPTS, { tokens: 20 });
    const ensemble = adaptive(tables(), options);
    const found = await decodeIds(ensemble, PROMPTS, { tokens: 20, alpha: 0 });
    expect(found.map(({ chosen }) => chosen.id)).toEqual(base.map(({ chosen }) => chosen.id));
    expect(reported(ensemble).skipped).toBeGreaterThan(10);
  });

  it.each(MODES)('%s: models that cannot take tokens back are never skipped', async (_, options) => {
    const more = { expert: { capabilities: { truncate: false } } };
    const ensemble = adaptive(tables(more), options);
    expect(await decodeIds(ensemble, PROMPTS, { tokens: 10 })).toEqual(await plain({ tokens: 10 }));
    expect(reported(ensemble)).toMatchObject({ skipped: 0, passes: { expert: 10 }, offReason: expect.any(String) });
  });

  it.each(MODES)('%s: writes to the last place of the shortest context', async (_, options) => {
    const short = { anti: { contextLength: 17 } };
    const places = 17 - PROMPTS.anti.length + 1;
    const run = (tokens: number) => decodeIds(adaptive(tables(short), options), PROMPTS, { tokens, alpha: 0.05 });
    expect(await run(places)).toHaveLength(places);
    await expect(run(places + 1)).rejects.toMatchObject({ code: 'context-too-long' });
  });
});

it.each([{ risk: 1 }, { risk: -0.1 }, { window: 0 }, { doubt: Number.NaN }, { most: 0.5 }])('%o is refused', (skip) => {
  expect(() => adaptive(tables(), { skip })).toThrowError(expect.objectContaining({ code: 'bad-argument' }));
});

describe('α per token', () => {
  const row = fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 8, maxLength: 8 });

  it('stays within its bounds, and is least where the pair agrees', () => {
    fc.assert(
      fc.property(row, row, (a, b) => {
        const rows = { base: new Float32Array(8), expert: Float32Array.from(a), anti: Float32Array.from(b) };
        const scaling = scaleWithin({ least: 0.5, most: 1.5 });
        const scale = scaling(rows);
        expect(scale).toBeGreaterThanOrEqual(0.5);
        expect(scale).toBeLessThanOrEqual(1.5);
        expect(disagreement(rows.expert, rows.anti)).toBeCloseTo(disagreement(rows.anti, rows.expert), 6);
        expect(scaling({ ...rows, anti: rows.expert })).toBeCloseTo(0.5, 6);
      }),
    );
  });

  it('is most where the pair has nothing in common; √JSD of (½, ½) and (1, 0) is √(¾ log₂ 4⁄3)', () => {
    const logits = (...values: number[]) => Float32Array.from(values);
    expect(disagreement(logits(80, 0), logits(0, 80))).toBeCloseTo(1, 6);
    // H(¾, ¼) − H(½, ½) / 2 = 0.811278 − 0.5
    expect(disagreement(logits(0, 0), logits(80, 0))).toBeCloseTo(Math.sqrt(0.311278), 5);
  });

  it('gives the combination at the scaled α', async () => {
    const ensemble = adaptive(tables(), { scaling: scaleWithin({ least: 0.5, most: 0.5 }) });
    expect(await decodeIds(ensemble, PROMPTS, { tokens: 20, alpha: 2 })).toEqual(await plain({ tokens: 20, alpha: 1 }));
    expect(reported(ensemble).meanScale).toBe(0.5);
  });
});

describe('the record of shifts', () => {
  it('doubts a lead as often as recent shifts were no smaller', () => {
    const doubts = (leads: readonly number[], window = 64, least = 0) => {
      const record = new ShiftRecord({ window, least });
      for (const shift of [0.5, 3, 1, -2, 2, Number.NaN, Number.POSITIVE_INFINITY]) record.observe(shift);
      return leads.map((lead) => record.doubt(lead));
    };
    expect(doubts([0.4, 0.5, 1.5, 2.5, 3.5])).toEqual([0.8, 0.8, 0.4, 0.2, 0]);
    expect(doubts([1.5, 3.5], 4)).toEqual([0.5, 0]);
    expect(doubts([3.5, 5.5], 64, 5)).toEqual([1, 0]);
  });

  it('relies on nothing before it has seen something, but on what has no rival', () => {
    const record = new ShiftRecord({ window: 4, least: 0 });
    expect([record.doubt(100), record.doubt(Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
  });

  it('a lead is over the best other token, in the units of the draw', () => {
    const scores = Float64Array.of(1, 4, 2.5);
    const greedy = { sampling: GREEDY, seed: 1, stepIndex: 0 };
    expect(leadOf(1, scores, greedy)).toBe(1.5);
    expect(leadOf(0, scores, greedy)).toBe(-3);
    expect(leadOf(1, Float64Array.of(-Infinity, 4), greedy)).toBe(Number.POSITIVE_INFINITY);
  });
});
