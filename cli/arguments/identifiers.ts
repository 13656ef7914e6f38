/** `identifiers`. */
import { HELP_COMMAND, type HelpCommand, onlyPositional, parse } from './values.ts';

/** Needs no models, and so none of the options that are common to the others. */
export interface IdentifiersCommand {
  readonly command: 'identifiers';
  /** A file of text, `-` or `example:ID`. */
  readonly input: string;
  readonly json: boolean;
}

export const IDENTIFIERS_OPTIONS = {
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} */
export function parseIdentifiers(args: readonly string[]): IdentifiersCommand | HelpCommand {
  const { values, positionals } = parse(args, IDENTIFIERS_OPTIONS);
  if (values.help) return HELP_COMMAND;
  return { command: 'identifiers', input: onlyPositional(positionals, 'a file of text'), json: values.json };
}
