/** `gate`. */
import { EVALUATION_TASKS, type EvaluationTaskId, evaluationTask } from '../../src/engine/evaluation/task.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

export interface GateCommand extends CommonOptions {
  readonly command: 'gate';
  /** A data set with references. */
  readonly input: string;
  readonly task: EvaluationTaskId;
  readonly out: string;
  /** Null: all items. */
  readonly limit: number | null;
}

export const GATE_OPTIONS = {
  task: { type: 'string' },
  out: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** @throws {UsageError} */
export function parseGate(args: readonly string[]): GateCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...GATE_OPTIONS });
  if (values.help) return HELP_COMMAND;
  const { task, out, limit } = values;
  if (out === undefined) throw new UsageError('Say where the gate is written to: --out FILE.');
  const id = oneOf('--task', task ?? '', EVALUATION_TASKS);
  if (evaluationTask(id).kind !== 'generate') throw new UsageError('A gate is fitted to a task that writes texts.');
  return {
    command: 'gate',
    ...common(values),
    input: onlyPositional(positionals, 'a data set'),
    task: id,
    out,
    limit: limit === undefined ? null : number('--limit', limit, { integer: true, least: 2 }),
  };
}
