/** The judge of the evaluate page: a model on this machine rates what the methods wrote. Kept in memory only. */
import { create } from 'zustand';
import { type Judgement, type JudgeSummary, summarizeJudgements } from '../../engine/evaluation/judge.ts';
import { EvaluationClient } from '../../workers/evaluation-client.ts';
import type { ModelRef } from '../models/model-refs.ts';
import { ModelTask } from '../models/model-task.ts';
import { labelOf } from '../models/roles.ts';
import { workerOf } from '../workers.ts';
import { itemsOf } from './data-set.ts';
import { answersOf } from './evaluation.ts';
import { addressesOf } from './models.ts';
import { methodsOf, type Plan } from './plan.ts';
import { useEvaluation } from './state.ts';

export interface JudgedMethod {
  readonly set: string;
  readonly method: string;
  readonly summary: JudgeSummary;
}

interface JudgeStore {
  readonly running: boolean;
  readonly done: number;
  readonly total: number;
  /** Whose ratings these are. */
  readonly model: string;
  readonly judged: readonly JudgedMethod[];
}

export const useJudge = create<JudgeStore>(() => ({ running: false, done: 0, total: 0, model: '', judged: [] }));

/** Its name where others wait for it. */
export const JUDGE_TASK = 'the judge';
const task = new ModelTask(JUDGE_TASK, { goesOn: true });

export function isJudged(task: Plan['sets'][number]['task']): boolean {
  return task === 'note' || task === 'section-summary';
}

export const stopJudge = (): void => task.stop();

/** Ratings so far: by set, by method, by item. */
type Ratings = Map<string, Map<string, Map<string, Judgement>>>;

/** Rates the first `limit` texts of every method. */
export async function judgeRun(plan: Plan, model: ModelRef, limit: number): Promise<void> {
  const methods = methodsOf(plan).map(({ name }) => name);
  const sets = plan.sets.filter(({ task: kind }) => isJudged(kind));
  const ratings: Ratings = new Map(
    sets.map(({ id }) => [id, new Map(methods.map((name) => [name, new Map<string, Judgement>()]))]),
  );
  useJudge.setState({
    running: true,
    done: 0,
    total: sets.length * methods.length * limit,
    model: labelOf(model),
    judged: [],
  });
  const outcome = await task.run((signal) => judgeRest(plan, model, { sets, ratings, limit }, signal));
  if (typeof outcome === 'object') useEvaluation.setState({ problem: outcome });
  if (!task.isRunning) useJudge.setState({ running: false });
}

interface Judging {
  readonly sets: Plan['sets'];
  readonly ratings: Ratings;
  readonly limit: number;
}

/** What is not rated yet. */
async function judgeRest(
  plan: Plan,
  model: ModelRef,
  { sets, ratings, limit }: Judging,
  signal: AbortSignal,
): Promise<void> {
  const client = new EvaluationClient(workerOf('evaluation'));
  try {
    const { models, ports } = await addressesOf(plan, { base: model });
    const opening = { models, purpose: 'base', backend: plan.backend } as const;
    await client.open(opening, { signal, transfer: ports });
    for (const set of sets) {
      for await (const { id, input } of itemsOf(set, Math.min(limit, plan.limit ?? limit))) {
        for (const [name, found] of ratings.get(set.id) ?? []) {
          const answer = answersOf(set.id).get(name)?.get(id);
          if (answer === undefined || found.has(id)) continue;
          const request = { conversation: input, note: answer.prediction, seed: plan.seed };
          found.set(id, await client.judge(request, signal));
          useJudge.setState(({ done }) => ({ done: done + 1 }));
        }
      }
      const judged = [...(ratings.get(set.id) ?? [])].flatMap(([method, found]) =>
        found.size === 0 ? [] : [{ set: set.name, method, summary: summarizeJudgements([...found.values()]) }],
      );
      useJudge.setState((state) => ({ judged: [...state.judged.filter((each) => each.set !== set.name), ...judged] }));
    }
  } finally {
    client.dispose();
  }
}
