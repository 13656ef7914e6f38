/** Everything that a run is made of: what is kept of it is enough to go on after a reload. */

import { LocumError } from '../../engine/errors.ts';
import { type MethodDefaults, type MethodSpec, parseMethods, strengths } from '../../engine/evaluation/method-spec.ts';
import type { OutcomeSetting } from '../../engine/evaluation/outcome.ts';
import { groupMethods } from '../../engine/evaluation/plan.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import { parseRecipe } from '../../engine/merging/recipe.ts';
import { DEFAULT_PRESET, OTHER_TOKENIZER_BASE, PRESETS } from '../../engine/presets.ts';
import type { BackendPreference } from '../../workers/protocol.ts';
import { idRef, type ModelRef, mergedRef } from '../models/model-refs.ts';
import { ROLES, type RoleRefs, refsOf } from '../models/roles.ts';
import { ROLE_NAMES } from '../text/names.ts';
import type { DataSet } from './data-set.ts';

/** A model of a run, recognised again when the run goes on. */
export interface PlannedModel {
  readonly label: string;
  /** What tells its weights apart. */
  readonly weights: string;
}

export interface Plan {
  readonly id: string;
  readonly sets: readonly DataSet[];
  /** The models in use when the run was started; null: the demonstration models. */
  readonly roles: RoleRefs | null;
  /** All that the methods need. */
  readonly models: Readonly<Record<ModelRef, PlannedModel>>;
  /** As on the command line: `base,expert,cpt+it@0.5`. */
  readonly methods: string;
  /** Of methods that do not say theirs. */
  readonly alpha: number;
  /** Items of each set; null: all. */
  readonly limit: number | null;
  /** Null: as each task has it. */
  readonly maxTokens: number | null;
  readonly seed: number;
  readonly samples: number;
  readonly stem: boolean;
  readonly backend: BackendPreference;
  /** Null: as the backend gains by it. */
  readonly workers: number | null;
}

const DEMONSTRATION: Omit<MethodDefaults<ModelRef>, 'alpha'> = {
  models: refsOf(PRESETS[DEFAULT_PRESET].models),
  otherBase: idRef(OTHER_TOKENIZER_BASE),
  presets: {
    CPT: refsOf(PRESETS.CPT.models),
    IT: refsOf(PRESETS.IT.models),
    'CPT+IT': refsOf(PRESETS['CPT+IT'].models),
  },
};

/**
 * Their models are named as pages name them. Of models in use, `weights@t` is base + t · (expert − anti) of every weight, and
 * `logits@t` the same of what they write, which is proxy tuning. @throws {LocumError} `bad-argument`
 */
export function methodsOf({
  methods,
  alpha,
  roles,
}: Pick<Plan, 'methods' | 'alpha' | 'roles'>): readonly MethodSpec<ModelRef>[] {
  if (roles !== null && MATCHED.test(methods)) return matched(methods, roles, alpha);
  const players = roles === null ? DEMONSTRATION : { models: roles, otherBase: roles.base, presets: null };
  return parseMethods(methods, { ...players, alpha });
}

const MATCHED = /(?:^|,)\s*(?:weights|logits)@/u;

/** Whether merges stand beside mixes among the methods. */
export const isMergeOrMix = ({ methods }: Pick<Plan, 'methods'>): boolean => MATCHED.test(methods);

function matched(methods: string, roles: RoleRefs, alpha: number): readonly MethodSpec<ModelRef>[] {
  const defaults = { models: roles, otherBase: roles.base, presets: null, alpha };
  const found = methods.split(',').flatMap((part): readonly MethodSpec<ModelRef>[] => {
    const [name, strength, ...rest] = part.trim().split('@');
    const isMatched = (name === 'weights' || name === 'logits') && strength !== undefined && rest.length === 0;
    if (!isMatched) return parseMethods(part, defaults);
    return strengths(strength, part.trim()).map((t) => {
      const models = name === 'weights' ? { ...roles, base: mergeOf(roles, t) } : roles;
      return { name: `${name}@${t}`, method: name === 'weights' ? 'base' : 'proxy', models, alpha: t };
    });
  });
  const twice = found.find(({ name }, index) => found.findIndex((each) => each.name === name) !== index);
  if (twice === undefined) return found;
  throw new LocumError('bad-argument', `The method “${twice.name}” is there twice.`);
}

/** What proxy tuning does to logits, done to weights. */
function mergeOf({ base, expert, anti }: RoleRefs, t: number): ModelRef {
  const models = [{ model: expert, weight: t }, ...(anti === base ? [] : [{ model: anti, weight: -t }])];
  return mergedRef(parseRecipe({ method: 'task-arithmetic', base, models }));
}

/** The models that the methods run, each once. */
export function modelsOf(methods: readonly MethodSpec<ModelRef>[]): readonly ModelRef[] {
  return [...new Set(groupMethods(methods).flatMap(({ models }) => Object.values(models)))];
}

/** Who takes part, for people to read. */
export function playersOf({ roles, models }: Pick<Plan, 'roles' | 'models'>): string {
  if (roles === null) return 'the demonstration models';
  const named = ROLES.flatMap((role) => {
    const model = models[roles[role]];
    return model === undefined ? [] : [`${ROLE_NAMES[role].toLowerCase()} “${model.label}”`];
  });
  return `the models in use: ${named.join(', ')}`;
}

export function maxTokensOf(plan: Plan, set: DataSet): number {
  return plan.maxTokens ?? evaluationTask(set.task).maxTokens;
}

export function settingOf(
  plan: Plan,
  set: DataSet,
  weights: OutcomeSetting<ModelRef>['weights'],
): OutcomeSetting<ModelRef> {
  return { task: set.task, maxTokens: maxTokensOf(plan, set), seed: plan.seed, weights };
}
