/** The command line as typed values. Everything that can be wrong with it is said here, before anything is loaded. */
import { type ClassifyCommand, parseClassify } from './arguments/classify.ts';
import { type ConvertCommand, parseConvert } from './arguments/convert.ts';
import { type EvalCommand, parseEval } from './arguments/eval.ts';
import { type GateCommand, parseGate } from './arguments/gate.ts';
import { type IdentifiersCommand, parseIdentifiers } from './arguments/identifiers.ts';
import { type MediFlowCommand, parseMediFlow } from './arguments/mediflow.ts';
import { type MergeCommand, parseMerge } from './arguments/merge.ts';
import { type NoteCommand, parseNote } from './arguments/note.ts';
import { parseResults, type ResultsCommand } from './arguments/results.ts';
import { parseReview, type ReviewCommand } from './arguments/review.ts';
import { parseScore, type ScoreCommand } from './arguments/score.ts';
import { parseServe, type ServeCommand } from './arguments/serve.ts';
import { parseShift, type ShiftCommand } from './arguments/shift.ts';
import { HELP_COMMAND, type HelpCommand, UsageError } from './arguments/values.ts';

export type Command =
  | NoteCommand
  | ScoreCommand
  | ClassifyCommand
  | EvalCommand
  | GateCommand
  | ShiftCommand
  | ConvertCommand
  | IdentifiersCommand
  | MediFlowCommand
  | MergeCommand
  | ResultsCommand
  | ReviewCommand
  | ServeCommand
  | HelpCommand;

const COMMANDS: Readonly<Record<Exclude<Command['command'], 'help'>, (args: readonly string[]) => Command>> = {
  note: parseNote,
  score: parseScore,
  classify: parseClassify,
  eval: parseEval,
  gate: parseGate,
  shift: parseShift,
  convert: parseConvert,
  identifiers: parseIdentifiers,
  mediflow: parseMediFlow,
  merge: parseMerge,
  results: parseResults,
  review: parseReview,
  serve: parseServe,
};
const NAMES =
  'note, score, classify, eval, gate, shift, convert, merge, mediflow, identifiers, results, review or serve';

/** @throws {UsageError} */
export function parseCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError(`Say what to do: ${NAMES}.`);
  if (name === 'help' || name === '--help' || name === '-h') return HELP_COMMAND;
  const command = Object.entries(COMMANDS).find(([known]) => known === name);
  if (command === undefined) throw new UsageError(`There is no command “${name}”: use ${NAMES}.`);
  return command[1](rest);
}

/** Whether the answer, an error included, is to be JSON; asked before the line is known to be right. */
export function wantsJson(args: readonly string[]): boolean {
  return args.includes('--json');
}
