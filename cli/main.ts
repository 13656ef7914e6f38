/** The terminal's entry: a process round one command line. */

import { wantsJson } from './arguments.ts';
import { CANCELLED, runCommandLine } from './command-line.ts';
import { createTerminal } from './terminal.ts';

/** The first Ctrl-C ends the work in order, the second at once. */
function cancelOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(CANCELLED);
      controller.abort();
    });
  }
  return controller.signal;
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const args = process.argv.slice(2);
const terminal = createTerminal({ json: wantsJson(args), verbose: args.includes('--verbose') });
const status = await runCommandLine(args, terminal, cancelOnInterrupt());
// Dawn keeps the process alive as long as its instance lives.
process.exit(status);
