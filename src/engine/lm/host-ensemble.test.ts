import { describe, expect, it } from 'vitest';
import { Cancelled, LocumError } from '../errors.ts';
import { type Candidate, GREEDY, type StepRequest } from './ensemble.ts';
import { createHostEnsemble } from './host-ensemble.ts';
import { TableModel, type TableModelOptions } from './testing/table-model.ts';

const V = 30;
const model = (seed: number, more: Partial<TableModelOptions> = {}) =>
  new TableModel({ vocabularySize: V, seed, ...more });

function trio(more: { readonly [Role in 'base' | 'expert' | 'anti']?: Partial<TableModelOptions> } = {}) {
  const [base, expert, anti] = [model(1, more.base), model(2, more.expert), model(3, more.anti)];
  return { base, expert, anti, ensemble: createHostEnsemble({ base, pair: { expert, anti }, sharedIds: null }) };
}

const request = (append: StepRequest['append'], more: Partial<StepRequest> = {}): StepRequest => ({
  append,
  alpha: 1,
  sampling: GREEDY,
  recent: [],
  seed: 0,
  stepIndex: 0,
  candidates: 5,
  ...more,
});
const all = (...ids: number[]) => ({ base: ids, expert: ids, anti: ids });

describe('a step', () => {
  it('reports probabilities of each model and of the combination', async () => {
    const { ensemble } = trio();
    const result = await ensemble.step(request(all(4, 5), { candidates: V }));
    for (const key of ['base', 'expert', 'anti', 'combined'] as const) {
      expect(result.top.reduce((sum, candidate) => sum + candidate[key], 0)).toBeCloseTo(1, 9);
    }
    expect(result.top[0]).toEqual(result.chosen);
    expect(result.chosen.id).toBe(result.combinedArgmax);
    const combined = result.top.map((candidate) => candidate.combined);
    expect(combined).toEqual([...combined].sort((a, b) => b - a));
  });

  it('combines exactly: p ∝ base · (expert / anti)^α', async () => {
    const { ensemble } = trio();
    const { top } = await ensemble.step(request(all(7), { alpha: 0.5, candidates: V }));
    const weights = top.map((c) => c.base * Math.sqrt(c.expert / c.anti));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, candidate] of top.entries()) expect(candidate.combined).toBeCloseTo(weights[index]! / total, 9);
  });

  it('with a base alone reports its probability as the combined one', async () => {
    const ensemble = createHostEnsemble({ base: model(1), sharedIds: null });
    const { chosen } = await ensemble.step(request({ base: [1] }));
    expect(ensemble.roles).toEqual(['base']);
    expect(chosen).toMatchObject({ combined: chosen.base, expert: 0, anti: 0 });
  });

  it('reports probabilities before the repetition penalty', async () => {
    const { ensemble } = trio();
    const plain = await ensemble.step(request(all(7)));
    await ensemble.reset();
    const sampling = { ...GREEDY, repetitionPenalty: 5 };
    const penalised = await ensemble.step(request(all(7), { sampling, recent: [plain.chosen.id] }));
    expect(penalised.chosen.id).not.toBe(plain.chosen.id);
    expect(penalised.top).toEqual(plain.top);
    expect(penalised.combinedArgmax).toBe(plain.chosen.id);
    expect(penalised.chosen).toEqual(plain.top.find(({ id }) => id === penalised.chosen.id));
  });

  it('reports the base’s own best beside the combined ones, and what the pair adds to each', async () => {
    const { ensemble } = trio();
    const { top, baseTop } = await ensemble.step(request(all(7), { alpha: 0.5, candidates: V, baseCandidates: 4 }));
    const byBase = [...top].sort((a, b) => b.base - a.base);
    expect(baseTop).toEqual(byBase.slice(0, 4));
    const [first, ...others] = top;
    for (const { base, combined, delta } of others) {
      const shift = Math.log(combined / base) - Math.log((first?.combined ?? 0) / (first?.base ?? 0));
      expect(0.5 * (delta - (first?.delta ?? 0))).toBeCloseTo(shift, 9);
    }
  });

  it('reports entropy and divergence of the whole distributions', async () => {
    const { ensemble } = trio();
    const { top, spread } = await ensemble.step(request(all(7), { candidates: V }));
    const sum = (term: (c: Candidate) => number) => top.reduce((total, candidate) => total + term(candidate), 0);
    expect(spread?.entropyBase).toBeCloseTo(
      sum(({ base }) => -base * Math.log(base)),
      9,
    );
    expect(spread?.entropyCombined).toBeCloseTo(
      sum(({ combined }) => -combined * Math.log(combined)),
      9,
    );
    expect(spread?.klCombined).toBeCloseTo(
      sum(({ base, combined }) => combined * Math.log(combined / base)),
      9,
    );
    expect(spread?.klBase).toBeCloseTo(
      sum(({ base, combined }) => base * Math.log(base / combined)),
      9,
    );
  });

  it('chooses what it is forced to, and reports all else as ever', async () => {
    const { ensemble } = trio();
    const free = await ensemble.step(request(all(7), { candidates: V }));
    await ensemble.reset();
    const forced = await ensemble.step(request(all(7), { candidates: V, forced: 11 }));
    expect(forced).toEqual({ ...free, chosen: free.top.find(({ id }) => id === 11) });
    await expect(ensemble.step(request(all(7), { forced: V }))).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('needs a token for every model', async () => {
    const { ensemble } = trio();
    await expect(ensemble.step(request({ base: [1], expert: [1] }))).rejects.toMatchObject({ code: 'bad-argument' });
  });
});

describe('one model in two roles', () => {
  it('runs one forward for both', async () => {
    const [base, expert] = [model(1), model(2)];
    const ensemble = createHostEnsemble({ base, pair: { expert, anti: base }, sharedIds: null });
    const { top } = await ensemble.step(request(all(3), { candidates: V }));
    expect(base.extended).toEqual([1]);
    for (const candidate of top) expect(candidate.combined).toBeCloseTo(candidate.expert, 9);
  });

  it('refuses different tokens for it', async () => {
    const base = model(1);
    const ensemble = createHostEnsemble({ base, pair: { expert: model(2), anti: base }, sharedIds: null });
    await expect(ensemble.step(request({ base: [1], expert: [1], anti: [2] }))).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });
});

describe('vocabularies of different width', () => {
  it('need shared ids', () => {
    const pair = { expert: model(2, { vocabularySize: V - 2 }), anti: model(3) };
    const create = (sharedIds: Uint8Array | null) => () => createHostEnsemble({ base: model(1), pair, sharedIds });
    expect(create(null)).toThrowError(expect.objectContaining({ code: 'vocabulary-mismatch' }));
    expect(create(new Uint8Array(V - 2))).toThrowError(expect.objectContaining({ code: 'vocabulary-mismatch' }));
    expect(create(new Uint8Array(V))).not.toThrow();
  });

  it('leave the base alone where nothing is shared, and say 0 for the pair', async () => {
    const pair = { expert: model(2, { vocabularySize: V - 2 }), anti: model(3) };
    const ensemble = createHostEnsemble({ base: model(1), pair, sharedIds: new Uint8Array(V) });
    const { top } = await ensemble.step(request(all(3), { candidates: V }));
    for (const candidate of top) {
      expect(candidate.combined).toBeCloseTo(candidate.base, 12);
      expect(candidate).toMatchObject({ expert: 0, anti: 0 });
    }
  });
});

describe('prefill', () => {
  it('fills every context and counts tokens over all models', async () => {
    const { base, expert, anti, ensemble } = trio();
    const seen: [number, number][] = [];
    await ensemble.prefill({ base: [1, 2, 3], expert: [4, 5], anti: [] }, { onProgress: (...pair) => seen.push(pair) });
    expect([base.context, expert.context, anti.context]).toEqual([[1, 2, 3], [4, 5], []]);
    expect(seen.every(([, total]) => total === 5)).toBe(true);
    expect(seen.map(([done]) => done)).toEqual([1, 2, 3, 4, 5]);
    await ensemble.reset();
    expect([base.length, expert.length, anti.length]).toEqual([0, 0, 0]);
  });
});

describe('when something goes wrong', () => {
  const lost = new LocumError('device-lost', 'gone');

  it.each([true, false])('takes all models back when one fails (models that can truncate: %s)', async (truncate) => {
    let fail = false;
    const capabilities = { capabilities: { truncate } };
    const { base, expert, anti, ensemble } = trio({
      base: capabilities,
      expert: {
        ...capabilities,
        beforeExtend: () => {
          if (fail) throw lost;
        },
      },
      anti: capabilities,
    });
    await ensemble.prefill(all(1, 2), {});
    const untroubled = await ensemble.step(request(all(3)));
    fail = true;
    await expect(ensemble.step(request(all(4)))).rejects.toBe(lost);
    for (const { context } of [base, expert, anti]) expect(context).toEqual([1, 2, 3]);
    fail = false;
    const retried = await ensemble.step(request(all(4)));
    const fresh = trio();
    await fresh.ensemble.prefill(all(1, 2, 3), {});
    expect(retried).toEqual(await fresh.ensemble.step(request(all(4))));
    expect(retried).not.toEqual(untroubled);
  });

  it('takes all models back when the step is cancelled between them', async () => {
    const stop = new AbortController();
    const { base, expert, anti, ensemble } = trio({ anti: { beforeExtend: () => stop.abort() } });
    await expect(ensemble.step(request(all(1), { signal: stop.signal }))).rejects.toBeInstanceOf(Cancelled);
    expect([base.length, expert.length, anti.length]).toEqual([0, 0, 0]);
    expect((await ensemble.step(request(all(1)))).top).toHaveLength(5);
  });
});
