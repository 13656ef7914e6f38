/** The items of a file for a task, streamed, and what had to be left out. */
import { LocumError } from '../errors.ts';
import type { TextSource } from '../records/decode.ts';
import { type ReadOptions, readRecords } from '../records/read-records.ts';
import type { Problem } from '../records/rows.ts';
import type { Item } from './item.ts';
import { itemReader } from './item-reader.ts';
import type { EvaluationTask } from './task.ts';

export interface ItemOptions extends ReadOptions {
  /** Labels to choose from; null: those of the file, else of the task. */
  readonly labels: readonly string[] | null;
  /** Only the first so many; null: all. */
  readonly limit: number | null;
}

/** Every item in the file's order; problems go to `onProblem`. @throws {LocumError} as `readRecords` */
export async function* readItems(
  source: TextSource,
  task: EvaluationTask,
  options: ItemOptions,
  onProblem: (problem: Problem) => void = () => {},
): AsyncGenerator<Item, void, undefined> {
  const toItem = itemReader(task, options.labels);
  let count = 0;
  for await (const event of readRecords(source, options)) {
    if (event.type === 'problem') {
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
  /** The first ones; `problemCount` counts all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
}

/** Problems that are kept to be shown. */
const SHOWN = 200;

/** Reads the whole file once before anything runs. @throws {LocumError} `empty-input` when no row can be used */
export async function surveyItems(source: TextSource, task: EvaluationTask, options: ItemOptions): Promise<Survey> {
  const items: Item[] = [];
  const problems: Problem[] = [];
  let problemCount = 0;
  const note = (problem: Problem) => {
    problemCount++;
    if (problems.length < SHOWN) problems.push(problem);
  };
  for await (const item of readItems(source, task, options, note)) items.push({ ...item, input: '' });
  if (items.length > 0) return { items, problems, problemCount };
  const [first] = problems;
  const why = first === undefined ? 'it has no rows' : `row ${first.line}: ${first.message}`;
  throw new LocumError('empty-input', `There is nothing to evaluate in “${source.name}”: ${why}.`, {
    hint: `The task is “${task.label}”: check that this is the right file for it.`,
    details: { problems: problemCount },
  });
}
