/** A file to measure on, as the user chose it. */
import type { Item } from '../../engine/evaluation/item.ts';
import { type ItemOptions, readItems } from '../../engine/evaluation/read-items.ts';
import { type EvaluationTaskId, evaluationTask } from '../../engine/evaluation/task.ts';
import type { TextSource } from '../../engine/records/decode.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';

export interface DataSet {
  /** Of this file within a run. */
  readonly id: string;
  readonly name: string;
  readonly content: Blob;
  readonly task: EvaluationTaskId;
  /** Null: found by the format. */
  readonly columns: ColumnMap | null;
}

export function sourceOf({ name, content }: Pick<DataSet, 'name' | 'content'>): TextSource {
  return { name, open: () => chunks(content) };
}

/** `ReadableStream` is no async iterable everywhere. */
async function* chunks(content: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = content.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

export function readingOf({ columns }: DataSet, limit: number | null): ItemOptions {
  return { labels: null, limit, ...(columns && { columns }) };
}

export function itemsOf(set: DataSet, limit: number | null): AsyncGenerator<Item, void, undefined> {
  return readItems(sourceOf(set), evaluationTask(set.task), readingOf(set, limit));
}
