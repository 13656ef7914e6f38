/** A note with given headers, which models number, shorten and write in their own way. */
import { splitNote } from '../../note-parts.ts';
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { bareText } from './prose.ts';

/** What clinicians also call the sections of a note. “Assessment” and “plan” by themselves are parts of both together. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'CHIEF COMPLAINT': ['CC', 'Reason for visit', 'Presenting complaint'],
  'HISTORY OF PRESENT ILLNESS': ['HPI', 'History', 'History of the present illness', 'Present illness'],
  'PHYSICAL EXAM': ['PE', 'Exam', 'Physical', 'Physical examination', 'Examination'],
  RESULTS: ['Labs', 'Laboratory results', 'Lab results', 'Test results', 'Results and data'],
  'ASSESSMENT AND PLAN': [
    ...['A/P', 'A&P', 'A & P', 'AP', 'Assessment & plan', 'Assessment/plan', 'Assessment / plan', 'Assessment plan'],
    ...['Impression and plan', 'Impression', 'Assessment', 'Plan'],
  ],
};

/** Numbers before what is a header stand for nothing. */
const NUMBERED = /(?<![^\n])([^\S\n]*(?:#{1,6}[^\S\n]+)?(?:[*_]{2})?)\(?(?:\d{1,2}|[IVX]{1,4})[.)][^\S\n]+/gu;

export function parseSections(answer: string, headers: readonly string[]): ParsedAnswer {
  const text = bareText(answer);
  if (text === '') return unreadable('It is empty.');
  const names = new Map<string, string>();
  for (const header of headers) {
    // A name that is asked for by itself is no other name of another header.
    for (const name of [...(OTHER_NAMES[header.toUpperCase()] ?? [])]) {
      if (!headers.some((each) => each.toLowerCase() === name.toLowerCase())) names.set(name.toLowerCase(), header);
    }
  }
  for (const header of headers) names.set(header.toLowerCase(), header);
  const split = (note: string) => splitNote(note, [...names.keys()]);
  // Numbers are taken away from the headers only: a plan's own stay.
  const plain = text.replace(NUMBERED, (mark, before: string, at: number) => {
    const line = text.slice(at + mark.length).split('\n', 1)[0] ?? '';
    return split(`${before}${line}\n`).some(({ header }) => header !== '') ? before : mark;
  });
  const parts = split(plain);
  const sections = headers.flatMap((header) => {
    const own = parts.filter((part) => names.get(part.header.toLowerCase()) === header);
    return own.length === 0 ? [] : [{ header, text: own.map((part) => part.text).join('\n\n') }];
  });
  if (sections.length === 0) return unreadable(`It has none of the headers ${headers.join(', ')}.`);
  const missing = headers.filter((header) => !sections.some((section) => section.header === header));
  const before = parts.some((part) => part.header === '');
  return read(
    { kind: 'sections', sections },
    missing.length > 0 ? `Missing: ${missing.join(', ')}.` : null,
    before ? 'Words before the first header were left out.' : null,
  );
}
