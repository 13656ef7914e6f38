/** One command line: read, run, and whatever happens turned into an exit status. */

import { restartWithSwiftShader } from '../node/gpu.ts';
import { Cancelled, LocumError } from '../src/engine/errors.ts';
import { HELP } from './arguments/help.ts';
import { UsageError } from './arguments/values.ts';
import { type Command, parseCommand } from './arguments.ts';
import { classify } from './classify.ts';
import { convert } from './convert.ts';
import { evaluate } from './eval.ts';
import { gate } from './gate.ts';
import { identifiers } from './identifiers.ts';
import { mediflow } from './mediflow.ts';
import { merge } from './merge.ts';
import { note } from './note.ts';
import { results } from './results.ts';
import { review } from './review.ts';
import { score } from './score.ts';
import { serve } from './serve.ts';
import { shift } from './shift.ts';
import type { Terminal } from './terminal.ts';

const DONE = 0;
const FAILED = 1;
const USAGE = 2;
/** As a shell says it of what SIGINT ended. */
export const CANCELLED = 130;

/**
 * Runs the command that `args` ask for; what goes wrong is told on `terminal`.
 * @returns the exit status: 0 done, 1 failed, 2 no command line that can be read, 130 cancelled
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  try {
    return await run(parseCommand(args), terminal, signal);
  } catch (thrown) {
    return explain(thrown, terminal, args.includes('--verbose'));
  }
}

async function run(command: Command, terminal: Terminal, signal: AbortSignal): Promise<number> {
  if (command.command === 'help') {
    await terminal.print(`${HELP}\n`);
    return DONE;
  }
  if (command.command === 'convert') {
    await convert(command, terminal, signal);
    return DONE;
  }
  if (command.command === 'merge') {
    await merge(command, terminal, signal);
    return DONE;
  }
  if (command.command === 'review') {
    await review(command, terminal, signal);
    return DONE;
  }
  if (command.command === 'identifiers') {
    await identifiers(command, terminal);
    return DONE;
  }
  const elsewhere = await restartWithSwiftShader(command.backend);
  if (elsewhere !== null) return elsewhere;
  switch (command.command) {
    case 'note':
      await note(command, terminal, signal);
      return DONE;
    case 'classify':
      await classify(command, terminal, signal);
      return DONE;
    case 'eval':
      await evaluate(command, terminal, signal);
      return DONE;
    case 'gate':
      await gate(command, terminal, signal);
      return DONE;
    case 'results':
      await results(command, terminal, signal);
      return DONE;
    case 'mediflow':
      await mediflow(command, terminal, signal);
      return DONE;
    case 'score':
      await score(command, terminal, signal);
      return DONE;
    case 'shift':
      await shift(command, terminal, signal);
      return DONE;
    case 'serve':
      await serve(command, terminal, signal);
      return DONE;
    default:
      return command satisfies never;
  }
}

interface Explained {
  readonly status: number;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string };
  /** Of a fault of ours. */
  readonly stack?: string | undefined;
}

async function explain(thrown: unknown, terminal: Terminal, verbose: boolean): Promise<number> {
  terminal.clear();
  const { status, error, stack } = describe(thrown);
  if (terminal.json) await terminal.print(`${JSON.stringify({ error })}\n`);
  else terminal.remark([error.message, error.hint].filter(Boolean).join('\n'));
  // For whoever looks into a fault; never part of the JSON.
  if (verbose && stack) terminal.remark(stack);
  return status;
}

function describe(thrown: unknown): Explained {
  if (thrown instanceof Cancelled) {
    return { status: CANCELLED, error: { code: 'cancelled', message: thrown.message, hint: '' } };
  }
  if (thrown instanceof UsageError) {
    const hint = 'npm run locum -- --help shows what there is.';
    return { status: USAGE, error: { code: 'bad-argument', message: thrown.message, hint } };
  }
  const error = LocumError.from(thrown);
  if (error.code !== 'internal') return { status: FAILED, error: error.toRecord() };
  const hint = 'This is a fault in Locum; please report it with the command that showed it.';
  const { stack } = thrown instanceof Error ? thrown : error;
  return { status: FAILED, error: { ...error.toRecord(), hint }, stack };
}
