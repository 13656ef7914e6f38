/** Which methods run on the same loaded models, and whether they can do a task at all. */
import { METHODS, type Method, rolesOf } from '../decoding/methods.ts';
import { LocumError } from '../errors.ts';
import type { Role } from '../lm/ensemble.ts';
import type { MethodSpec } from './method-spec.ts';
import type { EvaluationTask } from './task.ts';

/** Methods that can run on the same loaded models. */
export interface MethodGroup<Id extends string = string> {
  readonly models: Readonly<Partial<Record<Role, Id>>>;
  /** What the models are opened for: whether they must share a vocabulary. */
  readonly purpose: Method;
  readonly methods: readonly MethodSpec<Id>[];
}

/** @throws {LocumError} `unsupported` when a method cannot do the task */
export function checkMethods(task: EvaluationTask, methods: readonly MethodSpec[]): void {
  if (task.kind !== 'score') return;
  const unable = methods.find(({ method }) => !METHODS[method].sharesVocabulary);
  if (unable === undefined) return;
  throw new LocumError('unsupported', `“${unable.name}” says nothing of how likely a document is.`, {
    hint: 'Perplexity comes from methods that add logits over one vocabulary: base, expert, proxy and the presets.',
  });
}

/** In the order of their first method. */
export function groupMethods<Id extends string>(methods: readonly MethodSpec<Id>[]): readonly MethodGroup<Id>[] {
  const groups: { models: Partial<Record<Role, Id>>; methods: MethodSpec<Id>[] }[] = [];
  for (const spec of methods) {
    const roles = rolesOf(spec.method);
    const fits = (models: MethodGroup['models']) =>
      roles.every((role) => (models[role] ?? spec.models[role]) === spec.models[role]);
    const known = groups.find(({ models }) => fits(models));
    const group = known ?? { models: {}, methods: [] };
    if (known === undefined) groups.push(group);
    for (const role of roles) group.models[role] = spec.models[role];
    group.methods.push(spec);
  }
  return groups.map((group) => ({ ...group, purpose: purposeOf(group.methods) }));
}

/** Models that must share a vocabulary are checked for it when they are opened. */
function purposeOf(methods: readonly MethodSpec[]): Method {
  const named = methods.map(({ method }) => method);
  const adds = named.find((method) => METHODS[method].sharesVocabulary && METHODS[method].cast.anti !== undefined);
  return adds ?? named.find((method) => !METHODS[method].sharesVocabulary) ?? 'proxy';
}
