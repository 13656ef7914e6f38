/**
 * Models of one shape as one checkpoint whose weights are merged as they stream by, tensor by tensor: memory holds a few rows of
 * each model, and never a model. Whatever takes a checkpoint takes this one: backends, writers, another merge.
 */

import { LocumError } from '../errors.ts';
import type { Checkpoint } from '../lm/checkpoint/checkpoint.ts';
import type { WeightsOptions } from '../lm/checkpoint/layout.ts';
import type { Weight } from '../lm/checkpoint/matrix.ts';
import { decoderTensors, elements, heldBytes, type StoredTensor, storedTensors } from '../lm/checkpoint/tensors.ts';
import { type Combine, weightedSum } from './combine.ts';
import { MERGE_METHODS } from './methods.ts';
import { Pieces } from './pieces.ts';
import { badRecipe, type MergedModel, type MergeRecipe } from './recipe.ts';
import { type Setting, settingFor } from './setting.ts';
import { slerp } from './slerp.ts';
import { addTaskVectors } from './task-vectors.ts';
import { type TensorRows, tensorRows } from './tensor-rows.ts';

/** The recipe's models, opened. */
export interface MergeInputs {
  readonly base: Checkpoint | null;
  readonly models: readonly Checkpoint[];
}

/**
 * Configuration, tokenizer and stop ids are the base's, or the first model's where there is no base.
 * @throws {LocumError} `bad-argument` for settings that do not go together, `unsupported` when the models' shapes differ
 */
export function mergedCheckpoint(recipe: MergeRecipe, { base, models }: MergeInputs): Checkpoint {
  const inputs = base === null ? models : [base, ...models];
  const [first] = inputs as readonly [Checkpoint];
  for (const other of inputs) requireSameShape(first, other);
  const { config } = first;
  const names = models.map(({ id }) => id).join(', ');
  const plan = storedTensors(config, new Set()).map((stored, index, { length }) => ({
    stored,
    combine: planned(recipe, stored, config.layers, { index, count: length }),
  }));
  return {
    ...first,
    id: `${MERGE_METHODS[recipe.method].name}(${base === null ? names : `${base.id}; ${names}`})`,
    storedBytes: inputs.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
    storedPrecision: 'f32',
    heldBytes: heldBytes(config, () => 'f32'),
    weights: (options) => mergedWeights(inputs, plan, options),
  };
}

interface PlannedTensor {
  readonly stored: StoredTensor;
  readonly combine: (rows: TensorRows) => Promise<Combine>;
}

/** Every setting is found and checked before the first weight is read. */
function planned(
  recipe: MergeRecipe,
  stored: StoredTensor,
  layers: number,
  place: { readonly index: number; readonly count: number },
): PlannedTensor['combine'] {
  const { arithmetic } = MERGE_METHODS[recipe.method];
  const value = (name: string, setting: Setting): number => {
    const found = settingFor(setting, stored.name, layers);
    if (found === undefined) throw badRecipe(`no condition of ${name} fits ${stored.name}`);
    return found;
  };
  const weights = recipe.models.map(({ weight }) => value('weight', weight));
  switch (arithmetic.kind) {
    case 'linear': {
      const total = recipe.normalize === false ? 1 : weights.reduce((sum, weight) => sum + weight, 0);
      if (total === 0) throw badRecipe(`the weights of ${stored.name} add up to 0`);
      return async () => weightedSum(weights.map((weight) => weight / total));
    }
    case 'slerp': {
      const t = value('t', recipe.t);
      return (rows) => slerp(rows, t);
    }
    case 'task-vectors': {
      const settings = recipe.models.map((model, index) => ({ weight: weights[index]!, ...shares(model, value) }));
      const { sparsification, consensus } = arithmetic;
      const isImpossible = ({ density, epsilon }: { readonly density: number; readonly epsilon: number }) =>
        density < 1 && (density - epsilon <= 0 || density + epsilon >= 1);
      if (sparsification === 'rank' && settings.some(isImpossible)) {
        throw badRecipe('density − epsilon must be above 0 and density + epsilon below 1');
      }
      const options = {
        sparsification,
        consensus,
        normalize: recipe.normalize ?? arithmetic.normalize,
        rescale: recipe.rescale ?? arithmetic.rescale,
        lambda: value('lambda', recipe.lambda),
        seed: recipe.seed,
        tensor: place.index,
        tensors: place.count,
      };
      return (rows) => addTaskVectors(rows, settings, options);
    }
    default:
      return arithmetic satisfies never;
  }
}

function shares(model: MergedModel, value: (name: string, setting: Setting) => number) {
  const density = value('density', model.density);
  const gamma = value('gamma', model.gamma);
  if (density < 0 || density > 1 || gamma < 0 || gamma > 1) throw badRecipe('density and gamma lie between 0 and 1');
  return { density, gamma, epsilon: value('epsilon', model.epsilon) };
}

async function* mergedWeights(
  inputs: readonly Checkpoint[],
  plan: readonly PlannedTensor[],
  { precision = 'stored', pieceElements = Number.POSITIVE_INFINITY, names, signal, onProgress }: WeightsOptions = {},
): AsyncGenerator<Weight, void, undefined> {
  const held = precision === 'stored' ? 'f32' : precision;
  const isWanted = ({ name }: { readonly name: string }): boolean => names?.has(name) !== false;
  const wanted = plan.filter(({ stored }) => stored.parts.some(isWanted));
  const total = 4 * wanted.reduce((sum, { stored }) => sum + elements(stored), 0);
  let done = 0;
  for (const { stored, combine } of wanted) {
    const rows = tensorRows(inputs, stored, signal);
    const merge = await combine(rows);
    let pieces: Pieces | null = null;
    for await (const block of rows.blocks()) {
      const { spec } = block;
      const merged = new Float32Array(block.values[0]!.length);
      merge(block, merged);
      done += 4 * merged.length;
      onProgress?.(done, total);
      if (!isWanted(spec)) continue;
      if (spec.shape.length === 1) {
        yield { name: spec.name, kind: 'vector', vector: merged };
        continue;
      }
      if (pieces?.spec !== spec) pieces = new Pieces(spec, pieceElements, held);
      yield* pieces.append(merged);
    }
  }
}

function requireSameShape(first: Checkpoint, other: Checkpoint): void {
  const { config, id } = first;
  if (config.architecture !== other.config.architecture) {
    throw otherShape(id, other.id, `one is a ${config.architecture}, the other a ${other.config.architecture}`);
  }
  const shapes = new Map(decoderTensors(other.config).map((spec) => [spec.name, spec]));
  const own = decoderTensors(config);
  for (const spec of own) {
    const theirs = shapes.get(spec.name);
    if (theirs === undefined) throw otherShape(id, other.id, `the second has no ${spec.name}`);
    if (theirs.shape.join() === spec.shape.join()) continue;
    const [a, b] = [spec.shape.join(', '), theirs.shape.join(', ')];
    throw otherShape(id, other.id, `${spec.name} is [${a}] in one and [${b}] in the other`);
  }
  if (shapes.size > own.length) throw otherShape(id, other.id, 'the second has tensors that the first has not');
}

function otherShape(first: string, second: string, what: string): LocumError {
  return new LocumError('unsupported', `“${first}” and “${second}” cannot be merged: ${what}.`, {
    hint: 'Weights can be merged only where the models were tuned from one and the same model. Proxy tuning takes models of other shapes.',
  });
}
