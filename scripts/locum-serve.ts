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

/** @param key that clients have to send; null: none @throws when it does not start */
export async function startLocumServe(key: string | null): Promise<LocumServe> {
  const args = locumArgs('serve', '--port', process.env.LOCUM_TEST_PORT ?? '0');
  const env = key === null ? process.env : { ...process.env, LOCUM_SERVE_KEY: key };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    return { url: JSON.parse(line).url, stop: () => child.kill() };
  }
  throw new Error('The server did not start.');
}
