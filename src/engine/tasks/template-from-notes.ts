/** A template from notes that somebody wrote: their headers in their order, and how long and in what form each section is. */
import { LocumError } from '../errors.ts';
import { splitAtLikelyHeaders } from './note-parts.ts';
import type { TemplateSection } from './templates.ts';

/** A line of dashes or equal signs parts one note from the next. */
const BETWEEN_NOTES = /^[^\S\n]*(?:-{3,}|={3,}|\*{3,})[^\S\n]*$/gmu;

interface Seen {
  readonly header: string;
  readonly texts: string[];
  /** Sum of its places in the notes it stands in, as fractions. */
  place: number;
}

/**
 * Sections that stand in at least half of the notes. Nothing of what the notes say of a patient gets into the template:
 * headers, lengths and form only.
 * @throws {LocumError} `empty-input`, `file-not-text` when no headers are found
 */
export function sectionsFromNotes(pasted: string): readonly TemplateSection[] {
  const notes = pasted.split(BETWEEN_NOTES).filter((note) => note.trim() !== '');
  if (notes.length === 0) {
    throw new LocumError('empty-input', 'There is no note to learn from.', {
      hint: 'Paste one or more of your notes.',
    });
  }
  const seen = new Map<string, Seen>();
  for (const note of notes) {
    const parts = splitAtLikelyHeaders(note).filter(({ header }) => header !== '');
    for (const [index, { header, text }] of parts.entries()) {
      const entry = seen.get(header.toLowerCase()) ?? { header, texts: [], place: 0 };
      entry.texts.push(text);
      entry.place += index / parts.length;
      seen.set(header.toLowerCase(), entry);
    }
  }
  const common = [...seen.values()].filter(({ texts }) => texts.length * 2 >= notes.length);
  if (common.length === 0) {
    throw new LocumError('bad-argument', 'No section headers were found in what was pasted.', {
      hint: 'Put each header alone in its line, in capitals or with a colon: “PLAN” or “Plan:”.',
    });
  }
  return common
    .sort((a, b) => a.place / a.texts.length - b.place / b.texts.length)
    .map(({ header, texts }) => ({ header, instruction: formOf(texts) }));
}

function formOf(texts: readonly string[]): string {
  const words = texts.map((text) => text.match(/\S+/gu)?.length ?? 0).sort((a, b) => a - b);
  const median = words[words.length >> 1] ?? 0;
  const listed = texts.filter((text) => /^[^\S\n]*(?:[-•*]|\d+[.)])[^\S\n]/mu.test(text)).length * 2 > texts.length;
  const length = median <= 15 ? 'A few words' : `About ${Math.max(20, Math.round(median / 10) * 10)} words`;
  return `${length}, ${listed ? 'as a list' : 'in sentences'}.`;
}
