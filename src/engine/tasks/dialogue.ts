/**
 * A pasted conversation as its turns. A turn begins where a line names a speaker (`[doctor]`, `Doctor:`, `D:`,
 * `**Dr. Okafor:**`, `00:12 Patient:`); lines that name none go on with the turn before. Without any speaker, each line
 * is a turn.
 */

export type Speaker = 'clinician' | 'patient' | 'other' | 'unknown';

export interface Turn {
  /** From 1, as pages show and reviews cite it. */
  readonly number: number;
  readonly speaker: Speaker;
  /** As it stands in the text, without brackets and colon; empty where nobody is named. */
  readonly label: string;
  /** What was said, without the label. */
  readonly text: string;
  /** Where the turn stands in the conversation: UTF-16 offsets, the end exclusive, line breaks at its end left out. */
  readonly start: number;
  readonly end: number;
}

const ROLES: readonly (readonly [Exclude<Speaker, 'unknown'>, RegExp])[] = [
  [
    'clinician',
    /^(?:d|dr|doc|doctor|physician|clinician|gp|provider|practitioner|consultant|surgeon|specialist|resident|registrar|intern|nurse|rn|np|pa|midwife|therapist|psychologist|psychiatrist|pharmacist|paramedic|dietitian|hcp|guest clinician)$/u,
  ],
  ['patient', /^(?:p|pt|pat|patient|client|service user)$/u],
  [
    'other',
    /^(?:mother|father|mom|mum|dad|parent|son|daughter|wife|husband|partner|spouse|sister|brother|grandmother|grandfather|caregiver|carer|guardian|relative|family|family member|guest family|patient guest|guest|interpreter|friend|aunt|uncle|both|system|visitor)$/u,
  ],
];
/** A name of nobody's role that still is one: `Speaker 2`, `S1`. */
const NUMBERED = /^(?:speaker|participant|person|voice|s|p|d)[ _-]?\d{1,2}$/u;

const TIME = String.raw`(?:[[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?[^\S\n]*[-–]?[^\S\n]*)?`;
const NAME = String.raw`\p{L}[\p{L}\p{M}\d.'’ _-]{0,30}(?:\([^)\n]{1,24}\))?`;
/** Groups: a name in brackets, or one before a colon. */
const LINE = new RegExp(
  String.raw`^[^\S\n]*(?:[-–•][^\S\n]*)?[*_]{0,2}${TIME}(?:\[(${NAME})\][^\S\n]*:?|(${NAME})[^\S\n]*[*_]{0,2}[:：])[*_]{0,2}[^\S\n]*`,
  'gmu',
);

/** Whose label it is; null when it is nobody's role, and then only a name if it comes again. */
export function speakerOf(label: string): Speaker | null {
  const known = rolesByLabel.get(label);
  if (known !== undefined) return known;
  const name = label
    .toLowerCase()
    .replace(/\(.*\)/u, '')
    .replace(/[\s_.]+/gu, ' ')
    .trim();
  const speaker = roleOf(name);
  if (rolesByLabel.size < MOST_KNOWN) rolesByLabel.set(label, speaker);
  return speaker;
}

/** Labels come again and again. */
const rolesByLabel = new Map<string, Speaker | null>();
const MOST_KNOWN = 1000;

function roleOf(name: string): Speaker | null {
  for (const [speaker, pattern] of ROLES) if (pattern.test(name)) return speaker;
  if (/^(?:dr|doctor|nurse|prof|professor) \S/u.test(name)) return 'clinician';
  if (NUMBERED.test(name)) return 'unknown';
  // “Guest_family_1”.
  const several = /^(\p{L}{3}.*) \d{1,2}$/u.exec(name)?.[1];
  return several === undefined ? null : roleOf(several);
}

interface Opening {
  readonly label: string;
  readonly start: number;
  readonly textStart: number;
}

/** Who speaks under which label, where the user knows better than the words do; keys are labels in lower case. */
export type SpeakerNames = Readonly<Record<string, Speaker>>;

export function dialogueTurns(conversation: string, names: SpeakerNames = {}): readonly Turn[] {
  const openings = findOpenings(conversation);
  if (openings.length === 0) return linesAsTurns(conversation);
  const first = openings[0]?.start ?? 0;
  // What stands before the first speaker is a turn of its own: a heading, a remark.
  if (conversation.slice(0, first).trim() !== '') openings.unshift({ label: '', start: 0, textStart: 0 });
  return openings.map(({ label, start, textStart }, index) => {
    const whole = conversation.slice(start, openings[index + 1]?.start ?? conversation.length).trimEnd();
    return {
      number: index + 1,
      speaker: label === '' ? 'unknown' : (names[label.toLowerCase()] ?? speakerOf(label) ?? 'unknown'),
      label,
      text: whole.slice(textStart - start).trim(),
      start,
      end: start + whole.length,
    };
  });
}

function findOpenings(conversation: string): Opening[] {
  const found = [...conversation.matchAll(LINE)].map((match): Opening => {
    const indent = match[0].length - match[0].trimStart().length;
    return {
      label: (match[1] ?? match[2] ?? '').trim(),
      start: match.index + indent,
      textStart: match.index + match[0].length,
    };
  });
  // “Blood pressure: 120/80” in a turn names nobody; “Maria:” does, when she speaks more than once.
  const times = new Map<string, number>();
  for (const { label } of found) times.set(label.toLowerCase(), (times.get(label.toLowerCase()) ?? 0) + 1);
  const isName = (label: string) =>
    (times.get(label.toLowerCase()) ?? 0) > 1 &&
    /^\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,2}$/u.test(label);
  const names = new Set(found.map(({ label }) => label).filter((label) => speakerOf(label) === null && isName(label)));
  // Findings come as a list by one speaker; people take turns. Names are believed where at least two parties speak so.
  const known = found.map(({ label }) => label).filter((label) => speakerOf(label) !== null);
  const parties = new Set([...known, ...names].map((label) => label.toLowerCase()));
  return found.filter(({ label }) => speakerOf(label) !== null || (parties.size > 1 && names.has(label)));
}

function linesAsTurns(conversation: string): Turn[] {
  const lines = [...conversation.matchAll(/^[^\S\n]*(\S[^\n]*)/gmu)];
  return lines.map((match, index) => {
    const text = (match[1] ?? '').trimEnd();
    const start = match.index + match[0].length - (match[1] ?? '').length;
    return { number: index + 1, speaker: 'unknown', label: '', text, start, end: start + text.length };
  });
}
