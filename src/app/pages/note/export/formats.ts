/** The ways a note can be taken away. What makes them is loaded when it is first needed. */
import type { NoteDocument } from '../../../../engine/export/document.ts';

export const FORMATS = [
  { value: 'docx', label: 'Word' },
  { value: 'markdown', label: 'Markdown' },
  { value: 'text', label: 'Text' },
  { value: 'fhir', label: 'FHIR R4' },
  { value: 'print', label: 'Print, PDF' },
] as const;
export type Format = (typeof FORMATS)[number]['value'];
export type FileFormat = Exclude<Format, 'print'>;

export interface TakenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** @throws {LocumError} `export-invalid`: a FHIR document is checked before anybody gets it */
export async function makeFile(document: NoteDocument, format: FileFormat): Promise<TakenFile> {
  const stem = stemOf(document);
  switch (format) {
    case 'docx': {
      const { asDocx } = await import('../../../../engine/export/docx.ts');
      return { name: `${stem}.docx`, blob: await asDocx(document) };
    }
    case 'markdown': {
      const { asMarkdown } = await import('../../../../engine/export/markdown.ts');
      return { name: `${stem}.md`, blob: textBlob(asMarkdown(document), 'text/markdown') };
    }
    case 'text': {
      const { asText } = await import('../../../../engine/export/text.ts');
      return { name: `${stem}.txt`, blob: textBlob(asText(document), 'text/plain') };
    }
    case 'fhir': {
      const [{ asFhir }, { requireValidFhir }] = await Promise.all([
        import('../../../../engine/export/fhir/bundle.ts'),
        import('../../../../engine/export/fhir/validate.ts'),
      ]);
      const bundle = asFhir(document);
      await requireValidFhir(bundle);
      return { name: `${stem}.fhir.json`, blob: textBlob(JSON.stringify(bundle, null, 2), 'application/fhir+json') };
    }
    default:
      return format satisfies never;
  }
}

/** `2025-03-04-SOAP-note-draft`: notes of one day stand together in a folder, and none is taken for signed. */
function stemOf({ createdAt, title, signature }: NoteDocument): string {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '') || 'note';
  // The day where the clinician is, not in Greenwich.
  const day = new Date(createdAt);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.join('-')}-${name}${signature === null ? '-draft' : ''}`;
}

function textBlob(text: string, type: string): Blob {
  return new Blob([text], { type: `${type};charset=utf-8` });
}
