/** The data sets an evaluation can read as they are published, and tables whose columns the user names. */
import { EXAM_FORMATS } from './exam-formats.ts';
import { type Format, type FormatId, firstOf, idOf, object, text } from './format.ts';

/** Which of a table's columns is what. */
export type ColumnMap = Readonly<
  Partial<Record<'id' | 'input' | 'premise' | 'hypothesis' | 'section' | 'reference', string>>
>;

function withPair(premise: string, hypothesis: string) {
  return premise === '' || hypothesis === '' ? {} : { premise, hypothesis };
}

const locum: Format = {
  id: 'locum',
  label: 'Locum JSON lines',
  columns: [['input', 'text', 'premise', 'dialogue', 'question']],
  read(values) {
    const meta = object(values.meta);
    const from = (key: string) => text(values[key]) || text(meta[key]);
    const options = Array.isArray(values.options) ? values.options.map(text) : [];
    const section = from('section') || from('section_header');
    const sentences = from('sentences');
    const question = from('question');
    const questions = Array.isArray(values.questions) ? values.questions.map(text).join('\n') : from('questions');
    const subtask = from('subtask');
    return {
      id: idOf(values.id),
      input: firstOf(values, 'input', 'text', 'dialogue', 'question'),
      // Lists of what is to be extracted are kept as JSON.
      reference: Array.isArray(values.reference)
        ? JSON.stringify(values.reference)
        : firstOf(values, 'reference', 'label', 'gold', 'answer'),
      ...withPair(from('premise'), from('hypothesis')),
      ...(text(values.task) !== '' && { task: text(values.task) }),
      ...(section !== '' && { section }),
      ...(options.length > 0 && { options }),
      ...(question !== '' && { question }),
      ...(questions !== '' && { questions }),
      ...(subtask !== '' && { subtask }),
      ...(sentences !== '' && { sentences, errorSentence: from('error_sentence_id') }),
    };
  },
};

const aciBench: Format = {
  id: 'aci-bench',
  label: 'ACI-Bench',
  columns: [['encounter_id'], ['dialogue'], ['note']],
  read: ({ encounter_id, dialogue, note }) => ({
    id: idOf(encounter_id),
    input: text(dialogue),
    reference: text(note),
  }),
};

const mtsDialog: Format = {
  id: 'mts-dialog',
  label: 'MTS-Dialog',
  columns: [['ID'], ['section_header'], ['section_text'], ['dialogue']],
  read: ({ ID, section_header, section_text, dialogue }) => ({
    id: idOf(ID),
    input: text(dialogue),
    reference: text(section_text),
    section: text(section_header).trim(),
  }),
};

const mednli: Format = {
  id: 'mednli',
  label: 'MedNLI',
  columns: [['sentence1'], ['sentence2'], ['gold_label']],
  read: (values) => ({
    id: idOf(values.pairID),
    input: '',
    reference: text(values.gold_label),
    ...withPair(text(values.sentence1), text(values.sentence2)),
  }),
};

const medquad: Format = {
  id: 'medquad',
  label: 'MedQuAD',
  columns: [
    ['question', 'Question'],
    ['answer', 'Answer'],
  ],
  read: (values) => ({
    id: idOf(firstOf(values, 'id', 'qid', 'document_id')),
    input: firstOf(values, 'question', 'Question'),
    reference: firstOf(values, 'answer', 'Answer'),
  }),
};

const meqsum: Format = {
  id: 'meqsum',
  label: 'MeQSum',
  columns: [['CHQ'], ['Summary']],
  read: ({ File, CHQ, Summary }) => ({ id: idOf(File), input: text(CHQ), reference: text(Summary) }),
};

/** As numbers, as pandas writes them beside empty cells, and as Python's words. */
const FLAGS: ReadonlyMap<string, string> = new Map([
  ...['0', '0.0', 'false'].map((flag) => [flag, 'correct'] as const),
  ...['1', '1.0', 'true'].map((flag) => [flag, 'error'] as const),
]);

const medec: Format = {
  id: 'medec',
  label: 'MEDEC',
  columns: [['Text ID'], ['Text'], ['Sentences'], ['Error Flag']],
  read: (values) => ({
    id: idOf(values['Text ID']),
    input: text(values.Text),
    reference: FLAGS.get(text(values['Error Flag']).trim().toLowerCase()) ?? '',
    sentences: text(values.Sentences),
    errorSentence: text(values['Error Sentence ID']).trim(),
  }),
};

/** In the order in which a file is compared with them: the more particular first. */
const PUBLISHED: readonly Format[] = [...EXAM_FORMATS, aciBench, mtsDialog, medec, mednli, meqsum, medquad, locum];

/** The format whose columns are all there. */
export function detectFormat(columns: readonly string[]): Format | null {
  return PUBLISHED.find((format) => missingColumns(format, columns).length === 0) ?? null;
}

/** What a file lacks to be of a format. */
export function missingColumns(format: Format, columns: readonly string[]): readonly string[] {
  return format.columns
    .filter((alternatives) => !alternatives.some((name) => columns.includes(name)))
    .map((alternatives) => alternatives.join(' or '));
}

export function publishedFormat(id: Exclude<FormatId, 'columns'>): Format {
  const found = PUBLISHED.find((format) => format.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}

/** A table whose columns the user has named. */
export function mappedFormat(map: ColumnMap): Format {
  const named = (Object.keys(map) as (keyof ColumnMap)[]).filter((field) => map[field] !== undefined);
  return {
    id: 'columns',
    label: 'Columns as named',
    columns: named.map((field) => [map[field] ?? '']),
    read(values) {
      const at = (field: keyof ColumnMap) => text(values[map[field] ?? '']);
      return {
        id: idOf(at('id')),
        input: at('input'),
        reference: at('reference'),
        ...withPair(at('premise'), at('hypothesis')),
        ...(at('section') !== '' && { section: at('section') }),
      };
    },
  };
}
