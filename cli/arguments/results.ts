/** `results`. */
import { EVALUATION_TASKS, type EvaluationTaskId } from '../../src/engine/evaluation/task.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, oneOf, parse, UsageError } from './values.ts';

export const MERGE_FAMILIES = ['demo', 'smollm2'] as const;
export type MergeFamily = (typeof MERGE_FAMILIES)[number];

export interface ResultsCommand extends CommonOptions {
  readonly command: 'results';
  /** Folder of the data sets. */
  readonly data: string;
  /** Folder of the run files, so that a run that was cut off goes on. */
  readonly runs: string;
  /** Folder that RESULTS.md is written into. */
  readonly output: string;
  readonly full: boolean;
  /** Report what the run files hold and compute nothing. */
  readonly saved: boolean;
  /** One task only, without writing the report. */
  readonly only: EvaluationTaskId | null;
  /** Weights merged beside logits mixed, instead of the methods. */
  readonly mergeOrMix: boolean;
  /** Whose weights and logits: the demonstration models, or SmolLM2 and its clinical adapter. */
  readonly family: MergeFamily;
}

export const RESULTS_OPTIONS = {
  data: { type: 'string', default: '../shared/data/eval' },
  runs: { type: 'string', default: 'bench/results/evaluation' },
  output: { type: 'string', default: 'docs' },
  full: { type: 'boolean', default: false },
  saved: { type: 'boolean', default: false },
  only: { type: 'string' },
  'merge-or-mix': { type: 'boolean', default: false },
  family: { type: 'string', default: 'demo' },
} as const;

/** @throws {UsageError} */
export function parseResults(args: readonly string[]): ResultsCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...RESULTS_OPTIONS });
  if (values.help) return HELP_COMMAND;
  if (positionals.length > 0) throw new UsageError(`“${positionals[0]}”: results reads the data sets of --data.`);
  const { data, runs, output, full, saved, only, 'merge-or-mix': mergeOrMix } = values;
  const task = only === undefined ? null : oneOf('--only', only, EVALUATION_TASKS);
  const family = oneOf('--family', values.family, MERGE_FAMILIES);
  return { command: 'results', ...common(values), data, runs, output, full, saved, only: task, mergeOrMix, family };
}
