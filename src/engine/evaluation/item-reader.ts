/** From records to the items of a task, and what is wrong with those that cannot be used. */
import type { EvaluationRecord } from '../records/record.ts';
import { taskLabelCodes } from '../tasks/prompt.ts';
import { referenceProblem } from './extraction.ts';
import { type Item, type Label, labelOf } from './item.ts';
import { sentenceLabels, withLabel } from './labelled-item.ts';
import { paperItem } from './paper-item.ts';
import type { EvaluationTask } from './task.ts';

/** An item, or what is wrong with the record for this task, without a full stop. */
export type ItemReader = (record: EvaluationRecord) => Item | string;

/** @param given the labels to choose from; null: those of the file, else of the task */
export function itemReader(task: EvaluationTask, given: readonly string[] | null): ItemReader {
  // Items of one file have the same few label sets: 100,000 items do not hold as many copies.
  const sets = new Map<string, readonly Label[]>();
  const labels = (options: readonly string[] | undefined) => {
    const key = JSON.stringify(options ?? null);
    const set = sets.get(key) ?? labelSet(task, options, given);
    sets.set(key, set);
    return set;
  };
  const { paper } = task;
  if (paper !== undefined) return (record) => paperItem(paper, record);
  return (record) => itemOf(task, record, given, labels(record.options));
}

function itemOf(
  task: EvaluationTask,
  record: EvaluationRecord,
  given: readonly string[] | null,
  labels: readonly Label[],
): Item | string {
  const { id, line, hypothesis, sentences, errorSentence } = record;
  const place = { id, line };
  const isPair = task.id === 'nli' || task.id === 'mednli';
  if (isPair && (record.premise === undefined || hypothesis === undefined)) return 'it has no premise and hypothesis';
  const input = isPair ? (record.premise ?? '') : record.input;
  if (task.id === 'error-sentence') {
    if (sentences === undefined || sentences.trim() === '') return 'it has no numbered sentences';
    return withLabel({ ...place, input: sentences, reference: errorSentence ?? '' }, sentenceLabels(sentences));
  }
  if (input.trim() === '') return 'its text is empty';
  if (task.kind === 'score') return { ...place, input, labels: [], reference: '' };
  if (task.id === 'section-header') {
    const gold =
      record.section !== undefined && given === null && !known(record.reference) ? record.section : record.reference;
    return withLabel({ ...place, input, reference: gold }, labels);
  }
  if (task.kind === 'classify') {
    const pair = hypothesis === undefined ? {} : { hypothesis };
    return withLabel({ ...place, input, ...pair, reference: record.reference }, labels);
  }
  if (record.reference.trim() === '') return 'its reference is empty';
  const item: Item = { ...place, input, labels: [], reference: record.reference };
  if (task.id === 'social-history') return referenceProblem(record.reference, input) ?? item;
  if (task.id !== 'section-summary') return item;
  if (record.section === undefined || record.section === '') return 'it does not say which section';
  return { ...item, section: sectionName(record.section) };
}

const HEADERS: readonly Label[] = taskLabelCodes('section_header_classification');
const known = (text: string) => labelOf(HEADERS, text) !== undefined;

/** The header that a code of MTS-Dialog stands for; other names as they are. */
function sectionName(section: string): string {
  return labelOf(HEADERS, section)?.text ?? section.trim();
}

/** Those asked for; else those of the file, which may name the task's own by their codes; else the task's. */
function labelSet(
  { library }: EvaluationTask,
  options: readonly string[] | undefined,
  given: readonly string[] | null,
): readonly Label[] {
  const own = library === null ? [] : taskLabelCodes(library);
  const named = given ?? options;
  if (named === undefined) return own;
  const same = named.map((name) => labelOf(own, name));
  return same.every((label) => label !== undefined) ? same : named.map((text) => ({ code: text, text }));
}
