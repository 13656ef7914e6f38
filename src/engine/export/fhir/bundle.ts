/**
 * A note as a FHIR R4 document: a Bundle of type `document` whose Composition is the note, with a DocumentReference to its
 * text, the devices (Locum and the models) and a Provenance. `preliminary` until somebody has signed, `final` then.
 */
import { type NoteDocument, originLine, statusLine } from '../document.ts';
import { asMarkdown } from '../markdown.ts';
import { narrative } from '../xhtml.ts';
import type {
  Bundle,
  Composition,
  Device,
  DocumentReference,
  Practitioner,
  Provenance,
  Reference,
  Resource,
} from './resources.ts';

const CONSULT_NOTE = { coding: [{ system: 'http://loinc.org', code: '11488-4', display: 'Consult note' }] };

export function asFhir(document: NoteDocument): Bundle {
  const url = () => `urn:uuid:${crypto.randomUUID()}`;
  const composition = url();
  const reference = url();
  const locum = { url: url(), resource: locumDevice(document) };
  const models = document.origin.models.map(({ role, id }) => ({ role, url: url(), resource: modelDevice(role, id) }));
  const reviewer = document.signature === null ? null : { url: url(), resource: practitioner(document.signature.name) };
  const author: Reference[] = [refer(reviewer ?? locum)];
  const entries: [string, Resource][] = [
    [composition, compositionOf(document, author, reviewer)],
    [reference, documentReference(document, author)],
    [locum.url, locum.resource],
    ...models.map((model): [string, Resource] => [model.url, model.resource]),
    ...(reviewer === null ? [] : [[reviewer.url, reviewer.resource] as [string, Resource]]),
    [url(), provenance(document, [composition, reference], locum, models, reviewer)],
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

function refer({ url, resource }: Entry<Device | Practitioner>): Reference {
  const display = resource.resourceType === 'Device' ? resource.deviceName[0]?.name : resource.name[0]?.text;
  return { reference: url, ...(display === undefined ? {} : { display }) };
}

function compositionOf(document: NoteDocument, author: Reference[], reviewer: Entry<Practitioner> | null): Composition {
  const { signature, sections, title } = document;
  return {
    resourceType: 'Composition',
    status: signature === null ? 'preliminary' : 'final',
    type: CONSULT_NOTE,
    date: signature?.at ?? document.createdAt,
    author,
    title: signature === null ? `${title} (draft)` : title,
    text: { status: 'generated', div: narrative({ blocks: [] }, `${title}. ${statusLine(document)}`) },
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

function locumDevice({ origin }: NoteDocument): Device {
  const alpha = origin.alpha === null ? [] : [{ type: { text: 'α' }, valueQuantity: [{ value: origin.alpha }] }];
  const seed = origin.seed === null ? [] : [{ type: { text: 'seed' }, valueQuantity: [{ value: origin.seed }] }];
  return {
    resourceType: 'Device',
    deviceName: [{ name: 'Locum', type: 'user-friendly-name' }],
    property: [
      { type: { text: 'decoding method' }, valueCode: [{ text: origin.method || 'none' }] },
      ...alpha,
      ...seed,
    ],
  };
}

function modelDevice(role: string, id: string): Device {
  return {
    resourceType: 'Device',
    deviceName: [{ name: id, type: 'model-name' }],
    type: { text: `language model: ${role}` },
  };
}

function practitioner(name: string): Practitioner {
  return { resourceType: 'Practitioner', name: [{ text: name }] };
}

function provenance(
  document: NoteDocument,
  targets: readonly string[],
  locum: Entry<Device>,
  models: readonly (Entry<Device> & { readonly role: string })[],
  reviewer: Entry<Practitioner> | null,
): Provenance {
  const participant = (code: string) => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code }],
  });
  return {
    resourceType: 'Provenance',
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: document.createdAt,
    recorded: document.signature?.at ?? document.createdAt,
    activity: { text: originLine(document) },
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
