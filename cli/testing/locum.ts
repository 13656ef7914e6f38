/** The command line as a user runs it, a process of its own; and the same in this process, where starting one would show no more. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { wantsJson } from '../arguments.ts';
import { runCommandLine } from '../command-line.ts';

export const root = join(import.meta.dirname, '..', '..');

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With all that has come on that stream. */
  readonly onOutput?: (child: ChildProcess, output: string) => void;
}

/** In the repository's root. */
export function run(
  program: string,
  args: readonly string[],
  { stdin = '', env, onOutput }: RunOptions = {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput?.(child, stdout);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onOutput?.(child, stderr);
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.on('error', () => {}).end(stdin);
  });
}

const tsx = createRequire(import.meta.url).resolve('tsx');

/** Commands that models take part in. */
const WITH_MODELS = new Set(['note', 'score', 'classify', 'eval', 'serve']);

/** The tiny models do unless a test says otherwise: what a text says matters in none of these. */
function withTinyModels(args: readonly string[]): readonly string[] {
  return WITH_MODELS.has(args[0] ?? '') && !args.includes('--preset') ? [...args, '--preset', 'CPT+IT'] : args;
}

export function locum(args: readonly string[], options: RunOptions = {}): Promise<Result> {
  return run(process.execPath, ['--import', tsx, join(root, 'cli', 'main.ts'), ...withTinyModels(args)], options);
}

/** Without standard input, and without progress. */
export async function locumHere(...args: readonly string[]): Promise<Result> {
  const result = { stdout: '', stderr: '' };
  const terminal = {
    json: wantsJson(args),
    print: async (text: string) => {
      result.stdout += text;
    },
    remark: (text: string) => {
      result.stderr += `${text}\n`;
    },
    progress: () => {},
    clear: () => {},
  };
  const status = await runCommandLine(withTinyModels(args), terminal, new AbortController().signal);
  return { status, ...result };
}
