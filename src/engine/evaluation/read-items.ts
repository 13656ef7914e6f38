/** The items of a file for a task, streamed, and what had to be left out. */
import { LocumError } from '../errors.ts';
import type { TextSource } from '../records/decode.ts';
import { type ReadOptions, readRecords } from '../records/read-records.ts';
import type { Problem, Remark } from '../records/rows.ts';
import type { Item } from './item.ts';
import { itemReader } from './item-reader.ts';
import type { EvaluationTask } from './task.ts';

export interface ItemOptions extends ReadOptions {
  /** Labels to choose from; null: those of the file, else of the task. */
  readonly labels: readonly string[] | null;
  /** Only the first so many; null: all. */
  readonly limit: number | null;
}

/** Every item in the file's order; problems and remarks go to `onProblem`. @throws {LocumError} as `readRecords` */
export async function* readItems(
  source: TextSource,
  task: EvaluationTask,
  options: ItemOptions,
  onProblem: (problem: Problem | Remark) => void = () => {},
): AsyncGenerator<Item, void, undefined> {
  const toItem = itemReader(task, options.labels);
  let count = 0;
  for await (const event of readRecords(source, options)) {
    if (event.type !== 'record') {
      onProblem(event);
      continue;
    }
    const { id, line } = event.record;
    const item = toItem(event.record);
    if (typeof item === 'string') onProblem({ type: 'problem', line, id, message: item });
    else {
      yield item;
      count++;
      if (count === options.limit) return;
    }
  }
}

export interface Survey {
  /** Without their texts: what figures need. */
  readonly items: readonly Item[];
  /** The first ones: of rows that were left out, and of odd ones. */
  readonly problems: readonly (Problem | Remark)[];
  /** Rows that were left out. */
  readonly problemCount: number;
  /** What was odd about others. */
  readonly remarkCount: number;
}

/** Problems that are kept to be shown, and remarks. */
const SHOWN = 200;

/** Reads the whole file once before anything runs. @throws {LocumError} `empty-input` when no row can be used */
export async function surveyItems(source: TextSource, task: EvaluationTask, options: ItemOptions): Promise<Survey> {
  const items: Item[] = [];
  const problems: (Problem | Remark)[] = [];
  const counts = { problem: 0, remark: 0 };
  const note = (told: Problem | Remark) => {
    if (++counts[told.type] <= SHOWN) problems.push(told);
  };
  for await (const item of readItems(source, task, options, note)) items.push({ ...item, input: '' });
  if (items.length > 0) return { items, problems, problemCount: counts.problem, remarkCount: counts.remark };
  const first = problems.find(({ type }) => type === 'problem') ?? problems[0];
  const why = first === undefined ? 'it has no rows' : `row ${first.line}: ${first.message}`;
  throw new LocumError('empty-input', `There is nothing to evaluate in “${source.name}”: ${why}.`, {
    hint: `The task is “${task.label}”: check that this is the right file for it.`,
    details: { problems: counts.problem },
  });
}
