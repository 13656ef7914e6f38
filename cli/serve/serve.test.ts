/** `serve` as other people's programs meet it: the real OpenAI client, and bytes on a socket where a client would be too polite. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelSource } from '../../node/model-folder.ts';
import { demoIsPresent, whenPresent } from '../../src/engine/decoding/testing/tokenizers.ts';
import { METHOD_DEFAULTS, parseMethods } from '../../src/engine/evaluation/method-spec.ts';
import type { FileSource } from '../../src/engine/lm/checkpoint/source.ts';
import { openTrio, type Trio } from '../../src/engine/trio.ts';
import { type ApiServer, type ApiServerOptions, openApiServer } from './api-server.ts';
import { ServedModels } from './served-models.ts';

const MODELS = METHOD_DEFAULTS.models;
const here = Object.values(MODELS);
const KEY = 'a key';
const QUESTION = 'My knee has hurt since I fell on Sunday.';
const messages = [{ role: 'user' as const, content: QUESTION }];

describe.runIf(here.every(demoIsPresent))(`locum serve${whenPresent(...here)}`, () => {
  let trio: Trio;
  let models: ServedModels;
  let server: ApiServer;
  let client: OpenAI;
  const lines: string[] = [];

  const open = (more: Partial<ApiServerOptions> = {}): Promise<ApiServer> =>
    openApiServer({
      ...{ models, host: '127.0.0.1', port: 0, key: KEY, origins: ['https://chart.example'], mostWaiting: 16 },
      onRequest: (line) => lines.push(line),
      onFault: (place) => lines.push(place),
      ...more,
    });

  beforeAll(async () => {
    const known = new Map<string, FileSource>();
    const sources = Object.fromEntries(Object.entries(MODELS).map(([role, id]) => [role, modelSource(id, known)]));
    trio = await openTrio({ sources, backend: 'cpu', keepPrefixes: true });
    models = new ServedModels([{ trio, methods: parseMethods('base,expert,proxy') }], METHOD_DEFAULTS);
    server = await open();
    client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: KEY, maxRetries: 0 });
  });
  afterAll(async () => {
    await server.close();
    await trio.dispose();
  });

  const prompt = (text: string) => ({ chat: [{ role: 'user' as const, content: text }], plain: text });

  /** What the engine itself writes. */
  async function written(method: 'base' | 'expert' | 'proxy', alpha: number, maxTokens: number): Promise<string> {
    let text = '';
    for await (const event of trio.generate({ prompt: prompt(QUESTION), method, alpha, maxTokens })) {
      if (event.type === 'finish') text = event.text;
    }
    return text;
  }

  async function statusOf(path: string, init: RequestInit & { readonly headers?: Record<string, string> } = {}) {
    const headers = { authorization: `Bearer ${KEY}`, ...init.headers };
    const response = await fetch(`${server.url}${path}`, { ...init, headers });
    const body = await response.json();
    return { status: response.status, headers: response.headers, error: body.error };
  }

  const post = (body: string | Buffer, path = '/v1/chat/completions', headers: Record<string, string> = {}) =>
    statusOf(path, {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const ask = (more: object, path?: string) => post(JSON.stringify({ model: 'locum/base', ...more }), path);

  describe('models', () => {
    it('lists the methods it was given, and takes any α of one as a model', async () => {
      const listed = (await client.models.list()).data.map(({ id }) => id);
      expect(listed).toEqual(['locum/base', 'locum/expert', 'locum/proxy']);
      expect((await client.models.retrieve('locum/proxy@0.75')).id).toBe('locum/proxy@0.75');
    });

    it.each(['gpt-5', 'locum/capt', 'locum/base@2', 'locum/proxy@x', 'locum/proxy,base', 'proxy', 'locum/__proto__'])(
      'does not know %s',
      async (model) => {
        const wanted = { status: 404, code: 'model_not_found', param: 'model', type: 'invalid_request_error' };
        await expect(client.chat.completions.create({ model, messages })).rejects.toMatchObject(wanted);
      },
    );
  });

  describe('chat', () => {
    it('writes what the engine writes, at the α of the model’s name', async () => {
      const texts = new Set<string>();
      for (const [model, method, alpha] of [
        ['locum/base', 'base', 1],
        ['locum/proxy@0.5', 'proxy', 0.5],
        ['locum/proxy', 'proxy', 1],
      ] as const) {
        const answer = await client.chat.completions.create({ model, messages, temperature: 0, max_tokens: 12 });
        expect(answer.choices[0]?.message.content).toBe(await written(method, alpha, 12));
        texts.add(answer.choices[0]?.message.content ?? '');
        const [{ tokens } = { tokens: 0 }] = trio.promptLengths(method, prompt(QUESTION));
        expect(answer.usage).toMatchObject({ prompt_tokens: tokens, completion_tokens: 12, total_tokens: tokens + 12 });
        expect(answer.choices[0]?.finish_reason).toBe('length');
      }
      expect(texts.size).toBe(3);
    });

    it('streams the same, with the same log-probabilities, and the usage at its end', async () => {
      const request = {
        model: 'locum/proxy',
        messages,
        temperature: 0,
        max_tokens: 8,
        logprobs: true,
        top_logprobs: 20,
      };
      const whole = await client.chat.completions.create(request);
      const chunks = [];
      const stream = await client.chat.completions.create({
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      });
      for await (const chunk of stream) chunks.push(chunk);
      const choices = chunks.flatMap((chunk) => chunk.choices);
      expect(choices.map(({ delta }) => delta.content ?? '').join('')).toBe(whole.choices[0]?.message.content);
      const tokens = choices.flatMap(({ logprobs }) => logprobs?.content ?? []);
      expect(tokens).toEqual(whole.choices[0]?.logprobs?.content);
      expect(choices.at(-1)?.finish_reason).toBe('length');
      expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage });
      for (const { logprob, top_logprobs: top } of tokens) {
        expect(top).toHaveLength(20);
        // Greedy: the chosen one is the first of the likeliest, which go down and are part of one distribution.
        expect(top[0]?.logprob).toBe(logprob);
        const list = top.map((each) => each.logprob);
        expect(list).toEqual([...list].sort((a, b) => b - a));
        expect(list.reduce((sum, each) => sum + Math.exp(each), 0)).toBeLessThanOrEqual(1 + 1e-9);
      }
      const bytes = Buffer.from(tokens.flatMap((token) => token.bytes ?? []));
      expect(bytes.toString()).toBe(whole.choices[0]?.message.content);
    });

    it('draws the same for the same seed, and n choices with seeds of their own', async () => {
      const request = { model: 'locum/base', messages, max_tokens: 8, n: 3, seed: 7, temperature: 1.5 };
      const texts = async () =>
        (await client.chat.completions.create(request)).choices.map(({ index, message }) => [index, message.content]);
      const first = await texts();
      expect(await texts()).toEqual(first);
      expect(new Set(first.map(([, text]) => text)).size).toBe(3);
    });

    it('ends before a stop string, and keeps to a bias', async () => {
      const request = { model: 'locum/base', messages, temperature: 0, max_tokens: 12, logprobs: true };
      const free = await client.chat.completions.create(request);
      const text = free.choices[0]?.message.content ?? '';
      const stop = text.slice(4, 8);
      const stopped = await client.chat.completions.create({ ...request, stop });
      expect(stopped.choices[0]?.message.content).toBe(text.slice(0, text.indexOf(stop)));
      expect(stopped.choices[0]?.finish_reason).toBe('stop');
      const [first] = trio.tokenizerOf('base').encodeContinuation(free.choices[0]?.logprobs?.content?.[0]?.token ?? '');
      const biased = await client.chat.completions.create({ ...request, logit_bias: { [first!]: -100 } });
      const chosen = biased.choices[0]?.logprobs?.content?.[0];
      expect(chosen?.token).not.toBe(free.choices[0]?.logprobs?.content?.[0]?.token);
      // Probabilities stay the model's own.
      expect(chosen?.logprob).toBeLessThan(free.choices[0]?.logprobs?.content?.[0]?.logprob ?? 0);
    });

    it('keeps to a JSON schema', async () => {
      const schema = {
        type: 'object',
        properties: { side: { enum: ['left', 'right'] }, pain: { type: 'integer', minimum: 0, maximum: 10 } },
        required: ['side', 'pain'],
        additionalProperties: false,
      };
      const answer = await client.chat.completions.create({
        model: 'locum/proxy',
        messages,
        response_format: { type: 'json_schema', json_schema: { name: 'knee', schema, strict: true } },
      });
      const found = JSON.parse(answer.choices[0]?.message.content ?? '');
      expect(['left', 'right']).toContain(found.side);
      expect(found.pain).toBeGreaterThanOrEqual(0);
      expect(answer.choices[0]?.finish_reason).toBe('stop');
    });
  });

  describe('completions', () => {
    it('tells the likelihood of a prompt as `score` does, and of ids as of their text', async () => {
      const { nll, tokens } = await trio.score(QUESTION, { method: 'proxy', alpha: 0.5 });
      const request = { model: 'locum/proxy@0.5', echo: true, max_tokens: 0, logprobs: 3 };
      const answer = await client.completions.create({ ...request, prompt: QUESTION });
      const { logprobs, text } = answer.choices[0]!;
      expect(text).toBe(QUESTION);
      expect(logprobs?.token_logprobs).toHaveLength(tokens);
      const sum = logprobs?.token_logprobs?.reduce((total, each) => total + each, 0) ?? 0;
      expect(-sum).toBeCloseTo(nll, 9);
      expect(
        logprobs?.text_offset?.map((offset, at) => QUESTION.startsWith(logprobs.tokens?.[at] ?? '', offset)),
      ).not.toContain(false);
      const { bosId, eosId } = trio.tokenizerOf('proxy');
      const ids = [bosId ?? eosId!, ...trio.tokenizerOf('proxy').encode(QUESTION)];
      const asIds = await client.completions.create({ ...request, prompt: [ids] });
      const [first, ...rest] = asIds.choices[0]?.logprobs?.token_logprobs ?? [];
      expect(first).toBeNull();
      for (const [at, each] of rest.entries()) expect(each).toBeCloseTo(logprobs?.token_logprobs?.[at] ?? 0, 9);
    });

    it('answers several prompts, each n times, behind their echo', async () => {
      const request = { model: 'locum/base', prompt: ['A', 'B'], n: 2, max_tokens: 3, temperature: 0, echo: true };
      // Which at temperature 0 are all the same.
      const { choices } = await client.completions.create({ ...request, best_of: 5 });
      expect(choices.map(({ index, text }) => [index, text[0]])).toEqual([
        [0, 'A'],
        [1, 'A'],
        [2, 'B'],
        [3, 'B'],
      ]);
      const withLists = await client.completions.create({ ...request, logprobs: 1 });
      // Prompt, and one token more for each that was chosen: what reads likelihoods leaves out the last by its place.
      const [{ tokens } = { tokens: 0 }] = [await trio.score('A', { method: 'base' })];
      expect(withLists.choices[0]?.logprobs?.tokens).toHaveLength(tokens + 3);
    });
  });

  describe('bad input', () => {
    const { MAX_SAFE_INTEGER: huge } = Number;
    it.each([
      ['no JSON', () => post('{"model": '), 400, 'invalid_json'],
      ['no UTF-8', () => post(Buffer.from([0x7b, 0xff, 0x7d])), 400, 'invalid_json'],
      ['no object', () => post('3'), 400, 'invalid_value'],
      ['no model', () => post('{}'), 400, 'missing_required_parameter'],
      ['a form', () => post('a=b', undefined, { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
      ['no messages', () => ask({}), 400, 'missing_required_parameter'],
      ['an unknown field', () => ask({ messages, temperatur: 1 }), 400, 'unknown_parameter'],
      ['tools', () => ask({ messages, tools: [{ type: 'function' }] }), 400, 'invalid_value'],
      ['a penalty', () => ask({ messages, presence_penalty: 1 }), 400, 'invalid_value'],
      ['no temperature', () => ask({ messages, temperature: 'hot' }), 400, 'invalid_value'],
      [
        'a picture',
        () => ask({ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }),
        400,
        'invalid_value',
      ],
      ['too many', () => ask({ messages, n: 1000 }), 400, 'invalid_value'],
      [
        'a bad schema',
        () =>
          ask({
            messages,
            response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object', not: {} } } },
          }),
        400,
        'unsupported',
      ],
      [
        'too long a text',
        () => ask({ messages: [{ role: 'user', content: 'knee '.repeat(9000) }] }),
        400,
        'context_length_exceeded',
      ],
      [
        'too long ids',
        () => ask({ prompt: Array(9000).fill(5), max_tokens: 1 }, '/v1/completions'),
        400,
        'context_length_exceeded',
      ],
      ['ids that are none', () => ask({ prompt: [9_999_999], max_tokens: 1 }, '/v1/completions'), 400, 'bad_argument'],
      ['the best of several', () => ask({ prompt: 'A', best_of: 2 }, '/v1/completions'), 400, 'invalid_value'],
      ['a huge limit', () => ask({ messages, max_tokens: huge }), 400, 'invalid_value'],
      ['another address', () => statusOf('/v1/embeddings'), 404, 'unknown_url'],
      ['a wrong method', () => statusOf('/v1/completions'), 405, 'method_not_allowed'],
      ['a wrong key', () => statusOf('/v1/models', { headers: { authorization: 'Bearer b' } }), 401, 'invalid_api_key'],
      [
        'a page',
        () => statusOf('/v1/models', { headers: { origin: 'https://evil.example' } }),
        403,
        'origin_not_allowed',
      ],
    ] as const)('%s', async (_, send, status, code) => {
      const answer = await send();
      expect([answer.status, answer.error.code]).toEqual([status, code]);
      expect(Object.keys(answer.error).sort()).toEqual(['code', 'message', 'param', 'type']);
    });

    it('lets who sends 10 MB send all of it, and be told why it is not read', async () => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('utf8');
      const head = ['Host: 127.0.0.1', `Authorization: Bearer ${KEY}`, 'Content-Type: application/json'];
      const lines = ['POST /v1/completions HTTP/1.1', ...head, 'Content-Length: 10000000'];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      const [refusal] = await once(socket, 'data');
      expect(refusal).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"request_too_large"/);
      socket.write(Buffer.alloc(10_000_000, ' '));
      socket.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
      let rest = '';
      for await (const text of socket) rest += text;
      expect(rest).toMatch(/^HTTP\/1\.1 200 /);
    });

    it('names the field, and nothing of the text, in its refusals', async () => {
      const secret = 'Mrs Featherstone';
      const { error } = await ask({ messages: [{ role: secret, content: secret }], seed: secret });
      expect(JSON.stringify(error)).not.toContain(secret);
      expect(error.param).toMatch(/^(messages|seed)/);
    });

    it('goes on answering afterwards', async () => {
      const answer = await client.completions.create({ model: 'locum/base', prompt: 'A', max_tokens: 1 });
      expect(answer.choices).toHaveLength(1);
    });
  });

  describe('who may ask', () => {
    it('tells a name that is not this machine’s nothing, health included', async () => {
      const status = await new Promise((resolve, reject) => {
        const { port } = new URL(server.url);
        httpRequest({ port, path: '/health', headers: { host: 'evil.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(421);
    });

    it('lets pages ask that were named, after their preflight', async () => {
      const headers = { origin: 'https://chart.example', 'access-control-request-method': 'POST' };
      const preflight = await fetch(`${server.url}/v1/completions`, { method: 'OPTIONS', headers });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe('https://chart.example');
      const plain = await fetch(`${server.url}/health`);
      expect(plain.headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('turns', () => {
    /** Until the context is full: no token that would end the text can be chosen. */
    const long = { model: 'locum/proxy', messages, logit_bias: {} as Record<string, number> };
    beforeAll(() => {
      for (const id of trio.models.base?.stopIds ?? []) long.logit_bias[id] = -100;
    });
    const health = async () => (await fetch(`${server.url}/health`)).json();
    const until = async (is: (now: { busy: boolean; waiting: number }) => boolean) => {
      while (!is(await health())) await new Promise((resolve) => setImmediate(resolve));
    };

    it('come one after another; who leaves gives up their own, begun or not', async () => {
      const [running, waiting] = [new AbortController(), new AbortController()];
      const first = client.chat.completions.create(long, { signal: running.signal });
      const second = client.chat.completions.create(long, { signal: waiting.signal });
      const failed = Promise.all([expect(first).rejects.toThrow(), expect(second).rejects.toThrow()]);
      await until(({ waiting }) => waiting === 1);
      waiting.abort();
      await until(({ waiting }) => waiting === 0);
      expect(await health()).toMatchObject({ busy: true });
      running.abort();
      await until(({ busy }) => !busy);
      await failed;
      const next = await client.chat.completions.create({ ...long, max_tokens: 1 });
      expect(next.choices).toHaveLength(1);
    });

    it('end when a stream’s reader leaves', async () => {
      const stream = await client.chat.completions.create({ ...long, stream: true });
      for await (const chunk of stream) if (chunk.choices.length > 0) break;
      await until(({ busy }) => !busy);
    });

    it('are not to be had by more than may wait', async () => {
      const narrow = await open({ mostWaiting: 0 });
      const other = new OpenAI({ baseURL: `${narrow.url}/v1`, apiKey: KEY, maxRetries: 0 });
      const stream = await other.chat.completions.create({ ...long, stream: true });
      const refused = other.chat.completions.create(long);
      await expect(refused).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
      stream.controller.abort();
      await narrow.close();
    });
  });

  it('keeps nothing of what was said', () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.join('\n')).not.toMatch(/knee|Sunday|Featherstone/i);
  });
});
