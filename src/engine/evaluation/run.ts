/**
 * An evaluation from beginning to end, one item after the other. Methods whose models fit together share them; what is known from
 * an earlier run is told again and not computed again.
 */
import type { AlphaScale } from '../decoding/ahead/alpha-scale.ts';
import { Cancelled, LocumError, throwIfCancelled } from '../errors.ts';
import type { Trio } from '../trio.ts';
import { type AnswerRequest, answerItem } from './answer.ts';
import type { Item } from './item.ts';
import type { MethodSpec } from './method-spec.ts';
import { type Outcome, type OutcomeSetting, outcomeKey } from './outcome.ts';
import { checkMethods, groupMethods, type MethodGroup } from './plan.ts';
import { evaluationTask } from './task.ts';

export interface RunOptions {
  readonly setting: OutcomeSetting;
  readonly methods: readonly MethodSpec[];
  /** Read once for every group of methods. */
  readonly items: () => AsyncIterable<Item>;
  /** Outcomes of earlier runs. */
  readonly known: (key: string) => Outcome | undefined;
  /** Tell what is known and compute nothing. Default false. */
  readonly savedOnly?: boolean | undefined;
  /** The caller is given the trio to use until it is disposed of here. */
  readonly open: (group: MethodGroup) => Promise<Trio>;
  /** What `setting.gate` names. */
  readonly scaling?: AlphaScale | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type RunEvent =
  | { readonly type: 'opened'; readonly group: MethodGroup; readonly milliseconds: number }
  | { readonly type: 'outcome'; readonly outcome: Outcome; readonly isNew: boolean };

/** @throws {LocumError} `unsupported` (see `checkMethods`); what the models throw, other than about one item @throws {Cancelled} */
export async function* runEvaluation(options: RunOptions): AsyncGenerator<RunEvent, void, undefined> {
  const { setting, methods, items, known, open, savedOnly = false, signal } = options;
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
          if (savedOnly) continue;
          if (trio === null) {
            const started = performance.now();
            trio = await open(group);
            yield { type: 'opened', group, milliseconds: performance.now() - started };
          }
          const { method, alpha } = spec;
          const { task, maxTokens, seed } = setting;
          const scaling = method === 'adaptive' ? options.scaling : undefined;
          const outcome = await answerOrError(trio, { task, item, method, alpha, maxTokens, seed, scaling, signal });
          yield { type: 'outcome', outcome: { key, method: spec.name, id: item.id, ...outcome }, isNew: true };
        }
      }
    } finally {
      await trio?.dispose();
    }
  }
}

/** What is wrong with one item is told of it; anything else is thrown. */
export async function answerOrError(trio: Trio, request: AnswerRequest): Promise<Pick<Outcome, 'answer' | 'error'>> {
  try {
    return { answer: await answerItem(trio, request) };
  } catch (thrown) {
    if (thrown instanceof Cancelled) throw thrown;
    const error = LocumError.from(thrown);
    if (error.code !== 'context-too-long' && error.code !== 'empty-input') throw error;
    return { error: error.toRecord() };
  }
}
