/** What the history keeps of a note. */
import * as v from 'valibot';
import { AuthorshipSchema } from '../../engine/authorship.ts';
import { LetterOriginSchema } from '../note/letter-origin.ts';

const Signature = v.object({ name: v.string(), at: v.string() });

const Part = v.object({
  header: v.string(),
  text: v.string(),
  origin: v.picklist(['model', 'recorded', 'composed', 'edited']),
  /** Null where no model wrote anything of it. */
  authorship: v.nullable(AuthorshipSchema),
  /** Whether the conversation was changed after it had been written; absent where that is not known. */
  beforeChange: v.exactOptional(v.boolean()),
});

export const HistoryEntry = v.object({
  id: v.string(),
  /** ISO 8601. */
  savedAt: v.string(),
  title: v.string(),
  dialogue: v.string(),
  /** Of a letter, whose `dialogue` is a signed note. */
  letter: v.exactOptional(LetterOriginSchema),
  parts: v.array(Part),
  /** Flags that were accepted. */
  accepted: v.array(v.string()),
  signature: v.nullable(Signature),
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
