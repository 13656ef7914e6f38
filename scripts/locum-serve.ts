/** `locum serve` in a process of its own, on a free port, for what is verified against it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..');

/** Of the terminal, on the CPU: `node` with these arguments. */
export function locumArgs(...args: readonly string[]): readonly string[] {
  return ['--import', 'tsx', join(ROOT, 'cli', 'main.ts'), ...args, '--backend', 'cpu', '--json'];
}

export interface LocumServe {
  /** Up to and including the version. */
  readonly url: string;
  stop(): void;
}

/**
 * The tiny family: quick, its tokenizer a file that other programs read, and its models in the folders that `PRESETS` names.
 * Of `serve` and of whatever is held against it.
 */
export const TINY = ['--preset', 'CPT+IT'] as const;

/** @param key that clients have to send; null: none @param options of the command, beyond that @throws when it does not start */
export async function startLocumServe(key: string | null, options: readonly string[] = []): Promise<LocumServe> {
  const args = locumArgs('serve', '--port', process.env.LOCUM_TEST_PORT ?? '0', ...options);
  const env = key === null ? process.env : { ...process.env, LOCUM_SERVE_KEY: key };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    return { url: JSON.parse(line).url, stop: () => child.kill() };
  }
  throw new Error('The server did not start.');
}
