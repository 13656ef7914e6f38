/** SDoH: entities whose values are exact pieces of the document. What does not stand in it is refused. */
import { SOCIAL_HISTORY } from '../social-history.ts';
import { findJson } from './json.ts';
import { type ParsedAnswer, read, type SourceSpan, unreadable } from './parsed.ts';

/** Each value is found where it stands first after the last equal one, so that two mentions are two spans. */
export function parseSocialHistory(answer: string, source: string): ParsedAnswer {
  const found = findJson(answer);
  if (!found.ok) return unreadable(found.problem);
  if (!Array.isArray(found.value)) return unreadable('It is no list.');
  const spans: SourceSpan[] = [];
  const refused: string[] = [];
  const searched = new Map<string, number>();
  for (const entry of found.value as readonly unknown[]) {
    const outcome = locate(entry, source, searched);
    if (typeof outcome === 'string') refused.push(outcome);
    else spans.push(outcome);
  }
  return read({ kind: 'spans', spans }, ...refused, found.bare ? null : 'Words round the JSON were left out.');
}

function locate(entry: unknown, source: string, searched: Map<string, number>): SourceSpan | string {
  const { entity, label, value } = asRecord(entry);
  if (typeof entity !== 'string' || typeof label !== 'string' || typeof value !== 'string') {
    return 'Refused: an entry without entity, label and value.';
  }
  const known = Object.hasOwn(SOCIAL_HISTORY, entity) ? SOCIAL_HISTORY[entity] : undefined;
  if (known === undefined) return `Refused: “${shown(entity)}” is no entity.`;
  if (!known.labels.includes(label)) return `Refused: ${entity} has no “${shown(label)}”.`;
  if (value.trim() === '') return `Refused: ${entity}, ${label} without a value.`;
  const key = `${entity}\n${label}\n${value}`;
  const start = source.indexOf(value, searched.get(key) ?? 0);
  if (start < 0) return `Refused: “${shown(value)}” (${entity}, ${label}) does not stand in the text.`;
  searched.set(key, start + value.length);
  return { entity, label, value, start, end: start + value.length };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
