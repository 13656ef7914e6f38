/** `shift`. */
import { SELECTIONS, type Selection } from '../../src/engine/analysis/shift.ts';
import { DEFAULT_PRESET, PRESET_NAMES, type PresetName } from '../../src/engine/presets.ts';
import { type CommonOptions, common, OPTIONS } from './common.ts';
import { HELP_COMMAND, type HelpCommand, number, oneOf, parse, UsageError } from './values.ts';

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

export const SHIFT_OPTIONS = {
  presets: { type: 'string', default: PRESET_NAMES.join(',') },
  limit: { type: 'string' },
  'max-tokens': { type: 'string', default: '400' },
  select: { type: 'string', default: 'top-quartile' },
  groups: { type: 'string' },
} as const;

/** @throws {UsageError} */
export function parseShift(args: readonly string[]): ShiftCommand | HelpCommand {
  const { values, positionals } = parse(args, { ...OPTIONS, ...SHIFT_OPTIONS });
  if (values.help) return HELP_COMMAND;
  if (positionals.length === 0) throw new UsageError('Say what to read: files, “-” or “example:ID”.');
  const presets = values.presets.split(',').map((name) => oneOf('--presets', name.toUpperCase(), PRESET_NAMES));
  return {
    command: 'shift',
    // The pairs are the tiny family's, and so is their base.
    ...common({ ...values, preset: values.preset ?? DEFAULT_PRESET }),
    inputs: positionals,
    presets: [...new Set(presets)],
    limit: values.limit === undefined ? null : number('--limit', values.limit, { integer: true, least: 1 }),
    maxTokens: number('--max-tokens', values['max-tokens'], { integer: true, least: 1 }),
    selection: oneOf('--select', values.select, SELECTIONS),
    groups: values.groups ?? null,
  };
}
