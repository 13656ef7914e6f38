/** Where a model's files come from: a host that is asked over HTTP, or files at hand that are copied. */

import { boundedText } from '../../bounded-text.ts';
import { Cancelled, LocumError } from '../../errors.ts';
import { windowOf } from '../checkpoint/chunk-reader.ts';
import { type Answer, fetchPatiently, type Patience } from '../checkpoint/patience.ts';
import { MOST_TEXT_BYTES, missingFile, textTooLarge } from '../checkpoint/source.ts';

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

/**
 * @param urlOf address of a file by its path in the model's folder
 * @param patience for a host that is silent
 */
export function httpOrigin(label: string, urlOf: (path: string) => string, patience?: Patience): Origin {
  return {
    async open(path, from, signal) {
      // Only a plain `bytes=N-` goes without a preflight; an If-Range would need one, so validators are compared here.
      const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
      const init: RequestInit = { headers, signal: signal ?? null, cache: 'no-store' };
      const { response, waiting } = await request(urlOf(path), init, label, patience);
      if (response.status === RANGE_NOT_SATISFIABLE && from > 0) {
        // More is expected than is stored, and this host has nothing after it: from the start, and length and digest decide.
        await response.body?.cancel();
        return this.open(path, 0, signal);
      }
      await refuse(response, label, path);
      const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
      const start = response.status === 206 ? Number(range?.[1] ?? from) : 0;
      const translate = (thrown: unknown): Error => (signal?.aborted ? new Cancelled() : asNetwork(thrown, label));
      return {
        start,
        size: sizeOf(response, start, range?.[2]),
        validator: response.headers.get('etag') ?? response.headers.get('last-modified'),
        body: windowOf(response.body ?? empty(), { translate, waiting }),
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

/** An answer, or what went wrong on the way to it. */
async function request(url: string, init: RequestInit, label: string, patience?: Patience): Promise<Answer> {
  try {
    return await fetchPatiently(url, init, label, patience);
  } catch (thrown) {
    if (init.signal?.aborted) throw new Cancelled();
    throw asNetwork(thrown, label);
  }
}

/** The text of a file. @throws {LocumError} as `Origin.open`; `checkpoint-invalid` for one without an end */
export async function textFrom(origin: Origin, label: string, path: string, signal?: AbortSignal): Promise<string> {
  const { body } = await origin.open(path, 0, signal);
  return boundedText(body, MOST_TEXT_BYTES, () => textTooLarge(label, path));
}

/** @throws {LocumError} for any status but success */
async function refuse(response: Response, label: string, path: string): Promise<void> {
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

function asNetwork(thrown: unknown, label: string): LocumError {
  return thrown instanceof LocumError ? thrown : connectionBroke(label, thrown);
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
