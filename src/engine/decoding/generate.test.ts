import { describe, expect, it } from 'vitest';
import { Cancelled } from '../errors.ts';
import type { Ensemble, Role } from '../lm/ensemble.ts';
import { createHostEnsemble } from '../lm/host-ensemble.ts';
import { TableModel, type TableModelOptions } from '../lm/testing/table-model.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import type { FinishEvent, GenerationEvent, TokenEvent } from './events.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { ensembleMembers, type Participants } from './members.ts';

const tokenizer = await loadTokenizer(byteLevelFiles());
const END = 4;
const PROMPTS: Readonly<Record<Role, readonly number[]>> = {
  base: [0, 2, 30, 40, 3],
  expert: [0, 2, 31, 3],
  anti: [0, 41],
};

const model = (seed: number, more: Partial<TableModelOptions> = {}) =>
  new TableModel({ vocabularySize: tokenizer.size, seed, ...more });
const part = (table: TableModel) => ({ model: table, tokenizer });
const trio = (
  more: Partial<TableModelOptions> = {},
): Participants<TableModel> & Record<'base', { model: TableModel }> => ({
  base: part(model(1, more)),
  expert: part(model(2, more)),
  anti: part(model(3, more)),
});

function setUp(
  method: 'base' | 'expert' | 'proxy',
  participants: Participants<TableModel>,
  prompts = PROMPTS,
  contextLength = 256,
) {
  const ensemble = createHostEnsemble(ensembleMembers(method, participants));
  const role = (name: Role) => ({ tokenizer, prompt: prompts[name], contextLength });
  const roles: GenerateOptions['roles'] =
    method === 'proxy' ? { base: role('base'), expert: role('expert'), anti: role('anti') } : { base: role(method) };
  return { ensemble, method, roles, stopIds: [END], maxTokens: 40 };
}

interface Run {
  readonly events: readonly GenerationEvent[];
  readonly tokens: readonly TokenEvent[];
  readonly ids: readonly number[];
  readonly finish: FinishEvent;
}

async function run(options: GenerateOptions): Promise<Run> {
  const events: GenerationEvent[] = [];
  for await (const event of generate(options)) events.push(event);
  const finish = events.at(-1);
  if (finish?.type !== 'finish') throw new Error('The last event is not “finish”.');
  const tokens = events.filter((event) => event.type === 'token');
  expect(tokens.map((token) => token.text).join('')).toBe(finish.text);
  expect(finish.tokens).toBe(tokens.length);
  return { events, tokens, ids: tokens.map((token) => token.id), finish };
}

/** The prompts a single model needs for roles that it plays all three of. */
const ONE_PROMPT = { base: PROMPTS.base, expert: PROMPTS.base, anti: PROMPTS.base };

describe('identities over 40 greedy tokens', () => {
  it("α = 0 gives the base's tokens", async () => {
    const proxy = await run({ ...setUp('proxy', trio()), alpha: 0 });
    expect(proxy.ids).toEqual((await run(setUp('base', trio()))).ids);
    expect(proxy.ids).toHaveLength(40);
    expect(proxy.tokens.some((token) => token.argmaxChanged)).toBe(false);
  });

  it("expert = anti gives the base's tokens", async () => {
    const pair = part(model(2));
    const participants = { base: part(model(1)), expert: pair, anti: pair };
    const proxy = await run(setUp('proxy', participants, { ...PROMPTS, anti: PROMPTS.expert }));
    expect(proxy.ids).toEqual((await run(setUp('base', trio()))).ids);
  });

  it("base = anti and α = 1 gives the expert's tokens", async () => {
    const base = part(model(1));
    const participants = { base, expert: part(model(2)), anti: base };
    const proxy = await run(setUp('proxy', participants, { ...PROMPTS, anti: PROMPTS.base }));
    const alone = await run(setUp('expert', trio()));
    expect(proxy.ids).toEqual(alone.ids);
    expect(proxy.tokens.some((token) => token.argmaxChanged)).toBe(true);
  });
});

describe('reasoning', () => {
  const thought = tokenizer.encode('<think> pain?</think>');
  const said = tokenizer.encode('\nno pain');

  it('is no part of the text, and is told apart from it', async () => {
    const { tokens, finish } = await run({ ...setUp('proxy', trio()), opening: { ids: [...thought, ...said] } });
    expect(finish.text).toMatch(/^no pain/);
    expect(finish.text).not.toContain('think');
    expect(finish.reasoning).toBe(' pain?');
    expect(tokens.map(({ reasoning = '' }) => reasoning).join('')).toBe(' pain?');
  });

  it('is known as such also where the prompt has opened it', async () => {
    const opened = [...PROMPTS.base, ...tokenizer.encode('<think>\n')];
    const opening = { ids: tokenizer.encode('pain?</think>no pain') };
    const { finish } = await run({ ...setUp('base', trio(), { ...PROMPTS, base: opened }), opening });
    expect(finish).toMatchObject({ text: expect.stringMatching(/^no pain/), reasoning: 'pain?' });
  });

  it('leaves no text where the limit on tokens ends it', async () => {
    const { finish } = await run({ ...setUp('base', trio()), opening: { ids: thought }, maxTokens: 5 });
    expect(finish).toMatchObject({ text: '', reason: 'length' });
  });
});

describe('events', () => {
  it('report prefill up to all prompt tokens but the last of each', async () => {
    const { events } = await run(setUp('proxy', trio()));
    const prefill = events.filter((event) => event.type === 'prefill');
    const total = 5 + 4 + 2 - 3;
    expect(prefill.at(-1)).toEqual({ type: 'prefill', tokensDone: total, tokensTotal: total });
  });

  it('give each model its own prompt and the same generated tokens', async () => {
    const participants = trio();
    const { ids } = await run({ ...setUp('proxy', participants), maxTokens: 3 });
    for (const role of ['base', 'expert', 'anti'] as const) {
      expect(participants[role]?.model.context).toEqual([...PROMPTS[role], ...ids.slice(0, -1)]);
    }
  });

  it('name probabilities after the models that ran', async () => {
    const number = expect.any(Number);
    const first = async (method: 'base' | 'expert' | 'proxy') => (await run(setUp(method, trio()))).tokens[0];
    expect(await first('base')).toMatchObject({ pBase: number, pExpert: null, pAnti: null });
    expect(await first('expert')).toMatchObject({ pBase: null, pExpert: number, pAnti: null });
    expect(await first('proxy')).toMatchObject({ pBase: number, pExpert: number, pAnti: number });
    const expert = await first('expert');
    expect(expert?.candidates[0]).toMatchObject({ base: 0, expert: expert?.pExpert, combined: expert?.pExpert });
  });

  it('list candidates with their text, best first', async () => {
    const { tokens } = await run({ ...setUp('proxy', trio()), candidates: 7 });
    for (const { candidates, id, pCombined } of tokens) {
      expect(candidates).toHaveLength(7);
      expect(candidates[0]).toMatchObject({ id, combined: pCombined, text: tokenizer.tokenText(id) });
    }
  });

  it('are the same again for the same seed and differ for another', async () => {
    const sampling = { repetitionPenalty: 1, temperature: 1, topK: 0, topP: 1 };
    const sample = async (seed: number) => (await run({ ...setUp('proxy', trio()), sampling, seed })).ids;
    expect(await sample(1)).toEqual(await sample(1));
    expect(await sample(1)).not.toEqual(await sample(2));
  });
});

describe('ends', () => {
  it('at a stop token, which has an event but no text', async () => {
    const { finish, tokens } = await run(setUp('base', trio({ script: { 8: END } })));
    expect(finish).toMatchObject({ reason: 'stop', tokens: 4 });
    expect(tokens.at(-1)).toMatchObject({ id: END, text: '', index: 3 });
    expect(finish.text).not.toContain('<|end|>');
  });

  it('at the token limit', async () => {
    const { finish } = await run({ ...setUp('base', trio()), maxTokens: 1 });
    expect(finish).toMatchObject({ reason: 'length', tokens: 1 });
  });

  it('when the shortest context is full, each position used', async () => {
    const participants = trio({ contextLength: 12 });
    const { finish } = await run(setUp('proxy', participants, PROMPTS, 12));
    expect(finish.reason).toBe('context');
    // 12 positions hold 5 prompt and 7 generated tokens; the last logits choose one more.
    expect(finish.tokens).toBe(8);
    expect(participants.base.model.length).toBe(12);
  });

  it('before a stop string, without showing its beginning', async () => {
    const word = tokenizer.encode(' pain\n\nno');
    const script = Object.fromEntries(word.map((id, index) => [PROMPTS.base.length + index, id]));
    const options = { ...setUp('base', trio({ script })), stopStrings: ['\n\nno'] };
    const { finish, tokens } = await run(options);
    expect(finish).toMatchObject({ reason: 'stop', text: ' pain' });
    expect(tokens.some((token) => token.text.includes('\n'))).toBe(false);
  });

  it('when the text loops, if asked to', async () => {
    const comma = tokenizer.encode(',')[0] ?? 0;
    const script = Object.fromEntries(Array.from({ length: 200 }, (_, length) => [length, comma]));
    const options = { ...setUp('base', trio({ script })), maxTokens: 100 };
    expect((await run({ ...options, repetitionGuard: true })).finish).toMatchObject({
      reason: 'repetition',
      tokens: 32,
    });
    expect((await run(options)).finish).toMatchObject({ reason: 'length', tokens: 100 });
  });

  it('with U+FFFD where the limit cuts a character in two', async () => {
    const emoji = tokenizer.encode('👩');
    const script = Object.fromEntries(emoji.map((id, index) => [PROMPTS.base.length + index, id]));
    const whole = await run({ ...setUp('base', trio({ script })), maxTokens: emoji.length });
    expect(whole.tokens.map((token) => token.text)).toEqual([...emoji.slice(1).map(() => ''), '👩']);
    const cut = await run({ ...setUp('base', trio({ script })), maxTokens: emoji.length - 1 });
    expect(cut.finish.text).toBe('\uFFFD');
  });
});

describe('an opening', () => {
  const told = (tokens: readonly TokenEvent[]) => tokens.map(({ milliseconds: _, ...token }) => token);
  const sampling = { repetitionPenalty: 1.3, temperature: 0.9, topK: 12, topP: 0.95 };
  const settings = () => ({ ...setUp('proxy', trio()), sampling, seed: 5 });

  it('of what was chosen anyway leads to the same events', async () => {
    const free = await run(settings());
    const again = await run({ ...settings(), opening: { ids: free.ids } });
    expect(told(again.tokens)).toEqual(told(free.tokens));
    expect(again.finish.text).toBe(free.finish.text);
  });

  it('that is read with the prompt has no events, and what follows is the same', async () => {
    const free = await run(settings());
    const events: GenerationEvent[] = [];
    const opening = { ids: free.ids.slice(0, 17), untold: 17 };
    for await (const event of generate({ ...settings(), opening })) events.push(event);
    expect(told(events.filter((event) => event.type === 'token'))).toEqual(told(free.tokens.slice(17)));
    expect(events.at(-1)).toMatchObject({ type: 'finish', text: free.finish.text, tokens: free.finish.tokens });
  });

  it('takes another turn where the last of its tokens is another', async () => {
    const free = await run(settings());
    const other = free.tokens[17]?.candidates.find(({ id }) => id !== free.ids[17]);
    const ids = [...free.ids.slice(0, 17), other?.id ?? 0];
    const turned = await run({ ...settings(), opening: { ids } });
    expect(turned.ids.slice(0, 18)).toEqual(ids);
    expect(turned.tokens[17]).toMatchObject({ id: other?.id, pBase: other?.base, pCombined: other?.combined });
    expect(turned.ids).not.toEqual(free.ids);
  });

  it('ends where its text ended, and cannot be taken up after that', async () => {
    const ended = () => setUp('base', trio({ script: { 8: END } }));
    const { ids } = await run(ended());
    expect((await run({ ...ended(), opening: { ids } })).finish).toMatchObject({ reason: 'stop', tokens: 4 });
    const beyond = { ids, untold: ids.length };
    await expect(run({ ...ended(), opening: beyond })).rejects.toMatchObject({ code: 'bad-argument' });
    await expect(run({ ...ended(), maxTokens: 4, opening: beyond })).rejects.toMatchObject({ code: 'bad-argument' });
  });
});

describe('cancelling', () => {
  const ids = async (options: GenerateOptions) => (await run(options)).ids;

  it('during a step throws Cancelled and leaves the ensemble usable', async () => {
    const options = setUp('proxy', trio());
    const expected = await ids(options);
    const stop = new AbortController();
    const seen: GenerationEvent[] = [];
    const cancelled = async () => {
      for await (const event of generate({ ...options, signal: stop.signal })) {
        seen.push(event);
        if (event.type === 'token' && event.index === 4) stop.abort();
      }
    };
    await expect(cancelled()).rejects.toBeInstanceOf(Cancelled);
    expect(seen.filter((event) => event.type === 'token')).toHaveLength(5);
    expect(await ids(options)).toEqual(expected);
  });

  it('during prefill does too', async () => {
    const stop = new AbortController();
    let aborts = true;
    const participants = trio({
      beforeExtend: () => {
        if (aborts) stop.abort();
      },
    });
    const options = setUp('proxy', participants);
    await expect(run({ ...options, signal: stop.signal })).rejects.toBeInstanceOf(Cancelled);
    expect(participants.base.model.length).toBe(0);
    aborts = false;
    expect(await ids(options)).toHaveLength(40);
  });

  it('by leaving the iteration during prefill waits for the models to rest', async () => {
    const participants = trio();
    const options = setUp('proxy', participants);
    for await (const event of generate(options)) {
      expect(event.type).toBe('prefill');
      break;
    }
    expect(await ids(options)).toEqual(await ids(setUp('proxy', trio())));
  });
});

describe('refuses', () => {
  it('a prompt longer than a context, and says by how much', async () => {
    const options = setUp('proxy', trio(), PROMPTS, 3);
    await expect(run(options)).rejects.toMatchObject({
      code: 'context-too-long',
      details: { role: 'base', tokens: 5, limit: 3, over: 2 },
    });
  });

  it('an empty prompt', async () => {
    await expect(run(setUp('base', trio(), { ...ONE_PROMPT, base: [] }))).rejects.toMatchObject({
      code: 'empty-input',
    });
  });

  it.each([{ maxTokens: 0 }, { maxTokens: 1.5 }, { alpha: Number.NaN }, { candidates: 33 }])('%o', async (bad) => {
    await expect(run({ ...setUp('base', trio()), ...bad })).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('a method whose models are missing', () => {
    const { base } = trio();
    expect(() => ensembleMembers('proxy', { base })).toThrowError(expect.objectContaining({ code: 'bad-argument' }));
    expect(() => ensembleMembers('expert', { base })).toThrowError(expect.objectContaining({ code: 'bad-argument' }));
  });
});

it('passes failures of the models on', async () => {
  const options = setUp('base', trio());
  const broken: Ensemble = {
    ...options.ensemble,
    roles: ['base'],
    reset: async () => {},
    prefill: async () => {},
    step: () => Promise.reject(new Error('no')),
  };
  await expect(run({ ...options, ensemble: broken })).rejects.toThrow('no');
});
