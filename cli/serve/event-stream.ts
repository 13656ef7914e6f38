/** What a response carries: one JSON object, or a stream of them as server-sent events. */
import type { ServerResponse } from 'node:http';

/** What a reader may leave unread. The models never wait for a reader, so that a slow one keeps nobody else from their turn. */
const MOST_UNREAD_BYTES = 32_000_000;
/** How long a reader may take for what is left once all of it is written. */
const READING_MS = 120_000;

export class EventStream {
  readonly #response: ServerResponse;

  /** Sends the headers, unless they are on their way. */
  constructor(response: ServerResponse) {
    this.#response = response;
    if (response.headersSent) return;
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  }

  send(data: object): void {
    this.#response.write(`data: ${JSON.stringify(data)}\n\n`);
    if (this.#response.writableLength > MOST_UNREAD_BYTES) this.#response.destroy();
  }

  end(): void {
    endWith(this.#response, 'data: [DONE]\n\n');
  }

  /** An error after the headers. */
  fail(body: object): void {
    endWith(this.#response, `data: ${JSON.stringify(body)}\n\n`);
  }
}

export function sendJson(response: ServerResponse, body: object, status = 200): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  endWith(response, text);
}

function endWith(response: ServerResponse, text: string): void {
  response.end(text);
  const tooSlow = setTimeout(() => response.destroy(), READING_MS).unref();
  response.on('close', () => clearTimeout(tooSlow));
}
