/** What becomes of a stream whose reader is slow. */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EventStream } from './event-stream.ts';

const PIECE = { text: 'x'.repeat(1_000_000) };

describe('a stream', () => {
  const server = createServer();
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** What a server answers, and what its client has of it, who does not read yet. */
  async function asked(): Promise<{ readonly response: ServerResponse; readonly received: IncomingMessage }> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const request = get({ port: (server.address() as AddressInfo).port });
    const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
    response.writeHead(200).flushHeaders();
    const [received] = (await once(request, 'response')) as [IncomingMessage];
    return { response, received };
  }

  it('comes whole to a reader who begins when all is written, and nobody has waited for that', async () => {
    const { response, received } = await asked();
    const stream = new EventStream(response);
    for (let piece = 0; piece < 8; piece++) stream.send(PIECE);
    stream.end();
    let text = '';
    for await (const chunk of received.setEncoding('utf8')) text += chunk;
    expect(text.split('\n\n')).toEqual([...Array(8).fill(`data: ${JSON.stringify(PIECE)}`), 'data: [DONE]', '']);
  });

  it('is cut off when more lies unread than memory is given to', async () => {
    const { response, received } = await asked();
    const stream = new EventStream(response);
    let sent = 0;
    for (; !response.destroyed && sent < 100; sent++) stream.send(PIECE);
    expect(sent).toBeLessThan(40);
    received.on('data', () => {});
    await expect(once(received, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
