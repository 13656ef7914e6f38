/** The command line as typed values. Everything that can be wrong with it is said here, before anything is loaded. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { SELECTIONS, type Selection } from '../src/engine/analysis/shift.ts';
import type { AlphaRange } from '../src/engine/decoding/alpha-scale.ts';
import { checkLabels } from '../src/engine/decoding/constrain/label-trie.ts';
import { METHODS, type Method } from '../src/engine/decoding/events.ts';
import {
  METHOD_DEFAULTS,
  METHOD_SYNTAX,
  type MethodDefaults,
  type MethodSpec,
  parseMethods,
} from '../src/engine/evaluation/method-spec.ts';
import { EVALUATION_TASKS, type EvaluationTaskId } from '../src/engine/evaluation/task.ts';
import type { BackendPreference } from '../src/engine/lm/backend.ts';
import type { Precision } from '../src/engine/lm/causal-lm.ts';
import type { Role } from '../src/engine/lm/ensemble.ts';
import { QUANTIZATIONS, type Quantization } from '../src/engine/lm/mlc/write.ts';
import { DEFAULT_PRESET, OTHER_TOKENIZER_BASE, PRESET_NAMES, PRESETS, type PresetName } from '../src/engine/presets.ts';
import { type ColumnMap, FORMATS, type FormatId } from '../src/engine/records/formats.ts';
import { CLASSIFICATION_TASKS, type ClassificationTask, labelsOf } from '../src/engine/tasks/classification.ts';

export interface CommonOptions {
  readonly method: Method;
  readonly alpha: number;
  readonly backend: BackendPreference;
  readonly precision: Precision | 'stored';
  /** Folder or id of each role's model. */
  readonly models: Readonly<Record<Role, string>>;
  readonly json: boolean;
  readonly verbose: boolean;
}

export interface NoteCommand extends CommonOptions {
  readonly command: 'note';
  /** A file, `-` for standard input, or `example:ID`. */
  readonly input: string;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  /** Null: what the model's `generation_config.json` recommends. */
  readonly repetitionPenalty: number | null;
  readonly seed: number;
  readonly shorten: boolean;
  /** Of the method `adaptive`; null: its default. */
  readonly risk: number | null;
  readonly alphaRange: AlphaRange | null;
  /** Of the method `capt`; null: the base runs here. */
  readonly endpoint: BaseEndpoint | null;
}

export interface ScoreCommand extends CommonOptions {
  readonly command: 'score';
  readonly input: string;
}

export interface ClassifyCommand extends CommonOptions {
  readonly command: 'classify';
  /** A file of JSON lines, or `-` for standard input. */
  readonly input: string;
  readonly labels: readonly string[];
  /** A task of the library, or the user's own words (which may be none). */
  readonly task: ClassificationTask | null;
  readonly instruction: string;
}

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
  readonly judge: string | null;
}

export interface ShiftCommand extends CommonOptions {
  readonly command: 'shift';
  /** As of `note`; a `.jsonl` file holds a conversation a line. */
  readonly inputs: readonly string[];
  readonly presets: readonly PresetName[];
  /** Conversations taken of each file; null: all. */
  readonly limit: number | null;
  readonly maxTokens: number;
  readonly selection: Selection;
  /** A file with lists of the user's own; null: the groups of the paper alone. */
  readonly groups: string | null;
}

/** Needs no models to run, and so none of the options that are common to the others. */
export interface ConvertCommand {
  readonly command: 'convert';
  /** A folder, the id of a model in `public/models`, a hub's `owner/name`, or an address. */
  readonly input: string;
  readonly out: string;
  readonly quantization: Quantization;
  /** Null: what the model holds, at most 4,096. */
  readonly contextLength: number | null;
  readonly json: boolean;
}

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
}

export type Command =
  | NoteCommand
  | ScoreCommand
  | ClassifyCommand
  | EvalCommand
  | ShiftCommand
  | ConvertCommand
  | ResultsCommand
  | { readonly command: 'help' };

/** A base on another machine; its key, if it needs one, is in the environment (`LOCUM_API_KEY`). */
export interface BaseEndpoint {
  readonly baseUrl: string;
  readonly model: string;
  readonly mode: 'chat' | 'completions';
}

/** The command line is wrong: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Locum in the terminal: clinical notes by proxy-tuned language models, on this machine only.

  npm run locum -- note <file | - | example:ID> [options]   write the note of a conversation
  npm run locum -- score <file.jsonl> [options]             perplexity of documents ("text", else "input", a line)
  npm run locum -- classify <file.jsonl | -> [options]      the label of each text ("id" and "text" a line)
  npm run locum -- eval <file | -> --task T [options]       what methods reach on a data set
  npm run locum -- shift <files…> [options]                 what the expert pair changes in notes, by groups of tokens
  npm run locum -- convert <model> --to mlc --out DIR       a checkpoint, written down for web-llm
  npm run results -- [--data DIR] [--full] [--saved]        the demo models on the open data sets: docs/RESULTS.md

All
  --method M                   how the models write together:                                  proxy
                                 base, expert   one of them alone
                                 proxy          base + alpha × (expert − anti)
                                 speculative    the same, several tokens in one pass of the base
                                 adaptive       the same, without the pair where it would change nothing (see --risk)
                                 capt           the pair re-weighs the 20 best tokens of a base with another tokenizer
                                 unite, mixture, contrastive   to compare with
  --preset CPT|IT|CPT+IT       which of the demo models are expert and anti-expert             CPT+IT
  --alpha A                    strength of the expert's shift                                  1
  --backend webgpu|cpu|auto    where the models run                                            auto
  --base, --expert, --anti M   a model folder, or the id of one in public/models               those of the preset
  --precision P                stored, f32, f16, q8 or q4: how matrices are held               stored
  --json                       one JSON object on standard output, nothing else
  --verbose                    progress also where standard error is no terminal
  --help                       this text

note
  --max-tokens N               longest note                                                    400
  --temperature T              0 takes the most probable token every time                      0
  --top-k K, --top-p P         draw from the K best tokens, from the best that make up P       off
  --repetition-penalty R       1 is none                                                       as the model recommends
  --seed S                     same seed, same note                                            1
  --shorten                    leave out the middle of a conversation that is too long
  --risk R                     adaptive: share of recent shifts that may exceed what is        0
                               skipped for; 0 checks skipped tokens before they are told
  --alpha-range L,M            adaptive: alpha times L to M, by how far the pair disagrees     1,1
  --base-url URL               capt: the base is behind this OpenAI-compatible endpoint, which gets the conversation
  --base-model NAME            its name there; a key is read from LOCUM_API_KEY
  --base-api chat|completions  how it is asked                                                 chat

classify
  --labels a,b,c               what to choose from; with commas in labels, a JSON list         those of the task
  --task NAME                  ${CLASSIFICATION_TASKS.slice(0, 2).join(', ')},
                               ${CLASSIFICATION_TASKS.slice(2).join(', ')}: a task the demo models know
  --instruction TEXT           what to decide, in your own words (instead of --task)

eval: Locum JSON lines, ACI-Bench, MTS-Dialog, MedNLI, MedQuAD, MeQSum, MEDEC, or any table
  --task T                     ${EVALUATION_TASKS.slice(0, 5).join(', ')},
                               ${EVALUATION_TASKS.slice(5).join(', ')}
  --methods a,b,c              also cpt, it, cpt+it (proxy tuning with that pair), capt-cpt, capt-it,  base,expert,proxy
                               capt-base; proxy@0.5 or proxy@0.25:1:0.25 for other alphas
  --limit N                    the first N items only                                          all
  --run FILE                   write answers there as they come, and take from there those that are known
  --labels a,b,c               what to choose from                                             those of the file or task
  --columns input=A,reference=B  which column is what (id, input, premise, hypothesis, section, reference)
  --format F                   ${FORMATS.join(', ')}        found by the columns
  --max-tokens N               longest answer                                                  as the task has it
  --seed S, --samples N        of the bootstrap                                                1, 2000
  --stem                       ROUGE over Porter stems
  --judge MODEL                note, section-summary: let a model rate the texts (an automatic estimate)
shift                          files as of note; of a .jsonl file every line's conversation ("text", else "input")
  --presets cpt,it,cpt+it      the pairs to compare                                            all three
  --limit N                    conversations of each file                                      all
  --max-tokens N               longest note                                                    400
  --select top-quartile|all    the quarter of tokens that moved most, or every token           top-quartile
  --groups FILE                groups of your own beside the fifteen, a line each: name: word, word, begin*

convert                        a folder, a hub's owner/name (HF_ENDPOINT names a mirror) or an address
  --to mlc                     web-llm's layout: shards, index, mlc-chat-config.json, tokenizer
  --out DIR                    where to; an earlier model there is replaced
  --quant F                    q4f16_1, or q4f32_1 for devices without half floats             q4f16_1
  --context N                  tokens that web-llm takes memory for                            the model's, at most 4096

Exit status: 0 done, 1 failed, 2 wrong command line, 130 cancelled (Ctrl-C).
Generated text is a draft: a clinician must verify it.`;

const OPTIONS = {
  method: { type: 'string', default: 'proxy' },
  alpha: { type: 'string', default: '1' },
  backend: { type: 'string', default: 'auto' },
  preset: { type: 'string', default: DEFAULT_PRESET },
  base: { type: 'string' },
  expert: { type: 'string' },
  anti: { type: 'string' },
  precision: { type: 'string', default: 'stored' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const NOTE_OPTIONS = {
  'max-tokens': { type: 'string', default: '400' },
  temperature: { type: 'string', default: '0' },
  'top-k': { type: 'string', default: '0' },
  'top-p': { type: 'string', default: '1' },
  'repetition-penalty': { type: 'string' },
  seed: { type: 'string', default: '1' },
  shorten: { type: 'boolean', default: false },
  risk: { type: 'string' },
  'alpha-range': { type: 'string' },
  'base-url': { type: 'string' },
  'base-model': { type: 'string' },
  'base-api': { type: 'string', default: 'chat' },
} as const;

const SHIFT_OPTIONS = {
  presets: { type: 'string', default: PRESET_NAMES.join(',') },
  limit: { type: 'string' },
  'max-tokens': { type: 'string', default: '400' },
  select: { type: 'string', default: 'top-quartile' },
  groups: { type: 'string' },
} as const;

const CLASSIFY_OPTIONS = {
  labels: { type: 'string' },
  task: { type: 'string' },
  instruction: { type: 'string' },
} as const;

const EVAL_OPTIONS = {
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
} as const;

const CONVERT_OPTIONS = {
  to: { type: 'string', default: 'mlc' },
  out: { type: 'string' },
  quant: { type: 'string', default: 'q4f16_1' },
  context: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const RESULTS_OPTIONS = {
  data: { type: 'string', default: '../shared/data/eval' },
  runs: { type: 'string', default: 'bench/results/evaluation' },
  output: { type: 'string', default: 'docs' },
  full: { type: 'boolean', default: false },
  saved: { type: 'boolean', default: false },
  only: { type: 'string' },
} as const;

/** @throws {UsageError} */
export function parseCommand(args: readonly string[]): Command {
  const [command, ...rest] = args;
  switch (command) {
    case 'note': {
      const { values, positionals } = parse(rest, { ...OPTIONS, ...NOTE_OPTIONS });
      if (values.help) return { command: 'help' };
      const penalty = values['repetition-penalty'];
      return {
        command,
        ...common(values),
        input: onlyPositional(positionals, 'a file, “-” or “example:ID”'),
        maxTokens: number('--max-tokens', values['max-tokens'], { integer: true, least: 1 }),
        temperature: number('--temperature', values.temperature, { least: 0 }),
        topK: number('--top-k', values['top-k'], { integer: true, least: 0 }),
        topP: number('--top-p', values['top-p'], { above: 0, most: 1 }),
        repetitionPenalty: penalty === undefined ? null : number('--repetition-penalty', penalty, { above: 0 }),
        seed: number('--seed', values.seed, { integer: true, least: 0, most: 0xffffffff }),
        shorten: values.shorten,
        risk: values.risk === undefined ? null : number('--risk', values.risk, { least: 0, below: 1 }),
        alphaRange: alphaRange(values['alpha-range']),
        endpoint: endpoint(values),
      };
    }
    case 'score': {
      const { values, positionals } = parse(rest, OPTIONS);
      if (values.help) return { command: 'help' };
      return { command, ...common(values), input: onlyPositional(positionals, 'a .jsonl file') };
    }
    case 'classify': {
      const { values, positionals } = parse(rest, { ...OPTIONS, ...CLASSIFY_OPTIONS });
      if (values.help) return { command: 'help' };
      const { task: name, instruction = '' } = values;
      if (name !== undefined && instruction !== '') throw new UsageError('Give --task or --instruction, not both.');
      const task = name === undefined ? null : oneOf('--task', name, CLASSIFICATION_TASKS);
      const input = onlyPositional(positionals, 'a .jsonl file or “-”');
      return { command, ...common(values), input, task, instruction, labels: labels(values.labels, task) };
    }
    case 'eval': {
      const { values, positionals } = parse(rest, { ...OPTIONS, ...EVAL_OPTIONS });
      if (values.help) return { command: 'help' };
      const { task, 'max-tokens': maxTokens, columns, format, labels: choice } = values;
      if (task === undefined) throw new UsageError(`Say what to do: --task ${EVALUATION_TASKS.join(' | ')}.`);
      const options = common(values);
      const otherBase = values.base ?? OTHER_TOKENIZER_BASE;
      return {
        command,
        ...options,
        input: onlyPositional(positionals, 'a data set, or “-”'),
        task: oneOf('--task', task, EVALUATION_TASKS),
        methods: methods(values.methods, {
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
        labels: choice === undefined ? null : labels(choice, null),
        maxTokens: maxTokens === undefined ? null : number('--max-tokens', maxTokens, { integer: true, least: 1 }),
        runFile: values.run ?? null,
        judge: judge(values.judge, task),
      };
    }
    case 'shift': {
      const { values, positionals } = parse(rest, { ...OPTIONS, ...SHIFT_OPTIONS });
      if (values.help) return { command: 'help' };
      if (positionals.length === 0) throw new UsageError('Say what to read: files, “-” or “example:ID”.');
      const presets = values.presets.split(',').map((name) => oneOf('--presets', name.toUpperCase(), PRESET_NAMES));
      return {
        command,
        ...common(values),
        inputs: positionals,
        presets: [...new Set(presets)],
        limit: values.limit === undefined ? null : number('--limit', values.limit, { integer: true, least: 1 }),
        maxTokens: number('--max-tokens', values['max-tokens'], { integer: true, least: 1 }),
        selection: oneOf('--select', values.select, SELECTIONS),
        groups: values.groups ?? null,
      };
    }
    case 'convert': {
      const { values, positionals } = parse(rest, CONVERT_OPTIONS);
      if (values.help) return { command: 'help' };
      oneOf('--to', values.to, ['mlc']);
      if (values.out === undefined) throw new UsageError('Say where to: --out DIR.');
      const { context, json, out } = values;
      return {
        command,
        input: onlyPositional(positionals, 'a model folder or a hub’s owner/name'),
        out,
        quantization: oneOf('--quant', values.quant, QUANTIZATIONS),
        contextLength: context === undefined ? null : number('--context', context, { integer: true, least: 1 }),
        json,
      };
    }
    case 'results': {
      const { values, positionals } = parse(rest, { ...OPTIONS, ...RESULTS_OPTIONS });
      if (values.help) return { command: 'help' };
      if (positionals.length > 0) throw new UsageError(`“${positionals[0]}”: results reads the data sets of --data.`);
      const { data, runs, output, full, saved, only } = values;
      const task = only === undefined ? null : oneOf('--only', only, EVALUATION_TASKS);
      return { command, ...common(values), data, runs, output, full, saved, only: task };
    }
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' };
    case undefined:
      throw new UsageError('Say what to do: note, score, classify, eval, shift, convert or results.');
    default:
      throw new UsageError(
        `There is no command “${command}”: use note, score, classify, eval, shift, convert or results.`,
      );
  }
}

/** Whether the answer, an error included, is to be JSON; asked before the line is known to be right. */
export function wantsJson(args: readonly string[]): boolean {
  return args.includes('--json');
}

function parse<Options extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: joinNegativeNumbers(args), options, allowPositionals: true });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** `--alpha -1`, which `parseArgs` would take for two options. */
function joinNegativeNumbers(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1);
    if (/^-\.?\d/.test(arg) && last?.startsWith('--') && !last.includes('='))
      joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function common(
  values: {
    readonly [Name in 'method' | 'alpha' | 'backend' | 'precision' | 'preset']: string;
  } & { readonly [Name in Role]?: string | undefined } & { readonly json: boolean; readonly verbose: boolean },
): CommonOptions {
  const { json, verbose } = values;
  const method = oneOf('--method', values.method, METHODS);
  const preset = PRESETS[oneOf('--preset', values.preset, PRESET_NAMES)].models;
  // CAPT is for a base with another tokenizer, so that is the one it shows.
  const usualBase = method === 'capt' || method === 'unite' ? OTHER_TOKENIZER_BASE : preset.base;
  const { base = usualBase, expert = preset.expert, anti = preset.anti } = values;
  return {
    method,
    alpha: number('--alpha', values.alpha),
    backend: oneOf('--backend', values.backend, ['auto', 'webgpu', 'cpu']),
    precision: oneOf('--precision', values.precision, ['stored', 'f32', 'f16', 'q8', 'q4']),
    models: { base, expert, anti },
    json,
    verbose,
  };
}

function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

/** `a,b,c`, or a JSON list of strings where labels have commas or outer blanks. */
function labels(text: string | undefined, task: ClassificationTask | null): readonly string[] {
  if (text === undefined) {
    if (task === null) throw new UsageError('Say what to choose from: --labels a,b,c, or --task.');
    return labelsOf(task);
  }
  const given = text.trimStart().startsWith('[') ? jsonList(text) : text.split(',').map((label) => label.trim());
  try {
    checkLabels(given);
  } catch (thrown) {
    throw new UsageError(`--labels: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  return given;
}

function jsonList(text: string): readonly string[] {
  try {
    const parsed = v.safeParse(v.array(v.string()), JSON.parse(text));
    if (parsed.success) return parsed.output;
  } catch {
    // Said below.
  }
  throw new UsageError(`--labels must be a,b,c or a JSON list of strings, not “${text}”.`);
}

interface Bounds {
  readonly integer?: boolean;
  readonly least?: number;
  readonly above?: number;
  readonly below?: number;
  readonly most?: number;
}

function number(option: string, text: string, bounds: Bounds = {}): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const { integer = false, least = -Infinity, above = -Infinity, below = Infinity, most = Infinity } = bounds;
  const fits = Number.isFinite(value) && value >= least && value > above && value < below && value <= most;
  if (fits && (!integer || Number.isInteger(value))) return value;
  const limits = [
    Number.isFinite(least) && `at least ${least}`,
    Number.isFinite(above) && `above ${above}`,
    Number.isFinite(below) && `below ${below}`,
    Number.isFinite(most) && `at most ${most}`,
  ].filter(Boolean);
  const kind = integer ? 'a whole number' : 'a number';
  throw new UsageError(`${option} must be ${[kind, ...limits].join(', ')}, not “${text}”.`);
}

function alphaRange(text: string | undefined): AlphaRange | null {
  if (text === undefined) return null;
  const [least, most, ...rest] = text.split(',').map((part) => number('--alpha-range', part));
  if (least !== undefined && most !== undefined && rest.length === 0 && least <= most) return { least, most };
  throw new UsageError(`--alpha-range must be two numbers, the smaller first: 0.5,1.5, not “${text}”.`);
}

function methods(text: string, defaults: MethodDefaults): readonly MethodSpec[] {
  try {
    return parseMethods(text, defaults);
  } catch (thrown) {
    throw new UsageError(`--methods: ${thrown instanceof Error ? thrown.message : String(thrown)} ${METHOD_SYNTAX}.`);
  }
}

/** Ratings are of notes and their parts. */
function judge(model: string | undefined, task: string): string | null {
  if (model === undefined) return null;
  if (task === 'note' || task === 'section-summary') return model;
  throw new UsageError('--judge is for --task note and section-summary.');
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

function endpoint(values: {
  readonly method: string;
  readonly 'base-url'?: string | undefined;
  readonly 'base-model'?: string | undefined;
  readonly 'base-api': string;
}): BaseEndpoint | null {
  const { 'base-url': baseUrl, 'base-model': model } = values;
  const mode = oneOf('--base-api', values['base-api'], ['chat', 'completions']);
  if (baseUrl === undefined && model === undefined) return null;
  if (baseUrl === undefined || model === undefined) throw new UsageError('--base-url and --base-model go together.');
  if (values.method !== 'capt') throw new UsageError('--base-url is for --method capt.');
  return { baseUrl, model, mode };
}

function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`Say what to read: ${what}.`);
  if (second !== undefined) throw new UsageError(`One input at a time: “${second}” is one too many.`);
  return first;
}
