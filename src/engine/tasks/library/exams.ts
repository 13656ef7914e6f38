/** Medical examinations as benchmarks ([MediPhi], Table 13), zero-shot, in the project's own words. */
import type { LibraryTask } from './definition.ts';
import { OPTIONS, QUESTION, text } from './fields.ts';

const EXAMS = { collection: 'Examinations', version: 1, examples: [], metric: 'accuracy' } as const;

export const EXAM_TASKS: readonly LibraryTask[] = [
  {
    ...EXAMS,
    id: 'exam-choice',
    title: 'Multiple choice (MedQA, MedMCQA, MMLU)',
    summary: 'A question of an examination, or a vignette with one, and its options.',
    fields: [{ ...QUESTION, rows: 6 }, OPTIONS],
    instruction: 'Answer this question of a medical examination with the letter of the one right option.',
    input: 'Question: {question}\n{options}',
    answer: { kind: 'option' },
    maxTokens: 8,
  },
  {
    ...EXAMS,
    id: 'exam-pubmedqa',
    title: 'PubMedQA: question on an abstract',
    summary: 'Whether an abstract answers its question with yes, no or maybe.',
    fields: [text('Abstract'), QUESTION],
    instruction: 'Answer the question from this abstract with one word: yes, no or maybe.',
    input: '{input}\n\nQuestion: {question}',
    answer: { kind: 'label', labels: ['yes', 'no', 'maybe'] },
    maxTokens: 8,
  },
];
