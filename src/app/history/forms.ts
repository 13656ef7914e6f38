/**
 * The forms that an entry has had. An entry says in which it was written; one of an earlier form is brought forward step by step,
 * one of a later form is left as it is for the version of Locum that knows it. A form that was ever written stays readable.
 */
import * as v from 'valibot';
import type { Authorship } from '../../engine/authorship.ts';
import { METHOD_IDS, METHODS, rolesOf } from '../../engine/decoding/methods.ts';
import { HistoryEntry } from './entry.ts';

const Form1 = v.looseObject({
  parts: v.array(v.object({ header: v.string(), text: v.string() })),
  origin: v.object({
    models: v.array(v.object({ role: v.string(), id: v.string() })),
    method: v.string(),
    alpha: v.nullable(v.number()),
    seed: v.nullable(v.number()),
  }),
});

/** Form 1 had one origin for the whole, and did not say which parts were edited: all count as that. */
function withAuthorship(entry: unknown): unknown {
  const { origin, parts, ...rest } = v.parse(Form1, entry);
  const authorship = authorshipOfForm1(origin);
  return { ...rest, parts: parts.map((part) => ({ ...part, origin: 'edited', authorship })) };
}

function authorshipOfForm1({ models, method: name, alpha, seed }: v.InferOutput<typeof Form1>['origin']) {
  const method = METHOD_IDS.find((each) => each === name);
  if (method === undefined) return null;
  // Of recorded examples it called every role “model”, in this order; of others it named all that were loaded.
  const order = ['base', 'expert', 'anti'] as const;
  const named = rolesOf(method).flatMap((role) => {
    const model = models.find((each, index) => each.role === role || (each.role === 'model' && order[index] === role));
    return model === undefined ? [] : [[role, { id: model.id }] as const];
  });
  return {
    models: Object.fromEntries(named),
    method,
    ...(alpha !== null && METHODS[method].usesAlpha && { alpha }),
    ...(seed !== null && { seed }),
  } satisfies Authorship;
}

/** What becomes of an entry of form n + 1, at index n: one of form n + 2. */
const STEPS: readonly ((entry: unknown) => unknown)[] = [withAuthorship];

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
