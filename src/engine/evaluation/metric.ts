/** The metrics of an evaluation: what is kept of each item, and how a figure comes of any selection of items. */
import { perplexity } from '../decoding/score.ts';
import { NOTE_HEADERS } from '../tasks/prompt.ts';
import type { Answer } from './answer.ts';
import { accuracy, macroF1 } from './classes.ts';
import { categories, codeF1, codesIn, formOf } from './codes.ts';
import type { Statistic } from './comparison.ts';
import { isDegenerate } from './distinct.ts';
import type { Item } from './item.ts';
import type { MetricKey } from './metric-key.ts';
import { type Claims, medicationCoverage, numberCoverage, sectionPresence } from './note-content.ts';
import { type Rouge, rouge } from './rouge.ts';
import { exactMatch, tokenF1 } from './short-answer.ts';
import { type SpanCounts, spanF1 } from './spans.ts';
import { ngrams, words } from './words.ts';

/** What is needed of an answered item for any of the metrics. */
export interface Pair {
  readonly item: Item;
  readonly answer: Answer;
}

export interface MetricOptions {
  /** For ROUGE. */
  readonly stem: boolean;
}

/** Statistics of a method, over indices into `pairs`. What is costly of an item is done once, on first use. */
export function statistics(
  keys: readonly MetricKey[],
  pairs: readonly Pair[],
  options: MetricOptions,
): ReadonlyMap<MetricKey, Statistic> {
  const scores = lazy(() => pairs.map(({ item, answer }) => rouge(answer.prediction, item.reference, options)));
  return new Map(keys.map((key) => [key, statistic(key, pairs, scores)]));
}

function statistic(key: MetricKey, pairs: readonly Pair[], scores: () => readonly Rouge[]): Statistic {
  switch (key) {
    case 'macroF1':
    case 'macroF1Drawn':
    case 'accuracy':
      return classStatistic(key, pairs);
    case 'errorFlagAccuracy':
      return meanOf(pairs, ({ item, answer }) => Number((item.reference === '-1') === (answer.prediction === '-1')));
    case 'rouge1':
    case 'rouge2':
    case 'rougeL':
      return meanOf(pairs, (_, index) => scores()[index]?.[key] ?? 0);
    case 'tokenF1':
      return meanOf(pairs, ({ item, answer }) => tokenF1(answer.prediction, item.reference));
    case 'exactMatch':
      return meanOf(pairs, ({ item, answer }) => exactMatch(answer.prediction, item.reference));
    case 'spanF1':
      return (items) => spanF1(Array.from(items, (index) => pairs[index]?.answer.spans ?? NO_SPANS));
    case 'codeF1':
      return meanOf(pairs, ({ item, answer }) => codeF1(codesIn(answer.prediction), codesIn(item.reference)));
    case 'codeApproximateF1':
      return meanOf(pairs, ({ item, answer }) =>
        codeF1(categories(codesIn(answer.prediction)), categories(codesIn(item.reference))),
      );
    case 'codeValidForm':
      return validFormStatistic(pairs);
    case 'longHealth1':
    case 'longHealth2':
    case 'longHealth3':
      return meanOf(pairs, ({ item, answer }) =>
        item.group === key.slice('longHealth'.length) ? Number(answer.prediction === item.reference) : null,
      );
    case 'distinct1':
      return distinctStatistic(pairs, 1);
    case 'distinct2':
      return distinctStatistic(pairs, 2);
    case 'degenerate':
      return meanOf(pairs, ({ answer }) => Number(isDegenerate(answer.prediction)));
    case 'sectionPresence':
      return meanOf(pairs, ({ item, answer }) => sectionPresence(answer.prediction, item.reference, NOTE_HEADERS));
    case 'numberCoverage':
      return meanOf(pairs, ({ item, answer }) => numberCoverage(answer.prediction, item.reference));
    case 'medicationCoverage':
      return meanOf(pairs, ({ item, answer }) => medicationCoverage(answer.prediction, item.reference));
    case 'unsupportedRate':
      return (items) => {
        const sum = (key: keyof Claims) =>
          items.reduce((total, index) => total + (pairs[index]?.answer.claims?.[key] ?? 0), 0);
        return sum('unsupported') / sum('sentences');
      };
    case 'perplexity':
      return (items) => perplexity(Array.from(items, (index) => documentOf(pairs[index]?.answer)));
    default:
      return key satisfies never;
  }
}

const NO_SPANS: SpanCounts = { matched: 0, predicted: 0, gold: 0 };

function documentOf(answer: Answer | undefined) {
  return { tokens: answer?.tokens ?? 0, nll: answer?.nll ?? 0 };
}

/** Labels as numbers: per item, its gold label and the answer among all codes of the file; an answer that is none is −1. */
export function labelIndices(pairs: readonly Pair[]) {
  const codes = [...new Set(pairs.flatMap(({ item }) => item.labels.map(({ code }) => code)))];
  const at = new Map(codes.map((code, index) => [code, index]));
  return {
    codes,
    gold: pairs.map(({ item }) => at.get(item.reference) ?? -1),
    predicted: pairs.map(({ answer }) => at.get(answer.prediction) ?? -1),
  };
}

function classStatistic(key: 'macroF1' | 'macroF1Drawn' | 'accuracy', pairs: readonly Pair[]): Statistic {
  const { codes, gold, predicted } = labelIndices(pairs);
  const present = new Set([...gold, ...predicted].filter((label) => label >= 0));
  return (items) => {
    const pick = (values: readonly number[]) => Array.from(items, (index) => values[index] ?? -1);
    if (key === 'accuracy') return accuracy(pick(gold), pick(predicted));
    return macroF1(pick(gold), pick(predicted), codes.length, key === 'macroF1' ? present : undefined);
  };
}

/** Mean over the items to which the value applies; NaN when it applies to none. */
function meanOf(pairs: readonly Pair[], value: (pair: Pair, index: number) => number | null): Statistic {
  const values = lazy(() => pairs.map(value));
  return (items) => {
    let sum = 0;
    let count = 0;
    for (const index of items) {
      const each = values()[index];
      if (each === null || each === undefined) continue;
      sum += each;
      count++;
    }
    return sum / count;
  };
}

/** Over all codes of all answers. */
function validFormStatistic(pairs: readonly Pair[]): Statistic {
  const forms = lazy(() => pairs.map(({ answer }) => formOf(answer.prediction)));
  return (items) => {
    const sum = (key: 'valid' | 'all') => items.reduce((total, index) => total + (forms()[index]?.[key] ?? 0), 0);
    return sum('valid') / sum('all');
  };
}

/**
 * Of texts drawn twice nothing is new the second time: a resample has fewer different words than its figure, whatever the texts.
 * The spread of resamples is right, their place is not, so they are centred on the figure.
 */
export const CENTRED: ReadonlySet<MetricKey> = new Set(['distinct1', 'distinct2']);

/** As `distinct`, with n-grams as numbers: a bootstrap looks at each some thousand times. */
function distinctStatistic(pairs: readonly Pair[], n: number): Statistic {
  const known = new Map<string, number>();
  const texts = lazy(() =>
    pairs.map(({ answer }) => {
      const grams = ngrams(words(answer.prediction), n);
      const ids = Int32Array.from(grams.keys(), (gram) => {
        const id = known.get(gram) ?? known.size;
        known.set(gram, id);
        return id;
      });
      return { ids, count: [...grams.values()].reduce((sum, count) => sum + count, 0) };
    }),
  );
  let seenIn = new Int32Array(0);
  let round = 0;
  return (items) => {
    const all = texts();
    if (seenIn.length !== known.size) seenIn = new Int32Array(known.size);
    round++;
    let [different, total] = [0, 0];
    for (const index of items) {
      const { ids, count } = all[index] ?? { ids: [], count: 0 };
      total += count;
      for (const id of ids) {
        if (seenIn[id] === round) continue;
        seenIn[id] = round;
        different++;
      }
    }
    return total === 0 ? 0 : different / total;
  };
}

function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
