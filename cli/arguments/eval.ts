/** `eval`. */
import { METHOD_DEFAULTS, type MethodSpec } from '../../src/engine/evaluation/method-spec.ts';
import { EVALUATION_TASKS, type EvaluationTaskId, evaluationTask } from '../../src/engine/evaluation/task.ts';
import { OTHER_TOKENIZER_BASE } from '../../src/engine/presets.ts';
import { FORMATS, type FormatId } from '../../src/engine/records/format.ts';
import type { ColumnMap } from '../../src/engine/records/formats.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import {
  HELP_COMMAND,
  type HelpCommand,
  labels,
  methodList,
  number,
  oneOf,
  onlyPositional,
  parse,
  UsageError,
} from './values.ts';

export interface EvalCommand extends CommonOptions {
  readonly command: 'eval';
  /** A file of one of the known data sets, or any table whose columns are named; `-` for standard input. */
  readonly input: string;
  readonly task: EvaluationTaskId;
  readonly methods: readonly MethodSpec[];
  /** Null: all items. */
  readonly limit: number | null;
  readonly seed: number;
  readonly samples: number;
  readonly stem: boolean;
  readonly format: FormatId | null;
  readonly columns: ColumnMap | null;
  /** Null: those of the file, else of the task. */
  readonly labels: readonly string[] | null;
  /** Null: the task's. */
  readonly maxTokens: number | null;
  /** Where outcomes are written as they come, and found again. */
  readonly runFile: string | null;
  /** Answers of the run file only; nothing is computed. */
  readonly savedOnly?: boolean;
  /** The model that rates texts; null: none does. */
  readonly judge: readonly string[] | null;
  /** For the method `adaptive`: a file that `gate` wrote; null: none. */
  readonly gate: string | null;
  /** Judges see the reference, too. */
  readonly judgeGold: boolean;
}

export const EVAL_OPTIONS = {
  task: { type: 'string' },
  methods: { type: 'string', default: 'base,expert,proxy' },
  limit: { type: 'string' },
  seed: { type: 'string', default: '1' },
  samples: { type: 'string', default: '2000' },
  stem: { type: 'boolean', default: false },
  format: { type: 'string' },
  columns: { type: 'string' },
  labels: { type: 'string' },
  'max-tokens': { type: 'string' },
  run: { type: 'string' },
  judge: { type: 'string' },
  gate: { type: 'string' },
  'judge-gold': { type: 'boolean', default: false },
} as const;

/** @throws {UsageError} */
export function parseEval(args: readonly string[]): EvalCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...EVAL_OPTIONS });
  if (values.help) return HELP_COMMAND;
  const { task, 'max-tokens': maxTokens, columns, format, labels: choice } = values;
  if (task === undefined) throw new UsageError(`Say what to do: --task ${EVALUATION_TASKS.join(' | ')}.`);
  const options = common(values);
  const otherBase = values.base ?? OTHER_TOKENIZER_BASE;
  const taskId = oneOf('--task', task, EVALUATION_TASKS);
  return {
    command: 'eval',
    ...options,
    input: onlyPositional(positionals, 'a data set, or “-”'),
    task: taskId,
    methods: methodList(values.methods, {
      ...METHOD_DEFAULTS,
      models: options.models,
      otherBase,
      alpha: options.alpha,
    }),
    limit: values.limit === undefined ? null : number('--limit', values.limit, { integer: true, least: 1 }),
    seed: number('--seed', values.seed, { integer: true, least: 0, most: 0xffffffff }),
    samples: number('--samples', values.samples, { integer: true, least: 10, most: 100_000 }),
    stem: values.stem,
    format: format === undefined ? null : oneOf('--format', format, FORMATS),
    columns: columns === undefined ? null : columnMap(columns),
    labels: choice === undefined ? null : labels(choice),
    maxTokens: maxTokens === undefined ? null : number('--max-tokens', maxTokens, { integer: true, least: 1 }),
    runFile: values.run ?? null,
    judge: judges(values.judge, taskId),
    judgeGold: values['judge-gold'],
    gate: values.gate ?? null,
  };
}

/** Ratings are of texts that are written. */
function judges(models: string | undefined, task: EvaluationTaskId): readonly string[] | null {
  if (models === undefined) return null;
  if (evaluationTask(task).kind === 'generate') return models.split(',').filter((name) => name !== '');
  throw new UsageError('--judge is for tasks that write texts.');
}

const COLUMN_FIELDS = ['id', 'input', 'premise', 'hypothesis', 'section', 'reference'] as const;

function columnMap(text: string): ColumnMap {
  const pairs = text.split(',').map((pair) => pair.split('='));
  const map: Partial<Record<keyof ColumnMap, string>> = {};
  for (const [field = '', column = ''] of pairs) {
    if (column.trim() === '') throw new UsageError(`--columns must be input=A,reference=B, not “${text}”.`);
    map[oneOf('--columns', field.trim(), COLUMN_FIELDS)] = column.trim();
  }
  return map;
}
