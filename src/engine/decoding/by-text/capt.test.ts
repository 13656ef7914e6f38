import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM, ExtendOptions, Logits } from '../../lm/causal-lm.ts';
import { openCheckpoint } from '../../lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../../lm/cpu/model.ts';
import { type Ensemble, GREEDY, type Role, type StepRequest, type StepResult } from '../../lm/ensemble.ts';
import { uniform } from '../../lm/noise.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { randomCheckpoint } from '../../lm/testing/random-checkpoint.ts';
import type { TableModel } from '../../lm/testing/table-model.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { TokenEvent } from '../events.ts';
import { generate } from '../generate.ts';
import type { Participant } from '../members.ts';
import { dialogue } from '../testing/dialogues.ts';
import { STOPS, tablePart as table } from '../testing/table-part.ts';
import { byteLevel, demoIsPresent, loadDemoTokenizer, sentencePiece, whenPresent } from '../testing/tokenizers.ts';
import { createCaptEnsemble } from './capt.ts';

const CONTEXT = 1024;

let gpt: Tokenizer;
let llama: Tokenizer;
beforeAll(async () => {
  [gpt, llama] = await Promise.all([byteLevel(), sentencePiece()]);
});

const PROMPT = { chat: [{ role: 'user', content: 'chest pain' }] as const, plain: 'chest pain\n' };

type Members = { readonly base: Participant; readonly expert: Participant; readonly anti: Participant };

const promptsOf = ({ base, expert, anti }: Members) => ({
  base: base.tokenizer.encodePrompt(PROMPT),
  expert: expert.tokenizer.encodePrompt(PROMPT),
  anti: anti.tokenizer.encodePrompt(PROMPT),
});

const request = (append: StepRequest['append'], stepIndex = 0): StepRequest => ({
  append,
  alpha: 1,
  sampling: GREEDY,
  recent: [],
  seed: 1,
  stepIndex,
  candidates: 5,
});

/** The answer's ids; stop tokens end it. */
async function write(members: Members, options: { ensemble?: Ensemble; alpha?: number; tokens?: number } = {}) {
  const { ensemble = createCaptEnsemble(members), alpha = 1, tokens = 40 } = options;
  const role = ({ tokenizer, model }: Participant) => ({
    tokenizer,
    prompt: tokenizer.encodePrompt(PROMPT),
    contextLength: model.info.contextLength,
  });
  const roles = { base: role(members.base), expert: role(members.expert), anti: role(members.anti) };
  const events: TokenEvent[] = [];
  const stopIds = members.base.model.info.stopIds;
  for await (const event of generate({ ensemble, method: 'proxy', roles, stopIds, maxTokens: tokens, alpha })) {
    if (event.type === 'token') events.push(event);
  }
  return events;
}
const idsOf = (events: readonly TokenEvent[]) => events.map(({ id }) => id);

/** Log-prob proxy tuning restricted to the base's k best, written out from scratch: no cache, no ensemble. */
async function restrictedProxy(models: Record<Role, TableModel>, tokenizer: Tokenizer, k: number, count: number) {
  const prompt = tokenizer.encodePrompt(PROMPT);
  const ids: number[] = [];
  while (ids.length < count && !STOPS.includes(ids.at(-1) ?? -1)) {
    const rows = await Promise.all(
      [models.base, models.expert, models.anti].map(async (model) => {
        await model.truncate(0);
        const { data } = await model.extend([...prompt, ...ids]);
        const logSum = logSumExp(data);
        return [...data].map((logit) => logit - logSum);
      }),
    );
    const [base = [], expert = [], anti = []] = rows;
    const best = topIds(Float64Array.from(base), k).map((id) => ({ id, s: base[id]! + expert[id]! - anti[id]! }));
    ids.push(best.reduce((a, b) => (b.s > a.s || (b.s === a.s && b.id < a.id) ? b : a)).id);
  }
  return ids;
}

describe('CAPT within one tokenizer', () => {
  it.each([1, 2, 3, 4, 5])(
    "is log-prob proxy tuning restricted to the base's 20 best, token for token (%i)",
    async (seed) => {
      // Loaded twice, as from two folders.
      const again = await byteLevel();
      const base = table(gpt, seed);
      const expert = table(again, seed + 10);
      const anti = table(again, seed + 20);
      const models = { base: base.model, expert: expert.model, anti: anti.model };
      const expected = await restrictedProxy(models, gpt, 20, 60);
      expect(idsOf(await write({ base, expert, anti }, { tokens: 60 }))).toEqual(expected);
    },
  );

  it('serves two roles of one model with one forward pass', async () => {
    const base = table(gpt, 1);
    const expert = table(gpt, 2);
    const own = idsOf(await write({ base: table(gpt, 1), expert, anti: table(gpt, 1) }));
    expect(idsOf(await write({ base, expert, anti: base }))).toEqual(own);
    // One prefill, then a single token a step.
    expect(base.model.extended.slice(1).every((count) => count === 1)).toBe(true);
    expect(base.model.extended.length).toBe(1 + own.length);
  });
});

describe('the plausibility that CAPT asks of a token', () => {
  /** The base is all but sure of one token; expert and anti-expert differ by more than its doubts. */
  async function chosen(plausibility: number | undefined, seed = 1) {
    const [{ length }, sure] = [gpt.encodePrompt(PROMPT), 5];
    const base = table(gpt, 1, { script: { [length]: sure } });
    const members = { base, expert: table(llama, seed), anti: table(llama, seed + 10) };
    const { chosen, baseTop } = await createCaptEnsemble(members, { plausibility }).step({
      ...request(promptsOf(members)),
      alpha: 20,
      baseCandidates: 20,
    });
    expect(baseTop[0]!.id).toBe(sure);
    return chosen.base / baseTop[0]!.base;
  }

  it('keeps the ratio of two noises from outweighing the base; at 0 the method is as published', async () => {
    const seeds = [1, 2, 3, 4];
    const published = await Promise.all(seeds.map((seed) => chosen(0, seed)));
    expect(Math.min(...published)).toBeLessThan(1e-9);
    for (const seed of seeds) expect(await chosen(undefined, seed)).toBe(1);
  });

  it('is a share', async () => {
    for (const share of [-0.1, 1, Number.NaN]) {
      await expect(chosen(share)).rejects.toMatchObject({ code: 'bad-argument' });
    }
  });
});

describe('CAPT that is made to choose', () => {
  const members = () => ({ base: table(gpt, 1), expert: table(llama, 7), anti: table(llama, 8) });
  const prompts = () => ({
    base: gpt.encodePrompt(PROMPT),
    expert: llama.encodePrompt(PROMPT),
    anti: llama.encodePrompt(PROMPT),
  });

  it('takes any of the tokens that the base proposes', async () => {
    const free = await createCaptEnsemble(members()).step({
      ...request(prompts()),
      candidates: 20,
      baseCandidates: 20,
    });
    const [first, last] = [free.baseTop[0]!, free.baseTop.at(-1)!];
    expect(first.base).toBeGreaterThan(last.base);
    const forced = await createCaptEnsemble(members()).step({ ...request(prompts()), forced: last.id });
    expect(forced.chosen).toEqual(last);
  });

  it('says so when it is another', async () => {
    const ensemble = createCaptEnsemble(members());
    const { baseTop } = await ensemble.step({ ...request(prompts()), baseCandidates: 20 });
    await ensemble.reset();
    const outside = [5, 6, 7, ...Array.from({ length: 30 }, (_, i) => 100 + i)].find(
      (id) => !baseTop.some((candidate) => candidate.id === id),
    );
    await expect(ensemble.step({ ...request(prompts()), forced: outside ?? -1 })).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });
});

describe('the identities of CAPT across tokenizers', () => {
  const greedyBase = async (seed: number) => {
    const base = table(gpt, seed);
    const ids: number[] = [];
    let append = gpt.encodePrompt(PROMPT);
    while (ids.length < 40 && !STOPS.includes(ids.at(-1) ?? -1)) {
      const { data } = await base.model.extend(append);
      append = topIds(data, 1);
      ids.push(append[0]!);
    }
    return ids;
  };

  it.each([1, 2, 3])("α = 0 gives the base's tokens (%i)", async (seed) => {
    const members = { base: table(gpt, seed), expert: table(llama, 7), anti: table(llama, 8) };
    expect(idsOf(await write(members, { alpha: 0 }))).toEqual(await greedyBase(seed));
  });

  it.each([1, 2, 3])("expert = anti gives the base's tokens (%i)", async (seed) => {
    const members = { base: table(gpt, seed), expert: table(llama, 7), anti: table(llama, 7) };
    const events = await write(members);
    expect(idsOf(events)).toEqual(await greedyBase(seed));
    expect(events.some(({ argmaxChanged }) => argmaxChanged)).toBe(false);
  });

  it('a constant added to the logits of any model changes nothing', async () => {
    const plain = { base: table(gpt, 1), expert: table(llama, 2), anti: table(llama, 3) };
    const shifted = {
      base: { ...plain.base, model: new Shifted(table(gpt, 1).model, 16) },
      expert: { ...plain.expert, model: new Shifted(table(llama, 2).model, -32) },
      anti: { ...plain.anti, model: new Shifted(table(llama, 3).model, 8) },
    };
    const [one, other] = [await write(plain), await write(shifted)];
    expect(idsOf(other)).toEqual(idsOf(one));
    for (const [i, event] of other.entries()) expect(event.pCombined).toBeCloseTo(one[i]!.pCombined, 5);
  });

  it('reports the probabilities it chose by', async () => {
    const members = { base: table(gpt, 4), expert: table(llama, 5), anti: table(llama, 6) };
    const ensemble = createCaptEnsemble(members);
    const prompts = promptsOf(members);
    const { top, chosen, combinedArgmax } = await ensemble.step({ ...request(prompts), candidates: 32 });
    expect(top).toHaveLength(20);
    expect(top.reduce((sum, { combined }) => sum + combined, 0)).toBeCloseTo(1, 12);
    expect(chosen).toEqual(top[0]);
    expect(combinedArgmax).toBe(chosen.id);
    // combined ∝ base · expert / anti
    const ratio = (c: StepResult['chosen']) => (c.base * c.expert) / c.anti / c.combined;
    for (const candidate of top) expect(ratio(candidate) / ratio(chosen)).toBeCloseTo(1, 9);
    expect(top.reduce((sum, { base }) => sum + base, 0)).toBeLessThan(1);
  });

  it('ends when the base ends, whatever its stop token is called', async () => {
    const ended = table(gpt, 1, { script: { [gpt.encodePrompt(PROMPT).length]: 4 } });
    const members = { base: ended, expert: table(llama, 2), anti: table(llama, 3) };
    const events = await write(members, { alpha: 0.5 });
    expect(events).toHaveLength(1);
    const [{ pExpert }] = events as [TokenEvent];
    expect(pExpert).toBeGreaterThan(0);
  });

  it('lets the base choose among allowed tokens only', async () => {
    const members = { base: table(gpt, 4), expert: table(llama, 5), anti: table(llama, 6) };
    const ensemble = createCaptEnsemble(members);
    const prompts = promptsOf(members);
    const allowed = new Uint32Array(Math.ceil(gpt.size / 32));
    allowed[3] = 0b101;
    const { top } = await ensemble.step({ ...request(prompts), allowed });
    expect(top.map(({ id }) => id).sort()).toEqual([96, 98]);
  });
});

/** Adds a constant to all logits. */
class Shifted implements CausalLM {
  readonly #inner: CausalLM;
  readonly #by: number;
  constructor(inner: CausalLM, by: number) {
    this.#inner = inner;
    this.#by = by;
  }
  get info() {
    return this.#inner.info;
  }
  get length() {
    return this.#inner.length;
  }
  async extend(ids: readonly number[], options?: ExtendOptions): Promise<Logits> {
    const logits = await this.#inner.extend(ids, options);
    return { ...logits, data: logits.data.map((value) => value + this.#by) };
  }
  truncate = (length: number) => this.#inner.truncate(length);
  dispose = () => this.#inner.dispose();
}

/** Runs the whole context anew for every call: what a KV cache must not change. */
class FromScratch implements CausalLM {
  readonly #inner: CausalLM;
  readonly #context: number[] = [];
  constructor(inner: CausalLM) {
    this.#inner = inner;
  }
  get info() {
    return this.#inner.info;
  }
  get length() {
    return this.#context.length;
  }
  async extend(ids: readonly number[], options?: ExtendOptions): Promise<Logits> {
    await this.#inner.truncate(0);
    const logits = await this.#inner.extend([...this.#context, ...ids], options);
    this.#context.push(...ids);
    return logits;
  }
  async truncate(length: number) {
    this.#context.length = length;
  }
  dispose = () => this.#inner.dispose();
}

async function tiny(tokenizer: Tokenizer, seed: number): Promise<{ tokenizer: Tokenizer; model: CausalLM }> {
  const config = { vocabularySize: tokenizer.size, contextLength: CONTEXT, layers: 1 };
  const { source } = randomCheckpoint({ seed, config, stopIds: STOPS });
  return { tokenizer, model: await loadCpuModel(await openCheckpoint(source), { compute: 'typescript' }) };
}

describe('the KV cache of CAPT', () => {
  it.each([1, 2, 3, 4])(
    'gives the tokens that running every context from scratch at every step gives (%i)',
    async (seed) => {
      const [own, other] = seed % 2 === 0 ? [llama, gpt] : [gpt, llama];
      const members = {
        base: await tiny(own, seed),
        expert: await tiny(other, seed + 10),
        anti: await tiny(other, seed + 20),
      };
      const scratch = (part: Participant) => ({ ...part, model: new FromScratch(part.model) });
      const cached = await write(members, { tokens: 60 });
      const anew = await write(
        { base: scratch(members.base), expert: scratch(members.expert), anti: scratch(members.anti) },
        { tokens: 60 },
      );
      expect(cached.length).toBeGreaterThan(10);
      expect(idsOf(cached)).toEqual(idsOf(anew));
      for (const [i, event] of cached.entries()) expect(event.pExpert).toBeCloseTo(anew[i]!.pExpert!, 5);
    },
  );

  it('is not needed: a backend that cannot roll back starts over', async () => {
    const stiff = { capabilities: { truncate: false } };
    const able = { base: table(gpt, 1), expert: table(llama, 2), anti: table(llama, 3) };
    const unable = { base: table(gpt, 1, stiff), expert: table(llama, 2, stiff), anti: table(llama, 3, stiff) };
    expect(idsOf(await write(unable, { tokens: 30 }))).toEqual(idsOf(await write(able, { tokens: 30 })));
  });
});

describe('a step that fails', () => {
  it.each(['expert', 'anti', 'base'] as const)('of the %s leaves the answer as it was', async (role) => {
    let fail = false;
    const beforeExtend = () => {
      if (fail) throw new Cancelled();
    };
    const members = {
      base: table(gpt, 1, role === 'base' ? { beforeExtend } : {}),
      expert: table(llama, 2, role === 'expert' ? { beforeExtend } : {}),
      anti: table(llama, 3, role === 'anti' ? { beforeExtend } : {}),
    };
    const ensemble = createCaptEnsemble(members);
    const prompts = promptsOf(members);
    const text = gpt.encode('the patient is in pain');
    await ensemble.step(request(prompts));
    for (const id of text.slice(0, 4)) await ensemble.step(request({ base: [id] }));
    fail = true;
    await expect(ensemble.step(request({ base: [text[5]!] }))).rejects.toThrow(Cancelled);
    fail = false;
    for (const id of text.slice(4)) await ensemble.step(request({ base: [id] }));
    for (const part of [members.expert, members.anti]) {
      expect(part.model.context).toEqual([...prompts.expert, ...llama.encode('the patient is in pain')]);
    }
    expect(members.base.model.context).toEqual([...prompts.base, ...text]);
  });
});

/** Drives the base through a text and checks, after each token, that every context says the same. */
async function followText(base: Tokenizer, pair: Tokenizer, text: string): Promise<number> {
  const members = { base: table(base, 1), expert: table(pair, 2), anti: table(pair, 3) };
  const ensemble = createCaptEnsemble(members);
  const prompts = promptsOf(members);
  const { base: end, expert, anti } = prompts;
  await ensemble.prefill({ base: end.slice(0, -1), expert: expert.slice(0, -1), anti: anti.slice(0, -1) }, {});
  await ensemble.step(request({ base: end.slice(-1), expert: expert.slice(-1), anti: anti.slice(-1) }));
  const stream = base.stream();
  const ids = base.encode(text);
  let shown = '';
  for (const [index, id] of ids.entries()) {
    await ensemble.step(request({ base: [id] }, index + 1));
    shown += stream.push(id);
    for (const part of [members.expert, members.anti]) {
      const answer = part.model.context.slice(prompts.expert.length);
      if (pair.decode(answer) !== shown) expect(pair.decode(answer)).toBe(shown);
    }
  }
  expect(shown).toBe(text);
  expect(members.expert.model.context.slice(prompts.expert.length)).toEqual(pair.encode(text));
  const fresh = members.expert.model.extended.slice(2);
  return fresh.reduce((sum, count) => sum + count, 0) / ids.length;
}

describe('every context holds the same text at every step', () => {
  it('on 50 dialogues, from byte-level BPE to SentencePiece and back', async () => {
    for (let seed = 0; seed < 50; seed++) {
      await followText(gpt, llama, dialogue(seed, 2));
      await followText(llama, gpt, dialogue(seed, 2));
    }
  });

  it('for any text, any bytes', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('▁', '_'));
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        if (text === '') return;
        await followText(gpt, llama, text);
        await followText(llama, gpt, text);
      }),
      { numRuns: 25 },
    );
  });

  it('when the base writes broken characters and control tokens', async () => {
    const members = { base: table(gpt, 1), expert: table(llama, 2), anti: table(llama, 3) };
    const ensemble = createCaptEnsemble(members);
    const prompts = promptsOf(members);
    await ensemble.step(request(prompts));
    const stream = gpt.stream();
    let shown = '';
    for (let step = 0; step < 120; step++) {
      const id = Math.floor(uniform(5, 5, step) * gpt.size);
      await ensemble.step(request({ base: [id] }, step));
      shown += stream.push(id);
      expect(llama.decode(members.expert.model.context.slice(prompts.expert.length))).toBe(shown);
    }
  });

  const present = demoIsPresent('demo-base') && demoIsPresent('demo-capt-base');
  it.skipIf(!present)(
    `on 50 dialogues, with the demo tokenizers, in about one new token a step${whenPresent('demo-base', 'demo-capt-base')}`,
    async () => {
      const [main, capt] = await Promise.all([loadDemoTokenizer('demo-base'), loadDemoTokenizer('demo-capt-base')]);
      for (let seed = 0; seed < 50; seed++) {
        const text = dialogue(seed, 1);
        expect(await followText(capt, main, text)).toBeLessThan(3);
        await followText(main, capt, text);
      }
    },
  );
});
