/** The merge page's state: what is to be merged and how, whether it can be, and what came of it. */
import { create } from 'zustand';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import {
  MERGE_METHODS,
  type MergeMethod,
  MODEL_PARAMETERS,
  type ModelParameter,
  needsBase,
  parametersOf,
  RECIPE_PARAMETERS,
  type RecipeParameter,
} from '../../engine/merging/methods.ts';
import { type MergeRecipe, parseRecipe } from '../../engine/merging/recipe.ts';
import { MergingClient } from '../../workers/merging-client.ts';
import type { Merged, MergeForm, MergeInspection } from '../../workers/merging-protocol.ts';
import { problemOf } from '../models/engine.ts';
import { type ModelRef, nameOf } from '../models/model-refs.ts';
import { ModelTask } from '../models/model-task.ts';
import { refresh, storedModel, useModels } from '../models/models.ts';
import { labelOf, mergedAddress } from '../models/roles.ts';
import { workerOf } from '../workers.ts';

/** A model that goes in beside the base, with numbers of its own. */
export interface Ingredient extends Readonly<Record<ModelParameter, number>> {
  readonly ref: ModelRef;
}

export interface MergeChoices extends Readonly<Record<RecipeParameter, number>> {
  readonly method: MergeMethod;
  /** Not used by a method that has none. */
  readonly base: ModelRef;
  readonly models: readonly Ingredient[];
  /** Null: as it is suggested. */
  readonly name: string | null;
  readonly form: MergeForm;
}

/** Whether the models can be merged, found out before anything is written. */
export type MergeFit =
  | { readonly state: 'unknown' }
  | { readonly state: 'looking' }
  | { readonly state: 'fits'; readonly inspection: MergeInspection }
  | { readonly state: 'unfit'; readonly problem: ErrorRecord };

interface MergingStore {
  readonly choices: MergeChoices;
  readonly fit: MergeFit;
  /** Null: nothing is being merged. `total` is 0 until it has begun. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** The last one that was made. */
  readonly made: Merged | null;
  readonly problem: ErrorRecord | null;
}

const usual = <Name extends string>(traits: Readonly<Record<Name, { readonly usual: number }>>) =>
  Object.fromEntries(Object.entries<{ usual: number }>(traits).map(([name, each]) => [name, each.usual])) as Record<
    Name,
    number
  >;
const ingredient = (ref: ModelRef): Ingredient => ({ ref, ...usual<ModelParameter>(MODEL_PARAMETERS) });

const FIRST: MergeChoices = {
  ...usual<RecipeParameter>(RECIPE_PARAMETERS),
  method: 'slerp',
  base: 'app:demo-anti',
  models: [ingredient('app:demo-cpt')],
  name: null,
  form: 'f16',
};

export const useMerging = create<MergingStore>(() => ({
  choices: FIRST,
  fit: { state: 'unknown' },
  progress: null,
  made: null,
  problem: null,
}));

const set = useMerging.setState;
/** Its name where others wait for it. */
export const MERGE_TASK = 'Merge';
const task = new ModelTask(MERGE_TASK);
let looking: AbortController | null = null;

export function dismissMergeProblem(): void {
  set({ problem: null });
}

function choose(change: Partial<MergeChoices>): void {
  set(({ choices }) => ({ choices: { ...choices, ...change } }));
}

export function setMethod(method: MergeMethod): void {
  const { models, base } = useMerging.getState().choices;
  // SLERP takes one beside the base; a mean of one model would be that model.
  const kept = method === 'slerp' ? models.slice(0, 1) : models;
  const wanted = !needsBase(method) && kept.length === 1 ? [ingredient(base), ...kept] : kept;
  choose({ method, models: wanted });
  void look();
}

export function setBase(base: ModelRef): void {
  choose({ base });
  void look();
}

export function setModel(index: number, ref: ModelRef): void {
  changeModel(index, { ref });
  void look();
}

export function addModel(ref: ModelRef): void {
  choose({ models: [...useMerging.getState().choices.models, ingredient(ref)] });
  void look();
}

export function removeModel(index: number): void {
  choose({ models: useMerging.getState().choices.models.filter((_, at) => at !== index) });
  void look();
}

export function changeModel(index: number, change: Partial<Ingredient>): void {
  const { models } = useMerging.getState().choices;
  choose({ models: models.map((each, at) => (at === index ? { ...each, ...change } : each)) });
}

/** Numbers and what the merge is kept as: they change nothing about whether the models fit. */
export function changeMerge(change: Partial<Record<RecipeParameter, number> & Pick<MergeChoices, 'name' | 'form'>>) {
  choose(change);
}

/** @throws {LocumError} `bad-argument` */
export function recipeOfChoices(choices: MergeChoices): MergeRecipe {
  const { method, base, models } = choices;
  const { ofModel, ofRecipe } = parametersOf(method);
  const of = <Name extends string>(names: readonly Name[], from: Readonly<Record<Name, number>>) =>
    Object.fromEntries(names.map((name) => [name, from[name]]));
  return parseRecipe({
    method,
    ...(needsBase(method) && { base }),
    models: models.map((each) => ({ model: each.ref, ...of(ofModel, each) })),
    ...of(ofRecipe, choices),
  });
}

/** What the merge is to be called: nothing that is stored has that name. */
export function nameOfMerge({ name, method, base, models }: MergeChoices): string {
  if (name !== null) return name.trim();
  const refs = [...(needsBase(method) ? [base] : []), ...models.map(({ ref }) => ref)];
  const short = refs.map((ref) =>
    ref.startsWith('session:') ? labelOf(ref) : (nameOf(ref).split('/').filter(Boolean).at(-1) ?? ''),
  );
  const suggested = [...short, MERGE_METHODS[method].name].join(' ').slice(0, 100);
  const { storage } = useModels.getState();
  for (let number = 1; ; number++) {
    const whole = number === 1 ? suggested : `${suggested} ${number}`;
    if (storedModel(storage, `folder:${whole}`) === undefined) return whole;
  }
}

/** Finds out whether the chosen models can be merged. */
export async function look(): Promise<void> {
  looking?.abort();
  const controller = new AbortController();
  looking = controller;
  set({ fit: { state: 'looking' } });
  const client = new MergingClient(workerOf('merging'));
  try {
    const { choices } = useMerging.getState();
    const { model, ports } = await mergedAddress(recipeOfChoices(choices), nameOfMerge(choices));
    const inspection = await client.inspect(model, { signal: controller.signal, transfer: ports });
    if (looking === controller) set({ fit: { state: 'fits', inspection } });
  } catch (thrown) {
    if (looking === controller && !(thrown instanceof Cancelled)) {
      set({ fit: { state: 'unfit', problem: problemOf(thrown) } });
    }
  } finally {
    client.dispose();
  }
}

export const stopMerge = (): void => task.stop();

/** Writes the merge among the stored models. What is stopped, or fails, leaves nothing. */
export async function merge(): Promise<void> {
  const { choices } = useMerging.getState();
  const label = nameOfMerge(choices);
  set({ problem: null, made: null, progress: { done: 0, total: 0 } });
  const outcome = await task.run(async (signal) => {
    const client = new MergingClient(workerOf('merging'));
    try {
      const { model, ports } = await mergedAddress(recipeOfChoices(choices), label);
      const input = { model, form: choices.form };
      const onProgress = (progress: { readonly done: number; readonly total: number }) => set({ progress });
      const made = await client.merge(input, { signal, transfer: ports, onProgress });
      set({ made });
      choose({ name: null });
    } catch (thrown) {
      // A worker that had to be ended could not tidy up behind itself.
      await client.discard(label).catch(() => {});
      throw thrown;
    } finally {
      client.dispose();
      await refresh();
    }
  });
  set({ progress: null });
  if (typeof outcome === 'object') set({ problem: outcome });
}
