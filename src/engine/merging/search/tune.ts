/** The numbers of a recipe found by search: whatever can be measured of a merge decides, and lower is better. */
import { MERGE_METHODS } from '../methods.ts';
import { badRecipe, type MergeRecipe } from '../recipe.ts';
import { advance, candidatesOf, startSearch } from './cma-es.ts';

/** One number of a recipe, between its bounds. */
interface Knob {
  readonly low: number;
  readonly high: number;
  readonly start: number;
  readonly set: (recipe: MergeRecipe, value: number) => MergeRecipe;
}

export interface Trial {
  /** Of how many before it, over all generations. */
  readonly index: number;
  readonly recipe: MergeRecipe;
  readonly value: number;
  /** The best until now, this one included. */
  readonly best: { readonly recipe: MergeRecipe; readonly value: number };
  /** Measured now, and not known from before. */
  readonly isNew: boolean;
}

export interface TuneOptions {
  /** Trials in all, those that are known included. */
  readonly evaluations: number;
  readonly seed: number;
  /** @throws what measuring throws; the search can then be taken up with what is known */
  readonly measure: (recipe: MergeRecipe) => Promise<number>;
  /** Of an earlier run with the same recipe and seed. */
  readonly known?: ((index: number) => number | undefined) | undefined;
}

const FIRST_STEP = 0.25;

/** Searches t of SLERP, else every model's weight, and its density where the method has one, from where the recipe stands. */
export async function* tuneRecipe(
  recipe: MergeRecipe,
  { evaluations, seed, measure, known = () => undefined }: TuneOptions,
): AsyncGenerator<Trial, void, undefined> {
  const knobs = knobsOf(recipe);
  let state = startSearch(
    knobs.map(({ low, high, start }) => (start - low) / (high - low)),
    FIRST_STEP,
    seed,
  );
  let best: Trial['best'] | null = null;
  for (let index = 0; index < evaluations; ) {
    const values: number[] = [];
    for (const candidate of candidatesOf(state)) {
      if (index === evaluations) return;
      const own = withValues(recipe, knobs, candidate);
      const before = known(index);
      const value = before ?? (await measure(own));
      values.push(value);
      if (best === null || value < best.value) best = { recipe: own, value };
      yield { index, recipe: own, value, best, isNew: before === undefined };
      index++;
    }
    state = advance(state, values);
  }
}

/** Candidates beyond a bound stand at it. */
function withValues(recipe: MergeRecipe, knobs: readonly Knob[], candidate: readonly number[]): MergeRecipe {
  return knobs.reduce((own, { low, high, set }, i) => {
    const share = Math.min(1, Math.max(0, candidate[i] ?? 0));
    return set(own, Number((low + share * (high - low)).toFixed(6)));
  }, recipe);
}

function knobsOf(recipe: MergeRecipe): readonly Knob[] {
  const { arithmetic } = MERGE_METHODS[recipe.method];
  if (arithmetic.kind === 'slerp') {
    return [{ low: 0, high: 1, start: plain('t', recipe.t), set: (own, t) => ({ ...own, t }) }];
  }
  const hasDensity = arithmetic.kind === 'task-vectors' && arithmetic.sparsification !== null;
  return recipe.models.flatMap(({ weight, density, epsilon }, index) => {
    // DELLA's chances have to stay chances.
    const margin =
      arithmetic.kind === 'task-vectors' && arithmetic.sparsification === 'rank' ? plain('epsilon', epsilon) + 0.01 : 0;
    const [low, high] = [Math.max(0.05, margin), 1 - margin];
    const start = Math.min(high, Math.max(low, plain('density', density)));
    return [
      { low: 0, high: 1.5, start: plain('weight', weight), set: changing(index, 'weight') },
      ...(hasDensity ? [{ low, high, start, set: changing(index, 'density') }] : []),
    ];
  });
}

function changing(index: number, name: 'weight' | 'density'): Knob['set'] {
  return (recipe, value) => ({
    ...recipe,
    models: recipe.models.map((model, at) => (at === index ? { ...model, [name]: value } : model)),
  });
}

function plain(name: string, setting: unknown): number {
  if (typeof setting === 'number') return setting;
  throw badRecipe(`${name} differs from tensor to tensor, which is not searched`);
}
