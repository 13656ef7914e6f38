/** `convert`. */
import { isGguf } from '../../src/engine/lm/checkpoint/gguf/parts.ts';
import { GGUF_TYPES, type GgufType } from '../../src/engine/lm/checkpoint/gguf/write.ts';
import { QUANTIZATIONS, type Quantization } from '../../src/engine/lm/mlc/write.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, onlyPositional, parse, UsageError } from './values.ts';

/** Needs no models to run, and so none of the options that are common to the others. */
export interface ConvertCommand {
  readonly command: 'convert';
  /** A folder, the id of a model in `public/models`, a hub's `owner/name`, or an address. */
  readonly input: string;
  /** A folder for web-llm, a GGUF file for llama.cpp. */
  readonly out: string;
  readonly target:
    | {
        readonly to: 'mlc';
        readonly quantization: Quantization;
        /** Null: what the model holds, at most 4,096. */
        readonly contextLength: number | null;
      }
    | { readonly to: 'gguf'; readonly type: GgufType };
  readonly json: boolean;
}

export const CONVERT_OPTIONS = {
  to: { type: 'string', default: 'mlc' },
  out: { type: 'string' },
  quant: { type: 'string' },
  context: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} */
export function parseConvert(args: readonly string[]): ConvertCommand | HelpCommand {
  const { values, positionals } = parse(args, CONVERT_OPTIONS);
  if (values.help) return HELP_COMMAND;
  const to = oneOf('--to', values.to, ['mlc', 'gguf']);
  const { context, quant, json, out } = values;
  if (out === undefined) throw new UsageError(`Say where to: --out ${to === 'mlc' ? 'DIR' : 'FILE.gguf'}.`);
  if (to === 'gguf' && !isGguf(out)) throw new UsageError('The name of a GGUF file ends in .gguf: --out FILE.gguf.');
  return {
    command: 'convert',
    input: onlyPositional(positionals, 'a model folder or a hub’s owner/name'),
    out,
    target:
      to === 'gguf'
        ? { to, type: oneOf('--quant', quant ?? 'f16', GGUF_TYPES) }
        : {
            to,
            quantization: oneOf('--quant', quant ?? 'q4f16_1', QUANTIZATIONS),
            contextLength: context === undefined ? null : number('--context', context, { integer: true, least: 1 }),
          },
    json,
  };
}
