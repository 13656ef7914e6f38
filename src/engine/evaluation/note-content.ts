/** What of the reference a note holds, and what of the note the conversation: sections, numbers, medications. */

import { reviewEvidence } from '../analysis/evidence/evidence.ts';
import { Lexicon, loadLexicon } from '../analysis/evidence/lexicon/concepts.ts';
import { wordsOf } from '../analysis/evidence/text/words.ts';

/** Headers that stand at the beginning of a line, alone or before a colon; in the order of `headers`, each once. */
function sectionsOf(note: string, headers: readonly string[]): readonly string[] {
  const lines = note.split('\n').map((line) => line.replace(/^[\s#*]+/u, '').toLowerCase());
  return headers.filter((header) => {
    const wanted = header.toLowerCase();
    return lines.some((line) => line.startsWith(wanted) && /^[\s*]*(?::|$)/u.test(line.slice(wanted.length)));
  });
}

/** Share of the reference's sections that the note has; null when the reference has none. */
export function sectionPresence(note: string, reference: string, headers: readonly string[]): number | null {
  return coverage(new Set(sectionsOf(reference, headers)), new Set(sectionsOf(note, headers)));
}

/** Numbers in digits: `120/80` is two, `1,200` and `1200` are one, `7.50` is `7.5`. */
function numbersOf(text: string): ReadonlySet<string> {
  const found = text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];
  return new Set(found.map((number) => String(Number(number.replaceAll(',', '')))));
}

/** Share of the reference's numbers that the note has; null when the reference has none. */
export function numberCoverage(note: string, reference: string): number | null {
  return coverage(numbersOf(reference), numbersOf(note));
}

/** Share of the reference's medications that the note names; null when the reference names none. */
export function medicationCoverage(note: string, reference: string): number | null {
  return coverage(mentionedMedications(reference), mentionedMedications(note));
}

/** A figure over notes of one kind, so names that few notes have matter little. */
const EVERYDAY = new Lexicon(null);

/** Medications by their one name, whatever name or brand the text has for them. */
function mentionedMedications(text: string): ReadonlySet<string> {
  const concepts = EVERYDAY.mentions(wordsOf(text), 'written').flatMap((mention) => mention.concepts.slice(0, 1));
  return new Set(concepts.filter(({ kind }) => kind === 'medication').map(({ name }) => name));
}

export interface Claims {
  /** Sentences of the note that claim something. */
  readonly sentences: number;
  /** Those with a number, side, negation or finding that the conversation does not bear out. */
  readonly unsupported: number;
}

/** How much of a note stands on the conversation (`analysis/evidence`): on words alone, so an estimate. */
export async function claimsOf(note: string, conversation: string): Promise<Claims> {
  const claims = reviewEvidence(note, conversation, await loadLexicon()).sentences.filter(({ units }) => units > 0);
  return { sentences: claims.length, unsupported: claims.filter(({ level }) => level === 'unsupported').length };
}

function coverage(wanted: ReadonlySet<string>, present: ReadonlySet<string>): number | null {
  if (wanted.size === 0) return null;
  return [...wanted].filter((each) => present.has(each)).length / wanted.size;
}
