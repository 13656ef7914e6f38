/** The JSON of a request: no more of it than a limit, and nothing but JSON. */
import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';

/**
 * What is thrown away of a body that is too large, so that its sender gets to read why; after that the line is cut. It must not
 * be closed before: bytes that come to a closed line make the sender's system forget the answer that it has received.
 */
const MOST_DISCARDED = 64_000_000;

/** @throws {ApiError} 400, 413, 415 */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  // A page of another site can send a form or plain text here without being asked, but not this.
  if (!/^application\/json(?:\s*;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new ApiError(415, 'unsupported_media_type', 'The body must be JSON, with Content-Type: application/json.');
  }
  const tooLarge = new ApiError(413, 'request_too_large', `The body is larger than ${mostBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
    discard(request);
    throw tooLarge;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) {
      discard(request);
      throw tooLarge;
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new ApiError(400, 'invalid_json', 'The body is not JSON in UTF-8.');
  }
}

function discard(request: IncomingMessage): void {
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_DISCARDED) request.destroy();
  });
}
