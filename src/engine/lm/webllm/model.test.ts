import { beforeAll, describe, expect, test } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM } from '../causal-lm.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { loadCpuModel } from '../cpu/model.ts';
import { GREEDY, type StepResult } from '../ensemble.ts';
import { createHostEnsemble } from '../host-ensemble.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { loadWebLlmModel } from './model.ts';
import type { ModelRecord } from './module.ts';
import { type StandInOptions, standIn } from './testing/stand-in.ts';

const RECORD: ModelRecord = {
  model: 'https://models.invalid/m/',
  model_id: 'm',
  model_lib: 'https://models.invalid/m.wasm',
};
const PROMPT = [3, 1, 4, 1, 5, 9, 2, 6];

let weights: CausalLM;
let others: readonly CausalLM[];

async function random(seed: number): Promise<CausalLM> {
  return loadCpuModel(await openCheckpoint(randomCheckpoint({ seed, config: { contextLength: 600 } }).source));
}

beforeAll(async () => {
  weights = await random(1);
  others = [await random(2), await random(3)];
});

/** The same weights on a second context: what the adapter must agree with. */
function plain(model = weights): CausalLM {
  const fork = model.fork?.();
  if (fork === undefined) throw new Error('the CPU model forks');
  return fork;
}

async function adapter(options: Partial<StandInOptions> = {}, model = weights, more: { tokens?: number } = {}) {
  const webllm = standIn({ model: async () => plain(model), ...options });
  const reports: number[] = [];
  const { id, architecture, parameters, bytes, precision, vocabularySize, contextLength, stopIds } = model.info;
  const description = { id, architecture, parameters, bytes, precision, vocabularySize, contextLength, stopIds };
  const loaded = await loadWebLlmModel(webllm.module, {
    record: RECORD,
    description: { ...description, ...more },
    onProgress: ({ progress }) => reports.push(progress),
  });
  webllm.calls.length = 0;
  return { ...webllm, model: loaded, reports };
}

describe('a model that web-llm runs', () => {
  test('loads its own record, asks for neutral sampling and says what it is', async () => {
    const { model, overrides, reports } = await adapter();
    expect(overrides()).toMatchObject({ top_p: 1, repetition_penalty: 1, frequency_penalty: 0, presence_penalty: 0 });
    expect(reports).toEqual([0.5, 1]);
    expect(model.info).toMatchObject({ backend: 'webllm', vocabularySize: 100, contextLength: 600 });
    expect(model.info.capabilities).toEqual({ truncate: true, allPositions: false });
  });

  test('gives the logits of the model, token by token, whatever web-llm samples', async () => {
    const { model, calls } = await adapter();
    const own = plain();
    const first = await model.extend(PROMPT);
    expect(first).toEqual(await own.extend(PROMPT));
    expect(await model.extend([7])).toEqual(await own.extend([7]));
    expect(model.length).toBe(9);
    expect(calls).toEqual(['forward 8 prefill', 'forward 1']);
    // The caller owns what it got: the next forward does not touch it.
    expect(first.data).toEqual((await plain().extend(PROMPT)).data);
  });

  test('puts what only pads the vocabulary out of reach, at every position', async () => {
    const { model } = await adapter({ verifies: 'right' }, weights, { tokens: 90 });
    const { data } = await model.extend(PROMPT, { logits: 'all' });
    const own = await plain().extend(PROMPT, { logits: 'all' });
    for (const [at, logit] of data.entries()) expect(logit).toBe(at % 100 < 90 ? own.data[at] : Math.fround(-1e30));
  });

  test('reads long prompts in pieces, with progress, and asks for no logits that nobody wants', async () => {
    const { model, calls } = await adapter();
    const prompt = Array.from({ length: 520 }, (_, index) => index % 100);
    const seen: number[] = [];
    const { rows } = await model.extend(prompt, { logits: 'none', onProgress: (tokens) => seen.push(tokens) });
    expect(rows).toBe(0);
    expect(seen).toEqual([256, 512, 520]);
    expect(calls).toEqual(['forward 256 prefill', 'forward 256 prefill', 'forward 8 prefill']);
    expect(await model.extend([1])).toEqual(await extendAfter(prompt, [1]));
  });

  test('gives logits at every position with one forward each', async () => {
    const { model, calls } = await adapter();
    await model.extend([1, 2]);
    const own = plain();
    await own.extend([1, 2]);
    expect(await model.extend([3, 4, 5], { logits: 'all' })).toEqual(await own.extend([3, 4, 5], { logits: 'all' }));
    expect(calls).toEqual(['forward 2 prefill', 'forward 1', 'forward 1', 'forward 1']);
  });

  describe('gives logits at every position at once where the library can', () => {
    const all = async (verifies: NonNullable<StandInOptions['verifies']>, rollsBack = true) => {
      const { model, calls } = await adapter({ verifies, rollsBack });
      await model.extend([1, 2]);
      const own = plain();
      await own.extend([1, 2]);
      const first = await model.extend([3, 4, 5], { logits: 'all' });
      expect(first).toEqual(await own.extend([3, 4, 5], { logits: 'all' }));
      expect(await model.extend([6, 7], { logits: 'all' })).toEqual(await own.extend([6, 7], { logits: 'all' }));
      expect(await model.extend([8])).toEqual(await own.extend([8]));
      return { allPositions: model.info.capabilities.allPositions, calls: calls.slice(1) };
    };
    const ONE_BY_ONE = ['forward 1', 'forward 1', 'forward 1', 'forward 1', 'forward 1', 'forward 1'];

    test('once they were seen to agree', async () => {
      const { allPositions, calls } = await all('right');
      expect(allPositions).toBe(true);
      expect(calls).toEqual(['verify 3', 'pop 1', 'forward 1', 'verify 2', 'forward 1']);
    });

    test('and one by one when they do not agree', async () => {
      const { calls } = await all('wrong');
      expect(calls).toEqual(['verify 3', 'pop 1', 'forward 1', 'pop 3', ...ONE_BY_ONE]);
    });

    test('but not for more of the device’s memory than it is worth, nor where nothing can be taken back', async () => {
      expect(await all('too large')).toEqual({ allPositions: false, calls: ONE_BY_ONE });
      expect(await all('right', false)).toEqual({ allPositions: false, calls: ONE_BY_ONE });
    });
  });

  test('rolls back where web-llm can', async () => {
    const { model, calls } = await adapter();
    await model.extend(PROMPT);
    await model.truncate(5);
    expect(model.length).toBe(5);
    expect(await model.extend([8])).toEqual(await extendAfter(PROMPT.slice(0, 5), [8]));
    expect(calls).toEqual(['forward 8 prefill', 'pop 3', 'forward 1']);
  });

  test('reads again where web-llm cannot roll back', async () => {
    const { model, calls } = await adapter({ rollsBack: false });
    expect(model.info.capabilities.truncate).toBe(false);
    await model.extend(PROMPT);
    await model.truncate(5);
    expect(await model.extend([8])).toEqual(await extendAfter(PROMPT.slice(0, 5), [8]));
    expect(calls).toEqual(['forward 8 prefill', 'reset', 'forward 6 prefill']);
  });

  test('starts afresh when emptied', async () => {
    const { model, calls } = await adapter();
    await model.extend(PROMPT);
    await model.truncate(0);
    expect(model.length).toBe(0);
    expect(await model.extend(PROMPT)).toEqual(await plain().extend(PROMPT));
    expect(calls).toEqual(['forward 8 prefill', 'reset', 'forward 8 prefill']);
  });

  test.each([
    ['no ids', [], 'bad-argument'],
    ['an id that it does not have', [100], 'bad-argument'],
    ['more than the context holds', new Array<number>(601).fill(1), 'context-too-long'],
  ])('refuses %s before web-llm sees them', async (_, ids, code) => {
    const { model, calls } = await adapter();
    await expect(model.extend(ids)).rejects.toMatchObject({ code });
    expect(calls).toEqual([]);
    expect(await model.extend([1])).toEqual(await plain().extend([1]));
  });

  test('takes one call at a time, in the order of asking', async () => {
    const { model, calls } = await adapter();
    const own = plain();
    const [first, second] = await Promise.all([model.extend([1, 2]), model.extend([3])]);
    expect(first).toEqual(await own.extend([1, 2]));
    expect(second).toEqual(await own.extend([3]));
    expect(calls).toEqual(['forward 2 prefill', 'forward 1']);
  });

  test('stops between forwards, keeps the context as it was, and goes on from there', async () => {
    const controller = new AbortController();
    const prompt = Array.from({ length: 600 }, (_, index) => index % 100);
    const { model, calls } = await adapter({
      before: (call) => {
        if (call.startsWith('forward')) controller.abort();
      },
    });
    await expect(model.extend(prompt, { signal: controller.signal })).rejects.toBeInstanceOf(Cancelled);
    expect(model.length).toBe(0);
    expect(calls).toEqual(['forward 256 prefill']);
    // What was read by then is not read again.
    expect(await model.extend(prompt)).toEqual(await plain().extend(prompt));
    expect(calls).toEqual(['forward 256 prefill', 'forward 256 prefill', 'forward 88 prefill']);
  });

  test('after a failure, rebuilds the context: web-llm may have read the tokens or not', async () => {
    let fails = true;
    const { model, calls } = await adapter({
      before(call) {
        if (call !== 'forward 1' || !fails) return;
        fails = false;
        throw new Error('something odd');
      },
    });
    await model.extend(PROMPT);
    await expect(model.extend([7])).rejects.toMatchObject({ code: 'internal' });
    expect(model.length).toBe(8);
    expect(await model.extend([7])).toEqual(await extendAfter(PROMPT, [7]));
    expect(calls).toEqual(['forward 8 prefill', 'forward 1', 'reset', 'forward 9 prefill']);
  });

  test('tells of a lost device once, and refuses from then on', async () => {
    const { model, loseDevice } = await adapter();
    await model.extend(PROMPT);
    loseDevice();
    await expect(model.extend([7])).rejects.toMatchObject({ code: 'device-lost', recoverable: false });
    expect(await model.lost).toMatchObject({ code: 'device-lost' });
    await expect(model.extend([7])).rejects.toMatchObject({ code: 'device-lost' });
    await expect(model.dispose()).resolves.toBeUndefined();
  });

  test('knows of a lost device before web-llm fails with it', async () => {
    const { model, calls } = await adapter();
    model.deviceLost('driver reset');
    expect(await model.lost).toMatchObject({ code: 'device-lost' });
    await expect(model.extend([7])).rejects.toMatchObject({ code: 'device-lost' });
    expect(calls).toEqual([]);
  });

  test('unloads after the forward that is running, once', async () => {
    const { model, calls } = await adapter();
    const running = model.extend(PROMPT);
    const disposed = model.dispose();
    await expect(running).resolves.toMatchObject({ rows: 1 });
    await disposed;
    await model.dispose();
    expect(calls).toEqual(['forward 8 prefill', 'unload']);
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'disposed' });
    await expect(model.truncate(0)).rejects.toMatchObject({ code: 'disposed' });
  });

  test('refuses a library whose vocabulary is not that of the configuration', async () => {
    const webllm = standIn({ model: async () => plain() });
    const description = { ...weights.info, vocabularySize: 99 };
    const model = await loadWebLlmModel(webllm.module, { record: RECORD, description });
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  test('gives back what it holds when loading fails', async () => {
    const webllm = standIn({
      model: () => Promise.reject(Object.assign(new Error('The WebGPU device was lost.'), { name: 'DeviceLostError' })),
    });
    const loading = loadWebLlmModel(webllm.module, { record: RECORD, description: weights.info });
    await expect(loading).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(webllm.calls).toEqual(['reload m', 'unload']);
  });
});

describe('an ensemble with web-llm models', () => {
  async function write(members: Parameters<typeof createHostEnsemble>[0], alpha: number): Promise<StepResult[]> {
    const ensemble = createHostEnsemble(members);
    const roles = members.pair ? (['base', 'expert', 'anti'] as const) : (['base'] as const);
    const forAll = (ids: readonly number[]) => Object.fromEntries(roles.map((role) => [role, ids]));
    await ensemble.prefill(forAll(PROMPT.slice(0, -1)), {});
    const results: StepResult[] = [];
    let next = PROMPT.slice(-1);
    for (let stepIndex = 0; stepIndex < 6; stepIndex++) {
      const append = forAll(next);
      const rest = { alpha, sampling: GREEDY, recent: [], seed: 1, stepIndex, candidates: 3 };
      const result = await ensemble.step({ append, ...rest });
      results.push(result);
      next = [result.chosen.id];
    }
    return results;
  }
  const pairOf = async (hosted: boolean) => {
    const [expert, anti] = others as [CausalLM, CausalLM];
    return hosted
      ? { expert: (await adapter({}, expert)).model, anti: (await adapter({}, anti)).model }
      : { expert: plain(expert), anti: plain(anti) };
  };

  test('three on web-llm, and a mix with our runtime, choose as our runtime alone', async () => {
    const expected = await write({ base: plain(), pair: await pairOf(false), sharedIds: null }, 1);
    const three = await write({ base: (await adapter()).model, pair: await pairOf(true), sharedIds: null }, 1);
    const mixed = await write({ base: (await adapter()).model, pair: await pairOf(false), sharedIds: null }, 1);
    expect(three).toEqual(expected);
    expect(mixed).toEqual(expected);
  });

  test('α = 0, and an expert that is its own anti-expert, choose as the base', async () => {
    const ids = (results: readonly StepResult[]) => results.map(({ chosen }) => [chosen.id, chosen.combined]);
    const alone = ids(await write({ base: (await adapter()).model, sharedIds: null }, 1));
    const off = await write({ base: (await adapter()).model, pair: await pairOf(true), sharedIds: null }, 0);
    const { expert } = await pairOf(true);
    const same = await write({ base: (await adapter()).model, pair: { expert, anti: expert }, sharedIds: null }, 3);
    expect(ids(off)).toEqual(alone);
    expect(ids(same)).toEqual(alone);
  });
});

async function extendAfter(context: readonly number[], ids: readonly number[]) {
  const own = plain();
  await own.extend(context, { logits: 'none' });
  return own.extend(ids);
}
