/** `review`. */
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, parse, UsageError } from './values.ts';

/** One note beside its conversation, or many, a line each. */
export type ReviewInput =
  | { readonly dialogue: string; readonly note: string }
  /** A `.jsonl` file of `{id, dialogue, note}`. */
  | { readonly items: string };

/** Works on words; the models are a second witness, and only where they are asked for. */
export interface ReviewCommand extends CommonOptions {
  readonly command: 'review';
  readonly input: ReviewInput;
  /** Whether the models are asked, too. */
  readonly model: boolean;
}

export const REVIEW_OPTIONS = {
  dialogue: { type: 'string' },
  note: { type: 'string' },
  items: { type: 'string' },
  model: { type: 'boolean', default: false },
} as const;

/** @throws {UsageError} */
export function parseReview(args: readonly string[]): ReviewCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...REVIEW_OPTIONS });
  if (values.help) return HELP_COMMAND;
  const [extra] = positionals;
  if (extra !== undefined) throw new UsageError(`Say which file “${extra}” is: --dialogue, --note or --items.`);
  return { command: 'review', ...common(values), input: inputOf(values), model: values.model };
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
