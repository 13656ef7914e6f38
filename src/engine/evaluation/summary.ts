/** From outcomes to figures: what each method reaches, how sure that is, and how it compares with the base. */
import { bootstrap, type Estimate } from '../analysis/bootstrap.ts';
import type { Answer } from './answer.ts';

import { type ClassScores, confusion, perClass } from './classes.ts';
import { allItems, type Complementarity, complementarity, pairedP } from './comparison.ts';
import type { Item } from './item.ts';
import { CENTRED, labelIndices, type Pair, statistics } from './metric.ts';
import type { MetricKey } from './metric-key.ts';
import type { EvaluationTask } from './task.ts';

/** Resamples of a figure where nothing else is said. */
const SAMPLES = 2000;

export type Figures = Readonly<Partial<Record<MetricKey, number>>>;

export interface Timing {
  /** Of all items measured, one after the other. */
  readonly seconds: number;
  readonly millisecondsPerItem: number;
  readonly tokens: number;
  /** Null where nothing was written. */
  readonly tokensPerSecond: number | null;
}

export interface MethodSummary {
  readonly metrics: Figures;
  /** 95 %, bootstrap over items. */
  readonly ci: Readonly<Partial<Record<MetricKey, readonly [number, number]>>>;
  readonly standardError: Figures;
  /** Two-sided paired bootstrap; null for the base itself and where there is none. */
  readonly pVsBase: Figures | null;
  readonly timing: Timing;
  readonly classes?: {
    readonly labels: readonly string[];
    readonly perClass: readonly ClassScores[];
    readonly confusion: readonly (readonly number[])[];
    /** This method (A) beside the base (B). */
    readonly besideBase: Complementarity | null;
  };
}

export interface Summary {
  readonly task: EvaluationTask['id'];
  /** Answered by every method; the others are in no figure. */
  readonly items: number;
  readonly methods: Readonly<Record<string, MethodSummary>>;
}

export interface SummaryOptions {
  readonly task: EvaluationTask;
  readonly items: readonly Item[];
  /** By method, then by item id. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Answer>>;
  /** The method that others are compared with. Default `base`, where there is one. */
  readonly against?: string | undefined;
  readonly seed: number;
  /** Default 2000. */
  readonly samples?: number | undefined;
  /** For ROUGE. Default false. */
  readonly stem?: boolean | undefined;
}

export function summarize(options: SummaryOptions): Summary {
  const { task, items, answers, against = 'base', seed, samples = SAMPLES, stem = false } = options;
  const common = items.filter(({ id }) => [...answers.values()].every((byId) => byId.has(id)));
  const pairsOf = (method: string): readonly Pair[] =>
    common.flatMap((item) => {
      const answer = answers.get(method)?.get(item.id);
      return answer === undefined ? [] : [{ item, answer }];
    });
  const draws = { seed, samples };
  const basePairs = answers.has(against) ? pairsOf(against) : null;
  const base = basePairs && statistics(task.metrics, basePairs, { stem });
  const methods = [...answers.keys()].map((name): [string, MethodSummary] => {
    const pairs = pairsOf(name);
    const own = statistics(task.metrics, pairs, { stem });
    const estimates = new Map<MetricKey, Estimate>();
    const p: Partial<Record<MetricKey, number>> = {};
    for (const [key, statistic] of own) {
      if (common.length === 0 || Number.isNaN(statistic(allItems(common.length)))) continue;
      const drawn = { ...draws, centred: CENTRED.has(key) };
      estimates.set(key, bootstrap(common.length, statistic, drawn));
      const other = base?.get(key);
      if (other === undefined || name === against) continue;
      p[key] = pairedP((chosen) => statistic(chosen) - other(chosen), common.length, drawn);
    }
    const each = <Value>(value: (found: Estimate) => Value) =>
      Object.fromEntries([...estimates].map(([key, found]) => [key, value(found)]));
    return [
      name,
      {
        metrics: each(({ value }) => value),
        ci: each(({ low, high }) => [low, high] as const),
        standardError: each(({ standardError }) => standardError),
        pVsBase: base === null || name === against ? null : p,
        timing: timingOf(pairs),
        ...(task.kind === 'classify' && { classes: classesOf(pairs, name === against ? null : basePairs) }),
      },
    ];
  });
  return { task: task.id, items: common.length, methods: Object.fromEntries(methods) };
}

function timingOf(pairs: readonly Pair[]): Timing {
  const sum = (value: (answer: Answer) => number) => pairs.reduce((total, { answer }) => total + value(answer), 0);
  const seconds = sum(({ milliseconds }) => milliseconds) / 1000;
  const tokens = sum((answer) => answer.tokens);
  return {
    seconds,
    millisecondsPerItem: pairs.length === 0 ? 0 : (1000 * seconds) / pairs.length,
    tokens,
    tokensPerSecond: tokens === 0 ? null : tokens / seconds,
  };
}

function classesOf(pairs: readonly Pair[], basePairs: readonly Pair[] | null): NonNullable<MethodSummary['classes']> {
  const { codes, gold, predicted } = labelIndices(pairs);
  const right = (of: readonly Pair[]) => of.map(({ item, answer }) => item.reference === answer.prediction);
  return {
    labels: codes,
    perClass: perClass(gold, predicted, codes.length),
    confusion: confusion(gold, predicted, codes.length),
    besideBase: basePairs && complementarity(right(pairs), right(basePairs)),
  };
}
