/** An OpenAI-compatible server on localhost over a model at hand, for tests: every request is run from scratch. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logSumExp } from '../../lm/softmax.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { ChatMessage } from '../../tokenizer/prompt-runs.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { Participant } from '../members.ts';

export interface ModelServer {
  readonly baseUrl: string;
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

interface Asked {
  readonly model?: string;
  readonly prompt?: string;
  readonly messages?: readonly ChatMessage[];
  readonly logprobs: number | boolean;
  readonly top_logprobs?: number;
}

/** What is wrong with it. */
export interface ServerBehaviour {
  /** The only key that is let in. */
  readonly key?: string;
  /** The only model there is. */
  readonly model?: string;
  /** Of every answer. */
  readonly status?: number;
  /** Takes requests and never answers. */
  readonly silent?: boolean;
  /** Most log-probabilities a list has. */
  readonly tokens?: number;
}

function refusal(
  { key, model, status }: ServerBehaviour,
  authorization: string | undefined,
  asked: Asked,
): readonly [number, string] | null {
  if (key !== undefined && authorization !== `Bearer ${key}`) return [401, 'invalid api key'];
  if (model !== undefined && asked.model !== model) return [404, `The model ${asked.model} does not exist.`];
  return status === undefined ? null : [status, 'something is wrong'];
}

export async function serveModel(part: Participant, behaviour: ServerBehaviour = {}): Promise<ModelServer> {
  const requests: Record<string, unknown>[] = [];
  // One at a time: there is one context.
  let last: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    // Pages ask from another origin, and ask first whether they may.
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    last = last.then(async () => {
      const asked = JSON.parse(await bodyOf(request)) as Asked;
      requests.push({ ...asked, url: request.url });
      if (behaviour.silent) return;
      const refused = refusal(behaviour, request.headers.authorization, asked);
      if (refused !== null) {
        const [status, message] = refused;
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }));
        return;
      }
      const most = behaviour.tokens ?? Number.POSITIVE_INFINITY;
      const body =
        request.url === '/v1/chat/completions' ? await chat(part, asked, most) : await complete(part, asked, most);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

async function best({ model, tokenizer }: Participant, ids: readonly number[], count: number) {
  await model.truncate(0);
  const { data } = await model.extend(ids);
  const logSum = logSumExp(data);
  return topIds(data, count).map((id) => ({ id, logprob: data[id]! - logSum, text: shown(tokenizer, id) }));
}

/** Control tokens by name, parts of characters as U+FFFD, as servers show them. */
const shown = (tokenizer: Tokenizer, id: number) =>
  tokenizer.kind(id) === 'special' ? (tokenizer.spelling(id) ?? '') : tokenizer.tokenText(id);

async function complete(part: Participant, { prompt = '', logprobs }: Asked, most: number): Promise<object> {
  const ids = part.tokenizer.encode(prompt);
  const top = await best(
    part,
    part.tokenizer.bosId === null ? ids : [part.tokenizer.bosId, ...ids],
    Math.min(most, Number(logprobs)),
  );
  // Of tokens that read alike the first is the likeliest.
  const byText = Object.fromEntries(top.toReversed().map(({ text, logprob }) => [text, logprob]));
  const text = top[0]?.text ?? '';
  return {
    object: 'text_completion',
    choices: [
      {
        index: 0,
        text,
        finish_reason: 'length',
        logprobs: { tokens: [text], token_logprobs: [top[0]?.logprob], top_logprobs: [byText], text_offset: [0] },
      },
    ],
  };
}

async function chat(
  part: Participant,
  { messages = [], top_logprobs: count = 0 }: Asked,
  most: number,
): Promise<object> {
  const { tokenizer } = part;
  const begun = messages.at(-1)?.role === 'assistant' ? messages.at(-1) : undefined;
  const prompt = tokenizer.encodePrompt({ chat: messages.filter((message) => message !== begun), plain: '' });
  const top = await best(part, [...prompt, ...tokenizer.encode(begun?.content ?? '')], Math.min(most, count));
  const listed = top.map(({ id, text, logprob }) => ({
    token: text,
    logprob,
    bytes: tokenizer.kind(id) === 'special' ? null : [...tokenizer.bytes(id)],
  }));
  return {
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: listed[0]?.token },
        finish_reason: 'length',
        logprobs: { content: [{ ...listed[0], top_logprobs: listed }] },
      },
    ],
  };
}
