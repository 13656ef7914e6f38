/** What a file is most likely for, so that a user need not say it. */
import type { TextSource } from '../records/decode.ts';
import type { FormatId } from '../records/format.ts';
import { readRecords } from '../records/read-records.ts';
import type { EvaluationTaskId } from './task.ts';

const BY_FORMAT: Readonly<Partial<Record<FormatId, EvaluationTaskId>>> = {
  'aci-bench': 'note',
  'mts-dialog': 'section-summary',
  mednli: 'mednli',
  medquad: 'question-answer',
  meqsum: 'question-summary',
  medec: 'error-detection',
  medqa: 'exam-choice',
  medmcqa: 'exam-choice',
  mmlu: 'exam-choice',
  pubmedqa: 'exam-pubmedqa',
};

/** The words in which the files of this project say what they are for. */
const BY_NAME: Readonly<Record<string, EvaluationTaskId>> = {
  section_header_classification: 'section-header',
  section_summarization: 'section-summary',
  note_generation: 'note',
  question_summarization: 'question-summary',
  consumer_health_qa: 'question-answer',
  error_detection: 'error-detection',
  clinical_claim_verification: 'nli',
  nli: 'nli',
  biomedical_yes_no_maybe: 'yes-no',
  yes_no: 'yes-no',
  social_history: 'social-history',
  perplexity: 'perplexity',
};

/** From the first record; null when nothing tells. @throws {LocumError} as `readRecords` */
export async function guessTask(source: TextSource): Promise<EvaluationTaskId | null> {
  let format: FormatId | null = null;
  for await (const event of readRecords(source, { onFormat: ({ id }) => (format = id) })) {
    if (event.type !== 'record') continue;
    const { task, premise } = event.record;
    const known = task === undefined ? undefined : BY_NAME[task];
    return known ?? (format === null ? undefined : BY_FORMAT[format]) ?? (premise === undefined ? null : 'nli');
  }
  return null;
}
