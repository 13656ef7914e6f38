/** `score`. */
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, onlyPositional, parse } from './values.ts';

export interface ScoreCommand extends CommonOptions {
  readonly command: 'score';
  readonly input: string;
}

/** @throws {UsageError} */
export function parseScore(args: readonly string[]): ScoreCommand | HelpCommand {
  const { values, positionals } = parse(args, OPTIONS);
  if (values.help) return HELP_COMMAND;
  return { command: 'score', ...common(values), input: onlyPositional(positionals, 'a .jsonl file') };
}
