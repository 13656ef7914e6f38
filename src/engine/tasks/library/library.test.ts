import { describe, expect, it } from 'vitest';
import { openConstraint } from '../../decoding/constrain/rule.ts';
import { folderSource } from '../../lm/checkpoint/folder-source.ts';
import { loadTokenizer } from '../../tokenizer/tokenizer.ts';
import { BEST_OF_BOTH_TASKS } from './best-of-both.ts';
import { CLUE_TASKS } from './clue.ts';
import type { FieldTexts, LibraryTask } from './definition.ts';
import { EXAM_TASKS } from './exams.ts';
import { LIBRARY_TASKS } from './library.ts';
import { mediFlowTask, TASK_TYPES } from './mediflow.ts';
import { DOCUMENT_TYPES } from './mediflow-documents.ts';
import { parseAnswer } from './parse/answer.ts';
import { answerConstraint, libraryPrompt } from './request.ts';
import { SPECIALTIES } from './specialties.ts';

const MEDIFLOW = TASK_TYPES.flatMap(({ name }) =>
  DOCUMENT_TYPES.flatMap((document) =>
    (['text', 'json'] as const).map((output) =>
      mediFlowTask({ type: name, document: document.name, section: null, output }),
    ),
  ),
);

function filled(task: LibraryTask): FieldTexts {
  return Object.fromEntries(
    task.fields.map(({ name }) => [name, name === 'input' ? '0 First.\n1 Second.' : `A. ${name}\nB. other`]),
  );
}

describe('the papers’ lists', () => {
  it('has the twelve of CLUE+, the seven of [BBW] and MediFlow’s 14 × 36 × 2, and two of examinations, each under a name of its own', () => {
    expect(CLUE_TASKS).toHaveLength(12);
    expect(BEST_OF_BOTH_TASKS).toHaveLength(7);
    expect(TASK_TYPES).toHaveLength(14);
    expect(DOCUMENT_TYPES).toHaveLength(36);
    expect(DOCUMENT_TYPES.flatMap(({ sections }) => sections)).toHaveLength(98);
    expect(new Set(SPECIALTIES).size).toBe(40);
    const ids = [...LIBRARY_TASKS, ...MEDIFLOW].map(({ id }) => id);
    expect(new Set(ids).size).toBe(12 + 7 + EXAM_TASKS.length + 14 * 36 * 2);
  });

  it('shows as many examples as the paper says', () => {
    const shots = Object.fromEntries(CLUE_TASKS.map(({ id, examples }) => [id, examples.length]));
    expect(shots).toMatchObject({
      ...{ 'clue-icd10cm': 3, 'clue-medicationqa': 3, 'clue-rrs-qa': 3 },
      ...{ 'clue-sdoh': 4, 'clue-aci-bench': 1, 'clue-medec': 2 },
      // The paper takes these from Dada et al.; the numbers are the defaults of their code.
      ...{ 'clue-mednli': 3, 'clue-meqsum': 3, 'clue-problem-list': 3 },
      ...{ 'clue-longhealth': 0, 'clue-medisumqa': 1, 'clue-medisumcode': 1 },
    });
    expect(BEST_OF_BOTH_TASKS.every(({ examples }) => examples.length === 0)).toBe(true);
  });
});

describe('the measures of [BBW]', () => {
  it('are macro-F1, and for what is written its jury and MedVAL, which are two graders', () => {
    const measures = BEST_OF_BOTH_TASKS.map(({ metric }) => metric);
    expect(new Set(measures)).toEqual(new Set(['macro-F1', 'LLM jury (MedHELM), % risk-free (MedVAL)']));
    expect(measures.filter((metric) => metric === 'macro-F1')).toHaveLength(3);
  });
});

describe.each(LIBRARY_TASKS.map((task) => [task.id, task] as const))('%s', (_, task) => {
  it('asks for every field, with its examples as turns before the question', () => {
    const { chat, plain } = libraryPrompt(task, filled(task));
    expect(chat).toHaveLength(2 * task.examples.length + 1);
    expect(chat.at(-1)?.role).toBe('user');
    for (const text of Object.values(filled(task))) {
      expect(chat.at(-1)?.content).toContain(text);
      expect(plain).toContain(text);
    }
    expect(plain.endsWith('ANSWER\n\n')).toBe(true);
  });

  it('reads the answers of its own examples, and nothing has to be passed over in them', async () => {
    for (const { fields, answer } of task.examples) {
      const parsed = await parseAnswer(task, fields, answer);
      expect(parsed).toMatchObject({ ok: true });
      if (task.answer.kind !== 'option') expect(parsed).toMatchObject({ remarks: [] });
    }
  });
});

describe('prompts', () => {
  const [mednli] = CLUE_TASKS as [LibraryTask];

  it('say which field is empty', () => {
    expect(() => libraryPrompt(mednli, { premise: 'x', hypothesis: ' \n' })).toThrow('“Hypothesis” is empty.');
    expect(() => libraryPrompt(mednli, {})).toThrow('“Premise” is empty.');
    expect(() => libraryPrompt({ ...mednli, input: '{other}' }, {})).toThrow(/no field/);
  });

  it('show every option behind the letter that is asked for', () => {
    for (const { input, ...task } of LIBRARY_TASKS.filter(({ answer }) => answer.kind === 'option')) {
      const asked = (options: string) =>
        libraryPrompt({ ...task, input }, { input: 'x', question: 'y', options }).chat.at(-1)?.content;
      expect(asked('Klebsiella\nE. coli')).toContain('A. Klebsiella\nB. E. coli');
      expect(asked('A) Klebsiella\nB) E. coli')).toBe(asked('Klebsiella\n\nE. coli'));
    }
  });

  it('take braces in the user’s text as text', () => {
    const { chat } = libraryPrompt(mednli, { premise: 'a {hypothesis} b', hypothesis: '$& {premise}' });
    expect(chat.at(-1)?.content).toContain('Premise: a {hypothesis} b\nHypothesis: $& {premise}');
  });
});

describe('constraints', () => {
  it('of options and sentence numbers come from the user’s text', () => {
    const option = LIBRARY_TASKS.find(({ id }) => id === 'clue-longhealth')!;
    expect(answerConstraint(option, { options: 'first\nsecond\n\nthird' })).toEqual({
      kind: 'labels',
      labels: ['A', 'B', 'C'],
    });
    const medec = LIBRARY_TASKS.find(({ id }) => id === 'clue-medec')!;
    expect(answerConstraint(medec, { input: '0 One.\n1 Two 2.\n12. Three.' })).toEqual({
      kind: 'labels',
      labels: ['0', '1', '12', '-1'],
    });
  });

  it('of codes, social history and MediFlow’s JSON can be kept by the decoder', async () => {
    const tokenizer = await loadTokenizer(folderSource('public/models/demo-base'));
    const space = { tokenizer, vocabularySize: tokenizer.size, stopIds: [0] };
    const json = TASK_TYPES.map(({ name }) =>
      mediFlowTask({ type: name, document: 'SOAP note', section: 'plan', output: 'json' }),
    );
    for (const task of [...LIBRARY_TASKS, ...json]) {
      const rule = answerConstraint(task, filled(task));
      if (rule !== null) await expect(openConstraint(rule, space, [])).resolves.toBeDefined();
    }
  });
});
