/** The examples of docs/LIBRARY.md: programs by their file's name, and what the page says they print. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build.ts';

export interface Example {
  readonly file: string;
  readonly code: string;
  /** Null where the page does not say. */
  readonly prints: string | null;
}

export function libraryExamples(): readonly Example[] {
  const page = readFileSync(join(ROOT, 'docs', 'LIBRARY.md'), 'utf8');
  const blocks = page.matchAll(/^```ts (\S+)\n([\s\S]*?)^```\n(?:```text\n([\s\S]*?)^```)?/gm);
  return [...blocks].map(([, file = '', code = '', prints = null]) => ({ file, code, prints }));
}

export function exampleIn(file: string): Example {
  const found = libraryExamples().find((example) => example.file === file);
  if (found === undefined) throw new Error(`docs/LIBRARY.md has no ${file}.`);
  return found;
}

export const linesOf = ({ code }: Example): number => code.split('\n').filter((line) => line.trim() !== '').length;
