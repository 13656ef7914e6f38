/** What is kept of a letter's origin: in the history, and over a reload. */
import * as v from 'valibot';
import { AuthorshipSchema } from '../../engine/authorship.ts';
import { LETTER_KINDS } from '../../engine/chart/letters/kinds.ts';
import type { LetterOrigin } from './note.ts';

export const LetterOriginSchema = v.object({
  kind: v.picklist(LETTER_KINDS),
  of: v.string(),
  signature: v.object({ name: v.string(), at: v.string() }),
  authorships: v.array(v.nullable(AuthorshipSchema)),
  edited: v.boolean(),
}) satisfies v.GenericSchema<unknown, LetterOrigin>;

type Kept = v.InferOutput<typeof LetterOriginSchema>;

/** Absent, where there is none. */
export function letterIn({ letter }: { readonly letter?: LetterOrigin | undefined }): { letter?: Kept } {
  return letter === undefined ? {} : { letter: { ...letter, authorships: [...letter.authorships] } };
}
