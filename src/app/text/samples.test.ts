import { expect, test } from 'vitest';
import { surveyItems } from '../../engine/evaluation/read-items.ts';
import { evaluationTask } from '../../engine/evaluation/task.ts';
import { pairText, questionPrompt } from '../../engine/tasks/classification.ts';
import { LABEL_SETS } from '../../engine/tasks/label-sets.ts';
import { LIBRARY_TASKS } from '../../engine/tasks/library/library.ts';
import { libraryPrompt } from '../../engine/tasks/library/request.ts';
import { isOwn, sampleDataSet, sampleFields, samplesOf } from './samples.ts';
import { textSource } from './text-source.ts';

test.each(LIBRARY_TASKS.map((task) => [task.id, task] as const))('%s can be asked of its sample', (_, task) => {
  const fields = sampleFields(task);
  for (const text of Object.values(fields))
    expect(JSON.stringify(libraryPrompt(task, fields))).toContain(JSON.stringify(text).slice(1, -1));
  expect(Object.keys(fields)).toEqual(task.fields.map(({ name }) => name));
});

test.each(LABEL_SETS.map((set) => [set.title, set] as const))('%s has samples that it can be asked of', (_, set) => {
  const samples = samplesOf(set);
  expect(samples.length).toBeGreaterThan(1);
  for (const { fields } of samples) {
    const { premise = '', hypothesis = '', text = pairText(premise, hypothesis) } = fields;
    expect(JSON.stringify(questionPrompt(set.question, set.labels)(text))).toContain(
      JSON.stringify(Object.values(fields)[0]).slice(1, -1),
    );
  }
});

test('a sample is not the user’s own, and what was added to one is', () => {
  expect(isOwn('')).toBe(false);
  for (const sample of LABEL_SETS.flatMap(samplesOf))
    for (const text of Object.values(sample.fields)) {
      expect(isOwn(text)).toBe(false);
      expect(isOwn(`${text} And a cough.`)).toBe(true);
    }
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
