/** What `npm run e2e:webllm` finds in the browser: its parts, by name. */
import { LocumError } from '../src/engine/errors.ts';
import { trustOwnScripts } from '../src/trusted-scripts.ts';
import { type AdapterReport, runAdapter } from './adapter.ts';
import { type EnsembleReport, runEnsemble } from './ensemble.ts';

export interface HarnessOptions {
  /** URL of the folder with the models' folders. */
  readonly models: string;
  readonly tokens: number;
  readonly prompt: readonly number[];
}

export interface HarnessReports {
  readonly ensemble: EnsembleReport;
  readonly adapter: AdapterReport;
}

export type Part = keyof HarnessReports;

const PARTS: { readonly [Name in Part]: (options: HarnessOptions) => Promise<HarnessReports[Name]> } = {
  ensemble: runEnsemble,
  adapter: runAdapter,
};

declare global {
  interface Window {
    locumWebLlm: <Name extends Part>(
      part: Name,
      options: HarnessOptions,
    ) => Promise<{ report: HarnessReports[Name] } | { error: object }>;
  }
}

trustOwnScripts();
window.locumWebLlm = async (part, options) => {
  try {
    return { report: await PARTS[part](options) };
  } catch (thrown) {
    return { error: LocumError.from(thrown).toRecord() };
  }
};
