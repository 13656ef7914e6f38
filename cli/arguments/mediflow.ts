/** `mediflow`. */
import type { BackendPreference } from '../../src/engine/lm/backend.ts';
import { CACHE_CHOICES, type CacheChoice } from '../../src/engine/lm/cache-format.ts';
import type { Precision } from '../../src/engine/lm/causal-lm.ts';
import { DEFAULT_MODELS } from '../../src/engine/presets.ts';
import { OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

/** Who writes and judges: a model here, or one behind an endpoint, whose key is in the environment (`LOCUM_API_KEY`). */
export type WriterChoice =
  | { readonly at: 'here'; readonly model: string }
  | { readonly at: 'endpoint'; readonly baseUrl: string; readonly model: string };

export type MediFlowStep =
  | {
      readonly step: 'generate';
      readonly out: string;
      readonly count: number;
      readonly temperatures: readonly number[];
      readonly maxTokens: number;
    }
  | {
      readonly step: 'judge';
      readonly triplets: string;
      readonly out: string;
      readonly samples: number;
      /** So many triplets are judged with a foreign output, too. */
      readonly planted: number;
    }
  | {
      readonly step: 'filter';
      readonly triplets: string;
      readonly ratings: string;
      readonly keep: number;
      readonly out: string;
    }
  | { readonly step: 'dpo'; readonly triplets: string; readonly out: string; readonly maxTokens: number }
  | { readonly step: 'report'; readonly triplets: string; readonly ratings: string | null };

export interface MediFlowCommand {
  readonly command: 'mediflow';
  readonly work: MediFlowStep;
  readonly writer: WriterChoice;
  readonly seed: number;
  readonly backend: BackendPreference;
  readonly precision: Precision | 'stored';
  readonly cache: CacheChoice;
  readonly threads: number | null;
  readonly json: boolean;
  readonly verbose: boolean;
}

const { backend, precision, cache, threads, json, verbose, help } = OPTIONS;
export const MEDIFLOW_OPTIONS = {
  ...{ backend, precision, cache, threads, json, verbose, help },
  model: { type: 'string', default: DEFAULT_MODELS.base },
  'base-url': { type: 'string' },
  'base-model': { type: 'string' },
  out: { type: 'string' },
  count: { type: 'string', default: '200' },
  temperatures: { type: 'string', default: '0.7,1' },
  'max-tokens': { type: 'string', default: '200' },
  samples: { type: 'string', default: '5' },
  planted: { type: 'string', default: '0' },
  ratings: { type: 'string' },
  keep: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
} as const;

const STEPS = ['generate', 'judge', 'filter', 'dpo', 'report'] as const;
const COUNT = { integer: true, least: 1 } as const;

/** @throws {UsageError} */
export function parseMediFlow(args: readonly string[]): MediFlowCommand | HelpCommand {
  const { values, positionals } = parse(args, MEDIFLOW_OPTIONS);
  if (values.help) return HELP_COMMAND;
  const [step, ...files] = positionals;
  return {
    command: 'mediflow',
    work: workOf(oneOf('the step', step ?? '', STEPS), files, values),
    writer: writerOf(values),
    seed: number('--seed', values.seed, { integer: true, least: 0, most: 0xffffff }),
    backend: oneOf('--backend', values.backend, ['auto', 'webgpu', 'cpu']),
    precision: oneOf('--precision', values.precision, ['stored', 'f32', 'f16', 'q8', 'q4']),
    cache: oneOf('--cache', values.cache, CACHE_CHOICES),
    threads:
      values.threads === undefined ? null : number('--threads', values.threads, { integer: true, least: 1, most: 64 }),
    json: values.json,
    verbose: values.verbose,
  };
}

interface Written {
  readonly out?: string | undefined;
  readonly ratings?: string | undefined;
  readonly count: string;
  readonly temperatures: string;
  readonly 'max-tokens': string;
  readonly samples: string;
  readonly planted: string;
  readonly keep: string;
}

function workOf(step: (typeof STEPS)[number], files: readonly string[], written: Written): MediFlowStep {
  const out = (): string => given('--out', written.out);
  const maxTokens = number('--max-tokens', written['max-tokens'], COUNT);
  if (step === 'generate') {
    const [stray] = files;
    if (stray !== undefined) throw new UsageError(`“${stray}” is one too many: generate takes --out alone.`);
    const temperatures = written.temperatures.split(',').map((each) => number('--temperatures', each, { least: 0 }));
    return { step, out: out(), count: number('--count', written.count, COUNT), temperatures, maxTokens };
  }
  const triplets = onlyPositional(files, 'a file of triplets');
  switch (step) {
    case 'judge': {
      const planted = number('--planted', written.planted, { integer: true, least: 0 });
      return { step, triplets, out: out(), samples: number('--samples', written.samples, COUNT), planted };
    }
    case 'filter': {
      const ratings = given('--ratings', written.ratings);
      return { step, triplets, ratings, keep: number('--keep', written.keep, COUNT), out: out() };
    }
    case 'dpo':
      return { step, triplets, out: out(), maxTokens };
    case 'report':
      return { step, triplets, ratings: written.ratings ?? null };
    default:
      return step satisfies never;
  }
}

function given(option: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`Say ${option} FILE.`);
  return value;
}

function writerOf(values: {
  readonly model: string;
  readonly 'base-url'?: string | undefined;
  readonly 'base-model'?: string | undefined;
}): WriterChoice {
  const { 'base-url': baseUrl, 'base-model': model } = values;
  if (baseUrl === undefined && model === undefined) return { at: 'here', model: values.model };
  if (baseUrl === undefined || model === undefined) throw new UsageError('--base-url and --base-model go together.');
  return { at: 'endpoint', baseUrl, model };
}
