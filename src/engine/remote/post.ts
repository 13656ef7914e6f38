/** One POST to a server that the user has named, and to no other. */
import { boundedText } from '../bounded-text.ts';
import { Cancelled, LocumError, throwIfCancelled } from '../errors.ts';
import { beyondLimit, LIMITS } from '../limits.ts';

export interface PostOptions {
  /** What the server is called in errors. */
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** What a server that does not answer in time may be doing. */
  readonly slow: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
}

export interface PostAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/**
 * @returns whatever its status
 * @throws {LocumError} `endpoint-timeout`, `endpoint-unreachable`, `limit-exceeded` @throws {Cancelled}
 */
export async function post(url: URL, options: PostOptions): Promise<PostAnswer> {
  const { label, headers, body, timeoutMs, slow, fetch, signal } = options;
  throwIfCancelled(signal);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      // A redirect would take the text to an origin that the user did not name.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const text = await boundedText(response.body, LIMITS.endpointAnswer.most, () =>
      beyondLimit('endpointAnswer', `The answer of ${label}`),
    );
    return { status: response.status, text, headers: response.headers };
  } catch (cause) {
    if (signal?.aborted) throw new Cancelled();
    if (cause instanceof LocumError) throw cause;
    if (timeout.aborted) {
      throw new LocumError('endpoint-timeout', `${label} did not answer within ${timeoutMs / 1000} s.`, {
        cause,
        hint: slow,
        details: { timeoutMs },
      });
    }
    throw new LocumError('endpoint-unreachable', `${label} cannot be reached.`, {
      cause,
      hint: 'Is the server running, is the address right, and does it allow requests from this page (CORS)?',
    });
  }
}
