/** From records to the items of the library's tasks, whose prompts have fields of their own. */
import type { EvaluationRecord } from '../records/record.ts';
import type { LibraryTask } from '../tasks/library/definition.ts';
import { letteredOptions, optionsOf } from '../tasks/library/parse/option.ts';
import { referenceProblem } from './extraction.ts';
import type { Item, Label } from './item.ts';
import { sentenceLabels, withLabel } from './labelled-item.ts';
import { mainField } from './main-field.ts';

/** An item, or what is wrong with the record for this task, without a full stop. */
export function paperItem(task: LibraryTask, record: EvaluationRecord): Item | string {
  const texts = fieldTexts(task, record);
  const missing = task.fields.find(({ name }) => (texts[name] ?? '').trim() === '');
  if (missing !== undefined) return `it has no “${missing.label}”`;
  const main = mainField(task);
  const { [main]: input = '', ...fields } = texts;
  const { id, line, subtask } = record;
  const item = {
    ...{ id, line, input, fields, reference: referenceText(task, record) },
    ...(subtask !== undefined && { group: subtask }),
  };
  switch (task.answer.kind) {
    case 'label':
      return withLabel(item, task.answer.labels.map(named));
    case 'option':
      return withLabel(
        { ...item, reference: letterOf(item.reference, texts.options ?? '') },
        letters(texts.options ?? ''),
      );
    case 'sentence-number':
      return withLabel(item, sentenceLabels(input));
    case 'social-history':
      return referenceProblem(item.reference, input) ?? { ...item, labels: [] };
    case 'text':
    case 'sentence':
    case 'list':
    case 'codes':
    case 'numbered':
    case 'sections':
    case 'json':
      return item.reference.trim() === '' ? 'its reference is empty' : { ...item, labels: [] };
    default:
      return task.answer satisfies never;
  }
}

const named = (text: string): Label => ({ code: text, text });
const letters = (options: string): readonly Label[] => optionsOf(options).map(({ letter }) => named(letter));

/** By its letter or by its words. */
function letterOf(reference: string, options: string): string {
  const wanted = reference.trim().toLowerCase();
  return optionsOf(options).find(({ text }) => text.toLowerCase() === wanted)?.letter ?? reference;
}

function fieldTexts(task: LibraryTask, record: EvaluationRecord): Readonly<Record<string, string>> {
  const { input, premise = '', hypothesis = '', question = '', questions = '', options = [] } = record;
  const source = task.answer.kind === 'sentence-number' ? (record.sentences ?? input) : input;
  const hasSource = task.fields.some(({ name }) => name === 'input');
  // A file of questions alone may call them its input.
  const asked = question !== '' || hasSource ? question : input;
  const known: Readonly<Record<string, string>> = {
    ...{ input: source, premise, hypothesis, questions },
    ...{ question: asked, options: letteredOptions(options.join('\n')) },
  };
  return Object.fromEntries(task.fields.map(({ name }) => [name, known[name] ?? '']));
}

/** Lists, which files may give as such, in the form that the task's answers have. */
function referenceText({ answer }: LibraryTask, { reference, errorSentence }: EvaluationRecord): string {
  if (answer.kind === 'sentence-number') return errorSentence ?? reference;
  const list = answer.kind === 'social-history' ? null : listOf(reference);
  if (list === null) return reference;
  if (answer.kind === 'codes') return list.join(', ');
  return (answer.kind === 'numbered' ? list.map((text, index) => `${index + 1}. ${text}`) : list).join('\n');
}

function listOf(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : null;
  } catch {
    return null;
  }
}
