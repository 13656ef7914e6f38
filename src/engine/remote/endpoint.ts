/** One request to an OpenAI-compatible endpoint: time limit, retries, and every failure as a typed error. */
import * as v from 'valibot';
import { Cancelled, LocumError, throwIfCancelled } from '../errors.ts';
import { post } from './post.ts';
import { serverAddress } from './server-address.ts';

export interface EndpointOptions {
  /** Up to and including the version, e.g. `http://localhost:8000/v1`. Typed in by the user; nothing else is contacted. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** Default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** How often a busy endpoint is asked again; default 3. */
  readonly retries?: number | undefined;
  /** Default `globalThis.fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Default: a timer. */
  readonly wait?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

/** No longer than this between two tries: rather tell the user that the endpoint is busy. */
const LONGEST_WAIT = 60_000;
const LONGEST_MESSAGE = 300;

export class Endpoint {
  /** The only origin that gets any text. */
  readonly origin: string;
  readonly model: string;
  readonly label: string;
  readonly #url: URL;
  readonly #options: EndpointOptions;

  /** @throws {LocumError} `bad-argument` */
  constructor(options: EndpointOptions) {
    this.#options = options;
    this.#url = serverAddress(options.baseUrl, 'an endpoint', 'http://localhost:8000/v1');
    this.origin = this.#url.origin;
    this.model = options.model;
    this.label = `“${options.model}” at ${this.#url.host}`;
    if (options.model.trim() === '') throw new LocumError('bad-argument', 'The endpoint needs the name of a model.');
  }

  /** The parsed answer. @throws {LocumError} `endpoint-*`, `context-too-long` @throws {Cancelled} */
  async post(path: string, body: object, signal: AbortSignal | undefined): Promise<unknown> {
    const { retries = 3, wait = timer } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const { status, text, retryAfter } = await this.#send(path, body, signal);
      if (status >= 200 && status < 300) return this.#parse(text);
      if (status !== 429 && status !== 503) throw this.#failure(status, text);
      const milliseconds = waitTime(retryAfter, attempt);
      if (attempt >= retries || milliseconds > LONGEST_WAIT) throw this.#busy(milliseconds, text);
      await wait(milliseconds, signal);
      throwIfCancelled(signal);
    }
  }

  async #send(path: string, body: object, signal: AbortSignal | undefined) {
    const { apiKey, timeoutMs = 60_000, fetch = globalThis.fetch } = this.#options;
    const { status, text, headers } = await post(new URL(path, this.#url), {
      label: this.label,
      headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
      body: JSON.stringify({ model: this.model, ...body }),
      slow: 'It may be loading the model. Try again, or allow more time.',
      ...{ timeoutMs, fetch, signal },
    });
    return { status, text, retryAfter: headers.get('retry-after') };
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new LocumError('endpoint-invalid', `${this.label} sent an answer that is not JSON.`, {
        cause,
        hint: 'Is the address that of an OpenAI-compatible endpoint? It usually ends in /v1.',
      });
    }
  }

  #busy(milliseconds: number, text: string): LocumError {
    const retryAfterSeconds = Math.ceil(milliseconds / 1000);
    return new LocumError('endpoint-busy', `${this.label} is busy${said(text)}`, {
      hint: `Try again in ${retryAfterSeconds} s.`,
      details: { retryAfterSeconds },
    });
  }

  #failure(status: number, text: string): LocumError {
    const details = { status };
    const message = errorMessage(text);
    if (status === 401 || status === 403) {
      return new LocumError('endpoint-refused', `${this.label} refused the key${said(text)}`, {
        hint: 'Check the key, and that it may use this model.',
        details,
      });
    }
    if (status === 404) {
      return new LocumError('endpoint-model-unknown', `${this.label} was not found${said(text)}`, {
        hint: 'Check the name of the model and the address, which usually ends in /v1.',
        details,
      });
    }
    if (status === 408 || status === 504) {
      return new LocumError('endpoint-timeout', `${this.label} did not answer in time${said(text)}`, { details });
    }
    if (status < 500 && /context|too long|maximum.*length/i.test(message)) {
      return new LocumError('context-too-long', `The text is too long for ${this.label}${said(text)}`, {
        hint: 'Shorten the text.',
        details,
      });
    }
    return new LocumError('endpoint-failed', `${this.label} answered with status ${status}${said(text)}`, {
      hint: status < 500 ? 'The endpoint does not take this kind of request.' : 'Look into its log, and try again.',
      details,
    });
  }
}

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3), else 1, 2, 4 … s. */
function waitTime(retryAfter: string | null, attempt: number): number {
  if (retryAfter === null) return 1000 * 2 ** attempt;
  const seconds = Number(retryAfter);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 1000 * 2 ** attempt;
}

const ErrorBody = v.union([
  v.pipe(
    v.object({ error: v.object({ message: v.string() }) }),
    v.transform(({ error }) => error.message),
  ),
  v.pipe(
    v.object({ error: v.string() }),
    v.transform(({ error }) => error),
  ),
  v.pipe(
    v.object({ message: v.string() }),
    v.transform(({ message }) => message),
  ),
]);

/** What the server says of an error; empty when it says nothing in a known form. */
function errorMessage(text: string): string {
  try {
    const parsed = v.safeParse(ErrorBody, JSON.parse(text));
    return parsed.success ? parsed.output : '';
  } catch {
    return '';
  }
}

function said(text: string): string {
  const message = errorMessage(text).trim();
  return message === '' ? '.' : `: ${message.slice(0, LONGEST_MESSAGE)}`;
}

function timer(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Cancelled());
    const cancel = () => {
      clearTimeout(handle);
      reject(new Cancelled());
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
