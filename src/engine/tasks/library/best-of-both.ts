/** The seven zero-shot tasks of [BBW] (METHODS §4), in the project's own words. */
import type { LibraryTask } from './definition.ts';
import { text } from './fields.ts';
import { SPECIALTIES } from './specialties.ts';

const ACI_HEADERS = ['HISTORY OF PRESENT ILLNESS', 'PHYSICAL EXAM', 'RESULTS', 'ASSESSMENT AND PLAN'];

const BBW = { collection: 'Best of both worlds', version: 1, input: '{input}', examples: [] } as const;

export const BEST_OF_BOTH_TASKS: readonly LibraryTask[] = [
  {
    ...BBW,
    id: 'bbw-mednli',
    title: 'MedNLI, zero-shot',
    summary: 'Whether a premise from a record entails a hypothesis, contradicts it, or neither.',
    fields: [
      { name: 'premise', label: 'Premise', rows: 3 },
      { name: 'hypothesis', label: 'Hypothesis', rows: 2 },
    ],
    instruction:
      'A clinician wrote the premise. Judge the hypothesis by it: entailment if it must be true, contradiction if it cannot be true, neutral if it may be either.',
    input: 'Premise: {premise}\nHypothesis: {hypothesis}',
    answer: { kind: 'label', labels: ['entailment', 'contradiction', 'neutral'] },
    maxTokens: 12,
    metric: 'macro-F1',
  },
  {
    ...BBW,
    id: 'bbw-specialty',
    title: 'Specialty of a transcription',
    summary: 'One of forty specialties or document types.',
    fields: [text('Transcription', 14)],
    instruction: `Which specialty or kind of document is this medical transcription? Answer with one of: ${SPECIALTIES.join(', ')}.`,
    answer: { kind: 'label', labels: SPECIALTIES },
    maxTokens: 16,
    metric: 'macro-F1',
  },
  {
    ...BBW,
    id: 'bbw-fall',
    title: 'Fall event',
    summary: 'Whether a post-operative note tells of a fall.',
    fields: [text('Post-operative note')],
    instruction:
      'Did the patient fall during the time this post-operative note covers? A history of falls, a risk of falling, fall precautions and values that fall (such as blood pressure) are not falls. Answer with one of: fall, no fall.',
    answer: { kind: 'label', labels: ['fall', 'no fall'] },
    maxTokens: 8,
    metric: 'macro-F1',
  },
  {
    ...BBW,
    id: 'bbw-aci-bench',
    title: 'ACI-Bench: note of four sections',
    summary: 'A visit becomes a note with history, examination, results, assessment and plan.',
    fields: [text('Conversation', 14)],
    instruction: `Write the clinical note of this visit with the headers ${ACI_HEADERS.join(', ')}, each on a line of its own. Record only what was said.`,
    answer: { kind: 'sections', headers: ACI_HEADERS },
    maxTokens: 600,
    metric: 'LLM jury (MedHELM), % risk-free (MedVAL)',
  },
  {
    ...BBW,
    id: 'bbw-replicate',
    title: 'Treatment plan of a note',
    summary: 'The plan that the findings of a note lead to, as a draft.',
    fields: [text('Note without its plan', 14)],
    instruction:
      'Write the treatment plan that follows from this note: what is done, ordered and arranged. Use only what the note supports.',
    answer: { kind: 'text' },
    maxTokens: 300,
    metric: 'LLM jury (MedHELM), % risk-free (MedVAL)',
  },
  {
    ...BBW,
    id: 'bbw-meddialog',
    title: 'MedDialog: one-sentence summary',
    summary: 'A conversation between patient and doctor in one sentence.',
    fields: [text('Conversation', 12)],
    instruction: 'Summarize this conversation between a patient and a doctor in one sentence.',
    answer: { kind: 'sentence' },
    maxTokens: 64,
    metric: 'LLM jury (MedHELM), % risk-free (MedVAL)',
  },
  {
    ...BBW,
    id: 'bbw-mediqa',
    title: 'MediQA: answer to a health question',
    summary: 'A consumer’s health question, answered in plain words.',
    fields: [text('Question', 4)],
    instruction: 'Answer this health question in plain words. Say when a doctor should be seen.',
    answer: { kind: 'text' },
    maxTokens: 240,
    metric: 'LLM jury (MedHELM), % risk-free (MedVAL)',
  },
];
