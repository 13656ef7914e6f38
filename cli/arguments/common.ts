/** What most commands have in common: which models, together how, and where. */
import { METHOD_IDS, METHODS, type Method } from '../../src/engine/decoding/methods.ts';
import type { BackendPreference } from '../../src/engine/lm/backend.ts';
import { CACHE_CHOICES, type CacheChoice } from '../../src/engine/lm/cache-format.ts';
import type { Precision } from '../../src/engine/lm/causal-lm.ts';
import type { Role } from '../../src/engine/lm/ensemble.ts';
import {
  DEFAULT_MODELS,
  DEFAULT_PRESET,
  OTHER_TOKENIZER_BASE,
  PRESET_NAMES,
  PRESETS,
  type RoleModels,
} from '../../src/engine/presets.ts';
import { number, oneOf, UsageError } from './values.ts';

export interface CommonOptions {
  readonly method: Method;
  readonly alpha: number;
  readonly backend: BackendPreference;
  readonly precision: Precision | 'stored';
  readonly cache: CacheChoice;
  /** Threads that compute on the CPU; null: as many as the machine has cores, within reason. */
  readonly threads: number | null;
  /** Folder or id of each role's model. */
  readonly models: Readonly<Record<Role, string>>;
  /** Pairs beside expert and anti-expert, each with what it counts against theirs. */
  readonly furtherPairs: readonly { readonly expert: string; readonly anti: string; readonly weight: number }[];
  readonly json: boolean;
  readonly verbose: boolean;
}

export const OPTIONS = {
  method: { type: 'string', default: 'proxy' },
  alpha: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'auto' },
  preset: { type: 'string' },
  base: { type: 'string' },
  expert: { type: 'string' },
  anti: { type: 'string' },
  pair: { type: 'string', multiple: true },
  precision: { type: 'string', default: 'stored' },
  cache: { type: 'string', default: 'auto' },
  threads: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export function common(
  values: {
    readonly [Name in 'method' | 'alpha' | 'backend' | 'precision' | 'cache']: string;
  } & { readonly [Name in Role | 'preset' | 'threads']?: string | undefined } & {
    readonly pair?: readonly string[] | undefined;
    readonly json: boolean;
    readonly verbose: boolean;
  },
): CommonOptions {
  const { threads, json, verbose } = values;
  const method = oneOf('--method', values.method, METHOD_IDS);
  const usual = usualModels(method, values.preset);
  const { base = usual.base, expert = usual.expert, anti = usual.anti, pair = [] } = values;
  const { cast } = METHODS[method];
  if (pair.length > 0 && !(cast.expert === 'expert' && cast.anti === 'anti')) {
    throw new UsageError(`--pair is for methods that add a pair, which ${METHODS[method].phrase} does not.`);
  }
  return {
    method,
    alpha: number('--alpha', values.alpha),
    backend: oneOf('--backend', values.backend, ['auto', 'webgpu', 'cpu']),
    precision: oneOf('--precision', values.precision, ['stored', 'f32', 'f16', 'q8', 'q4']),
    cache: oneOf('--cache', values.cache, CACHE_CHOICES),
    threads: threads === undefined ? null : number('--threads', threads, { integer: true, least: 1, most: 64 }),
    models: { base, expert, anti },
    furtherPairs: pair.map(furtherPair),
    json,
    verbose,
  };
}

function furtherPair(written: string) {
  const [expert, anti, weight = '1', ...more] = written.split(',');
  if (!expert || !anti || more.length > 0) throw new UsageError('--pair takes EXPERT,ANTI or EXPERT,ANTI,WEIGHT.');
  return { expert, anti, weight: number('--pair', weight) };
}

/** The one base with a tokenizer of its own is of the tiny family, and so are then the two that follow it. */
function usualModels(method: Method, preset: string | undefined): RoleModels {
  const isOther = METHODS[method].usualBase === 'other';
  if (preset === undefined && !isOther) return DEFAULT_MODELS;
  const { models } = PRESETS[oneOf('--preset', preset ?? DEFAULT_PRESET, PRESET_NAMES)];
  return isOther ? { ...models, base: OTHER_TOKENIZER_BASE } : models;
}
