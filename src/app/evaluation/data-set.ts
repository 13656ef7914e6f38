/** A file to measure on, as the user chose it. */
import type { Item } from '../../engine/evaluation/item.ts';
import { type ItemOptions, readItems } from '../../engine/evaluation/read-items.ts';
import { type EvaluationTaskId, evaluationTask } from '../../engine/evaluation/task.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';
import { textSource } from '../text/text-source.ts';

export interface DataSet {
  /** Of this file within a run. */
  readonly id: string;
  readonly name: string;
  readonly content: Blob;
  readonly task: EvaluationTaskId;
  /** Null: found by the format. */
  readonly columns: ColumnMap | null;
}

export function readingOf({ columns }: DataSet, limit: number | null): ItemOptions {
  return { labels: null, limit, ...(columns && { columns }) };
}

export function itemsOf(set: DataSet, limit: number | null): AsyncGenerator<Item, void, undefined> {
  return readItems(textSource(set.name, set.content), evaluationTask(set.task), readingOf(set, limit));
}
