/** Where the page's workers come from. One place, so that stores can be given others: a test holds the engine itself. */
import type { EngineWorker } from '../workers/client.ts';
import { startEngine } from '../workers/start.ts';

export interface Workers {
  /** @param origins as `startEngine` */
  readonly engine: (origins: readonly string[]) => EngineWorker;
}

let workers: Workers = { engine: startEngine };

export const workerOf = <Kind extends keyof Workers>(kind: Kind): Workers[Kind] => workers[kind];

/** Before the first of them is started. */
export function provideWorkers(given: Partial<Workers>): void {
  workers = { ...workers, ...given };
}
