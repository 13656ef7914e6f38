/** Where a model's files come from: a host that is asked over HTTP, or files at hand that are copied. */
import { Cancelled, LocumError } from '../../errors.ts';
import { missingFile } from '../checkpoint/source.ts';

/** The rest of a file, from some byte on. */
export interface Part {
  /** Position of the first byte of `body`: what was asked for, or 0 where the host knows no ranges. */
  readonly start: number;
  /** Size of the whole file, where the host tells. */
  readonly size: number | null;
  /** Changes when the file does (an ETag); null where the host has none or does not show it. */
  readonly validator: string | null;
  readonly body: ReadableStream<Uint8Array>;
}

export interface Origin {
  /**
   * @throws {LocumError} `network` (try again), `checkpoint-missing-file`, `access-denied`, `host-not-allowed`
   * @throws {Cancelled}
   */
  open(path: string, from: number, signal?: AbortSignal): Promise<Part>;
}

const RANGE_NOT_SATISFIABLE = 416;

/** @param urlOf address of a file by its path in the model's folder */
export function httpOrigin(label: string, urlOf: (path: string) => string): Origin {
  return {
    async open(path, from, signal) {
      // Only a plain `bytes=N-` goes without a preflight; an If-Range would need one, so validators are compared here.
      const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
      const response = await request(urlOf(path), { headers, signal: signal ?? null, cache: 'no-store' }, label);
      if (response.status === RANGE_NOT_SATISFIABLE) {
        await response.body?.cancel();
        // There is nothing after `from`; what is stored is the whole file, or longer than it.
        const size = /^bytes \*\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
        return { start: from, size: size === undefined ? null : Number(size), validator: null, body: empty() };
      }
      await refuse(response, label, path);
      const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
      const start = response.status === 206 ? Number(range?.[1] ?? from) : 0;
      return {
        start,
        size: sizeOf(response, start, range?.[2]),
        validator: response.headers.get('etag') ?? response.headers.get('last-modified'),
        body: translated(response.body ?? empty(), signal, label),
      };
    },
  };
}

/** Files at hand, to be copied into the store. */
export function blobOrigin(label: string, find: (path: string) => Promise<Blob | null>): Origin {
  return {
    async open(path, from) {
      const blob = await find(path);
      if (blob === null) throw missingFile(label, path);
      return { start: from, size: blob.size, validator: null, body: blob.slice(from).stream() };
    },
  };
}

/** A response, or what went wrong on the way to it. */
export async function request(url: string, init: RequestInit, label: string): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (thrown) {
    if (init.signal?.aborted) throw new Cancelled();
    throw connectionBroke(label, thrown);
  }
}

/** @throws {LocumError} for any status but success */
export async function refuse(response: Response, label: string, path: string): Promise<void> {
  // A single-page-app server answers unknown paths with its page and status 200.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (response.ok && !isPage) return;
  await response.body?.cancel();
  const { status } = response;
  if (status === 401 || status === 403) {
    throw new LocumError(
      'access-denied',
      `The host does not give out “${label}” to everyone (HTTP status ${status}).`,
      {
        hint: 'Models with a licence to accept ask for an account. Download the model’s folder with that account, then open it here as a local folder.',
        details: { status, file: path },
      },
    );
  }
  if (status === 404 || status === 410 || response.ok) throw missingFile(label, path);
  throw new LocumError('network', `The host answered ${path} of “${label}” with HTTP status ${status}.`, {
    hint: 'It may be busy. Try again later; what has arrived is kept.',
    details: { status, file: path },
  });
}

export function connectionBroke(label: string, cause: unknown): LocumError {
  return new LocumError('network', `The connection broke while “${label}” was being downloaded.`, {
    hint: 'What has arrived is kept, and the download goes on at the same byte. Check the connection.',
    cause,
  });
}

function sizeOf(response: Response, start: number, total: string | undefined): number | null {
  if (total !== undefined && total !== '*') return Number(total);
  // The length of a compressed answer is not the file's.
  if (response.headers.has('content-encoding')) return null;
  const length = response.headers.get('content-length');
  return length === null ? null : start + Number(length);
}

function empty(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}

/** `body` with a broken connection as a typed error. */
function translated(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
  label: string,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((thrown: unknown) => {
          throw signal?.aborted ? new Cancelled() : connectionBroke(label, thrown);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing is taken from the network before it is asked for: what waits in a queue is lost when the connection breaks.
    { highWaterMark: 0 },
  );
}
