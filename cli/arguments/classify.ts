/** `classify`. */
import { CLASSIFICATION_TASKS, type ClassificationTask, labelsOf } from '../../src/engine/tasks/classification.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, labels, oneOf, onlyPositional, parse, UsageError } from './values.ts';

export interface ClassifyCommand extends CommonOptions {
  readonly command: 'classify';
  /** A file of JSON lines, or `-` for standard input. */
  readonly input: string;
  readonly labels: readonly string[];
  /** A task of the library, or the user's own words (which may be none). */
  readonly task: ClassificationTask | null;
  readonly instruction: string;
}

export const CLASSIFY_OPTIONS = {
  labels: { type: 'string' },
  task: { type: 'string' },
  instruction: { type: 'string' },
} as const;

/** @throws {UsageError} */
export function parseClassify(args: readonly string[]): ClassifyCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...CLASSIFY_OPTIONS });
  if (values.help) return HELP_COMMAND;
  const { task: name, instruction = '' } = values;
  if (name !== undefined && instruction !== '') throw new UsageError('Give --task or --instruction, not both.');
  const task = name === undefined ? null : oneOf('--task', name, CLASSIFICATION_TASKS);
  const input = onlyPositional(positionals, 'a .jsonl file or “-”');
  return { command: 'classify', ...common(values), input, task, instruction, labels: choiceOf(values.labels, task) };
}

function choiceOf(text: string | undefined, task: ClassificationTask | null): readonly string[] {
  if (text !== undefined) return labels(text);
  if (task === null) throw new UsageError('Say what to choose from: --labels a,b,c, or --task.');
  return labelsOf(task);
}
