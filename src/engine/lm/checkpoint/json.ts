/** JSON files of a checkpoint, which come from strangers: checked against a schema, refused by name. */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { type LimitName, requireWithin } from '../../limits.ts';
import { impostorAt } from './impostor.ts';

export function invalidFile(file: string, what: string, cause?: unknown): LocumError {
  return new LocumError('checkpoint-invalid', `${file} is not usable: ${what}.`, {
    hint: 'Check that the file belongs to this model and is complete.',
    details: { file },
    cause,
  });
}

/**
 * @param limit how long the text may be
 * @throws {LocumError} `checkpoint-invalid` when `text` is not JSON of the schema's form, `limit-exceeded`
 */
export function parseJson<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  file: string,
  limit: LimitName = 'configFile',
): v.InferOutput<Schema> {
  requireWithin(limit, text.length, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw invalidFile(file, impostorAt(text) ?? 'it is not JSON', thrown);
  }
  return checkJson(schema, value, file);
}

/** @throws {LocumError} `checkpoint-invalid` when `value` is not of the schema's form */
export function checkJson<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  file: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw invalidFile(file, `${v.getDotPath(issue) ?? 'its content'}: ${issue.message}`);
}
