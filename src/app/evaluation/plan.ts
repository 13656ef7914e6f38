/** Everything that a run is made of: what is kept of it is enough to go on after a reload. */
import { METHOD_DEFAULTS, type MethodSpec, parseMethods } from '../../engine/evaluation/method-spec.ts';
import type { OutcomeSetting } from '../../engine/evaluation/outcome.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import type { BackendPreference } from '../../workers/protocol.ts';
import type { DataSet } from './data-set.ts';

export interface Plan {
  readonly id: string;
  readonly sets: readonly DataSet[];
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

/** @throws {LocumError} `bad-argument` */
export function methodsOf({ methods, alpha }: Pick<Plan, 'methods' | 'alpha'>): readonly MethodSpec[] {
  return parseMethods(methods, { ...METHOD_DEFAULTS, alpha });
}

export function maxTokensOf(plan: Plan, set: DataSet): number {
  return plan.maxTokens ?? evaluationTask(set.task).maxTokens;
}

export function settingOf(plan: Plan, set: DataSet, weights: OutcomeSetting['weights']): OutcomeSetting {
  return { task: set.task, maxTokens: maxTokensOf(plan, set), seed: plan.seed, weights };
}
