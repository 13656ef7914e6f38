/**
 * Gives the items of a run to workers, one at a time each, and hands on what they answer. A worker that dies is started anew and
 * given the same item again; what was answered before is never asked twice.
 */
import { Cancelled, LocumError } from '../../engine/errors.ts';
import type { Item } from '../../engine/evaluation/item.ts';
import type { MethodSpec } from '../../engine/evaluation/method-spec.ts';
import { type Outcome, type OutcomeSetting, outcomeKey } from '../../engine/evaluation/outcome.ts';
import { checkMethods, groupMethods, type MethodGroup } from '../../engine/evaluation/plan.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import type { EvaluationClient } from '../../workers/evaluation-client.ts';
import type { Answered } from '../../workers/evaluation-protocol.ts';
import { type DataSet, itemsOf } from './data-set.ts';
import { methodsOf, type Plan, settingOf } from './plan.ts';

export interface SchedulerOptions {
  readonly plan: Plan;
  readonly weights: OutcomeSetting['weights'];
  readonly modelUrl: (id: string) => string;
  readonly known: (key: string) => Outcome | undefined;
  readonly createClient: () => EvaluationClient;
  /** Workers for a backend, when the plan leaves it open. */
  readonly workersFor: (backend: Answered['backend']) => number;
  /** Awaited before the worker goes on, so that what was answered is written. */
  readonly onOutcome: (set: DataSet, outcome: Outcome, isNew: boolean) => Promise<void>;
  readonly onBackend: (answered: Answered, workers: number) => void;
  readonly signal: AbortSignal;
}

interface Job {
  readonly set: DataSet;
  readonly group: MethodGroup;
  readonly spec: MethodSpec;
  readonly item: Item;
  readonly key: string;
}

/** Times that one item may cost a worker its life. */
const LIVES = 3;

/** @throws {LocumError} what a worker cannot go on after; `unsupported` @throws {Cancelled} */
export async function runPlan(options: SchedulerOptions): Promise<void> {
  const { plan, signal } = options;
  const specs = methodsOf(plan);
  for (const set of plan.sets) checkMethods(evaluationTask(set.task), specs);
  const queue = jobs(options, groupMethods(specs));
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const slots: Promise<void>[] = [];
  let failure: unknown = null;
  const start = () => {
    const slot = workThrough(queue, { ...options, signal: both }, grow);
    slots.push(
      slot.catch((thrown: unknown) => {
        failure ??= thrown;
        stop.abort();
      }),
    );
  };
  const grow = (answered: Answered) => {
    const wanted = plan.workers ?? options.workersFor(answered.backend);
    while (slots.length < wanted) start();
    options.onBackend(answered, slots.length);
  };
  start();
  // Slots are added while others run.
  for (let index = 0; index < slots.length; index++) await slots[index];
  await queue.return();
  if (failure !== null) throw failure;
  if (signal.aborted) throw new Cancelled();
}

/** Calls of `next` are served one after the other, so that several workers can take from it. */
async function* jobs(
  { plan, weights, known, onOutcome }: SchedulerOptions,
  groups: readonly MethodGroup[],
): AsyncGenerator<Job, void, undefined> {
  for (const group of groups) {
    for (const set of plan.sets) {
      const setting = settingOf(plan, set, weights);
      for await (const item of itemsOf(set, plan.limit)) {
        for (const spec of group.methods) {
          const key = outcomeKey(spec, item, setting);
          const before = known(key);
          if (before?.answer === undefined) yield { set, group, spec, item, key };
          else await onOutcome(set, { ...before, method: spec.name, id: item.id }, false);
        }
      }
    }
  }
}

async function workThrough(
  queue: AsyncGenerator<Job, void, undefined>,
  options: SchedulerOptions,
  onAnswered: (answered: Answered) => void,
): Promise<void> {
  const client = options.createClient();
  try {
    for (;;) {
      const next = await queue.next();
      if (next.done || options.signal.aborted) return;
      const { set, spec, item, key } = next.value;
      const answered = await answer(client, next.value, options);
      onAnswered(answered);
      const { answer: given, error } = answered;
      const outcome = { key, method: spec.name, id: item.id, ...(given && { answer: given }), ...(error && { error }) };
      await options.onOutcome(set, outcome, true);
    }
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) throw thrown;
  } finally {
    client.dispose();
  }
}

async function answer(client: EvaluationClient, job: Job, options: SchedulerOptions): Promise<Answered> {
  const { plan, modelUrl, weights, signal } = options;
  const { method, alpha } = job.spec;
  const { task, maxTokens, seed } = settingOf(plan, job.set, weights);
  const models = Object.fromEntries(Object.entries(job.group.models).map(([role, id]) => [role, modelUrl(id)]));
  const { purpose } = job.group;
  const input = { models, purpose, backend: plan.backend, method, alpha, task, item: job.item, maxTokens, seed };
  for (let life = 1; ; life++) {
    try {
      return await client.answer(input, signal);
    } catch (thrown) {
      const worth = thrown instanceof LocumError && (thrown.code === 'engine-crashed' || thrown.code === 'device-lost');
      if (!worth || life === LIVES) throw thrown;
    }
  }
}
