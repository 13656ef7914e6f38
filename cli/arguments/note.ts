/** `note`. */
import type { AlphaRange } from '../../src/engine/decoding/ahead/alpha-scale.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

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
  /** Null: as the base's profile has it. */
  readonly repair: boolean | null;
  /** A file for the events of all tokens; null: none is written. */
  readonly events: string | null;
  /** Of the method `adaptive`; null: its default. */
  readonly risk: number | null;
  readonly alphaRange: AlphaRange | null;
  /** A file that `gate` wrote; null: none. */
  readonly gate: string | null;
  /** Of the method `capt`; null: its default. */
  readonly plausibility: number | null;
  /** Of the method `capt`; null: the base runs here. */
  readonly endpoint: BaseEndpoint | null;
}

/** A base on another machine; its key, if it needs one, is in the environment (`LOCUM_API_KEY`). */
export interface BaseEndpoint {
  readonly baseUrl: string;
  readonly model: string;
  readonly mode: 'chat' | 'completions';
}

export const NOTE_OPTIONS = {
  'max-tokens': { type: 'string', default: '400' },
  temperature: { type: 'string', default: '0' },
  'top-k': { type: 'string', default: '0' },
  'top-p': { type: 'string', default: '1' },
  'repetition-penalty': { type: 'string' },
  seed: { type: 'string', default: '1' },
  shorten: { type: 'boolean', default: false },
  repair: { type: 'boolean' },
  'no-repair': { type: 'boolean' },
  events: { type: 'string' },
  risk: { type: 'string' },
  'alpha-range': { type: 'string' },
  gate: { type: 'string' },
  plausibility: { type: 'string' },
  'base-url': { type: 'string' },
  'base-model': { type: 'string' },
  'base-api': { type: 'string', default: 'chat' },
} as const;

/** @throws {UsageError} */
export function parseNote(args: readonly string[]): NoteCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...NOTE_OPTIONS });
  if (values.help) return HELP_COMMAND;
  const penalty = values['repetition-penalty'];
  return {
    command: 'note',
    ...common(values),
    input: onlyPositional(positionals, 'a file, “-” or “example:ID”'),
    maxTokens: number('--max-tokens', values['max-tokens'], { integer: true, least: 1 }),
    temperature: number('--temperature', values.temperature, { least: 0 }),
    topK: number('--top-k', values['top-k'], { integer: true, least: 0 }),
    topP: number('--top-p', values['top-p'], { above: 0, most: 1 }),
    repetitionPenalty: penalty === undefined ? null : number('--repetition-penalty', penalty, { above: 0 }),
    seed: number('--seed', values.seed, { integer: true, least: 0, most: 0xffffffff }),
    shorten: values.shorten,
    repair: repair(values),
    events: values.events ?? null,
    risk: values.risk === undefined ? null : number('--risk', values.risk, { least: 0, below: 1 }),
    alphaRange: alphaRange(values['alpha-range']),
    gate: gate(values),
    plausibility:
      values.plausibility === undefined ? null : number('--plausibility', values.plausibility, { least: 0, below: 1 }),
    endpoint: endpoint(values),
  };
}

function repair(values: {
  readonly repair?: boolean | undefined;
  readonly 'no-repair'?: boolean | undefined;
}): boolean | null {
  if (values.repair && values['no-repair']) throw new UsageError('--repair and --no-repair exclude each other.');
  return values['no-repair'] ? false : (values.repair ?? null);
}

function gate(values: {
  readonly gate?: string | undefined;
  readonly 'alpha-range'?: string | undefined;
}): string | null {
  if (values.gate !== undefined && values['alpha-range'] !== undefined) {
    throw new UsageError('--gate and --alpha-range exclude each other.');
  }
  return values.gate ?? null;
}

function alphaRange(text: string | undefined): AlphaRange | null {
  if (text === undefined) return null;
  const [least, most, ...rest] = text.split(',').map((part) => number('--alpha-range', part));
  if (least !== undefined && most !== undefined && rest.length === 0 && least <= most) return { least, most };
  throw new UsageError(`--alpha-range must be two numbers, the smaller first: 0.5,1.5, not “${text}”.`);
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
