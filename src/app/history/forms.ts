/**
 * The forms that an entry has had. An entry says in which it was written; one of an earlier form is brought forward step by step,
 * one of a later form is left as it is for the version of Locum that knows it. A form that was ever written stays readable.
 */
import * as v from 'valibot';
import { HistoryEntry } from './entry.ts';

/** What becomes of an entry of form n + 1, at index n: one of form n + 2. */
const STEPS: readonly ((entry: unknown) => unknown)[] = [];

/** The present one. Form 1 did not say so. */
const FORM = STEPS.length + 1;

const Form = v.object({ form: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1) });

export function writeEntry(entry: HistoryEntry): string {
  return JSON.stringify({ form: FORM, ...entry });
}

/** The entry; or why it is none: this version does not know its form, or it is not what its form says. */
export function readEntry(text: string): HistoryEntry | 'newer' | 'damaged' {
  try {
    const written: unknown = JSON.parse(text);
    const { form } = v.parse(Form, written);
    if (form > FORM) return 'newer';
    return v.parse(
      HistoryEntry,
      STEPS.slice(form - 1).reduce((entry, step) => step(entry), written),
    );
  } catch {
    return 'damaged';
  }
}
