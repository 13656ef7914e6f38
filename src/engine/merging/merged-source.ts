/** A merge as a model that can be opened like any other: its weights are computed as they are read, and stored nowhere. */
import { type ComputedSource, openAnyCheckpoint } from '../lm/any-checkpoint.ts';
import type { FileSource } from '../lm/checkpoint/source.ts';
import { mergedCheckpoint } from './merged-checkpoint.ts';
import type { MergeRecipe } from './recipe.ts';

/** @param sources of the recipe's models, by the names that it has for them */
export function mergedSource(
  recipe: MergeRecipe,
  sources: ReadonlyMap<string, FileSource>,
  label: string,
): ComputedSource {
  const named = (name: string): FileSource => sources.get(name)!;
  const first = named(recipe.base ?? recipe.models[0]!.model);
  return {
    label,
    size: (path, signal) => first.size(path, signal),
    text: (path, signal) => first.text(path, signal),
    stream: (path, options) => first.stream(path, options),
    async open(signal) {
      const base = recipe.base === undefined ? null : await openAnyCheckpoint(named(recipe.base), signal);
      const models = [];
      for (const { model } of recipe.models) models.push(await openAnyCheckpoint(named(model), signal));
      return { ...mergedCheckpoint(recipe, { base, models }), id: label };
    },
  };
}
