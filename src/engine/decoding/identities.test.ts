/**
 * What must hold of proxy tuning token for token, on every backend with real decoders (random weights, several shapes),
 * and that backends agree with each other.
 */
import { afterAll, describe, expect, it } from 'vitest';
import type { CausalLM } from '../lm/causal-lm.ts';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../lm/cpu/model.ts';
import { type Ensemble, type EnsembleMembers, GREEDY, type Role } from '../lm/ensemble.ts';
import { createHostEnsemble } from '../lm/host-ensemble.ts';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { GpuRuntime } from '../lm/webgpu/runtime.ts';
import { openDawn, titled } from '../lm/webgpu/testing/dawn.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { generate } from './generate.ts';
import { cast, ensembleMembers, type Participants } from './members.ts';
import type { Method } from './methods.ts';

const TOKENS = 33;
/** Software WebGPU on a busy machine is slow; nothing here is about time. */
const TIMEOUT = { timeout: 300_000 };
const tokenizer = await loadTokenizer(byteLevelFiles());
const PROMPT = tokenizer.encodePrompt({ chat: [{ role: 'user', content: 'the patient has no pain' }], plain: '' });
const OTHER_PROMPT = [0, ...tokenizer.encode('the patient')];

/** A larger base, and a pair of smaller models of another shape. */
const SHAPES = {
  base: { hiddenSize: 96, heads: 6, kvHeads: 2, layers: 3, tiedEmbeddings: false },
  expert: { hiddenSize: 64, heads: 4, kvHeads: 4 },
  anti: { hiddenSize: 64, heads: 4, kvHeads: 4 },
} as const;
const SEEDS: Readonly<Record<Role, number>> = { base: 1, expert: 2, anti: 3 };

interface BackendUnderTest {
  readonly load: (role: Role) => Promise<CausalLM>;
  readonly ensemble: (members: EnsembleMembers) => Ensemble;
}

const checkpointOf = (role: Role) => {
  const config = { ...SHAPES[role], vocabularySize: tokenizer.size, contextLength: 256 };
  return openCheckpoint(randomCheckpoint({ seed: SEEDS[role], config, label: role }).source);
};

const dawn = await openDawn();
/** Models stay loaded for all tests of their backend. */
function keeping(create: (role: Role) => Promise<CausalLM>): BackendUnderTest['load'] {
  const kept = new Map<Role, Promise<CausalLM>>();
  return (role) => {
    const model = kept.get(role) ?? create(role);
    kept.set(role, model);
    return model;
  };
}

const CPU: BackendUnderTest = {
  load: keeping(async (role) => loadCpuModel(await checkpointOf(role))),
  ensemble: createHostEnsemble,
};
const gpu = dawn.gpu === null ? null : await GpuRuntime.open({ gpu: dawn.gpu });
afterAll(() => gpu?.destroy());
const WEBGPU: BackendUnderTest | null = gpu && {
  load: keeping(async (role) => gpu.load(await checkpointOf(role))),
  ensemble: (members) => gpu.ensemble(members),
};
const BACKENDS: readonly [string, BackendUnderTest | null][] = [
  ['CPU', CPU],
  [titled('WebGPU', dawn), WEBGPU],
];

async function generated(
  { ensemble }: BackendUnderTest,
  method: Method,
  participants: Participants,
  options: { alpha?: number; prompts?: Partial<Record<Role, readonly number[]>>; sampled?: boolean } = {},
): Promise<number[]> {
  const { alpha, prompts = {}, sampled = false } = options;
  const roles = Object.entries(cast(method, participants)).map(([role, { model }]) => {
    const prompt = prompts[role as Role] ?? PROMPT;
    return [role, { tokenizer, prompt, contextLength: model.info.contextLength }];
  });
  const sampling = sampled ? { repetitionPenalty: 1.1, temperature: 0.9, topK: 50, topP: 0.95 } : GREEDY;
  const ids: number[] = [];
  const run = generate({
    ensemble: ensemble(ensembleMembers(method, participants)),
    method,
    roles: Object.fromEntries(roles),
    stopIds: [],
    maxTokens: TOKENS,
    alpha,
    sampling,
    seed: 11,
  });
  for await (const event of run) if (event.type === 'token') ids.push(event.id);
  return ids;
}

const part = (model: CausalLM) => ({ model, tokenizer });

async function trioOf(backend: BackendUnderTest) {
  const [base, expert, anti] = await Promise.all([backend.load('base'), backend.load('expert'), backend.load('anti')]);
  return { base: part(base), expert: part(expert), anti: part(anti) };
}

describe.each(BACKENDS)('on %s', TIMEOUT, (_, present) => {
  const backend = present ?? CPU;
  const test = it.skipIf(present === null);

  test('α = 0 and expert = anti give the base’s tokens', async () => {
    const trio = await trioOf(backend);
    const alone = await generated(backend, 'base', trio);
    expect(alone).toHaveLength(TOKENS);
    const prompts = { anti: OTHER_PROMPT };
    expect(await generated(backend, 'proxy', trio, { alpha: 0, prompts })).toEqual(alone);
    expect(await generated(backend, 'proxy', { ...trio, anti: trio.expert })).toEqual(alone);
    expect(await generated(backend, 'proxy', trio, { prompts })).not.toEqual(alone);
  });

  test('base = anti and α = 1 gives the expert’s tokens', async () => {
    const trio = await trioOf(backend);
    const alone = await generated(backend, 'expert', trio);
    expect(alone).toHaveLength(TOKENS);
    expect(await generated(backend, 'proxy', { ...trio, anti: trio.base })).toEqual(alone);
  });
});

describe(titled('the backends', dawn), TIMEOUT, () => {
  it.skipIf(WEBGPU === null).each([false, true])('write the same tokens (sampled with a seed: %s)', async (sampled) => {
    const options = { alpha: 0.8, prompts: { anti: OTHER_PROMPT }, sampled };
    const onCpu = await generated(CPU, 'proxy', await trioOf(CPU), options);
    const onGpu = WEBGPU && (await generated(WEBGPU, 'proxy', await trioOf(WEBGPU), options));
    expect(onGpu).toEqual(onCpu);
  });

  it.skipIf(WEBGPU === null)('mix in one ensemble on the host', async () => {
    const trio = await trioOf(CPU);
    const base = WEBGPU && part(await WEBGPU.load('base'));
    const mixed = await generated(CPU, 'proxy', { ...trio, ...(base && { base }) });
    expect(mixed).toEqual(await generated(CPU, 'proxy', trio));
  });
});
