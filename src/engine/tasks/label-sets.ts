/** The classifications that come with the project: what is asked, and the answers. */
import { labelsOf, type Question, withoutLabels } from './classification.ts';
import { LIBRARY_TASKS } from './library/library.ts';

export interface LabelSet {
  readonly id: string;
  readonly title: string;
  /** Whether a text is a pair of a premise and a hypothesis. */
  readonly pair: boolean;
  readonly question: Question;
  readonly labels: readonly string[];
}

/** A zero-shot task of the library, in its own words. */
function fromLibrary(id: string, title: string): LabelSet {
  const task = LIBRARY_TASKS.find((one) => one.id === id);
  if (task?.answer.kind !== 'label') throw new RangeError(id);
  const instruction = withoutLabels({ instruction: task.instruction });
  return { id, title, pair: false, question: { instruction }, labels: task.answer.labels };
}

export const LABEL_SETS: readonly LabelSet[] = [
  { id: 'mednli', title: 'MedNLI: inference', pair: true, question: { task: 'nli' }, labels: labelsOf('nli') },
  fromLibrary('bbw-fall', 'Fall event'),
  fromLibrary('bbw-specialty', 'Specialty (40)'),
  {
    id: 'section-header',
    title: 'Section header (20)',
    pair: false,
    question: { task: 'section_header_classification' },
    labels: labelsOf('section_header_classification'),
  },
  {
    id: 'error',
    title: 'Medical error',
    pair: false,
    question: { task: 'error_detection' },
    labels: labelsOf('error_detection'),
  },
];
