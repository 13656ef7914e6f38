/**
 * A note as a FHIR R4 document: a Bundle of type `document` whose Composition is the note, with a DocumentReference to its
 * text, the devices (Locum and the models) and a Provenance. `preliminary` until somebody has signed, `final` then.
 */
import { type Author, type Authorship, authorsOf } from '../../authorship.ts';
import { line, type NoteDocument, originLine, statusLine } from '../document.ts';
import { asMarkdown } from '../markdown.ts';
import { narrative } from '../xhtml.ts';
import type {
  Bundle,
  Composition,
  Device,
  DocumentReference,
  Narrative,
  Practitioner,
  Provenance,
  Reference,
  Resource,
} from './resources.ts';

const CONSULT_NOTE = { coding: [{ system: 'http://loinc.org', code: '11488-4', display: 'Consult note' }] };

const CREATE = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'CREATE', display: 'create' }],
};

export function asFhir(document: NoteDocument): Bundle {
  const url = () => `urn:uuid:${crypto.randomUUID()}`;
  const composition = url();
  const reference = url();
  // A note that no model wrote was put together by Locum all the same.
  const writings = (document.authorships.length === 0 ? [null] : document.authorships).map((authorship): Writing => {
    const authors = authorship === null ? [] : authorsOf(authorship);
    return {
      authorship,
      locum: { url: url(), resource: locumDevice(authorship) },
      models: authors.map((author) => ({ role: author.role, url: url(), resource: modelDevice(author) })),
    };
  });
  const reviewer = document.signature === null ? null : { url: url(), resource: practitioner(document.signature.name) };
  const author = reviewer === null ? writings.map(({ locum }) => refer(locum)) : [refer(reviewer)];
  const entries: [string, Resource][] = [
    [composition, compositionOf(document, author, reviewer, reference)],
    [reference, documentReference(document, author)],
    ...writings.flatMap(({ locum, models }) =>
      [locum, ...models].map(({ url, resource }): [string, Resource] => [url, resource]),
    ),
    ...(reviewer === null ? [] : [[reviewer.url, reviewer.resource] as [string, Resource]]),
    ...writings.map((writing): [string, Resource] => [
      url(),
      provenance(document, [composition, reference], writing, reviewer),
    ]),
  ];
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: url() },
    type: 'document',
    timestamp: document.signature?.at ?? document.createdAt,
    entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
  };
}

interface Entry<R extends Device | Practitioner> {
  readonly url: string;
  readonly resource: R;
}

/** Of what was written with one authorship. */
interface Writing {
  readonly authorship: Authorship | null;
  readonly locum: Entry<Device>;
  readonly models: readonly (Entry<Device> & { readonly role: string })[];
}

function refer({ url, resource }: Entry<Device | Practitioner>): Reference {
  const display = resource.resourceType === 'Device' ? resource.deviceName[0]?.name : resource.name[0]?.text;
  return { reference: url, ...(display === undefined ? {} : { display }) };
}

/** What people read of a resource: a line. */
function inWords(text: string): Narrative {
  return { status: 'generated', div: narrative({ blocks: [] }, text) };
}

/** @param whole the note in one piece */
function compositionOf(
  document: NoteDocument,
  author: Reference[],
  reviewer: Entry<Practitioner> | null,
  whole: string,
): Composition {
  const { signature, sections, title } = document;
  return {
    resourceType: 'Composition',
    status: signature === null ? 'preliminary' : 'final',
    type: CONSULT_NOTE,
    date: signature?.at ?? document.createdAt,
    author,
    title: signature === null ? `${title} (draft)` : title,
    text: inWords(`${title}. ${statusLine(document)}`),
    ...(signature === null || reviewer === null
      ? {}
      : { attester: [{ mode: 'professional', time: signature.at, party: refer(reviewer) }] }),
    section: sections.map(({ heading, blocks }) => ({
      title: heading || title,
      // Each section says what it is, wherever it is shown alone.
      text: {
        status: 'generated',
        div: narrative({ blocks }, signature === null ? statusLine(document) : heading || title),
      },
      entry: [{ reference: whole, display: 'The whole note as Markdown' }],
    })),
  };
}

function documentReference(document: NoteDocument, author: Reference[]): DocumentReference {
  const markdown = asMarkdown(document);
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: document.signature === null ? 'preliminary' : 'final',
    type: CONSULT_NOTE,
    date: document.createdAt,
    author,
    description: originLine(document),
    text: inWords(`${document.title}. ${statusLine(document)}`),
    content: [
      {
        attachment: {
          contentType: 'text/markdown; charset=utf-8',
          data: base64(markdown),
          title: document.title,
          creation: document.createdAt,
        },
      },
    ],
  };
}

/** How it wrote, as far as that is known. */
function locumDevice(authorship: Authorship | null): Device {
  const { method, alpha, seed, sampling, prompt, backend, app } = authorship ?? { method: 'none' };
  const quantity = (text: string, value: number | undefined) =>
    value === undefined ? [] : [{ type: { text }, valueQuantity: [{ value }] }];
  const code = (text: string, value: string | undefined) =>
    value === undefined ? [] : [{ type: { text }, valueCode: [{ text: line(value) }] }];
  return {
    resourceType: 'Device',
    text: inWords('Locum'),
    deviceName: [{ name: 'Locum', type: 'user-friendly-name' }],
    ...(app !== undefined && { version: [{ value: app }] }),
    property: [
      ...code('decoding method', method),
      ...quantity('α', alpha),
      ...quantity('temperature', sampling?.temperature),
      ...quantity('seed', seed),
      ...code('prompt template', prompt && [prompt.template, prompt.version].filter(Boolean).join(' ')),
      ...code('backend', backend),
    ],
  };
}

function modelDevice({ role, id, precision }: Author & { readonly role: string }): Device {
  const name = line(id) || 'unnamed';
  const type = `language model: ${role}`;
  return {
    resourceType: 'Device',
    text: inWords(`${name}, ${type}`),
    deviceName: [{ name, type: 'model-name' }],
    type: { text: type },
    ...(precision !== undefined && { property: [{ type: { text: 'precision' }, valueCode: [{ text: precision }] }] }),
  };
}

function practitioner(name: string): Practitioner {
  return { resourceType: 'Practitioner', text: inWords(name), name: [{ text: name }] };
}

function provenance(
  document: NoteDocument,
  targets: readonly string[],
  { authorship, locum, models }: Writing,
  reviewer: Entry<Practitioner> | null,
): Provenance {
  const participant = (code: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
  });
  const origin = originLine({ ...document, authorships: authorship === null ? [] : [authorship] });
  return {
    resourceType: 'Provenance',
    text: inWords(origin),
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: document.createdAt,
    recorded: document.signature?.at ?? document.createdAt,
    activity: { ...CREATE, text: origin },
    agent: [
      { type: participant('assembler'), who: refer(locum) },
      ...models.map((model) => ({
        type: { ...participant('author'), text: model.role },
        who: refer(model),
        onBehalfOf: refer(locum),
      })),
      ...(reviewer === null ? [] : [{ type: participant('verifier'), who: refer(reviewer) }]),
    ],
  };
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
