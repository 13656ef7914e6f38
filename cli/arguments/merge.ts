/** `merge`. */

import { LocumError } from '../../src/engine/errors.ts';
import { FLOAT_TYPES, type FloatType } from '../../src/engine/lm/checkpoint/float-writer.ts';
import { isGguf } from '../../src/engine/lm/checkpoint/gguf/parts.ts';
import { GGUF_TYPES, type GgufType } from '../../src/engine/lm/checkpoint/gguf/write.ts';
import { MERGE_METHOD_IDS } from '../../src/engine/merging/methods.ts';
import { type MergeRecipe, parseRecipe } from '../../src/engine/merging/recipe.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

/** Needs no models to run, and so none of the options that are common to the others. */
export interface MergeCommand {
  readonly command: 'merge';
  /** As it stands in a file, or as the line says it. */
  readonly recipe: { readonly file: string } | MergeRecipe;
  readonly out: string;
  /** Numbers of the recipe are searched first, so that these documents become likelier. */
  readonly tune: {
    readonly file: string;
    readonly documents: number;
    readonly evaluations: number;
    readonly run: string | null;
  } | null;
  readonly target:
    | { readonly to: 'folder'; readonly type: FloatType }
    | { readonly to: 'gguf'; readonly type: GgufType };
  readonly json: boolean;
}

export const MERGE_OPTIONS = {
  out: { type: 'string' },
  quant: { type: 'string', default: 'f16' },
  method: { type: 'string' },
  base: { type: 'string' },
  models: { type: 'string' },
  weights: { type: 'string' },
  densities: { type: 'string' },
  t: { type: 'string' },
  lambda: { type: 'string' },
  seed: { type: 'string' },
  tune: { type: 'string' },
  documents: { type: 'string', default: '8' },
  evaluations: { type: 'string', default: '40' },
  run: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} */
export function parseMerge(args: readonly string[]): MergeCommand | HelpCommand {
  const { values, positionals } = parse(args, MERGE_OPTIONS);
  if (values.help) return HELP_COMMAND;
  const { out, quant, json, method } = values;
  if (out === undefined) throw new UsageError('Say where to: --out DIR, or --out FILE.gguf.');
  return {
    command: 'merge',
    recipe:
      method === undefined
        ? { file: onlyPositional(positionals, 'a recipe file, or --method with --models') }
        : recipeOf({ ...values, method }, positionals),
    out,
    tune: values.tune === undefined ? null : tuning({ ...values, tune: values.tune }),
    target: isGguf(out)
      ? { to: 'gguf', type: oneOf('--quant', quant, GGUF_TYPES) }
      : { to: 'folder', type: oneOf('--quant', quant, Object.keys(FLOAT_TYPES) as FloatType[]) },
    json,
  };
}

function tuning(written: {
  readonly tune: string;
  readonly documents: string;
  readonly evaluations: string;
  readonly run?: string | undefined;
}) {
  const count = { integer: true, least: 1 };
  return {
    file: written.tune,
    documents: number('--documents', written.documents, count),
    evaluations: number('--evaluations', written.evaluations, count),
    run: written.run ?? null,
  };
}

type Written = {
  readonly [Name in 'base' | 'models' | 'weights' | 'densities' | 't' | 'lambda' | 'seed']?: string | undefined;
};

function recipeOf(written: Written & { readonly method: string }, positionals: readonly string[]): MergeRecipe {
  const [stray] = positionals;
  if (stray !== undefined)
    throw new UsageError(`“${stray}” is one too many: either a recipe file, or --method with --models.`);
  const { base, t, lambda, seed } = written;
  const models = (written.models ?? '').split(',').filter((name) => name !== '');
  if (models.length === 0) throw new UsageError('Say what to merge: --models A,B.');
  const weights = each('--weights', written.weights, models.length);
  const densities = each('--densities', written.densities, models.length);
  const recipe = {
    method: oneOf('--method', written.method, MERGE_METHOD_IDS),
    ...(base !== undefined && { base }),
    models: models.map((model, index) => ({
      model,
      ...(weights && { weight: weights[index] }),
      ...(densities && { density: densities[index] }),
    })),
    ...(t !== undefined && { t: number('--t', t) }),
    ...(lambda !== undefined && { lambda: number('--lambda', lambda) }),
    ...(seed !== undefined && { seed: number('--seed', seed, { integer: true, least: 0 }) }),
  };
  try {
    return parseRecipe(recipe);
  } catch (thrown) {
    throw thrown instanceof LocumError ? new UsageError(thrown.message) : thrown;
  }
}

/** One number for all models, or one for each. */
function each(option: string, text: string | undefined, count: number): readonly number[] | null {
  if (text === undefined) return null;
  const numbers = text.split(',').map((part) => number(option, part));
  if (numbers.length === 1) return Array<number>(count).fill(numbers[0]!);
  if (numbers.length !== count) throw new UsageError(`${option} has ${numbers.length} numbers for ${count} models.`);
  return numbers;
}
