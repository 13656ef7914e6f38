/** What can be evaluated: tasks with their prompts, answers and metrics. Wording comes from the task library. */
import { classificationPrompt, instructionPrompt } from '../tasks/classification.ts';
import type { LibraryTask } from '../tasks/library/definition.ts';
import { libraryTask } from '../tasks/library/library.ts';
import { libraryPrompt } from '../tasks/library/request.ts';
import { NOTE_TOKENS, notePrompt } from '../tasks/note.ts';
import { cleanText, type TaskId, taskPrompt } from '../tasks/prompt.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Item } from './item.ts';
import { mainField } from './main-field.ts';
import type { MetricKey } from './metric-key.ts';

const OWN_TASKS = [
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

/** The nineteen tasks of [MediPhi]'s CLUE+ and [BBW], with the prompts, the examples and the metrics of the library. */
export const PAPER_TASKS = [
  ...(['clue-mednli', 'clue-meqsum', 'clue-problem-list', 'clue-longhealth', 'clue-medisumqa'] as const),
  ...(['clue-medisumcode', 'clue-icd10cm', 'clue-medicationqa', 'clue-rrs-qa', 'clue-sdoh'] as const),
  ...(['clue-aci-bench', 'clue-medec', 'bbw-mednli', 'bbw-specialty', 'bbw-fall', 'bbw-aci-bench'] as const),
  ...(['bbw-replicate', 'bbw-meddialog', 'bbw-mediqa'] as const),
] as const;
export type PaperTaskId = (typeof PAPER_TASKS)[number];

/** Examinations, which [MediPhi] reports beside them. */
export const EXAM_TASKS = ['exam-choice', 'exam-pubmedqa'] as const;

/** Those that the library words. */
export const LIBRARY_TASK_IDS = [...PAPER_TASKS, ...EXAM_TASKS] as const;
export type LibraryTaskId = (typeof LIBRARY_TASK_IDS)[number];

export const EVALUATION_TASKS = [...OWN_TASKS, ...LIBRARY_TASK_IDS] as const;
export type EvaluationTaskId = (typeof EVALUATION_TASKS)[number];

export interface EvaluationTask {
  readonly id: EvaluationTaskId;
  readonly label: string;
  /** Chooses among labels, writes a text, or says how likely one is. */
  readonly kind: 'classify' | 'generate' | 'score';
  /** The task of the library whose labels count when the file names none. */
  readonly library: TaskId | null;
  /** The task of the library that it is: of a paper, or an examination. */
  readonly paper?: LibraryTask;
  /** The main one first. */
  readonly metrics: readonly MetricKey[];
  /** Most tokens of an answer. */
  readonly maxTokens: number;
}

const CLASSES: readonly MetricKey[] = ['macroF1', 'accuracy', 'macroF1Drawn'];
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

/** What the papers measure a task by, as far as it can be computed here; a jury and a grader of risk are asked apart (`--judge`). */
function paperMetrics({ id, answer, metric }: LibraryTask): readonly MetricKey[] {
  switch (answer.kind) {
    case 'label':
      return metric === 'accuracy' ? ['accuracy', 'macroF1'] : CLASSES;
    case 'option':
      return id === 'clue-longhealth' ? ['accuracy', 'longHealth1', 'longHealth2', 'longHealth3'] : ['accuracy'];
    case 'sentence-number':
      return ['accuracy', 'errorFlagAccuracy'];
    case 'codes':
      return ['codeF1', 'codeApproximateF1', 'codeValidForm'];
    case 'social-history':
      return ['spanF1'];
    case 'sections':
      return NOTES;
    case 'text':
    case 'sentence':
    case 'list':
    case 'numbered':
    case 'json':
      return TEXTS;
    default:
      return answer satisfies never;
  }
}

/** Answers that are one of a few are chosen by their likelihood, as [BBW] constrains them; all others are written. */
const CHOSEN: ReadonlySet<string> = new Set(['label', 'option', 'sentence-number']);

function ofLibrary(id: LibraryTaskId): EvaluationTask {
  const paper = libraryTask(id);
  const { title, collection, answer, maxTokens } = paper;
  const kind = CHOSEN.has(answer.kind) ? 'classify' : 'generate';
  return { id, label: `${collection}: ${title}`, kind, library: null, paper, metrics: paperMetrics(paper), maxTokens };
}

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
  ...LIBRARY_TASK_IDS.map(ofLibrary),
];

export function evaluationTask(id: EvaluationTaskId): EvaluationTask {
  const found = TASKS.find((task) => task.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}

function isOfLibrary(task: EvaluationTaskId): task is LibraryTaskId {
  return LIBRARY_TASK_IDS.some((id) => id === task);
}

const FIND_ERROR =
  'Which of these numbered sentences of a clinical text has a medical error? Answer with its number, or -1 for none.';

/**
 * An item's prompt when `text` stands in place of its input (which may have had to be shortened).
 * @throws {LocumError} as `taskPrompt`
 */
export function itemPrompt(task: EvaluationTaskId, item: Item): (text: string) => PromptText {
  const labels = item.labels.map((label) => label.text);
  if (isOfLibrary(task)) {
    const library = libraryTask(task);
    return (text) => libraryPrompt(library, { ...item.fields, [mainField(library)]: text });
  }
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
