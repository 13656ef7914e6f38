/**
 * `npx tsx scripts/prune-fhir-schema.ts <fhir.schema.json>`: HL7's JSON schema of FHIR R4 (4.0.1, CC0, from
 * https://hl7.org/fhir/R4/fhir.schema.json.zip), cut down to the resources that Locum exports and to what is checked.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEPT = ['Bundle', 'Composition', 'Device', 'DocumentReference', 'Practitioner', 'Provenance'];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Definitions = Record<string, Json>;

/** Names of the definitions that a schema refers to. */
function references(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap(references);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === '$ref' ? [String(value).replace('#/definitions/', '')] : references(value),
  );
}

function withoutProse(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutProse);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      // A property may be called “description”; prose is a string.
      .filter(([key, value]) => !(key === 'description' && typeof value === 'string'))
      .map(([key, value]) => [key, withoutProse(value)]),
  );
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the schema: npx tsx scripts/prune-fhir-schema.ts <fhir.schema.json>');
const { definitions }: { definitions: Definitions } = JSON.parse(readFileSync(source, 'utf8'));
// A resource inside another is one of those kept; all others are refused, which is stricter than FHIR.
const known: Definitions = {
  ...definitions,
  ResourceList: { oneOf: KEPT.map((name) => ({ $ref: `#/definitions/${name}` })) },
};
const pruned: Definitions = {};
const waiting = ['Bundle'];
for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
  const definition = known[name];
  if (name in pruned || definition === undefined) continue;
  pruned[name] = withoutProse(definition);
  waiting.push(...references(definition));
}
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $ref: '#/definitions/Bundle',
  definitions: pruned,
};
const target = join(import.meta.dirname, '../src/engine/export/fhir/r4-schema.json');
writeFileSync(target, `${JSON.stringify(schema, null, 1)}\n`);
console.log(`${Object.keys(pruned).length} of ${Object.keys(definitions).length} definitions in ${target}`);
