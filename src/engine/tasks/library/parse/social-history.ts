/** SDoH: entities whose values are exact pieces of the document. What does not stand in it is refused. */
import { SOCIAL_HISTORY } from '../social-history.ts';
import { findJson } from './json.ts';
import { type ParsedAnswer, read, type SourceSpan, unreadable } from './parsed.ts';

/** Each value is found where it stands first after the last equal one, so that two mentions are two spans. */
export function parseSocialHistory(answer: string, source: string): ParsedAnswer {
  const found = findList(answer);
  if (typeof found === 'string') return unreadable(found);
  const spans: SourceSpan[] = [];
  const refused: string[] = [];
  const searched = new Map<string, number>();
  for (const entry of found.entries) {
    const outcome = locate(entry, source, searched);
    if (typeof outcome === 'string') refused.push(outcome);
    else spans.push(outcome);
  }
  return read({ kind: 'spans', spans }, ...refused, found.remark);
}

interface FoundList {
  readonly entries: readonly unknown[];
  readonly remark: string | null;
}

/** The list, also as the one list of an object, with commas too many, or as far as it goes where it was cut off; or what is wrong. */
function findList(answer: string): FoundList | string {
  const whole = findJson(answer);
  const found = whole.ok ? whole : findJson(answer.replace(/,(?=\s*[\]}])/gu, ''));
  if (found.ok) {
    const entries = entriesOf(found.value);
    if (entries === null) return 'It is no list.';
    const remark = !whole.ok
      ? 'Commas too many were left out.'
      : found.bare
        ? null
        : 'Words round the JSON were left out.';
    return { entries, remark };
  }
  // Up to the last entry that is whole: behind it stand no more brackets than an entry that breaks off can have.
  const open = answer.indexOf('[');
  let end = answer.lastIndexOf('}');
  for (let tries = 0; tries < 16 && open >= 0 && end > open; tries++, end = answer.lastIndexOf('}', end - 1)) {
    const cut = findJson(`${answer.slice(open, end + 1)}]`);
    if (cut.ok && Array.isArray(cut.value) && cut.value.length > 0) {
      return { entries: cut.value, remark: 'The list breaks off: what follows its last whole entry is lost.' };
    }
  }
  return found.problem;
}

function entriesOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  const own = asRecord(value);
  if ('entity' in own && 'label' in own && 'value' in own) return [own];
  const lists = Object.values(own).filter((each) => Array.isArray(each));
  return lists.length === 1 ? lists[0]! : null;
}

function locate(entry: unknown, source: string, searched: Map<string, number>): SourceSpan | string {
  const { entity: asked, label: askedLabel, value } = asRecord(entry);
  if (typeof asked !== 'string' || typeof askedLabel !== 'string' || typeof value !== 'string') {
    return 'Refused: an entry without entity, label and value.';
  }
  const entity = same(Object.keys(SOCIAL_HISTORY), asked) ?? asked;
  const known = Object.hasOwn(SOCIAL_HISTORY, entity) ? SOCIAL_HISTORY[entity] : undefined;
  if (known === undefined) return `Refused: “${shown(entity)}” is no entity.`;
  const label = same(known.labels, askedLabel);
  if (label === undefined) return `Refused: ${entity} has no “${shown(askedLabel)}”.`;
  if (value.trim() === '') return `Refused: ${entity}, ${label} without a value.`;
  const key = `${entity}\n${label}\n${value}`;
  const from = searched.get(key) ?? 0;
  const exact = source.indexOf(value, from);
  // Models write the beginning of an entry large.
  const start = exact >= 0 ? exact : source.toLowerCase().indexOf(value.toLowerCase(), from);
  if (start < 0) return `Refused: “${shown(value)}” (${entity}, ${label}) does not stand in the text.`;
  const end = start + value.length;
  searched.set(key, end);
  return { entity, label, value: source.slice(start, end), start, end };
}

/** The name that is meant, whatever its case. */
function same(names: readonly string[], asked: string): string | undefined {
  return names.find((name) => name.toLowerCase() === asked.trim().toLowerCase());
}
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
