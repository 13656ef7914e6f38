/** One request, answered: what may be asked, by whom, for which file, and which part of it. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { lookup } from 'mrmime';
import { isLoopbackName } from '../../node/loopback.ts';
import { headersFor } from '../../src/policy.ts';
import { answerRange } from './byte-range.ts';
import { openServed, pathOf, type ServedFile } from './served-file.ts';

/** Vite puts a hash of the content into the names under assets/; everything else is asked for again. */
const HASHED = 'assets/';
const HASHED_CACHE = 'public, max-age=31536000, immutable';

/** Says in every response who serves which folder, so that a second start knows the first. */
export function serverName(directory: string): string {
  return `Locum/${createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 16)}`;
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers requests for the files in `directory`. What goes wrong with one ends that one. */
export function responder(directory: string): Respond {
  const server = serverName(directory);
  return async (request, response) => {
    for (const [name, value] of Object.entries(headersFor(request.url ?? '/'))) response.setHeader(name, value);
    response.setHeader('Server', server);
    if (!isLoopbackName(request.headers.host)) return refuse(response, 421, 'This is Locum, for this machine only.');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return refuse(response, 405, 'There is nothing here but files to read.');
    }
    const path = pathOf(request.url ?? '/');
    const file = path === null ? null : await openServed(directory, path);
    if (path === null || file === null) return refuse(response, 404, 'Not found');
    try {
      await send(file, path, request, response);
    } finally {
      await file.handle.close();
    }
  };
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${why}\n`);
}

async function send(file: ServedFile, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size, etag, handle } = file;
  response.setHeader('ETag', etag);
  response.setHeader('Cache-Control', path.startsWith(HASHED) ? HASHED_CACHE : 'no-cache');
  if (names(request.headers['if-none-match'], etag)) return void response.writeHead(304).end();

  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', contentType(path));
  const { range, 'if-range': ifRange } = request.headers;
  const answer = answerRange({ range, ifRange: ifRange?.toString() }, size, etag);
  if (answer.kind === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${size}`);
    return refuse(response, 416, `The file has ${size} bytes.`);
  }
  const { first, last } = answer.kind === 'part' ? answer : { first: 0, last: size - 1 };
  if (answer.kind === 'part') response.setHeader('Content-Range', `bytes ${first}-${last}/${size}`);
  response.writeHead(answer.kind === 'part' ? 206 : 200, { 'Content-Length': last - first + 1 });
  if (request.method === 'HEAD' || size === 0) return void response.end();

  const bytes = handle.createReadStream({ start: first, end: last, autoClose: false });
  try {
    // Whichever of the two ends first, the other does: a client that leaves takes its stream along.
    await pipeline(bytes, response, { end: false });
  } catch {
    response.destroy();
    return;
  }
  // A file cut short while it was read: the client must not wait for bytes that will never come.
  if (bytes.bytesRead < last - first + 1) response.destroy();
  else response.end();
}

function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return known.includes(etag) || known.includes('*');
}

function contentType(path: string): string {
  const type = lookup(path) ?? 'application/octet-stream';
  return type === 'text/html' ? `${type}; charset=utf-8` : type;
}
