/** Outcomes of an evaluation on disk, so that a run that was cut off goes on. */
import * as v from 'valibot';
import { openLineLog } from '../node/line-log.ts';
import type { Outcome } from '../src/engine/evaluation/outcome.ts';

const Line = v.looseObject({ key: v.string(), method: v.string(), id: v.string() });
/** What tells an outcome from other lines is enough: nobody else writes to it. */
const Kept = v.custom<Outcome>((value) => v.is(Line, value));

export interface RunFile {
  get(key: string): Outcome | undefined;
  append(outcome: Outcome): void;
}

/** Without a path nothing is kept. @throws {LocumError} `file-invalid` when the file is something else */
export function openRunFile(path: string | null): RunFile {
  const log = openLineLog(path, Kept, {
    isNo: 'outcome of an evaluation',
    hint: 'Name another file to write the run to.',
  });
  const known = new Map(log.values.map((outcome) => [outcome.key, outcome]));
  return { get: (key) => known.get(key), append: log.append };
}
