/** The built app over HTTP, to this machine only, with the headers that keep what the user types inside it. */
import { createServer, type Server } from 'node:http';
import { LOOPBACK } from '../node/loopback.ts';
import { responder } from './server/respond.ts';

export interface ServeOptions {
  /** The built app. A build may replace its files while it is served. */
  readonly directory: string;
  /** The first port to try; the next nine follow if it is taken, and then any free one. 0 = any free one. */
  readonly port: number;
}

export interface Served {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const PORTS_TRIED = 10;

/** The ports that a server that is to have `port` may have got. */
export function portsFrom(port: number): readonly number[] {
  return Array.from({ length: PORTS_TRIED }, (_, offset) => port + offset).filter((candidate) => candidate <= 65535);
}

export function addressOf(port: number): string {
  return `http://${LOOPBACK}:${port}/`;
}

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    // The app has no accounts, so nobody else on the network may reach it.
    server.listen(port, LOOPBACK, () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}

export async function serve({ directory, port }: ServeOptions): Promise<Served> {
  const respond = responder(directory);
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      // One request's misfortune is not the server's: whoever asked sees the connection end, this terminal says why.
      console.error(`${request.method} ${request.url}:`, error);
      response.destroy();
    });
  });
  for (const candidate of port === 0 ? [0] : [...portsFrom(port), 0]) {
    if (!(await listen(server, candidate))) continue;
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : candidate;
    return {
      url: addressOf(bound),
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
