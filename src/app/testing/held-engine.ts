/** The page's engine without a browser: the worker's own session over a channel, with the app's models from a real server. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { vi } from 'vitest';
import { LocumError } from '../../engine/errors.ts';
import type { EngineWorker } from '../../workers/client.ts';
import { EngineSession } from '../../workers/engine-session.ts';
import type { Operations } from '../../workers/protocol.ts';
import { type ServerPort, serve } from '../../workers/serve.ts';
import { unloadModels, useEngine } from '../models/engine.ts';
import { provideWorkers } from '../workers.ts';

/** To be called once in a file of tests, before the stores are used. @returns how to end it */
export async function holdEngine(): Promise<() => void> {
  const files = sirv(fileURLToPath(new URL('../../../public', import.meta.url)), { dev: true });
  const server = createServer((request, response) =>
    files(request, response, () => void response.writeHead(404).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  // What a page has and Node has not.
  vi.stubGlobal('location', address);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  const fetchAnywhere = fetch;
  vi.stubGlobal('fetch', (path: string | URL, init?: RequestInit) => fetchAnywhere(new URL(path, address), init));
  provideWorkers({ engine: startHere });
  useEngine.setState({ backend: 'cpu' });
  return () => {
    unloadModels();
    server.closeAllConnections();
    server.close();
    vi.unstubAllGlobals();
  };
}

function startHere(): EngineWorker {
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

/** Resolves when the store's state is as asked for. */
export function until<State>(
  store: {
    readonly getState: () => State;
    readonly subscribe: (listener: (state: State) => void) => () => void;
  },
  holds: (state: State) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const end = store.subscribe((state) => look(state));
    const look = (state: State) => {
      if (!holds(state)) return;
      end();
      resolve();
    };
    look(store.getState());
  });
}
