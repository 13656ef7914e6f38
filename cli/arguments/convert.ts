/** `convert`. */
import { QUANTIZATIONS, type Quantization } from '../../src/engine/lm/mlc/write.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

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

const CONVERT_OPTIONS = {
  to: { type: 'string', default: 'mlc' },
  out: { type: 'string' },
  quant: { type: 'string', default: 'q4f16_1' },
  context: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} */
export function parseConvert(args: readonly string[]): ConvertCommand | HelpCommand {
  const { values, positionals } = parse(args, CONVERT_OPTIONS);
  if (values.help) return HELP_COMMAND;
  oneOf('--to', values.to, ['mlc']);
  if (values.out === undefined) throw new UsageError('Say where to: --out DIR.');
  const { context, json, out } = values;
  return {
    command: 'convert',
    input: onlyPositional(positionals, 'a model folder or a hub’s owner/name'),
    out,
    quantization: oneOf('--quant', values.quant, QUANTIZATIONS),
    contextLength: context === undefined ? null : number('--context', context, { integer: true, least: 1 }),
    json,
  };
}
