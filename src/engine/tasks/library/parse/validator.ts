/** JSON Schema checks, fetched when the first answer in JSON arrives. The validator interprets: the page's policy forbids eval. */
import type { Schema } from '@cfworker/json-schema';
import type { JsonSchema } from '../../../decoding/constrain/json-schema.ts';
import type { Validator } from './json.ts';

export async function schemaValidator(schema: JsonSchema): Promise<Validator> {
  const { Validator: SchemaValidator } = await import('@cfworker/json-schema');
  const validator = new SchemaValidator(schema as Schema | boolean, '2020-12', true);
  return (value) => {
    const { valid, errors } = validator.validate(value);
    const deepest = errors.at(-1);
    return valid ? null : `${deepest?.instanceLocation ?? '#'}: ${deepest?.error ?? 'it is something else'}`;
  };
}
