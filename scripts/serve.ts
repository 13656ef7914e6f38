/** The built app over HTTP, to this machine only, with the headers that keep what the user types inside it. */
import { createServer, type Server } from 'node:http';
import sirv from 'sirv';
import { headersFor, securityHeaders } from '../src/policy.ts';

export interface ServeOptions {
  /** The built app; its files are listed once, and nothing outside that list is ever read. */
  readonly directory: string;
  /** The first port to try; the next nine follow if it is taken, and then any free one. 0 = any free one. */
  readonly port: number;
}

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Loopback only: the app has no accounts, so nobody else on the network may reach it. */
const HOST = '127.0.0.1';

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}

export async function serve({ directory, port }: ServeOptions): Promise<Served> {
  const files = sirv(directory, {
    etag: true,
    setHeaders(response, path) {
      const headers = headersFor(response.req.url ?? '/');
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      // Vite puts a hash of the content into the names under assets/; everything else is asked for again.
      const hashed = path.startsWith('/assets/');
      response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (path.endsWith('.safetensors')) response.setHeader('Content-Type', 'application/octet-stream');
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
    });
  });

  const candidates = port === 0 ? [0] : [...Array.from({ length: 10 }, (_, offset) => port + offset), 0];
  for (const candidate of candidates) {
    if (!(await listen(server, candidate))) continue;
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : candidate;
    return {
      url: `http://${HOST}:${bound}/`,
      port: bound,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  }
  throw new Error(`No free port at or above ${port}.`);
}
