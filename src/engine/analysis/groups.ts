/** The fifteen groups of [BBW] (METHODS §5) and lists of the user's own. */
import { LocumError } from '../errors.ts';
import type { ShiftedToken } from './shift.ts';

export interface TokenGroup {
  readonly name: string;
  readonly words: readonly string[];
  /** What a word may begin with: the paper lists some sub-tokens of its own tokenizer (sympt·oms), which others split elsewhere. */
  readonly beginnings?: readonly string[];
  /** The token that ends a text belongs to it. */
  readonly end?: boolean;
}

const list = (words: string): readonly string[] => words.split(' ');

export const PAPER_GROUPS: readonly TokenGroup[] = [
  {
    name: 'Encounter / workflow',
    words: list(
      'appointment manage managed follows follow routine review return informed admitted discharge inpatient outpatient follow-up Copy copy order pending referred management',
    ),
    beginnings: list('appoint Reg Sch Enc Ext'),
  },
  {
    name: 'Hedges / uncertainty',
    words: list('likely appears particularly possibly sometimes indicating consistent associated related possible'),
  },
  { name: 'Progression', words: list('improved worsening improve improvement persistent progress controlled') },
  { name: 'End of sequence', words: [], end: true },
  { name: 'Negations', words: list('no not without denies none absent negative No') },
  { name: 'Severity', words: list('abnormal severe moderate mild mildly moderately severely good') },
  {
    name: 'Symptoms',
    words: list('feeling feels tired fatigue stress dizzy dizziness nausea pain breath'),
    beginnings: ['sympt'],
  },
  { name: 'General diagnostics', words: list('lab labs panel test tests level levels results testing evaluation') },
  { name: 'Imaging', words: list('CT MRI X-ray ray scan ultrasound') },
  { name: 'Directive verbs', words: list('follow evaluate Order prevent control take use') },
  { name: 'Patient reporting, present', words: list('reports concerns') },
  { name: 'Patient reporting, past', words: list('reported experienced described') },
  { name: 'Observation, present', words: list('presents shows has') },
  { name: 'Observation, past', words: list('presented showed') },
  { name: 'Probabilistic hedging', words: list('consider confirm may') },
];

/**
 * Tells which groups a token belongs to; it can be several. All tokens of a matching word do. A word matches as it is spelled;
 * where no group spells it so (Follow), it matches in lower case. So “Order” and “order” stay in the groups that list them.
 */
export function groupFinder(groups: readonly TokenGroup[]): (token: ShiftedToken) => readonly string[] {
  const spelled = new Map<string, string[]>();
  const ends: string[] = [];
  const beginnings: { readonly text: string; readonly name: string }[] = [];
  for (const { name, words, beginnings: texts = [], end = false } of groups) {
    for (const word of new Set(words)) spelled.set(word, [...(spelled.get(word) ?? []), name]);
    for (const text of texts) beginnings.push({ text, name });
    if (end) ends.push(name);
  }
  const known = new Map<string, readonly string[]>();
  const find = (word: string): readonly string[] => {
    const names = spelled.get(word) ?? spelled.get(word.toLowerCase()) ?? [];
    const begun = beginnings.filter(({ text }) => word.startsWith(text)).map(({ name }) => name);
    return [...new Set([...names, ...begun])];
  };
  return ({ word, isEnd }) => {
    if (isEnd) return ends;
    if (word === '') return [];
    const names = known.get(word) ?? find(word);
    known.set(word, names);
    return names;
  };
}

/**
 * The user's lists: a line each, a name, a colon, words apart by commas or blanks; a word that ends with * is a beginning.
 * @throws {LocumError} `bad-argument` with the line
 */
export function parseGroups(text: string): readonly TokenGroup[] {
  const seen = new Set(PAPER_GROUPS.map(({ name }) => name));
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const fail = (what: string) =>
      new LocumError('bad-argument', `Line ${index + 1} of the lists: ${what}.`, {
        hint: 'One list a line: name: word, word, begin*',
        details: { line: index + 1 },
      });
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name === '') throw fail('it has no name before a colon');
    if (seen.has(name)) throw fail(`there is a group “${name}” already`);
    seen.add(name);
    const entries = line.slice(colon + 1).match(/[^\s,]+/gu) ?? [];
    if (entries.length === 0) throw fail('it has no words');
    const beginnings = entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1));
    if (beginnings.includes('')) throw fail('“*” alone would match every word');
    return [{ name, words: entries.filter((entry) => !entry.endsWith('*')), beginnings }];
  });
}
