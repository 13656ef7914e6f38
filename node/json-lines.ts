/** Files of JSON lines that commands read whole; what is too long for that is read by `src/engine/records`. */
import * as v from 'valibot';
import { LocumError } from '../src/engine/errors.ts';

export interface JsonLine<Value> {
  /** From 1. */
  readonly line: number;
  readonly value: Value;
  /** What to throw where the line is of the form and yet cannot be used. */
  readonly fail: (what: string) => LocumError;
}

/**
 * Every line but blank ones.
 * @param expected what a line should hold, as in “One JSON object a line is expected, with …”
 * @throws {LocumError} `bad-argument` with file and line, at the first line that is not of the form
 */
export function parseJsonLines<Schema extends v.GenericSchema>(
  text: string,
  { file, schema, expected }: { readonly file: string; readonly schema: Schema; readonly expected: string },
): readonly JsonLine<v.InferOutput<Schema>>[] {
  return text.split('\n').flatMap((json, index) => {
    if (json.trim() === '') return [];
    const line = index + 1;
    const fail = (what: string, cause?: unknown) =>
      new LocumError('bad-argument', `“${file}”, line ${line}: ${what}.`, {
        hint: `One JSON object a line is expected, with ${expected}.`,
        details: { file, line },
        cause,
      });
    let read: unknown;
    try {
      read = JSON.parse(json);
    } catch (cause) {
      throw fail('this is not JSON', cause);
    }
    const parsed = v.safeParse(schema, read);
    if (!parsed.success) throw fail(parsed.issues[0].message);
    return [{ line, value: parsed.output, fail }];
  });
}
