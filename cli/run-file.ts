/** Outcomes of an evaluation on disk: one JSON line each, appended as they come, so that a run that was cut off goes on. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { LocumError } from '../src/engine/errors.ts';
import type { Outcome } from '../src/engine/evaluation/outcome.ts';

const Line = v.looseObject({ key: v.string(), method: v.string(), id: v.string() });

export interface RunFile {
  get(key: string): Outcome | undefined;
  append(outcome: Outcome): void;
}

/** Without a path nothing is kept. @throws {LocumError} `file-invalid` when the file is something else */
export function openRunFile(path: string | null): RunFile {
  if (path === null) return { get: () => undefined, append: () => {} };
  const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const known = new Map<string, Outcome>();
  const lines = content.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const outcome = parse(line);
    if (outcome !== null) known.set(outcome.key, outcome);
    // A line that was being written when the run was cut off is the last one.
    else if (index < lines.length - 1) {
      throw new LocumError('file-invalid', `“${path}”, line ${index + 1} is no outcome of an evaluation.`, {
        hint: 'Name another file to write the run to.',
        details: { file: path, line: index + 1 },
      });
    }
  }
  let needsEnd = content !== '' && !content.endsWith('\n');
  return {
    get: (key) => known.get(key),
    append(outcome) {
      appendFileSync(path, `${needsEnd ? '\n' : ''}${JSON.stringify(outcome)}\n`);
      needsEnd = false;
    },
  };
}

function parse(line: string): Outcome | null {
  try {
    const value: unknown = JSON.parse(line);
    return v.is(Line, value) ? (value as Outcome) : null;
  } catch {
    return null;
  }
}
