/** `review`. */
import { HELP_COMMAND, type HelpCommand, parse, UsageError } from './values.ts';

/** One note beside its conversation, or many, a line each. */
export type ReviewInput =
  | { readonly dialogue: string; readonly note: string }
  /** A `.jsonl` file of `{id, dialogue, note}`. */
  | { readonly items: string };

/** Works on words, without models, and so has none of the options that are common to the others. */
export interface ReviewCommand {
  readonly command: 'review';
  readonly input: ReviewInput;
  readonly json: boolean;
}

export const REVIEW_OPTIONS = {
  dialogue: { type: 'string' },
  note: { type: 'string' },
  items: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} */
export function parseReview(args: readonly string[]): ReviewCommand | HelpCommand {
  const { values, positionals } = parse(args, REVIEW_OPTIONS);
  if (values.help) return HELP_COMMAND;
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(`Say which file “${extra}” is: --dialogue, --note or --items.`);
  return { command: 'review', input: inputOf(values), json: values.json };
}

function inputOf({
  dialogue,
  note,
  items,
}: {
  readonly dialogue?: string | undefined;
  readonly note?: string | undefined;
  readonly items?: string | undefined;
}): ReviewInput {
  if (items !== undefined) {
    if (dialogue !== undefined || note !== undefined) {
      throw new UsageError('--items holds its conversations and notes: leave --dialogue and --note out.');
    }
    return { items };
  }
  if (dialogue === undefined || note === undefined) {
    throw new UsageError('Say what to review: --dialogue FILE --note FILE, or --items FILE.jsonl.');
  }
  if (dialogue === '-' && note === '-')
    throw new UsageError('Only one of --dialogue and --note can be standard input.');
  return { dialogue, note };
}
