/** What is merged and how: the content of a recipe file, and what the command line says. */

import * as v from 'valibot';
import { LocumError } from '../errors.ts';
import { MERGE_METHOD_IDS, MERGE_METHODS, needsBase } from './methods.ts';
import { Setting } from './setting.ts';

const Model = v.strictObject({
  /** A folder, a GGUF file, `BASE+ADAPTER`, or the id of a shipped model. */
  model: v.string(),
  weight: v.optional(Setting, 1),
  /** Share of a difference's elements that are kept. */
  density: v.optional(Setting, 1),
  /** BreadCrumbs: share of the largest elements that are left out first. */
  gamma: v.optional(Setting, 0.01),
  /** DELLA: by how much the chance of being kept differs from `density`, at most, between smallest and largest. */
  epsilon: v.optional(Setting, 0.15),
});

const Recipe = v.strictObject({
  method: v.picklist(MERGE_METHOD_IDS),
  /** What differences are taken from; of SLERP, where the arc begins. */
  base: v.optional(v.string()),
  models: v.pipe(v.array(Model), v.minLength(1)),
  /** SLERP: 0 is the base, 1 the other model. */
  t: v.optional(Setting, 0.5),
  /** By what the sum of the differences is multiplied. */
  lambda: v.optional(Setting, 1),
  normalize: v.optional(v.boolean()),
  rescale: v.optional(v.boolean()),
  /** Of what is drawn by chance (DARE, DELLA). */
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)), 1),
});

export type MergeRecipe = v.InferOutput<typeof Recipe>;
/** As it is written, without what has a default. */
export type MergeRecipeInput = v.InferInput<typeof Recipe>;
export type MergedModel = MergeRecipe['models'][number];

/** @throws {LocumError} `bad-argument` */
export function parseRecipe(value: unknown): MergeRecipe {
  const parsed = v.safeParse(Recipe, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw badRecipe(`${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
  }
  const { method, base, models } = parsed.output;
  if (needsBase(method) && base === undefined) throw badRecipe(`${MERGE_METHODS[method].name} needs a base`);
  if (!needsBase(method) && base !== undefined) {
    throw badRecipe(`${MERGE_METHODS[method].name} has no base: list it among the models, with its weight`);
  }
  if (method === 'slerp' && models.length !== 1) throw badRecipe('SLERP takes a base and one other model');
  return parsed.output;
}

export function badRecipe(what: string): LocumError {
  return new LocumError('bad-argument', `This merge cannot be done: ${what}.`, {
    hint: 'npm run locum -- --help says what each method of merging takes.',
  });
}
