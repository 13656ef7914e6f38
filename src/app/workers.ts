/** Where the page's workers come from. One place, so that stores can be given others: a test holds the engine itself. */
import {
  startEngine,
  startEvaluation,
  startFhir,
  startMerging,
  startModels,
  startText,
  startTranscriber,
} from '../workers/start.ts';

const inBrowser = {
  engine: startEngine,
  models: startModels,
  text: startText,
  evaluation: startEvaluation,
  merging: startMerging,
  fhir: startFhir,
  transcriber: startTranscriber,
};
export type Workers = Readonly<typeof inBrowser>;

let workers: Workers = inBrowser;

/** How a worker of this kind is started. */
export const workerOf = <Kind extends keyof Workers>(kind: Kind): Workers[Kind] => workers[kind];

/** Before the first of them is started. */
export function provideWorkers(given: Partial<Workers>): void {
  workers = { ...workers, ...given };
}
