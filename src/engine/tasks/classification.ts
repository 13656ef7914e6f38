/** Classification tasks: the prompt that names the labels, from the task library or from the user's own instruction. */
import { LocumError } from '../errors.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import { cleanText, type TaskFields, type TaskId, taskInstruction, taskLabels, taskPrompt } from './prompt.ts';

export type ClassificationTask = Extract<
  TaskId,
  'section_header_classification' | 'error_detection' | 'nli' | 'yes_no'
>;

export const CLASSIFICATION_TASKS: readonly ClassificationTask[] = [
  'section_header_classification',
  'error_detection',
  'nli',
  'yes_no',
];

/** The task's own labels, as answers read. */
export function labelsOf(task: ClassificationTask): readonly string[] {
  return taskLabels(task);
}

/**
 * Text → prompt. @throws (when called with a text) {LocumError} `empty-input`; `bad-argument` when the text does not have
 * the parts that the task compares
 */
export function classificationPrompt(
  task: ClassificationTask,
  labels: readonly string[],
): (text: string) => PromptText {
  return (text) => taskPrompt(task, { ...fieldsOf(task, text), options: labels.join(', ') });
}

/** As `classificationPrompt`, with an instruction of the user's own; without one the models are asked for a label only. */
export function instructionPrompt(instruction: string, labels: readonly string[]): (text: string) => PromptText {
  const asked = [instruction.trim(), `Answer with one of: ${labels.join(', ')}.`].filter(Boolean).join(' ');
  return (text) => {
    const input = cleanText(text);
    if (input === '') throw new LocumError('empty-input', 'There is no text to classify.', { hint: 'Give a text.' });
    return {
      chat: [{ role: 'user', content: `${asked}\n\n${input}` }],
      plain: `TEXT\n\n${input}\n\nQUESTION\n\n${asked}\n\nANSWER\n\n`,
    };
  };
}

/** What is asked of a text: a task of the library, or the user's own instruction. */
export type Question = { readonly task: ClassificationTask } | { readonly instruction: string };

/** The question without its labels, which are named behind it when it is asked. */
export function withoutLabels(question: Question): string {
  const asked = 'task' in question ? taskInstruction(question.task) : question.instruction;
  return asked.replace(/\s*Answer with one of: .*$/su, '');
}

/** As `classificationPrompt` and `instructionPrompt`. */
export function questionPrompt(question: Question, labels: readonly string[]): (text: string) => PromptText {
  return 'task' in question
    ? classificationPrompt(question.task, labels)
    : instructionPrompt(question.instruction, labels);
}

/** A pair as the text that `nli` reads. */
export function pairText(premise: string, hypothesis: string): string {
  return `Premise: ${cleanText(premise).replace(/\n\s*(?=hypothesis:)/giu, ' ')}\nHypothesis: ${cleanText(hypothesis)}`;
}

const PAIR = /^\s*premise:\s*(?<premise>\S[\s\S]*?)\n\s*hypothesis:\s*(?<hypothesis>\S[\s\S]*)$/iu;

function fieldsOf(task: ClassificationTask, text: string): TaskFields {
  if (task !== 'nli') return { input: text };
  const { premise, hypothesis } = PAIR.exec(cleanText(text))?.groups ?? {};
  if (premise !== undefined && hypothesis !== undefined) return { premise, hypothesis };
  throw new LocumError('bad-argument', 'The text is not a pair of a premise and a hypothesis.', {
    hint: 'Write “Premise: …” and, on a line of its own, “Hypothesis: …”.',
  });
}
