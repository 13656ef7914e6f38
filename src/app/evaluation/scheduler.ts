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
import type { Answered, Opened, OpenInput } from '../../workers/evaluation-protocol.ts';
import type { ModelRef } from '../models/model-refs.ts';
import { type DataSet, itemsOf } from './data-set.ts';
import { methodsOf, type Plan, settingOf } from './plan.ts';

export interface SchedulerOptions {
  readonly plan: Plan;
  readonly weights: OutcomeSetting<ModelRef>['weights'];
  /** Where the models of a group are; asked for by every worker, as a port can be handed over once. */
  readonly addressesOf: (models: MethodGroup<ModelRef>['models']) => Promise<Addresses>;
  readonly known: (key: string) => Outcome | undefined;
  readonly createClient: () => EvaluationClient;
  /** Workers for what was opened, when the plan leaves it open. */
  readonly workersFor: (opened: Opened) => number;
  /** Awaited before the worker goes on, so that what was answered is written. */
  readonly onOutcome: (set: DataSet, outcome: Outcome, isNew: boolean) => Promise<void>;
  readonly onOpened: (opened: Opened, workers: number) => void;
  readonly signal: AbortSignal;
}

interface Addresses {
  readonly models: OpenInput['models'];
  readonly ports: MessagePort[];
}

interface Job {
  readonly set: DataSet;
  readonly group: MethodGroup<ModelRef>;
  readonly spec: MethodSpec<ModelRef>;
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
    const work = workThrough(queue, { ...options, signal: both }, grow);
    slots.push(
      work.catch((thrown: unknown) => {
        failure ??= thrown;
        stop.abort();
      }),
    );
  };
  const grow = (opened: Opened) => {
    const wanted = plan.workers ?? options.workersFor(opened);
    while (slots.length < wanted) start();
    options.onOpened(opened, slots.length);
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
  groups: readonly MethodGroup<ModelRef>[],
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
  onOpened: (opened: Opened) => void,
): Promise<void> {
  const client = options.createClient();
  const slot: Slot = { client, group: null, onOpened };
  try {
    for (;;) {
      const next = await queue.next();
      if (next.done || options.signal.aborted) return;
      const { set, spec, item, key } = next.value;
      const { answer: given, error } = await answer(slot, next.value, options);
      const outcome = { key, method: spec.name, id: item.id, ...(given && { answer: given }), ...(error && { error }) };
      await options.onOutcome(set, outcome, true);
    }
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) throw thrown;
  } finally {
    client.dispose();
  }
}

/** A worker, and whose models it holds. */
interface Slot {
  readonly client: EvaluationClient;
  readonly onOpened: (opened: Opened) => void;
  group: MethodGroup<ModelRef> | null;
}

async function answer(slot: Slot, { group, spec, set, item }: Job, options: SchedulerOptions): Promise<Answered> {
  const { client } = slot;
  const { plan, addressesOf, weights, signal } = options;
  const { method, alpha } = spec;
  const { task, maxTokens, seed } = settingOf(plan, set, weights);
  for (let life = 1; ; life++) {
    try {
      if (slot.group !== group || !client.holdsModels) {
        const { models, ports } = await addressesOf(group.models);
        const { purpose } = group;
        slot.onOpened(await client.open({ models, purpose, backend: plan.backend }, { signal, transfer: ports }));
        slot.group = group;
      }
      return await client.answer({ method, alpha, task, item, maxTokens, seed }, signal);
    } catch (thrown) {
      slot.group = null;
      const worth = thrown instanceof LocumError && (thrown.code === 'engine-crashed' || thrown.code === 'device-lost');
      if (!worth || life === LIVES) throw thrown;
    }
  }
}
