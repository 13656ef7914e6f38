/** What can be evaluated: tasks with their prompts, answers and metrics. Wording comes from the task library. */
import { classificationPrompt, instructionPrompt } from '../tasks/classification.ts';
import { libraryTask } from '../tasks/library/library.ts';
import { libraryPrompt } from '../tasks/library/request.ts';
import { NOTE_TOKENS, notePrompt } from '../tasks/note.ts';
import { cleanText, type TaskId, taskPrompt } from '../tasks/prompt.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Item } from './item.ts';
import type { MetricKey } from './metric-key.ts';

export const EVALUATION_TASKS = [
  'section-header',
  'section-summary',
  'note',
  'question-summary',
  'question-answer',
  'error-detection',
  'error-sentence',
  'nli',
  'mednli',
  'yes-no',
  'social-history',
  'perplexity',
] as const;
export type EvaluationTaskId = (typeof EVALUATION_TASKS)[number];

export interface EvaluationTask {
  readonly id: EvaluationTaskId;
  readonly label: string;
  /** Chooses among labels, writes a text, or says how likely one is. */
  readonly kind: 'classify' | 'generate' | 'score';
  /** The task of the library whose labels count when the file names none. */
  readonly library: TaskId | null;
  /** The main one first. */
  readonly metrics: readonly MetricKey[];
  /** Most tokens of an answer. */
  readonly maxTokens: number;
}

const CLASSES: readonly MetricKey[] = ['macroF1', 'accuracy'];
const TEXTS: readonly MetricKey[] = ['rouge1', 'rouge2', 'rougeL', 'tokenF1', 'exactMatch', 'distinct1', 'distinct2'];
const NOTES: readonly MetricKey[] = [
  ...(['rouge1', 'rouge2', 'rougeL', 'distinct1', 'distinct2', 'degenerate'] as const),
  ...(['sectionPresence', 'numberCoverage', 'medicationCoverage', 'unsupportedRate'] as const),
];

const classify = (id: EvaluationTaskId, label: string, library: TaskId | null): EvaluationTask => ({
  id,
  label,
  kind: 'classify',
  library,
  metrics: id === 'error-sentence' ? ['accuracy', 'errorFlagAccuracy'] : CLASSES,
  // Room for the longest label where it is written instead of scored.
  maxTokens: 24,
});

const generate = (id: EvaluationTaskId, label: string, maxTokens: number, metrics = TEXTS): EvaluationTask => ({
  id,
  label,
  kind: 'generate',
  library: null,
  metrics,
  maxTokens,
});

const SOCIAL_HISTORY = libraryTask('clue-sdoh');

const TASKS: readonly EvaluationTask[] = [
  classify('section-header', 'Section header of a dialogue', 'section_header_classification'),
  generate('section-summary', 'Section of a dialogue', 160, [...NOTES.filter((key) => key !== 'sectionPresence')]),
  generate('note', 'Note of a visit', NOTE_TOKENS, NOTES),
  generate('question-summary', 'Short question of a message', 48),
  generate('question-answer', 'Answer to a health question', 160),
  classify('error-detection', 'Is there an error?', 'error_detection'),
  classify('error-sentence', 'Which sentence is wrong?', null),
  classify('nli', 'Inference between sentences', 'nli'),
  classify('mednli', 'MedNLI', 'nli'),
  classify('yes-no', 'Yes or no', 'yes_no'),
  generate('social-history', 'Social history, extracted', SOCIAL_HISTORY.maxTokens, ['spanF1']),
  {
    id: 'perplexity',
    label: 'Perplexity of documents',
    kind: 'score',
    library: null,
    metrics: ['perplexity'],
    maxTokens: 1,
  },
];

export function evaluationTask(id: EvaluationTaskId): EvaluationTask {
  const found = TASKS.find((task) => task.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}

const FIND_ERROR =
  'Which of these numbered sentences of a clinical text has a medical error? Answer with its number, or -1 for none.';

/**
 * An item's prompt when `text` stands in place of its input (which may have had to be shortened).
 * @throws {LocumError} as `taskPrompt`
 */
export function itemPrompt(task: EvaluationTaskId, item: Item): (text: string) => PromptText {
  const labels = item.labels.map((label) => label.text);
  switch (task) {
    case 'section-header':
      return classificationPrompt('section_header_classification', labels);
    case 'error-detection':
      return classificationPrompt('error_detection', labels);
    case 'yes-no':
      return classificationPrompt('yes_no', labels);
    case 'error-sentence':
      return instructionPrompt(FIND_ERROR, labels);
    case 'nli':
    case 'mednli':
      return (premise) => taskPrompt('nli', { premise, hypothesis: item.hypothesis ?? '', options: labels.join(', ') });
    case 'section-summary':
      return (input) => taskPrompt('section_summarization', { input, section: item.section ?? '' });
    case 'note':
      return notePrompt;
    case 'question-summary':
      return (input) => taskPrompt('question_summarization', { input });
    case 'question-answer':
      return (input) => {
        const question = cleanText(input);
        const content = `Answer this health question in a few sentences.\n\n${question}`;
        return { chat: [{ role: 'user', content }], plain: `QUESTION\n\n${question}\n\nANSWER\n\n` };
      };
    case 'social-history':
      return (input) => libraryPrompt(SOCIAL_HISTORY, { input });
    case 'perplexity':
      return (text) => ({ chat: [{ role: 'user', content: text }], plain: text });
    default:
      return task satisfies never;
  }
}
