/**
 * Task vectors τ = m − base, sparsified, weighted and added to the base (Ilharco et al. 2023 and what followed):
 * base + λ · Σ w · sparse(τ), over those of one sign where there has to be consensus, divided by their weights where normalised.
 */

import type { Combine } from './combine.ts';
import type { TaskVectors } from './methods.ts';
import { keepBand, largest, withoutOutliers } from './sparsify/band.ts';
import { keepByChance, keepByRank } from './sparsify/chance.ts';
import { difference, type Sparsifier, type SparsifyPass } from './sparsify/sparsifier.ts';
import type { TensorRows } from './tensor-rows.ts';

/** The settings of one model for one tensor. */
export interface ModelSettings {
  readonly weight: number;
  readonly density: number;
  readonly gamma: number;
  readonly epsilon: number;
}

export interface TaskVectorOptions extends Omit<TaskVectors, 'kind'> {
  readonly lambda: number;
  readonly seed: number;
  /** Which tensor of how many: chance is drawn for each by itself. */
  readonly tensor: number;
  readonly tensors: number;
}

/** Norms below this are not rescaled by. */
const SMALLEST_NORM = 1e-7;
const SMALLEST_DIVISOR = 1e-8;

/** @param tensor blocks with the base first and the models after it, in the order of `models` */
export async function addTaskVectors(
  tensor: TensorRows,
  models: readonly ModelSettings[],
  options: TaskVectorOptions,
): Promise<Combine> {
  const { consensus, normalize, lambda } = options;
  const passes: { readonly pass: SparsifyPass | undefined; readonly factor: number; readonly weight: number }[] = [];
  // One after the other, so that a tensor that can be kept is read once.
  for (const [index, settings] of models.entries()) {
    const sparsifier = await sparsifierFor(tensor, index + 1, settings, options);
    const scale = options.rescale && sparsifier ? await keptNorm(tensor, index + 1, sparsifier) : 1;
    passes.push({ pass: sparsifier?.(), factor: settings.weight * scale, weight: settings.weight });
  }
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const wholeDivisor = normalize && Math.abs(total) >= SMALLEST_DIVISOR ? total : 1;
  const rooms = models.map((): Float64Array => new Float64Array(0));
  return (block, target) => {
    for (const [index, { pass, factor }] of passes.entries()) {
      const values = difference(block, index + 1, rooms[index]!);
      rooms[index] = values;
      pass?.({ start: block.start, columns: block.columns, values });
      for (let i = 0; i < values.length; i++) values[i]! *= factor;
    }
    const base = block.values[0]!;
    for (let i = 0; i < target.length; i++) {
      let sum = 0;
      for (const values of rooms) sum += values[i]!;
      let divisor = wholeDivisor;
      if (consensus) {
        const sign = sum >= 0 ? 1 : -1;
        sum = 0;
        divisor = 0;
        for (const [index, values] of rooms.entries()) {
          if (Math.sign(values[i]!) !== sign) continue;
          sum += values[i]!;
          divisor += passes[index]!.weight;
        }
        if (!normalize || divisor === 0) divisor = 1;
      }
      target[i] = base[i]! + (lambda * sum) / divisor;
    }
  };
}

/** Null where everything is kept. */
async function sparsifierFor(
  tensor: TensorRows,
  model: number,
  { density, gamma, epsilon }: ModelSettings,
  { sparsification, seed, tensor: number, tensors }: TaskVectorOptions,
): Promise<Sparsifier | null> {
  if (sparsification === null || density >= 1) return null;
  const draw = { seed, stream: (model - 1) * tensors + number };
  switch (sparsification) {
    case 'magnitude':
      return keepBand(tensor, model, largest(tensor.elements, density));
    case 'outliers':
      return keepBand(tensor, model, withoutOutliers(tensor.elements, density, gamma));
    case 'random':
      return keepByChance(draw, density);
    case 'rank':
      return keepByRank(draw, density, epsilon);
    default:
      return sparsification satisfies never;
  }
}

/** By what the kept elements are to be multiplied so that their magnitudes add up to those of all. */
async function keptNorm(tensor: TensorRows, model: number, sparsifier: Sparsifier): Promise<number> {
  const pass = sparsifier();
  let [all, kept] = [0, 0];
  let room: Float64Array = new Float64Array(0);
  for await (const block of tensor.blocks()) {
    room = difference(block, model, room);
    for (const value of room) all += Math.abs(value);
    pass({ start: block.start, columns: block.columns, values: room });
    for (const value of room) kept += Math.abs(value);
  }
  return all < SMALLEST_NORM || kept < SMALLEST_NORM ? 1 : all / kept;
}
