/** The engine as its worker holds it, behind the real protocol, with models and an endpoint on real HTTP servers. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBlackBoxCapt } from '../engine/decoding/by-text/capt.ts';
import { generate } from '../engine/decoding/generate.ts';
import type { Participant } from '../engine/decoding/members.ts';
import { type ModelServer, serveModel } from '../engine/decoding/testing/model-server.ts';
import { ModelTopTokens } from '../engine/decoding/testing/model-top-tokens.ts';
import { demoFolder, demoIsPresent, whenPresent } from '../engine/decoding/testing/tokenizers.ts';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { folderSource } from '../engine/lm/checkpoint/folder-source.ts';
import { loadCpuModel } from '../engine/lm/cpu/model.ts';
import { GREEDY } from '../engine/lm/ensemble.ts';
import { randomAdapter } from '../engine/lm/testing/random-adapter.ts';
import { notePrompt } from '../engine/tasks/note.ts';
import { loadTokenizer } from '../engine/tokenizer/tokenizer.ts';
import { EngineClient } from './client.ts';
import type { BlackBoxInput } from './protocol.ts';
import { serveApp, startHere } from './testing/held-engine.ts';

const NAMES = ['demo-capt-base', 'demo-it', 'demo-anti'];
const present = NAMES.every(demoIsPresent);
const CONVERSATION = 'Doctor: Any pain?\nPatient: My knee hurts.';
const TOKENS = 4;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

let base: Participant;
beforeAll(async () => {
  if (present) base = await load('demo-capt-base');
});

async function load(name: string): Promise<Participant> {
  const source = folderSource(demoFolder(name));
  return { tokenizer: await loadTokenizer(source), model: await loadCpuModel(await openCheckpoint(source)) };
}

/** Where the models are. */
async function serveModels(): Promise<string> {
  const { address, close } = await serveApp();
  closing.push(close);
  return `${address}models/`;
}

async function endpoint(behaviour: Parameters<typeof serveModel>[1] = {}): Promise<ModelServer> {
  const server = await serveModel(base, behaviour);
  closing.push(() => server.close());
  return server;
}

function connect(): EngineClient {
  const client = new EngineClient(startHere);
  closing.push(() => client.dispose());
  return client;
}

async function open(client: EngineClient, blackBox: BlackBoxInput | null) {
  const root = await serveModels();
  const models = { base: `${root}demo-base/`, expert: `${root}demo-it/`, anti: `${root}demo-anti/` };
  return client.open({ models, backend: 'cpu', blackBox });
}

async function note(client: EngineClient): Promise<string[]> {
  const texts: string[] = [];
  const settings = { conversation: CONVERSATION, method: 'capt', alpha: 1, sampling: GREEDY, seed: 1 } as const;
  for await (const event of client.generate({ ...settings, maxTokens: TOKENS })) {
    if (event.type === 'token') texts.push(event.text);
  }
  return texts;
}

/** CAPT with the same base at hand, asked for text as a black box is. */
async function localNote(): Promise<string[]> {
  const [expert, anti] = await Promise.all([load('demo-it'), load('demo-anti')]);
  const { ensemble, base: own } = createBlackBoxCapt(new ModelTopTokens(base), { expert, anti });
  const prompt = notePrompt(CONVERSATION);
  const role = ({ tokenizer, model }: Participant) => ({
    tokenizer,
    prompt: tokenizer.encodePrompt(prompt),
    contextLength: model.info.contextLength,
  });
  const { tokenizer, contextLength, stopIds } = own;
  const roles = {
    base: { tokenizer, contextLength, prompt: tokenizer.encodePrompt(prompt) },
    expert: role(expert),
    anti: role(anti),
  };
  const texts: string[] = [];
  for await (const event of generate({ ensemble, method: 'capt', roles, stopIds, maxTokens: TOKENS })) {
    if (event.type === 'token') texts.push(event.text);
  }
  return texts;
}

describe.skipIf(!present)(`a base behind an endpoint, through the worker${whenPresent(...NAMES)}`, () => {
  it('writes with the pair here what the same base gives locally, and is named as long as it is open', async () => {
    const server = await endpoint();
    const client = connect();
    const opened = await open(client, { baseUrl: server.baseUrl, model: 'demo', mode: 'chat' });
    expect(opened.endpoint).toBe(new URL(server.baseUrl).origin);
    // The base is not loaded here, and nothing is sent before a note is asked for.
    expect(Object.keys(opened.models)).toEqual(['expert', 'anti']);
    expect(server.requests).toEqual([]);
    const written = await note(client);
    expect(written).toEqual(await localNote());
    expect(server.requests).toHaveLength(written.length);
    expect((await open(client, null)).endpoint).toBeNull();
  }, 60_000);

  it.each([
    ['endpoint-refused', { key: 'right' }, { apiKey: 'wrong' }],
    ['endpoint-model-unknown', { model: 'demo' }, { model: 'other' }],
    ['endpoint-failed', { status: 500 }, {}],
    ['endpoint-timeout', { silent: true }, { timeoutMs: 50 }],
    ['endpoint-invalid', { tokens: 3 }, {}],
  ] as const)(
    'tells %s with its code, and goes on with another',
    async (code, behaviour, asked) => {
      const server = await endpoint(behaviour);
      const client = connect();
      await open(client, { baseUrl: server.baseUrl, model: 'demo', mode: 'chat', ...asked });
      await expect(note(client)).rejects.toMatchObject({ code, recoverable: true });
      const other = await endpoint();
      await open(client, { baseUrl: other.baseUrl, model: 'demo', mode: 'chat' });
      expect(await note(client)).toHaveLength(TOKENS);
    },
    60_000,
  );

  it('refuses what is no address, and keeps the models it has', async () => {
    const client = connect();
    const server = await endpoint();
    await open(client, { baseUrl: server.baseUrl, model: 'demo', mode: 'chat' });
    await expect(open(client, { baseUrl: 'hospital', model: 'demo', mode: 'chat' })).rejects.toMatchObject({
      code: 'bad-argument',
    });
    expect(await note(client)).not.toEqual([]);
  }, 60_000);
});

describe.skipIf(!present)(
  `a base with another tokenizer than the pair, through the worker${whenPresent(...NAMES)}`,
  () => {
    it('is opened, said to be followed by its text, and tuned by CAPT', async () => {
      const client = connect();
      const root = await serveModels();
      const pair = { expert: `${root}demo-it/`, anti: `${root}demo-anti/` };
      const own = await client.open({ models: { base: `${root}demo-base/`, ...pair }, backend: 'cpu' });
      expect(own.followsText).toBe(false);
      const other = await client.open({ models: { base: `${root}demo-capt-base/`, ...pair }, backend: 'cpu' });
      expect(other.followsText).toBe(true);
      expect(await note(client)).not.toHaveLength(0);
    }, 60_000);
  },
);

describe.skipIf(!present)(`a base and an adapter that was picked, through the worker${whenPresent(...NAMES)}`, () => {
  const openAdapted = async (client: EngineClient, width: number) => {
    const address = `${await serveModels()}demo-base/`;
    const files = randomAdapter({ modules: { 'self_attn.o_proj': [width, width] }, rank: 4 });
    const picked = new Map(Object.entries(files).map(([name, content]) => [name, new Blob([content as BlobPart])]));
    const expert = { base: address, adapter: { picked: 'notes', id: 'session:1', files: picked } };
    return client.open({ models: { base: address, expert, anti: address }, backend: 'cpu' });
  };

  it('is an expert over the weights of the base, which is its own anti-expert', async () => {
    const client = connect();
    const { models, interpolates } = await openAdapted(client, 384);
    expect(interpolates).toBe(true);
    expect(models.expert).toMatchObject({ id: 'demo-base+notes' });
    // What it takes is the adapter's: no weights are there twice.
    expect(models.expert!.bytes).toBeLessThan(0.01 * models.base!.bytes);
  }, 60_000);

  it('is refused where the adapter is for another base', async () => {
    await expect(openAdapted(connect(), 256)).rejects.toMatchObject({ code: 'adapter-mismatch' });
  }, 60_000);
});
