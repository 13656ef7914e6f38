/** The files of the evaluate page: read, named, and looked through before anything runs. */
import { guessTask } from '../../engine/evaluation/guess-task.ts';
import type { Item } from '../../engine/evaluation/item.ts';
import { type Survey, surveyItems } from '../../engine/evaluation/read-items.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import { readColumns } from '../../engine/records/read-records.ts';
import { problemOf } from '../models/engine.ts';
import { textSource } from '../text/text-source.ts';
import { type DataSet, readingOf } from './data-set.ts';
import type { Plan } from './plan.ts';
import { type Candidate, useEvaluation } from './state.ts';

export async function addFiles(files: Iterable<File>): Promise<void> {
  for (const file of files) {
    const id = crypto.randomUUID();
    const added: Candidate = {
      ...{ id, name: file.name, content: file, task: null, columns: null },
      ...{ columnNames: [], survey: null, problem: null },
    };
    useEvaluation.setState(({ candidates }) => ({ candidates: [...candidates, added] }));
    try {
      updateCandidate(id, { task: await guessTask(textSource(added.name, added.content)) });
    } catch (thrown) {
      // A table whose columns mean nothing yet; the user is asked. What is no table at all is said by the survey.
      const columnNames = await readColumns(textSource(added.name, added.content)).catch(() => []);
      updateCandidate(id, { columnNames, problem: problemOf(thrown) });
    }
    await survey(id);
  }
}

export function removeFile(id: string): void {
  useEvaluation.setState(({ candidates }) => ({ candidates: candidates.filter((each) => each.id !== id) }));
}

export async function changeFile(id: string, change: Pick<Partial<Candidate>, 'task' | 'columns'>): Promise<void> {
  updateCandidate(id, { ...change, survey: null, problem: null });
  await survey(id);
}

function updateCandidate(id: string, change: Partial<Candidate>): void {
  useEvaluation.setState(({ candidates }) => ({
    candidates: candidates.map((each) => (each.id === id ? { ...each, ...change } : each)),
  }));
}

export async function survey(id: string): Promise<void> {
  const candidate = useEvaluation.getState().candidates.find((each) => each.id === id);
  if (!candidate || candidate.task === null) return;
  const dataSet: DataSet = { ...candidate, task: candidate.task };
  try {
    const found = await surveyItems(
      textSource(dataSet.name, dataSet.content),
      evaluationTask(dataSet.task),
      readingOf(dataSet, null),
    );
    updateCandidate(id, { survey: found, problem: null });
  } catch (thrown) {
    updateCandidate(id, { survey: null, problem: problemOf(thrown) });
  }
}

export function surveyOf(setId: string): Survey | null {
  return useEvaluation.getState().candidates.find(({ id }) => id === setId)?.survey ?? null;
}

/** Items without their texts, as many as the run has. */
export function itemsOfRun(plan: Plan, setId: string): readonly Item[] {
  return surveyOf(setId)?.items.slice(0, plan.limit ?? undefined) ?? [];
}
