/**
 * What the page remembers between visits: settings and templates, never a word of a conversation or a note. Everything
 * is checked when it is read; storage that is switched off or full means that a choice holds until the page is closed.
 */
import * as v from 'valibot';

export function readStored<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | null {
  try {
    const stored = localStorage.getItem(key);
    if (stored === null) return null;
    const parsed = v.safeParse(schema, JSON.parse(stored));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** `null` forgets. Says whether it was kept. */
export function store(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
