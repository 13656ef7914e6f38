/** The shortest items of a data set, for what is checked item by item on any machine. */
import { fileSource } from '../node/documents.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import { readItems } from '../src/engine/evaluation/read-items.ts';
import { type EvaluationTaskId, evaluationTask } from '../src/engine/evaluation/task.ts';

/** @param limit how many, the shortest first @throws {LocumError} as `readItems` */
export async function shortestItems(path: string, task: EvaluationTaskId, limit: number): Promise<readonly Item[]> {
  const items: Item[] = [];
  const options = { labels: null, limit: null };
  for await (const item of readItems(await fileSource(path), evaluationTask(task), options)) items.push(item);
  return items.sort((a, b) => a.input.length - b.input.length).slice(0, limit);
}
