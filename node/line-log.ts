/** A file of JSON lines that grows by a line a result, so that what was cut off goes on where it was. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import * as v from 'valibot';
import { LocumError } from '../src/engine/errors.ts';

export interface LineLog<Value> {
  /** What was there when it was opened. */
  readonly values: readonly Value[];
  append(value: Value): void;
}

/**
 * @param path null: nothing is there, and nothing is kept
 * @param refusal of a line that is not of the form: what it is not, and what to do
 * @throws {LocumError} `file-invalid` where the file is something else
 */
export function openLineLog<Schema extends v.GenericSchema>(
  path: string | null,
  schema: Schema,
  refusal: { readonly isNo: string; readonly hint: string },
): LineLog<v.InferOutput<Schema>> {
  if (path === null) return { values: [], append: () => {} };
  const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const lines = content.split('\n');
  let isTorn = false;
  const values = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = v.safeParse(schema, parsed(line));
    if (read.success) return [read.output];
    // A line that was being written when the work was cut off is the last one.
    if (index === lines.length - 1) {
      isTorn = true;
      return [];
    }
    throw new LocumError('file-invalid', `“${path}”, line ${index + 1} is no ${refusal.isNo}.`, {
      hint: refusal.hint,
      details: { file: path, line: index + 1 },
    });
  });
  let needsEnd = lines.at(-1) !== '' && !isTorn;
  return {
    values,
    append(value) {
      // Whoever opens it next would take the torn line for one that never was of the form.
      if (isTorn) truncateSync(path, Buffer.byteLength(content) - Buffer.byteLength(lines.at(-1)!));
      isTorn = false;
      appendFileSync(path, `${needsEnd ? '\n' : ''}${JSON.stringify(value)}\n`);
      needsEnd = false;
    },
  };
}

/** Undefined for what is no JSON: it is of no form. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
