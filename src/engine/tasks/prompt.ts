/**
 * The task library: a request in the two forms models understand. The wording is in `prompts.json`, which the training
 * pipeline reads too, so that the demo models know the very prompts they are given here.
 */
import { LocumError } from '../errors.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import prompts from './prompts.json' with { type: 'json' };

export type TaskId = keyof typeof prompts.tasks;

interface TaskWording {
  readonly kind: string;
  readonly instruction: string;
  /** The user's part, after the instruction and an empty line. */
  readonly input: string;
  /** For models without a chat format. */
  readonly plain: string;
  /** Label code → the answer's text. */
  readonly labels?: Readonly<Record<string, string>>;
}

const TASKS: Readonly<Record<TaskId, TaskWording>> = prompts.tasks;

/** The headers a note may have, in the order of a note. */
export const NOTE_HEADERS: readonly string[] = prompts.noteHeaders;

/** What fills the placeholders; most tasks have `input` alone. */
export type TaskFields = Readonly<Partial<Record<'input' | 'section' | 'premise' | 'hypothesis' | 'options', string>>>;

const PLACEHOLDER = /\{(input|premise|hypothesis|section|options)\}/g;

/** What is asked of the text; where there are labels, `{options}` stands for them. */
export function taskInstruction(task: TaskId): string {
  return TASKS[task].instruction;
}

/** The answers of a classification task; none of another. */
export function taskLabels(task: TaskId): readonly string[] {
  return Object.values(TASKS[task].labels ?? {});
}

/** The same with the codes that data sets name them by. */
export function taskLabelCodes(task: TaskId): readonly { readonly code: string; readonly text: string }[] {
  return Object.entries(TASKS[task].labels ?? {}).map(([code, text]) => ({ code, text }));
}

/** Stands where a source would, in prompts that leave it out. */
export const NO_SOURCE = '(none)';

/** Line ends as `\n`, no blanks round the text: what the models were trained on. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/**
 * The prompt of a task. Placeholders that stand in the user's own text stay as they are.
 * @throws {LocumError} `empty-input` when a field is empty, `bad-argument` when one is missing
 */
export function taskPrompt(task: TaskId, fields: TaskFields): PromptText {
  const wording = TASKS[task];
  const values: Record<string, string> = {};
  for (const [name, text] of Object.entries(fields)) {
    values[name] = cleanText(text);
    if (values[name] === '') {
      throw new LocumError('empty-input', 'There is no text to work on.', {
        hint: 'Paste a conversation, open a text file or choose an example.',
        details: { field: name },
      });
    }
  }
  if (wording.labels !== undefined) values.options ??= taskLabels(task).join(', ');
  const write = (own: Readonly<Record<string, string>>) => {
    const fill = (template: string) =>
      template.replace(PLACEHOLDER, (_, name: string) => {
        const value = own[name];
        if (value === undefined) throw new LocumError('bad-argument', `The task “${task}” needs the field “${name}”.`);
        return value;
      });
    const content = `${fill(wording.instruction)}\n\n${fill(wording.input)}`;
    return { task, chat: [{ role: 'user', content } as const], plain: fill(wording.plain) };
  };
  const prompt = write(values);
  return values.input === undefined ? prompt : { ...prompt, withoutSource: write({ ...values, input: NO_SOURCE }) };
}
