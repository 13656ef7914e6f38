/** The engine's worker without a browser: its own session over a channel, and the app's files from a real server. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { LocumError } from '../../engine/errors.ts';
import type { EngineWorker } from '../client.ts';
import { EngineSession } from '../engine-session.ts';
import type { Operations } from '../protocol.ts';
import { type ServerPort, serve } from '../serve.ts';

/** The app's files, as a static host serves them. */
export async function serveApp(): Promise<{ readonly address: URL; readonly close: () => void }> {
  const files = sirv(fileURLToPath(new URL('../../../public', import.meta.url)), { dev: true });
  const server = createServer((request, response) =>
    files(request, response, () => void response.writeHead(404).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function startHere(): EngineWorker {
  const { port1, port2 } = new MessageChannel();
  const session = new EngineSession(
    () => {
      throw new LocumError('unsupported', 'There is no web-llm here.');
    },
    () => {},
  );
  serve(port2 as unknown as ServerPort<Operations>, session.handlers);
  return Object.assign(port1, { terminate: () => port1.close() }) as unknown as EngineWorker;
}
