/** The page's engine without a browser: the worker's own session, with the app's tiny models from a real server. */
import { vi } from 'vitest';
import { PRESETS } from '../../engine/presets.ts';
import { serveApp, startHere } from '../../workers/testing/held-engine.ts';
import { unloadModels, useEngine } from '../models/engine.ts';
import { refsOf, setRoles } from '../models/roles.ts';
import { provideWorkers } from '../workers.ts';

/** To be called once in a file of tests, before the stores are used. @returns how to end it */
export async function holdEngine(): Promise<() => void> {
  const { address, close } = await serveApp();
  // What a page has and Node has not.
  vi.stubGlobal('location', address);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  const fetchAnywhere = fetch;
  vi.stubGlobal('fetch', (path: string | URL, init?: RequestInit) => fetchAnywhere(new URL(path, address), init));
  provideWorkers({ engine: startHere });
  useEngine.setState({ backend: 'cpu' });
  setRoles(refsOf(PRESETS['CPT+IT'].models));
  return () => {
    unloadModels();
    close();
    vi.unstubAllGlobals();
  };
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
