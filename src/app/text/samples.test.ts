import { expect, test } from 'vitest';
import { surveyItems } from '../../engine/evaluation/read-items.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import { LIBRARY_TASKS } from '../../engine/tasks/library/library.ts';
import { libraryPrompt } from '../../engine/tasks/library/request.ts';
import { sampleDataSet, sampleFields } from './samples.ts';
import { textSource } from './text-source.ts';

test.each(LIBRARY_TASKS.map((task) => [task.id, task] as const))('%s can be asked of its sample', (_, task) => {
  const fields = sampleFields(task);
  for (const text of Object.values(fields))
    expect(JSON.stringify(libraryPrompt(task, fields))).toContain(JSON.stringify(text).slice(1, -1));
  expect(Object.keys(fields)).toEqual(task.fields.map(({ name }) => name));
});

test('the sample data set is read whole', async () => {
  const file = sampleDataSet();
  const { items, problemCount } = await surveyItems(textSource(file.name, file), evaluationTask('nli'), {
    labels: null,
    limit: null,
  });
  expect(items.length).toBe(12);
  expect(problemCount).toBe(0);
});
