/**
 * Task vectors τ = m − base, sparsified, weighted and added to the base (Ilharco et al. 2023 and what followed):
 * base + λ · Σ w · sparse(τ), over those of one sign where there has to be consensus, divided by their weights where normalised.
 */

import { type Combine, sized } from './combine.ts';
import type { TaskVectors } from './methods.ts';
import { type Band, keepBands, largest, withoutOutliers } from './sparsify/band.ts';
import { keepByChance, keepByRank } from './sparsify/chance.ts';
import { difference, type Sparsifier } from './sparsify/sparsifier.ts';
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
  const sparsifiers = await sparsifiersFor(tensor, models, options);
  const scales = options.rescale ? await keptNorms(tensor, sparsifiers) : models.map(() => 1);
  const passes = models.map(({ weight }, index) => ({
    pass: sparsifiers[index]?.(),
    factor: weight * scales[index]!,
    weight,
  }));
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const divisor = normalize && Math.abs(total) >= SMALLEST_DIVISOR ? total : 1;
  const rooms = models.map((): Float64Array => new Float64Array(0));
  const agreement = new Agreement(passes, normalize);
  let sums: Float64Array = new Float64Array(0);
  return (block, target) => {
    sums = sized(sums, target.length).fill(0);
    for (const [index, { pass, factor }] of passes.entries()) {
      const values = difference(block, index + 1, rooms[index]!);
      rooms[index] = values;
      pass?.({ start: block.start, columns: block.columns, values });
      addScaled(values, factor, sums);
    }
    const divisors = consensus ? agreement.reduce(rooms, sums) : null;
    addTo(block.values[0]!, sums, lambda, divisors ?? divisor, target);
  };
}

// Every element of every model passes through these loops: one array after another, nothing else in them.

/** values ·= factor; sums += values */
function addScaled(values: Float64Array, factor: number, sums: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const scaled = values[i]! * factor;
    values[i] = scaled;
    sums[i]! += scaled;
  }
}

/** target = base + λ · sums / divisors */
function addTo(
  base: Float32Array,
  sums: Float64Array,
  lambda: number,
  divisors: Float64Array | number,
  target: Float32Array,
): void {
  if (typeof divisors === 'number') {
    for (let i = 0; i < target.length; i++) target[i] = base[i]! + (lambda * sums[i]!) / divisors;
    return;
  }
  for (let i = 0; i < target.length; i++) target[i] = base[i]! + (lambda * sums[i]!) / divisors[i]!;
}

/** TIES' consensus: of the differences only those that have the sign of their sum. */
class Agreement {
  readonly #weights: readonly number[];
  readonly #normalize: boolean;
  #signs = new Int8Array(0);
  #divisors: Float64Array = new Float64Array(0);

  constructor(models: readonly { readonly weight: number }[], normalize: boolean) {
    this.#weights = models.map(({ weight }) => weight);
    this.#normalize = normalize;
  }

  /** Leaves in `sums` the sum of those that agree. @returns by what each is to be divided: the weights that agree, or 1 */
  reduce(differences: readonly Float64Array[], sums: Float64Array): Float64Array {
    const { length } = sums;
    if (this.#signs.length !== length) this.#signs = new Int8Array(length);
    const [signs, divisors] = [this.#signs, sized(this.#divisors, length).fill(0)];
    this.#divisors = divisors;
    for (let i = 0; i < length; i++) signs[i] = sums[i]! >= 0 ? 1 : -1;
    sums.fill(0);
    for (const [model, values] of differences.entries()) {
      const weight = this.#weights[model]!;
      for (let i = 0; i < length; i++) {
        const value = values[i]!;
        if (value * signs[i]! <= 0) continue;
        sums[i]! += value;
        divisors[i]! += weight;
      }
    }
    if (!this.#normalize) return divisors.fill(1);
    for (let i = 0; i < length; i++) if (divisors[i] === 0) divisors[i] = 1;
    return divisors;
  }
}

/** Of each model; null where everything is kept. */
async function sparsifiersFor(
  tensor: TensorRows,
  models: readonly ModelSettings[],
  { sparsification, seed, tensor: number, tensors }: TaskVectorOptions,
): Promise<readonly (Sparsifier | null)[]> {
  const draw = (index: number) => ({ seed, stream: index * tensors + number });
  const eachSparse = (create: (settings: ModelSettings, index: number) => Sparsifier) =>
    models.map((settings, index) => (settings.density < 1 ? create(settings, index) : null));
  const bands = async (bandOf: (settings: ModelSettings) => Band) => {
    const sparse = models.flatMap((settings, index) =>
      settings.density < 1 ? [{ index, model: index + 1, band: bandOf(settings) }] : [],
    );
    const found = await keepBands(tensor, sparse);
    return models.map((_, index) => found[sparse.findIndex((each) => each.index === index)] ?? null);
  };
  switch (sparsification) {
    case null:
      return models.map(() => null);
    case 'magnitude':
      return bands(({ density }) => largest(tensor.elements, density));
    case 'outliers':
      return bands(({ density, gamma }) => withoutOutliers(tensor.elements, density, gamma));
    case 'random':
      return eachSparse(({ density }, index) => keepByChance(draw(index), density));
    case 'rank':
      return eachSparse(({ density, epsilon }, index) => keepByRank(draw(index), density, epsilon));
    default:
      return sparsification satisfies never;
  }
}

/** By what the kept elements of each model are to be multiplied so that their magnitudes add up to those of all. */
async function keptNorms(tensor: TensorRows, sparsifiers: readonly (Sparsifier | null)[]): Promise<readonly number[]> {
  if (sparsifiers.every((sparsifier) => sparsifier === null)) return sparsifiers.map(() => 1);
  const passes = sparsifiers.map((sparsifier) => sparsifier?.());
  const norms = sparsifiers.map(() => ({ all: 0, kept: 0 }));
  let room: Float64Array = new Float64Array(0);
  for await (const block of tensor.blocks()) {
    for (const [index, pass] of passes.entries()) {
      if (pass === undefined) continue;
      room = difference(block, index + 1, room);
      norms[index]!.all += norm(room);
      pass({ start: block.start, columns: block.columns, values: room });
      norms[index]!.kept += norm(room);
    }
  }
  return norms.map(({ all, kept }) => (all < SMALLEST_NORM || kept < SMALLEST_NORM ? 1 : all / kept));
}

/** Σ |v| */
function norm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum;
}
