/**
 * OpenAI's interface over HTTP. Who may ask: on loopback whoever runs here, under names of this machine's own; elsewhere whoever
 * has the key. What is asked is answered and forgotten: nothing of it is written to a file or to the terminal.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackAddress, isLoopbackName } from '../../node/loopback.ts';
import { Cancelled } from '../../src/engine/errors.ts';
import { type AnswerEvent, answer, type Usage } from './answer.ts';
import { ApiError } from './api-error.ts';
import { chatWire } from './chat.ts';
import { completionWire } from './completions.ts';
import { EventStream, sendJson } from './event-stream.ts';
import { readJson } from './json-body.ts';
import { type Asked, parseChat, parseCompletion } from './requests.ts';
import type { ServedModels } from './served-models.ts';
import { TurnQueue } from './turn-queue.ts';
import type { OpenWire } from './wire.ts';

export interface ApiServerOptions {
  readonly models: ServedModels;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Null: none is asked for. */
  readonly key: string | null;
  /** Of pages that may ask; by default none may. */
  readonly origins: readonly string[];
  /** Requests that may wait while one is answered. */
  readonly mostWaiting: number;
  /** What happened to a request, without anything of what it said. */
  readonly onRequest?: ((line: string) => void) | undefined;
  /** Where a fault of ours is, without its message, which may quote the text. */
  readonly onFault?: ((place: string) => void) | undefined;
}

export interface ApiServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Room for any context that the models have, with its escapes. */
const MOST_BODY_BYTES = 4_000_000;
/** Headers and body of a request must be here by then. */
const REQUEST_MS = 60_000;
const MOST_CONNECTIONS = 512;

interface Endpoint {
  readonly parse: (body: unknown) => Asked;
  readonly wire: OpenWire;
  /** The field with the text. */
  readonly text: string;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/v1/chat/completions': { parse: parseChat, wire: chatWire, text: 'messages' },
  '/v1/completions': { parse: parseCompletion, wire: completionWire, text: 'prompt' },
};

/** @throws what `listen` throws, `EADDRINUSE` among it */
export async function openApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { host, port, onRequest, onFault } = options;
  const api = new Api(options);
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const started = performance.now();
    response.on('close', () => {
      const outcome = response.writableFinished ? response.statusCode : 'left';
      const path = (request.url ?? '').replace(/\?.*$/s, '');
      onRequest?.(`${request.method} ${path} ${outcome} ${Math.round(performance.now() - started)} ms`);
    });
    api.respond(request, response).catch((thrown: unknown) => {
      if (thrown instanceof Cancelled) return void response.destroy();
      const error = ApiError.from(thrown, '');
      if (error.status >= 500) onFault?.(placeOf(thrown));
      sendError(response, error);
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Api {
  readonly #options: ApiServerOptions;
  readonly #turns: TurnQueue;

  constructor(options: ApiServerOptions) {
    this.#options = options;
    this.#turns = new TurnQueue(options.mostWaiting);
  }

  /** @throws {ApiError} before anything was sent @throws {Cancelled} */
  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const { method, headers } = request;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    this.#checkNames(headers);
    if (this.#allowsPage(headers.origin, response) && method === 'OPTIONS') return void response.writeHead(204).end();
    if (pathname === '/health') return only('GET', method, () => sendJson(response, this.#health()));
    this.#checkKey(headers.authorization);
    if (pathname === '/v1/models') {
      const data = () => ({ object: 'list', data: this.#options.models.list() });
      return only('GET', method, () => sendJson(response, data()));
    }
    if (pathname.startsWith('/v1/models/')) {
      const name = decoded(pathname.slice('/v1/models/'.length));
      return only('GET', method, () => sendJson(response, this.#options.models.describe(name)));
    }
    const endpoint = Object.hasOwn(ENDPOINTS, pathname) ? ENDPOINTS[pathname] : undefined;
    if (endpoint === undefined) throw new ApiError(404, 'unknown_url', `There is no ${method} ${pathname} here.`);
    await only('POST', method, () => this.#complete(endpoint, request, response));
  }

  #health(): object {
    return { status: 'ok', busy: this.#turns.busy, waiting: this.#turns.waiting };
  }

  async #complete(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const left = new AbortController();
    response.on('close', () => left.abort());
    const asked = endpoint.parse(await readJson(request, MOST_BODY_BYTES));
    const model = this.#options.models.get(asked.model);
    const wire = endpoint.wire(asked);
    try {
      await this.#turns.run(async () => {
        const events = answer(model, asked, left.signal);
        if (!asked.stream) return sendJson(response, wire.whole(await gathered(events)));
        const stream = new EventStream(response);
        let next = await events.next();
        for (; !next.done; next = await events.next()) stream.send(wire.chunk(next.value));
        if (asked.streamUsage) stream.send(wire.usageChunk(next.value));
        stream.end();
      }, left.signal);
    } catch (thrown) {
      if (thrown instanceof Cancelled || thrown instanceof ApiError) throw thrown;
      const error = ApiError.from(thrown, endpoint.text);
      if (error.status >= 500) this.#options.onFault?.(placeOf(thrown));
      throw error;
    }
  }

  /** On loopback; elsewhere a server goes by names that it does not know. @throws {ApiError} 421 */
  #checkNames({ host }: IncomingMessage['headers']): void {
    if (!isLoopbackAddress(this.#options.host) || isLoopbackName(host)) return;
    throw new ApiError(421, 'wrong_host', 'This is Locum, for this machine only.');
  }

  /** Whether a page asks, which must be one of those allowed. @throws {ApiError} 403 */
  #allowsPage(origin: string | undefined, response: ServerResponse): boolean {
    if (origin === undefined) return false;
    if (!this.#options.origins.includes(origin)) {
      throw new ApiError(403, 'origin_not_allowed', `Pages of ${origin} may not ask here; see --cors.`);
    }
    response.setHeader('Vary', 'Origin');
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
    return true;
  }

  /** @throws {ApiError} 401 */
  #checkKey(authorization: string | undefined): void {
    const { key } = this.#options;
    if (key === null) return;
    // Digests have one length, and comparing them tells nothing of how far a guess was right.
    const digest = (text: string) => createHash('sha256').update(text).digest();
    if (timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${key}`))) return;
    throw new ApiError(401, 'invalid_api_key', 'The API key is missing or wrong.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
}

async function gathered(events: AsyncGenerator<AnswerEvent, Usage, undefined>) {
  const choices = new Map<number, AnswerEvent[]>();
  for (;;) {
    const next = await events.next();
    if (next.done) return { events: choices, usage: next.value };
    const { index } = next.value;
    choices.set(index, [...(choices.get(index) ?? []), next.value]);
  }
}

/** @throws {ApiError} 405 */
function only<Result>(allowed: string, method: string | undefined, act: () => Result): Result {
  if (method === allowed) return act();
  throw new ApiError(405, 'method_not_allowed', `Only ${allowed} is allowed here.`, { headers: { Allow: allowed } });
}

function sendError(response: ServerResponse, error: ApiError): void {
  if (response.headersSent) return void new EventStream(response).fail(error.body);
  for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
  sendJson(response, error.body, error.status);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function placeOf(thrown: unknown): string {
  const { name, stack = '' } = thrown instanceof Error ? thrown : new Error('not an error');
  return [name, ...stack.split('\n').filter((line) => /^\s+at /.test(line))].join('\n');
}
