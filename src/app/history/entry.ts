/** What the history keeps of a note. */
import * as v from 'valibot';

const Signature = v.object({ name: v.string(), at: v.string() });
const Origin = v.object({
  models: v.array(v.object({ role: v.string(), id: v.string() })),
  method: v.string(),
  alpha: v.nullable(v.number()),
  seed: v.nullable(v.number()),
});

export const HistoryEntry = v.object({
  id: v.string(),
  /** ISO 8601. */
  savedAt: v.string(),
  title: v.string(),
  dialogue: v.string(),
  parts: v.array(v.object({ header: v.string(), text: v.string() })),
  /** Flags that were accepted. */
  accepted: v.array(v.string()),
  signature: v.nullable(Signature),
  origin: Origin,
});
export type HistoryEntry = v.InferOutput<typeof HistoryEntry>;

/** Whether every word of the search stands somewhere in the entry. */
export function matches({ title, dialogue, parts }: HistoryEntry, search: string): boolean {
  const whole = [title, dialogue, ...parts.flatMap(({ header, text }) => [header, text])].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => whole.includes(word));
}
