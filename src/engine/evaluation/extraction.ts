/** Entities of a document as an answer or a reference names them: a JSON list of `{entity, label, value}` (SDoH, [MediPhi]). */
import { findJson } from '../tasks/library/parse/json.ts';
import { countSpans, locate, type SpanCounts } from './spans.ts';

/** A type is an entity with its label, such as `Tobacco Amount`. */
export interface Extracted {
  readonly type: string;
  readonly value: string;
}

/** Null when the text holds no such list; entries of another shape are passed over. */
function extractedFrom(text: string): readonly Extracted[] | null {
  const found = findJson(text);
  if (!found.ok || !Array.isArray(found.value)) return null;
  return (found.value as readonly unknown[]).flatMap((entry) => {
    const { entity, label, value } = Object(entry) as Readonly<Record<string, unknown>>;
    const isEntry = typeof entity === 'string' && typeof label === 'string' && typeof value === 'string';
    return isEntry ? [{ type: `${entity} ${label}`, value }] : [];
  });
}

/** What of the reference an answer has found; a value that does not stand in the document is found nowhere. */
export function extractionCounts(answer: string, reference: string, document: string): SpanCounts {
  const spans = (text: string) => locate(document, extractedFrom(text) ?? []);
  return countSpans(spans(answer), spans(reference));
}

/** What is wrong with a reference, without a full stop; null: nothing. */
export function referenceProblem(reference: string, document: string): string | null {
  const gold = extractedFrom(reference);
  if (gold === null) return 'its reference is no JSON list of entity, label and value';
  const absent = locate(document, gold).findIndex(({ start }) => start === null);
  return absent < 0 ? null : `“${gold[absent]?.value}” of its reference does not stand in its text`;
}
