/** Whether a Bundle is one: against HL7's own JSON schema of R4, and what the schema does not say of a document. */
import type { Schema } from '@cfworker/json-schema';
import { LocumError } from '../../errors.ts';

export interface FhirProblem {
  /** Where, as a JSON pointer; empty for the whole. */
  readonly at: string;
  readonly message: string;
}

/** The schema is 70 kB and its reader is needed for exports alone: both are loaded when first asked for. */
export async function fhirProblems(bundle: unknown): Promise<FhirProblem[]> {
  const [{ Validator }, { default: schema }] = await Promise.all([
    import('@cfworker/json-schema'),
    import('./r4-schema.ts'),
  ]);
  const { valid, errors } = new Validator(schema as unknown as Schema, '7', false).validate(bundle);
  const bySchema = valid
    ? []
    : errors
        // The innermost say what is wrong; the others that something inside is.
        .filter(({ keyword }) => keyword !== '$ref' && keyword !== 'properties' && keyword !== 'items')
        .map(({ instanceLocation, error }) => ({ at: instanceLocation.replace(/^#/u, ''), message: error }));
  return [...bySchema, ...documentProblems(bundle)];
}

/** @throws {LocumError} `export-invalid` with what is wrong; such a bundle is never offered */
export async function requireValidFhir(bundle: unknown): Promise<void> {
  const [first, ...rest] = await fhirProblems(bundle);
  if (first === undefined) return;
  throw new LocumError(
    'export-invalid',
    `The FHIR document is not valid: ${first.at || 'document'}: ${first.message}`,
    {
      hint: 'Export the note as DOCX or Markdown instead, and report this fault.',
      details: { problems: rest.length + 1 },
    },
  );
}

interface Entry {
  readonly fullUrl?: unknown;
  readonly resource?: Readonly<Record<string, unknown>>;
}

/** Rules of a document Bundle (R4 §3.3) and required elements that the JSON schema leaves out. */
function documentProblems(bundle: unknown): FhirProblem[] {
  const problems: FhirProblem[] = [];
  const say = (at: string, message: string) => problems.push({ at, message });
  const { type, identifier, timestamp, entry } = (bundle ?? {}) as Readonly<Record<string, unknown>>;
  if (type !== 'document') say('/type', 'must be “document”');
  if (identifier === undefined) say('/identifier', 'a document has an identifier');
  if (timestamp === undefined) say('/timestamp', 'a document has a time');
  const entries = Array.isArray(entry) ? (entry as Entry[]) : [];
  if (entries[0]?.resource?.resourceType !== 'Composition') say('/entry/0', 'a document begins with a Composition');
  const urls = new Set(entries.map(({ fullUrl }) => fullUrl));
  if (urls.size !== entries.length) say('/entry', 'every entry has a fullUrl of its own');
  for (const [index, { resource }] of entries.entries()) {
    const at = `/entry/${index}/resource`;
    const required = REQUIRED[String(resource?.resourceType)] ?? [];
    for (const name of required) {
      const value = resource?.[name];
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
        say(`${at}/${name}`, 'is missing');
    }
    for (const reference of referencesIn(resource)) {
      if (reference.startsWith('urn:uuid:') && !urls.has(reference))
        say(at, `refers to ${reference}, which is not there`);
    }
  }
  const reached = reachedFromComposition(entries);
  for (const [index, { fullUrl }] of entries.entries()) {
    if (!reached.has(fullUrl)) say(`/entry/${index}`, 'nothing leads to it from the Composition');
  }
  return problems;
}

/** Every resource of a document is referred to from its Composition, over others or not. What a Provenance is of does not count: it looks back. */
function reachedFromComposition(entries: readonly Entry[]): ReadonlySet<unknown> {
  const reached = new Set<unknown>([entries[0]?.fullUrl]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { fullUrl, resource } of entries) {
      const { target, ...onwards } = resource ?? {};
      if (referencesIn(target).some((reference) => reached.has(reference))) reached.add(fullUrl);
      if (reached.has(fullUrl)) for (const reference of referencesIn(onwards)) reached.add(reference);
    }
  }
  return reached;
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Composition: ['status', 'type', 'date', 'author', 'title'],
  DocumentReference: ['status', 'content'],
  Provenance: ['target', 'recorded', 'agent'],
};

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
}
