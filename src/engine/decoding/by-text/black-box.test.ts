/** CAPT whose base answers over HTTP, against the same base run locally. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CausalLM } from '../../lm/causal-lm.ts';
import { openCheckpoint } from '../../lm/checkpoint/checkpoint.ts';
import { folderSource } from '../../lm/checkpoint/folder-source.ts';
import { loadCpuModel } from '../../lm/cpu/model.ts';
import { randomCheckpoint } from '../../lm/testing/random-checkpoint.ts';
import { RemoteModel } from '../../remote/remote-model.ts';
import type { TopTokens } from '../../remote/top-tokens.ts';
import { loadTokenizer, type Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { TokenEvent } from '../events.ts';
import { type GenerateOptions, generate } from '../generate.ts';
import type { Participant } from '../members.ts';
import { type ModelServer, serveModel } from '../testing/model-server.ts';
import { ModelTopTokens } from '../testing/model-top-tokens.ts';
import { byteLevel, demoFolder, demoIsPresent, sentencePiece, whenPresent } from '../testing/tokenizers.ts';
import { type CaptPair, createBlackBoxCapt, createCaptEnsemble } from './capt.ts';

const PROMPT = {
  chat: [{ role: 'user', content: 'Doctor: any chest pain?' }] as const,
  plain: 'Doctor: any chest pain?\n',
};

const servers: ModelServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
async function serve(part: Participant): Promise<ModelServer> {
  const server = await serveModel(part);
  servers.push(server);
  return server;
}

async function tiny(tokenizer: Tokenizer, seed: number): Promise<Participant> {
  const config = { vocabularySize: tokenizer.size, contextLength: 512, layers: 1 };
  const { source } = randomCheckpoint({ seed, config, stopIds: [0, 4], label: `tiny-${seed}` });
  return { tokenizer, model: await loadCpuModel(await openCheckpoint(source)) };
}

async function tokensOf(
  options: Omit<GenerateOptions, 'method' | 'maxTokens'>,
  maxTokens: number,
): Promise<TokenEvent[]> {
  const events: TokenEvent[] = [];
  for await (const event of generate({ ...options, method: 'capt', maxTokens })) {
    if (event.type === 'token') events.push(event);
  }
  return events;
}

const role = (part: Participant) => ({
  tokenizer: part.tokenizer,
  prompt: part.tokenizer.encodePrompt(PROMPT),
  contextLength: part.model.info.contextLength,
});

function through(top: TopTokens, pair: CaptPair, maxTokens: number): Promise<TokenEvent[]> {
  const { ensemble, base } = createBlackBoxCapt(top, pair);
  const { tokenizer, contextLength, stopIds } = base;
  const roles = {
    base: { tokenizer, contextLength, prompt: tokenizer.encodePrompt(PROMPT) },
    expert: role(pair.expert),
    anti: role(pair.anti),
  };
  return tokensOf({ ensemble, roles, stopIds }, maxTokens);
}

/** What the user sees, without ids, which are each vocabulary's own. */
const story = (events: readonly TokenEvent[]) =>
  events.map(({ text, argmaxChanged, candidates }) => ({ text, argmaxChanged, texts: candidates.map((c) => c.text) }));

function expectSame(one: readonly TokenEvent[], other: readonly TokenEvent[]): void {
  expect(story(one)).toEqual(story(other));
  for (const [i, event] of one.entries()) {
    for (const key of ['pBase', 'pExpert', 'pAnti', 'pCombined'] as const) {
      expect(event[key]).toBeCloseTo(other[i]![key]!, 4);
    }
  }
}

describe('a base behind an OpenAI-compatible endpoint', () => {
  it.each(['chat', 'completions'] as const)('gives what the same base gives locally (%s)', async (mode) => {
    const tokenizer = await byteLevel(mode === 'chat' ? {} : { chatTemplate: null });
    const llama = await sentencePiece();
    const pair = { expert: await tiny(llama, 2), anti: await tiny(llama, 3) };
    const local = await through(new ModelTopTokens(await tiny(tokenizer, 1)), pair, 30);
    const server = await serve(await tiny(tokenizer, 1));
    const remote = await through(new RemoteModel({ baseUrl: server.baseUrl, model: 'tiny', mode }), pair, 30);
    expectSame(remote, local);
    expect(remote.length).toBeGreaterThan(5);
    expect(server.requests).toHaveLength(remote.length);
    expect(server.requests[0]).toMatchObject({ model: 'tiny', max_tokens: 1, temperature: 0, stream: false });
  });

  it('goes on with a text that stands already, whatever the base would have said', async () => {
    const answers: string[] = [];
    const base: TopTokens = {
      label: 'base',
      next: async ({ answer }) => {
        answers.push(answer);
        return [{ bytes: new TextEncoder().encode(answer.endsWith(':') ? ' none' : '.'), logprob: -0.1, stop: false }];
      },
    };
    const llama = await sentencePiece();
    const pair = { expert: await tiny(llama, 2), anti: await tiny(llama, 3) };
    const { ensemble, base: own } = createBlackBoxCapt(base, pair);
    const { tokenizer, contextLength, stopIds } = own;
    const roles = {
      base: { tokenizer, contextLength, prompt: tokenizer.encodePrompt(PROMPT) },
      expert: role(pair.expert),
      anti: role(pair.anti),
    };
    const standing = tokenizer.encodeContinuation('PLAN\n\nFever:');
    const opening = { ids: standing, untold: standing.length };
    const events = await tokensOf({ ensemble, roles, stopIds, opening }, standing.length + 2);
    expect(events.map(({ text }) => text)).toEqual([' none', '.']);
    expect(answers).toEqual(['', 'PLAN\n\nFever:', 'PLAN\n\nFever: none']);
  });

  it('ends where the base ends', async () => {
    const ends: TopTokens = {
      label: 'ends',
      next: async ({ answer }) => [
        { bytes: new TextEncoder().encode(' pain'), logprob: answer === '' ? -0.1 : -9, stop: false },
        { bytes: new Uint8Array(0), logprob: answer === '' ? -9 : -0.1, stop: true },
      ],
    };
    const llama = await sentencePiece();
    const same = await tiny(llama, 2);
    const events = await through(ends, { expert: same, anti: same }, 10);
    expect(events.map(({ text }) => text)).toEqual([' pain', '']);
  });

  it('never asks to continue half a character', async () => {
    const answers: string[] = [];
    const halves: TopTokens = {
      label: 'halves',
      next: async ({ answer }) => {
        answers.push(answer);
        return [
          { bytes: Uint8Array.of(0xf0, 0x9f), logprob: -0.1, stop: false },
          { bytes: new TextEncoder().encode('é'), logprob: -3, stop: false },
        ];
      },
    };
    const llama = await sentencePiece();
    const same = await tiny(llama, 2);
    const events = await through(halves, { expert: same, anti: same }, 3);
    expect(events.map(({ text }) => text)).toEqual(['é', 'é', 'é']);
    expect(answers).toEqual(['', 'é', 'éé']);
  });

  it('says so when nothing that is proposed can be used', async () => {
    const broken: TopTokens = {
      label: 'broken',
      next: async () => [{ bytes: Uint8Array.of(0xf0), logprob: -1, stop: false }],
    };
    const llama = await sentencePiece();
    const same = await tiny(llama, 2);
    await expect(through(broken, { expert: same, anti: same }, 3)).rejects.toMatchObject({ code: 'endpoint-invalid' });
  });

  const names = ['demo-capt-base', 'demo-it', 'demo-anti'];
  it.skipIf(!names.every(demoIsPresent))(
    `with the demo models gives what CAPT gives with the base at hand${whenPresent(...names)}`,
    async () => {
      const [base, expert, anti] = await Promise.all(names.map(load));
      const members = { base: base!, expert: expert!, anti: anti! };
      const roles = { base: role(members.base), expert: role(members.expert), anti: role(members.anti) };
      const { stopIds } = members.base.model.info;
      const local = await tokensOf({ ensemble: createCaptEnsemble(members), roles, stopIds }, 12);
      const server = await serve({ ...members.base, model: members.base.model.fork?.() as CausalLM });
      const remote = await through(
        new RemoteModel({ baseUrl: server.baseUrl, model: 'demo', mode: 'chat' }),
        members,
        12,
      );
      expectSame(remote, await through(new ModelTopTokens(members.base), members, 12));
      // A black box reads text, a base at hand keeps the tokens it chose: the same while these are the text's usual ones.
      const { tokenizer } = members.base;
      const ids = local.map(({ id }) => id);
      const unusual = ids.findIndex((_, i) => {
        const written = ids.slice(0, i + 1);
        return tokenizer.encode(tokenizer.decode(written)).join() !== written.join();
      });
      const same = unusual < 0 ? ids.length : unusual;
      expect(remote.slice(0, same).map(({ text }) => text)).toEqual(local.slice(0, same).map(({ text }) => text));
    },
    240_000,
  );
});

async function load(name: string): Promise<Participant> {
  const source = folderSource(demoFolder(name));
  return { tokenizer: await loadTokenizer(source), model: await loadCpuModel(await openCheckpoint(source)) };
}
