/** The judge of the evaluate page: a model on this machine rates what the methods wrote. Kept in memory only. */
import { create } from 'zustand';
import { Cancelled } from '../../engine/errors.ts';
import { type Judgement, type JudgeSummary, summarizeJudgements } from '../../engine/evaluation/judge.ts';
import { EvaluationClient } from '../../workers/evaluation-client.ts';
import { problemOf } from '../models/engine.ts';
import type { ModelRef } from '../models/model-refs.ts';
import { labelOf } from '../models/roles.ts';
import { itemsOf } from './data-set.ts';
import { answersOf, createEvaluationWorker } from './evaluation.ts';
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

let controller: AbortController | null = null;

export function isJudged(task: Plan['sets'][number]['task']): boolean {
  return task === 'note' || task === 'section-summary';
}

export function stopJudge(): void {
  controller?.abort();
}

/** Rates the first `limit` texts of every method. */
export async function judgeRun(plan: Plan, model: ModelRef, limit: number): Promise<void> {
  stopJudge();
  const own = new AbortController();
  controller = own;
  const methods = methodsOf(plan).map(({ name }) => name);
  const sets = plan.sets.filter(({ task }) => isJudged(task));
  useJudge.setState({
    running: true,
    done: 0,
    total: sets.length * methods.length * limit,
    model: labelOf(model),
    judged: [],
  });
  const client = new EvaluationClient(createEvaluationWorker);
  try {
    const { models, ports } = await addressesOf(plan, { base: model });
    const opening = { models, purpose: 'base', backend: plan.backend } as const;
    await client.open(opening, { signal: own.signal, transfer: ports });
    for (const set of sets) {
      const judgements = new Map<string, Judgement[]>(methods.map((name) => [name, []]));
      for await (const { id, input } of itemsOf(set, Math.min(limit, plan.limit ?? limit))) {
        for (const [name, found] of judgements) {
          const answer = answersOf(set.id).get(name)?.get(id);
          if (answer === undefined) continue;
          const request = { conversation: input, note: answer.prediction, seed: plan.seed };
          found.push(await client.judge(request, own.signal));
          useJudge.setState(({ done }) => ({ done: done + 1 }));
        }
      }
      const judged = [...judgements].flatMap(([method, found]) =>
        found.length === 0 ? [] : [{ set: set.name, method, summary: summarizeJudgements(found) }],
      );
      useJudge.setState((state) => ({ judged: [...state.judged, ...judged] }));
    }
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) useEvaluation.setState({ problem: problemOf(thrown) });
  } finally {
    client.dispose();
    if (controller === own) useJudge.setState({ running: false });
  }
}
