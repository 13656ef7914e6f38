/** What every command's line is read with. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { checkLabels } from '../../src/engine/decoding/constrain/label-trie.ts';
import {
  METHOD_SYNTAX,
  type MethodDefaults,
  type MethodSpec,
  parseMethods,
} from '../../src/engine/evaluation/method-spec.ts';

export interface HelpCommand {
  readonly command: 'help';
}

export const HELP_COMMAND: HelpCommand = { command: 'help' };

/** The command line is wrong: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function parse<Options extends NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>>(
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

export function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}

interface Bounds {
  readonly integer?: boolean;
  readonly least?: number;
  readonly above?: number;
  readonly below?: number;
  readonly most?: number;
}

export function number(option: string, text: string, bounds: Bounds = {}): number {
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

/** `a,b,c`, or a JSON list of strings where labels have commas or outer blanks. */
export function labels(text: string): readonly string[] {
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

/** Methods as an evaluation names them. */
export function methodList(text: string, defaults: MethodDefaults): readonly MethodSpec[] {
  try {
    return parseMethods(text, defaults);
  } catch (thrown) {
    throw new UsageError(`--methods: ${thrown instanceof Error ? thrown.message : String(thrown)} ${METHOD_SYNTAX}.`);
  }
}

export function onlyPositional(positionals: readonly string[], what: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError(`Say what to read: ${what}.`);
  if (second !== undefined) throw new UsageError(`One input at a time: “${second}” is one too many.`);
  return first;
}
