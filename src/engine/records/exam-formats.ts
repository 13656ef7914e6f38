/**
 * Medical examinations as they are published: MedQA (Jin et al. 2021), MedMCQA (Pal et al. 2022), PubMedQA (Jin et al. 2019) and the
 * subjects of MMLU (Hendrycks et al. 2021), each from its repository or from the copy that most people load.
 */
import { type Draft, type Format, idOf, object, text } from './format.ts';

/** A question with its options; the reference is the letter of the right one, empty for none. */
function exam(id: string | null, question: string, options: readonly string[], reference: string): Draft {
  return { id, input: question, question, options, reference };
}

/** A letter by its place, from 0. */
const letter = (place: number): string =>
  Number.isInteger(place) && place >= 0 ? String.fromCharCode(65 + place) : '';

/** `{"A": …, "B": …}`, or the same as pairs of key and value. */
function optionTexts(options: unknown): readonly string[] {
  const pairs = Array.isArray(options)
    ? options.map((option) => [text(object(option).key), text(object(option).value)] as const)
    : Object.entries(object(options)).map(([key, value]) => [key, text(value)] as const);
  return pairs.toSorted(([a], [b]) => a.localeCompare(b)).map(([, value]) => value);
}

const medqa: Format = {
  id: 'medqa',
  label: 'MedQA',
  columns: [['question'], ['options'], ['answer_idx']],
  read: ({ id, question, options, answer_idx }) =>
    exam(idOf(id), text(question), optionTexts(options), text(answer_idx).trim()),
};

/** @param first the number of the first option: its repository counts from 1, its copy in the hub of datasets from 0 */
const medmcqaFrom = (first: 0 | 1): Format => ({
  id: 'medmcqa',
  label: 'MedMCQA',
  columns: [['question'], ['opa'], ['opb'], ['opc'], ['opd'], ['cop']],
  read: ({ id, question, opa, opb, opc, opd, cop }) =>
    exam(idOf(id), text(question), [opa, opb, opc, opd].map(text), text(cop) === '' ? '' : letter(Number(cop) - first)),
});

const medmcqa: Format = {
  ...medmcqaFrom(0),
  forms: {
    ofRow({ cop }) {
      if (text(cop) === '0') return medmcqaFrom(0);
      return text(cop) === '4' ? medmcqaFrom(1) : null;
    },
    open: 'none of its rows tells whether “cop” counts the options from 0 or from 1',
  },
};

/** The sections of the abstract, each under its name. */
function abstract(contexts: unknown, labels: unknown): string {
  const names = Array.isArray(labels) ? labels.map(text) : [];
  const sections = Array.isArray(contexts) ? contexts.map(text) : [];
  return sections.map((section, at) => (names[at] ? `${names[at]}: ${section}` : section)).join('\n');
}

const pubmedqa: Format = {
  id: 'pubmedqa',
  label: 'PubMedQA',
  columns: [['question', 'QUESTION'], ['context', 'CONTEXTS'], ['final_decision']],
  read(values) {
    const context = object(values.context);
    return {
      id: idOf(values.pubid ?? values.id),
      input: abstract(values.CONTEXTS ?? context.contexts, values.LABELS ?? context.labels),
      question: text(values.question ?? values.QUESTION),
      reference: text(values.final_decision),
    };
  },
};

const mmlu: Format = {
  id: 'mmlu',
  label: 'MMLU',
  columns: [['question'], ['choices', 'A'], ['answer']],
  read({ id, question, choices, answer, ...columns }) {
    const options = Array.isArray(choices) ? choices.map(text) : [columns.A, columns.B, columns.C, columns.D].map(text);
    const right = text(answer).trim();
    return exam(idOf(id), text(question), options, /^\d+$/u.test(right) ? letter(Number(right)) : right);
  },
};

/** MMLU's own tables have no header: what a first row of them holds is a question, its four options and a letter. */
export function columnsWithoutHeader(first: readonly string[]): readonly string[] | null {
  return first.length === 6 && /^[A-D]$/u.test(first[5] ?? '') ? ['question', 'A', 'B', 'C', 'D', 'answer'] : null;
}

export const EXAM_FORMATS: readonly Format[] = [medqa, medmcqa, pubmedqa, mmlu];
