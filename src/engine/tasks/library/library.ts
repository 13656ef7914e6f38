/** All tasks that come with the project. MediFlow's are built by choice: `mediflow.ts`. */
import { BEST_OF_BOTH_TASKS } from './best-of-both.ts';
import { CLUE_TASKS } from './clue.ts';
import type { LibraryTask } from './definition.ts';
import { EXAM_TASKS } from './exams.ts';

export const LIBRARY_TASKS: readonly LibraryTask[] = [...CLUE_TASKS, ...BEST_OF_BOTH_TASKS, ...EXAM_TASKS];

/** @throws {RangeError} when there is none of that id */
export function libraryTask(id: string): LibraryTask {
  const found = LIBRARY_TASKS.find((task) => task.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}
