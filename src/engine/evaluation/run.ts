/**
 * An evaluation from beginning to end, one item after the other. Methods whose models fit together share them; what is known from
 * an earlier run is told again and not computed again.
 */
import type { Method } from '../decoding/events.ts';
import { sharesVocabulary } from '../decoding/members.ts';
import { Cancelled, LocumError, throwIfCancelled } from '../errors.ts';
import type { Role } from '../lm/ensemble.ts';
import { rolesOf, type Trio } from '../trio.ts';
import { answerItem } from './answer.ts';
import type { Item } from './item.ts';
import type { MethodSpec } from './method-spec.ts';
import { type Outcome, type OutcomeSetting, outcomeKey } from './outcome.ts';
import { type EvaluationTask, evaluationTask } from './task.ts';

export type Models = Readonly<Partial<Record<Role, string>>>;

/** Methods that can run on the same loaded models. */
export interface MethodGroup {
  readonly models: Models;
  /** What the models are opened for: whether they must share a vocabulary. */
  readonly purpose: Method;
  readonly methods: readonly MethodSpec[];
}

export interface RunOptions {
  readonly setting: OutcomeSetting;
  readonly methods: readonly MethodSpec[];
  /** Read once for every group of methods. */
  readonly items: () => AsyncIterable<Item>;
  /** Outcomes of earlier runs. */
  readonly known: (key: string) => Outcome | undefined;
  /** The caller is given the trio to use until it is disposed of here. */
  readonly open: (group: MethodGroup) => Promise<Trio>;
  readonly signal?: AbortSignal | undefined;
}

export type RunEvent =
  | { readonly type: 'opened'; readonly group: MethodGroup; readonly milliseconds: number }
  | { readonly type: 'outcome'; readonly outcome: Outcome; readonly isNew: boolean };

/** @throws {LocumError} `unsupported` (see `checkMethods`); what the models throw, other than about one item @throws {Cancelled} */
export async function* runEvaluation(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { setting, methods, items, known, open, signal } = options;
  checkMethods(evaluationTask(setting.task), methods);
  for (const group of groupMethods(methods)) {
    let trio: Trio | null = null;
    try {
      for await (const item of items()) {
        for (const spec of group.methods) {
          throwIfCancelled(signal);
          const key = outcomeKey(spec, item, setting);
          const before = known(key);
          if (before?.answer !== undefined) {
            yield { type: 'outcome', outcome: { ...before, method: spec.name, id: item.id }, isNew: false };
            continue;
          }
          if (trio === null) {
            const started = performance.now();
            trio = await open(group);
            yield { type: 'opened', group, milliseconds: performance.now() - started };
          }
          const outcome = await answerOrError(trio, spec, item, setting, signal);
          yield { type: 'outcome', outcome: { key, method: spec.name, id: item.id, ...outcome }, isNew: true };
        }
      }
    } finally {
      await trio?.dispose();
    }
  }
}

/** What is wrong with one item is told of it; anything else ends the run. */
export async function answerOrError(
  trio: Trio,
  { method, alpha }: MethodSpec,
  item: Item,
  { task, maxTokens, seed }: OutcomeSetting,
  signal: AbortSignal | undefined,
): Promise<Pick<Outcome, 'answer' | 'error'>> {
  try {
    return { answer: await answerItem(trio, { task, item, method, alpha, maxTokens, seed, signal }) };
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown;
    const error = LocumError.from(thrown);
    if (error.code !== 'context-too-long' && error.code !== 'empty-input') throw error;
    return { error: error.toRecord() };
  }
}

/** @throws {LocumError} `unsupported` when a method cannot do the task */
export function checkMethods(task: EvaluationTask, methods: readonly MethodSpec[]): void {
  if (task.kind !== 'score') return;
  const unable = methods.find(({ method }) => !sharesVocabulary(method));
  if (unable === undefined) return;
  throw new LocumError('unsupported', `“${unable.name}” says nothing of how likely a document is.`, {
    hint: 'Perplexity comes from methods that add logits over one vocabulary: base, expert, proxy and the presets.',
  });
}

/** In the order of their first method. */
export function groupMethods(methods: readonly MethodSpec[]): readonly MethodGroup[] {
  const groups: { models: Partial<Record<Role, string>>; methods: MethodSpec[] }[] = [];
  for (const spec of methods) {
    const roles = rolesOf(spec.method);
    const fits = (models: Models) => roles.every((role) => (models[role] ?? spec.models[role]) === spec.models[role]);
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
  const strict = methods.find(({ method }) => sharesVocabulary(method) && rolesOf(method).length === 3);
  return strict?.method ?? methods.find(({ method }) => !sharesVocabulary(method))?.method ?? 'proxy';
}
