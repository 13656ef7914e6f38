/**
 * What in a text may say who somebody is: names, dates, telephone numbers, e-mail addresses, record numbers, addresses (the
 * direct identifiers of HIPAA's Safe Harbor that occur in notes). Found by patterns and by words beside them, without a model:
 * a help for the user, who decides, and no proof that nothing is left.
 */
import { isFirstName } from './first-names.ts';

export type IdentifierKind =
  | 'name'
  | 'date'
  | 'phone'
  | 'e-mail'
  | 'record number'
  | 'address'
  | 'web address'
  | 'age over 89';

export interface Identifier {
  readonly kind: IdentifierKind;
  /** UTF-16 offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Rule {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
  /** Which group is the identifier; the whole match without. */
  readonly group?: number;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ORDINAL = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:19|20)\d{2}`;
const CAPITAL = String.raw`\p{Lu}[\p{L}\p{M}'’-]{1,40}`;
const STREET =
  '(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|terrace|close|crescent|way|square|sq|gardens|grove|highway|hwy|parkway|pkwy)';

/** Earlier rules win where two overlap. */
const RULES: readonly Rule[] = [
  { kind: 'e-mail', pattern: /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/giu },
  { kind: 'e-mail', pattern: /\b[a-z\d._-]{1,64} at [a-z\d-]{1,63} dot (?:com|org|net|edu|uk|co)\b/giu },
  { kind: 'web address', pattern: /\b(?:https?:\/\/|www\.)[^\s<>"]+[^\s<>".,;:!?)]/giu },
  // US social security number, UK NHS number (3-3-4), numbers that are called record, patient or hospital number.
  { kind: 'record number', pattern: /\b\d{3}-\d{2}-\d{4}\b/gu },
  {
    kind: 'record number',
    pattern:
      /\b(?:mrn|medical record(?: number| no\.?)?|record number|nhs(?: number| no\.?)?|hospital (?:number|no\.?)|patient (?:id|number|no\.?)|account (?:number|no\.?)|member id|policy (?:number|no\.?)|insurance (?:number|id)|case number|accession(?: number)?|ssn|social security(?: number)?|passport(?: number)?|licen[cs]e(?: number)?)\s*(?:is|was|[:#])?\s*#?\s*((?:[a-z]{1,3}[ -]?)?\d[\d-]*(?: \d[\d-]*){0,3}[a-z]?)(?![\p{L}\d])/giu,
    group: 1,
  },
  {
    kind: 'phone',
    pattern: /(?<![\d.,/-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?|\b\d{3}[.-])\d{3}[\s.-]\d{4}(?!\d)/gu,
  },
  { kind: 'phone', pattern: /(?<![\d.,/-])\+\d{1,3}(?:[\s.-]?\(?\d{1,5}\)?){2,5}(?!\d)/gu },
  {
    kind: 'phone',
    pattern:
      /(?<![\d.,/-])0\d{2,4}[\s-]\d{3,4}[\s-]?\d{3,4}(?!\d)|(?<![\d.,/-])07\d{9}(?!\d)|(?<![\d.,/-])\d{3} \d{3} \d{4}(?!\d)/gu,
  },
  {
    kind: 'phone',
    pattern:
      /\b(?:phone|telephone|tel|mobile|cell|fax|pager|call(?: me| him| her| us)?(?: on| at)?)\b[\s:#.]*(?:number\s*(?:is)?\s*)?(\d{3}[\s.-]?\d{4}|\d{3}[\s.-]?\d{3}[\s.-]?\d{4})(?!\d)/giu,
    group: 1,
  },
  {
    kind: 'date',
    pattern: new RegExp(
      String.raw`(?<![\d./-])(?:${YEAR}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2}))(?![\d/])`,
      'giu',
    ),
  },
  {
    kind: 'date',
    pattern: new RegExp(
      String.raw`\b(?:${MONTH}\.?,? ${ORDINAL}(?:,? ${YEAR})?|(?:the )?${ORDINAL} (?:of )?${MONTH}(?:,? ${YEAR})?|${MONTH}\.?,? (?:of )?${YEAR})\b`,
      'giu',
    ),
  },
  { kind: 'date', pattern: /(?<![\d./-])(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2}(?![\d/])/gu },
  {
    kind: 'date',
    pattern: /\b(?:d\.?o\.?b\.?|date of birth|born(?: on| in)?)\s*[:.]?\s*((?:19|20)\d{2})\b/giu,
    group: 1,
  },
  { kind: 'age over 89', pattern: /\b((?:9\d|1[01]\d)[ -]years?[ -]olds?|aged? (?:9\d|1[01]\d))\b/giu },
  // House number and street; then town and postcode.
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`\b\d{1,5}[a-z]?,? (?:(?:north|south|east|west|n|s|e|w)\.? )?(?:[\p{L}'’-]{1,40} ){1,3}${STREET}\b\.?(?:,? (?:apt|apartment|unit|flat|suite|#)\.? ?[\p{L}\d]+)?`,
      'giu',
    ),
  },
  { kind: 'address', pattern: /\b(?:flat|apartment|apt|suite) \d{1,4}[a-z]?\b/giu },
  { kind: 'address', pattern: /\bP\.?\s?O\.? box \d+/giu },
  { kind: 'address', pattern: /\b(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[A-Z]{2}\b/gu },
  {
    kind: 'address',
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:${CAPITAL}(?: ${CAPITAL})?, )?(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?\b`,
      'gu',
    ),
  },
  // People: after a title; as “name is …”; a first name, perhaps with a surname.
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]rs?|[Dd]octor|[Pp]rof(?:essor)?|[Nn]urse|[Ss]ister|[Ss]ir)\.? ((?:\p{Lu}\. )?${CAPITAL}(?: (?:\p{Lu}\. )?${CAPITAL})?)`,
      'gu',
    ),
    group: 1,
  },
  { kind: 'name', pattern: /\b(?:mr|mrs|ms|miss|dr) \. ([\p{L}'’-]{2,})/gu, group: 1 },
  {
    kind: 'name',
    pattern:
      /\b(?:[Mm]y name is|[Mm]y name['’]s|[Nn]ame\s*:|[Cc]alled|[Nn]amed|[Ss]igned:?)\s+(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2})/gu,
    group: 1,
  },
];

/** In the order of the text, none overlapping another. */
export function findIdentifiers(text: string): Identifier[] {
  const found: Identifier[] = [];
  const add = (kind: IdentifierKind, start: number, end: number) => {
    if (end > start && !found.some((other) => start < other.end && end > other.start)) {
      found.push({ kind, start, end, text: text.slice(start, end) });
    }
  };
  for (const { kind, pattern, group } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const part = group === undefined ? match[0] : (match[group] ?? '');
      const start = match.index + (group === undefined ? 0 : match[0].lastIndexOf(part));
      if (kind === 'name' && !isLikelyName(part)) continue;
      if (kind === 'record number' && group !== undefined && !/\d{3}/u.test(part.replace(/[ -]/gu, ''))) continue;
      add(kind, start, start + part.trimEnd().length);
    }
  }
  for (const [start, end] of firstNames(text)) add('name', start, end);
  for (const [start, end] of repeats(text, found)) add('name', start, end);
  return found.sort((a, b) => a.start - b.start);
}

/** Words with a capital that are no names, after a title or “named”. */
const NO_NAME =
  /^(?:the|this|that|a|an|in|on|at|to|for|with|and|or|not|no|if|is|was|today|after|before|will|patient|doctor|clinic|hospital|history|plan|assessment)$/iu;

function isLikelyName(part: string): boolean {
  const first = part.split(/\s/u)[0] ?? '';
  return /^\p{Lu}/u.test(first)
    ? !NO_NAME.test(first) || isFirstName(first)
    : /^[\p{L}'’-]{2,}$/u.test(part) && !NO_NAME.test(part);
}

/** A known first name with a capital, and the surname behind it: “Martha”, “Martha Collins”, “Brian K. White”. */
function firstNames(text: string): [number, number][] {
  const pattern = new RegExp(String.raw`(?<![\p{L}\d])(${CAPITAL})((?: \p{Lu}\.)?(?: ${CAPITAL}){0,2})`, 'gu');
  return [...text.matchAll(pattern)].flatMap((match): [number, number][] => {
    const [, first = '', rest = ''] = match;
    if (!isFirstName(first)) return [];
    const surname = /^(?: \p{Lu}\.)? (?<word>\S+)/u.exec(rest)?.groups?.word ?? '';
    const end =
      match.index +
      first.length +
      (surname === '' || NO_NAME.test(surname) ? 0 : (/^(?: \p{Lu}\.)? \S+/u.exec(rest)?.[0].length ?? 0));
    return [[match.index, end]];
  });
}

/** A name that was found once is one wherever it stands, also without its title and in lower case. */
function repeats(text: string, found: readonly Identifier[]): [number, number][] {
  const names = new Set(
    found
      .filter(({ kind }) => kind === 'name')
      .flatMap((name) => name.text.split(/[\s.]+/u))
      .filter((word) => word.length >= 4),
  );
  return [...names].flatMap((name) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    const lower = isFirstName(name) ? 'giu' : 'gu';
    return [...text.matchAll(new RegExp(`(?<![\\p{L}\\d])${escaped}(?![\\p{L}\\d])`, lower))].map(
      (match): [number, number] => [match.index, match.index + match[0].length],
    );
  });
}

/** What stands in the place of a masked identifier. */
function maskFor(kind: IdentifierKind): string {
  return `[${kind}]`;
}

/** The text with the given identifiers masked; the rest as it was. */
export function maskIdentifiers(text: string, chosen: readonly Identifier[]): string {
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of [...chosen].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    masked += text.slice(at, start) + maskFor(kind);
    at = end;
  }
  return masked + text.slice(at);
}
