/** A host of model files for tests: a real HTTP server that knows ranges, and how real ones fail. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  /** First byte asked for; 0 without a range. */
  readonly from: number;
  /** Bytes handed to the connection. */
  sent: number;
}

export interface ModelHost {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** The next answers stop for ever after this many bytes in all; null: no more. */
  stallAfter: number | null;
  /** What is served under a path; change it to damage a file. */
  readonly files: Map<string, Uint8Array>;
  ranges: boolean;
  etag: ((path: string) => string) | null;
  /** An answer of this status to everything. */
  status: number | null;
  /** Ends all connections at once and stops listening, as a killed server does. */
  kill(): Promise<void>;
  /** Listens again, at the same address. */
  start(): Promise<void>;
}

const CHUNK_BYTES = 16 << 10;

export async function openModelHost(files: Readonly<Record<string, Uint8Array | string>>): Promise<ModelHost> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').slice(1));
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    const content = host.files.get(path);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { 'Access-Control-Allow-Headers': 'range', 'Access-Control-Allow-Methods': 'GET, HEAD' });
      return void response.end();
    }
    if (host.status !== null) return void response.writeHead(host.status).end();
    if (content === undefined) return void response.writeHead(404).end('Not found');
    if (host.etag) response.setHeader('ETag', host.etag(path));
    const range = host.ranges ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') : null;
    const from = Number(range?.[1] ?? 0);
    if (range && from >= content.length) {
      response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end();
      return;
    }
    const end = range?.[2] ? Math.min(content.length, Number(range[2]) + 1) : content.length;
    if (range) response.setHeader('Content-Range', `bytes ${from}-${end - 1}/${content.length}`);
    response.writeHead(range ? 206 : 200, { 'Content-Length': end - from });
    if (request.method === 'HEAD') return void response.end();
    const entry: Asked = { path, from, sent: 0 };
    asked.push(entry);
    send(response, content.subarray(0, end), entry);
  });

  function send(response: ServerResponse, content: Uint8Array, entry: Asked): void {
    const at = entry.from + entry.sent;
    const stop = Math.min(content.length, host.stallAfter ?? content.length);
    const chunk = content.subarray(at, Math.min(at + CHUNK_BYTES, stop));
    entry.sent += chunk.length;
    if (at + chunk.length >= content.length) response.end(chunk);
    else if (chunk.length > 0) response.write(chunk, () => send(response, content, entry));
  }

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const host: ModelHost = {
    url: `http://127.0.0.1:${port}`,
    asked,
    stallAfter: null,
    files: new Map(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === 'string' ? new TextEncoder().encode(content) : content,
      ]),
    ),
    ranges: true,
    etag: null,
    status: null,
    kill: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    start: () => listen(port),
  };
  return host;
}
