/** The letters there are. Light: pages know them before any is composed. */
import type { NoteTemplate } from '../../tasks/templates.ts';
import { LETTER_TEMPLATES } from './templates.ts';

export const LETTER_KINDS = ['patient', 'referral', 'discharge'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What its sections are, and what models are asked for. */
export function letterTemplate(kind: LetterKind): NoteTemplate {
  const found = LETTER_TEMPLATES.find(({ id }) => id === `letter-${kind}`);
  if (found === undefined) throw new Error(`No letter is called “${kind}”.`);
  return found;
}
